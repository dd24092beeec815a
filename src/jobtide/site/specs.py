"""Charts as Vega-Lite specifications, data included: what is drawn, what an analyst may download and change. Pure."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from jobtide.page import EditionName, Page
from jobtide.site.charts import Chart
from jobtide.site.drawn_parts import Drawn
from jobtide.site.histogram_spec import histogram
from jobtide.site.palette import BACK, FONT, GRID, QUIET, TEXT
from jobtide.site.pay_spec import pay
from jobtide.site.scales import Plot
from jobtide.site.vacancies_spec import vacancies

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_LINE_HEIGHT = 19
_BOTTOM = 34
_LEFT = 52
_RIGHT = {"vacancies": 118, "pay": 114, "histogram": 20, "comparison": 130, "words": 20}
_DRAW = {"vacancies": vacancies, "pay": pay, "histogram": histogram}


@dataclass(frozen=True)
class Size:
    """Pixels of a whole chart, and the characters of a title that fit on a line."""

    width: int
    height: int
    title_characters: int


@dataclass(frozen=True)
class Said:
    """The words of a chart; `key` says what its orange marks are."""

    title: str
    subtitle: str
    key: str
    description: str


SIZES = {"wide": Size(600, 350, 62), "narrow": Size(340, 330, 36)}


def specification(page: Page, chart: Chart, size: Size) -> dict:
    """The chart of this page. Where it has no data its title stands above the words that say so."""

    def draw(plot: Plot) -> Drawn:
        return _DRAW[chart.kind](page, chart.unit, plot) if chart.has_data else Drawn(_words(chart.description))

    said = Said(chart.title, chart.subtitle, chart.key, chart.description)
    return framed(said, chart.kind if chart.has_data else "words", page.edition, size, draw)


def framed(said: Said, kind: str, edition: EditionName, size: Size, draw: Callable[[Plot], Drawn]) -> dict:
    """A whole specification: what `draw` puts into the plot, below its title. Under `usermeta` stands, for each figure
    that can be pointed at, where it is in pixels and what it says."""
    titles = textwrap.wrap(said.title, size.title_characters)
    small = round(size.title_characters * 1.42)
    subtitles = textwrap.wrap(said.subtitle, small) + textwrap.wrap(said.key, small)
    right, above = _RIGHT[kind], 36 if kind == "histogram" else 20
    top = 14 + _LINE_HEIGHT * len(titles) + (_LINE_HEIGHT - 3) * len(subtitles) + above
    plot = Plot(_LEFT, top, size.width - _LEFT - right, size.height - top - _BOTTOM)
    drawn = draw(plot)
    return {
        "$schema": SCHEMA,
        "description": said.description,
        "usermeta": {
            "edition": edition.id, "note": edition.label or "", "plot": asdict(plot), "points": _points(drawn),
        },
        "width": plot.width,
        "height": plot.height,
        "autosize": "none",
        "padding": {"left": _LEFT, "right": right, "top": top, "bottom": _BOTTOM},
        "title": {"text": titles, "subtitle": subtitles, "dx": 2 - _LEFT, "offset": 22 if kind != "histogram" else 8},
        **drawn.marks,
        "config": _CONFIG,
    }  # fmt: skip


def _points(drawn: Drawn) -> Sequence[dict]:
    return [asdict(point) for point in drawn.points]


def _words(words: str) -> dict:
    mark = {"type": "text", "align": "left", "x": 0, "y": 20, "fontSize": 14, "color": QUIET}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"text": {"value": words}}}


_CONFIG = {
    "font": FONT,
    "background": BACK,
    "view": {"stroke": None},
    "title": {
        "anchor": "start", "frame": "group", "font": FONT, "fontSize": 15, "fontWeight": 600,
        "lineHeight": _LINE_HEIGHT, "color": TEXT, "subtitleFont": FONT, "subtitleFontSize": 12,
        "subtitleColor": QUIET, "subtitlePadding": 4, "subtitleLineHeight": _LINE_HEIGHT - 3,
    },
    "axis": {
        "labelFont": FONT, "labelFontSize": 12, "labelColor": QUIET, "labelPadding": 6, "domainColor": QUIET,
        "ticks": False, "gridColor": GRID, "gridWidth": 1,
    },
    "axisY": {"domain": False},
    "axisX": {"ticks": True, "tickColor": QUIET, "tickSize": 4},
    "text": {"font": FONT, "fontSize": 12},
    "line": {"strokeJoin": "round", "strokeCap": "round"},
}  # fmt: skip
