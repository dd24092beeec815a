"""Colours and type of charts. Pure.

From the palette of the UK Government Analysis Function; those that small text is set in are darkened until it can be
read on white (4.5 to 1).
"""

LINE, ACCENT, TEXT, QUIET, GRID, BACK = "#12436D", "#A8480F", "#1B2733", "#52606D", "#E1E6EB", "#FFFFFF"
# Lines that are compared. The guidance is at most four colours; those that follow are drawn quietly.
SERIES = (LINE, ACCENT, "#1A756E", "#801650")
# What each colour becomes where the reader's screen is dark.
DARK = {
    LINE: "#8AB8E6",
    ACCENT: "#FFAD70",
    "#1A756E": "#5CCBC1",
    "#801650": "#EE9AC3",
    TEXT: "#E8ECF0",
    QUIET: "#A9B4BF",
    GRID: "#2C3742",
    BACK: "#11181F",
}
FONT = "Inter, system-ui, sans-serif"
