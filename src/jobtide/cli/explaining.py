"""What was read in an advert, in the terminal: its words marked where they stand, then each finding with its rule."""

from jobtide.advert import Advert

_FACETS = (
    ("seniority", "Seniority"), ("contract_kind", "Kind of contract"), ("ir35", "IR35"), ("clearance", "Clearance"),
    ("clearance_need", "Clearance is"), ("office_days", "Days in the office"), ("remote_limits", "Remote only from"),
)  # fmt: skip
_CONTEXT = 2_000  # characters of a description that are shown


def render(advert: Advert, found: dict, by_id: bool = False) -> None:
    """Prints the advert with its findings marked, then the findings; `found` has the shape of `explain --json`.

    `by_id`: it is one of several, and its id stands above it.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    if by_id:
        console.rule(Text(str(advert.id)), align="left")
    # Of a text without a headline the title is only its beginning, and is shown there.
    apart = not advert.description.startswith(advert.title)
    for where, text in (("title", advert.title if apart else ""), ("description", advert.description)):
        marked = Text(text, style="bold" if where == "title" else "")
        for term in found["terms"]:
            if term["where"] == where or not apart:
                marked.stylize("underline green", term["start"], term["end"])
        if text:
            console.print(marked[:_CONTEXT])
    console.print()
    table = Table(box=None, pad_edge=False)
    for heading in ("What", "Is", "Read in", "Because"):
        table.add_column(heading, overflow="fold")
    if found["title_term"]:
        because = found["because"]["title_term"]
        words = Text(f"{because['where']}: {because['text']}")
        table.add_row("Job title", Text(found["title_term"]), words, Text(because["rule"]))
    for term in found["terms"]:
        words = Text(f"{term['where']}: {term['text']}")
        table.add_row(Text(term["category"]), Text(term["name"]), words, Text(term["rule"]))
    for place in found["places"]:
        table.add_row("Place", Text(place["name"]), Text(f"{place['where']}: {place['text']}"), Text(place["rule"]))
    for pay in found["pay"]:
        amount = f"{pay['low']:,.10g} to {pay['high']:,.10g} {pay['currency']}, {pay['unit']}"
        table.add_row("Pay", amount, Text(f"{pay['where']}: {pay['text']}"), Text(pay["rule"]))
    for name, label in (("employment_type", "Employment type"), ("work_mode", "Work mode")):
        because = found["because"][name]
        table.add_row(label, found[name] or "not said", Text(because["text"]), Text(because["rule"]))
    for name, label in _FACETS:
        values, reasons = found[name], found["because"][name]
        for value, because in zip(values, reasons, strict=True) if isinstance(values, list) else [(values, reasons)]:
            if value is not None:
                table.add_row(label, value, Text(f"{because['where']}: {because['text']}"), Text(because["rule"]))
    for issue in found["issues"]:
        table.add_row("Odd", Text(issue["reason"]), Text(issue["detail"]), "left unread or mended")
    console.print(table)
