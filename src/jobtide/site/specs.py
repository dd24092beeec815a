"""Charts as Vega-Lite specifications, data included: what is drawn, and what an analyst may download and change. Pure.

They are plain dictionaries: a specification is JSON, and reads best as what it is.
"""

import textwrap
from calendar import timegm
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from jobtide.page import PERCENTILES, Page
from jobtide.shown import numbers
from jobtide.site.axes import Axis, around, spread
from jobtide.site.charts import Chart, alone, median_of

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# Colours of light pages; drawing.py says what they become on dark ones. From the palette of the UK Government Analysis
# Function, but for the accent, which is darkened until small text in it can be read.
LINE, ACCENT, TEXT, QUIET, GRID, BACK = "#12436D", "#A8480F", "#1B2733", "#52606D", "#E1E6EB", "#FFFFFF"
_FONT = "Inter, system-ui, sans-serif"
_LABEL_APART = 14  # pixels between labels that stand above each other
_LINE_HEIGHT = 19
_NAMES = {"p10": "10th", "p25": "25th", "p50": "Median", "p75": "75th", "p90": "90th"}


@dataclass(frozen=True)
class Size:
    """Pixels of a whole chart, and the characters of a title that fit on a line."""

    width: int
    height: int
    title_characters: int


SIZES = {"wide": Size(600, 340, 62), "narrow": Size(340, 300, 36)}


def specification(page: Page, chart: Chart, size: Size) -> dict:
    """The chart of this page. Where it has no data its title stands above the words that say so."""
    title = textwrap.wrap(chart.title, size.title_characters)
    subtitle = textwrap.wrap(chart.subtitle, round(size.title_characters * 1.3))
    left, right = 52, {"vacancies": 62, "pay": 114, "histogram": 20}[chart.kind]
    top = 14 + _LINE_HEIGHT * len(title) + (_LINE_HEIGHT - 3) * len(subtitle) + 16
    plot = Size(size.width - left - right, size.height - top - 34, 0)
    draw = {"vacancies": _vacancies, "pay": _pay, "histogram": _histogram}[chart.kind]
    marks = draw(page, chart.unit, plot) if chart.has_data else _words(chart.description)
    return {
        "$schema": SCHEMA,
        "description": chart.description,
        "usermeta": {"edition": page.edition.id, "note": page.edition.label or ""},
        "width": plot.width,
        "height": plot.height,
        "autosize": "none",
        "padding": {"left": left, "right": right, "top": top, "bottom": 34},
        "title": {"text": title, "subtitle": subtitle, "dx": 2 - left, "offset": 18},
        **marks,
        "config": _CONFIG,
    }


def _vacancies(page: Page, unit: None, plot: Size) -> dict:
    lone = alone([month.share is not None for month in page.series])
    values = [
        {"month": f"{month.month}-01", "share": month.share, "count": month.count, "alone": by_itself}
        for month, by_itself in zip(page.series, lone, strict=True)
    ]
    known = [value for value in values if value["share"] is not None]
    axis = around(0, max((value["share"] for value in known), default=0) or 0.01, about=4)
    share = {"field": "share", "type": "quantitative", "title": None, "scale": _held_by(axis), "axis": _shares(axis)}
    month = _months_of(page, plot)
    last = [{**value, "label": numbers.trend_share(value["share"])} for value in known[-1:]]
    return {
        "data": {"values": values},
        "encoding": {"x": month},
        "layer": [
            {"mark": {"type": "area", "color": LINE, "opacity": 0.13}, "encoding": {"y": share}},
            {"mark": {"type": "line", "color": LINE, "strokeWidth": 2}, "encoding": {"y": share}},
            {**_only_alone(), "mark": {"type": "point", "filled": True, "color": LINE}, "encoding": {"y": share}},
            {
                "data": {"values": last},
                "layer": [
                    {"mark": {"type": "point", "filled": True, "color": LINE, "size": 45, "opacity": 1}},
                    {
                        "mark": {"type": "text", "align": "left", "dx": 8, "color": LINE, "fontWeight": 600},
                        "encoding": {"text": {"field": "label"}},
                    },
                ],
                "encoding": {"y": share},
            },
        ],
    }


def _pay(page: Page, unit: str, plot: Size) -> dict:
    lone = alone([median_of(month, unit) is not None for month in page.series])
    values = [
        {"month": f"{month.month}-01", "alone": by_itself, **dict.fromkeys(PERCENTILES), **month.pay.get(unit, {})}
        for month, by_itself in zip(page.series, lone, strict=True)
    ]
    known = [value for value in values if value["p50"] is not None]
    edges = [value[name] for value in known for name in PERCENTILES if value[name] is not None]
    axis = around(min(edges), max(edges))

    def amount(name: str) -> dict:
        return {
            "field": name,
            "type": "quantitative",
            "title": None,
            "scale": _held_by(axis),
            "axis": _amounts(axis, page.edition.currency),
        }

    outer = {"y": amount("p10"), "y2": {"field": "p90"}}
    inner = {"y": amount("p25"), "y2": {"field": "p75"}}
    return {
        "data": {"values": values},
        "encoding": {"x": _months_of(page, plot)},
        "layer": [
            {"mark": {"type": "area", "color": LINE, "opacity": 0.13}, "encoding": outer},
            {"mark": {"type": "area", "color": LINE, "opacity": 0.22}, "encoding": inner},
            {"mark": {"type": "line", "color": LINE, "strokeWidth": 2}, "encoding": {"y": amount("p50")}},
            {**_only_alone(), "mark": {"type": "rule", "color": LINE, "opacity": 0.3}, "encoding": outer},
            {**_only_alone(), "mark": {"type": "rule", "color": LINE, "strokeWidth": 5}, "encoding": inner},
            {
                **_only_alone(),
                "mark": {"type": "point", "filled": True, "color": LINE},
                "encoding": {"y": amount("p50")},
            },
            *_end_labels(
                known[-1:], partial(numbers.pay, unit=unit, currency=page.edition.currency), axis, plot, amount("at")
            ),
        ],
    }


def _end_labels(last: list[dict], pay: Callable[[float], str], axis: Axis, plot: Size, at: dict) -> list[dict]:
    """The percentiles of the last month with any, each named once, moved apart where they would cover each other."""
    if not last:
        return []
    named = {"p50": last[0]["p50"]}
    for name, neighbour in (("p25", "p50"), ("p75", "p50"), ("p10", "p25"), ("p90", "p75")):
        if last[0][name] not in (None, last[0][neighbour]):
            named[name] = last[0][name]
    rising = sorted(named, key=PERCENTILES.index)
    apart = (axis.high - axis.low) * _LABEL_APART / plot.height
    labels = [
        {"month": last[0]["month"], "at": place, "label": f"{_NAMES[name]} {pay(named[name])}",
         "median": name == "p50"}
        for name, place in zip(rising, spread([named[name] for name in rising], apart), strict=True)
    ]  # fmt: skip
    text = {"type": "text", "align": "left", "dx": 8, "clip": False}
    return [
        {
            "data": {"values": [label for label in labels if label["median"] is median]},
            "mark": {**text, "color": LINE if median else QUIET, "fontWeight": 600 if median else 400},
            "encoding": {"y": at, "text": {"field": "label"}},
        }
        for median in (True, False)
    ]


def _histogram(page: Page, unit: str, plot: Size) -> dict:
    bins = page.histogram.get(unit, ())
    values = [{"low": each.low, "high": each.high, "count": each.count} for each in bins]
    low, high = bins[0].low, bins[-1].high
    across = around(low, high, about=max(3, plot.width // 75))
    inside = Axis(tuple(tick for tick in across.ticks if low <= tick <= high))
    up = around(0, max((each.count for each in bins), default=0), about=4, least_step=1)
    x = {"type": "quantitative", "title": None, "scale": {"domain": [low, high], "nice": False, "zero": False},
         "axis": {**_amounts(inside, page.edition.currency), "grid": False}}  # fmt: skip
    counts = {**_ticks(up), "format": ",d"}
    median = page.summary.pay[unit].p50[0]
    layers: list[dict] = [
        {
            "mark": {"type": "bar", "color": LINE, "opacity": 0.6, "binSpacing": 1},
            "encoding": {
                "x": {**x, "field": "low", "bin": {"binned": True}},
                "x2": {"field": "high"},
                "y": {"field": "count", "type": "quantitative", "title": None, "scale": _held_by(up), "axis": counts},
            },
        }
    ]
    if median is not None:
        late = median > low + (high - low) * 0.6
        words = {"type": "text", "align": "right" if late else "left", "dx": -6 if late else 6, "baseline": "top",
                 "color": ACCENT, "fontWeight": 600}  # fmt: skip
        layers.append(
            {
                "data": {
                    "values": [
                        {"median": median, "label": f"Median {numbers.pay(median, unit, page.edition.currency)}"}
                    ]
                },
                "encoding": {"x": {**x, "field": "median"}},
                "layer": [
                    {"mark": {"type": "rule", "color": BACK, "strokeWidth": 4, "opacity": 0.6, "y": -12}},
                    {"mark": {"type": "rule", "color": ACCENT, "strokeDash": [5, 3], "strokeWidth": 2, "y": -12}},
                    {"mark": {**words, "y": -15}, "encoding": {"text": {"field": "label"}}},
                ],
            }
        )
    return {"data": {"values": values}, "layer": layers}


def _words(words: str) -> dict:
    mark = {"type": "text", "align": "left", "x": 0, "y": 20, "fontSize": 14, "color": QUIET}
    return {"data": {"values": [{}]}, "mark": mark, "encoding": {"text": {"value": words}}}


def _months_of(page: Page, plot: Size) -> dict:
    """A time axis in UTC, so that no server's zone moves a month; one month alone gets room on either side."""
    months = [month.month for month in page.series]
    first, last = (date.fromisoformat(f"{month}-01") for month in (months[0], months[-1]))
    domain = [_milliseconds(first), _milliseconds(last)]
    if first == last:
        domain = [domain[0] - 45 * 86_400_000, domain[1] + 45 * 86_400_000]
    long = len(months) > 30
    every = {"interval": "year", "step": 1} if long else {"interval": "month", "step": 1 if len(months) < 5 else 6}
    axis = {
        "format": "%Y" if long else "%b %Y",
        "tickCount": every,
        "labelOverlap": True,
        "labelFlush": False,
        "grid": False,
    }
    scale = {"type": "utc", "domain": domain, "nice": False}
    return {"field": "month", "type": "temporal", "title": None, "scale": scale, "axis": axis}


def _milliseconds(day: date) -> int:
    return timegm(day.timetuple()) * 1000


def _only_alone() -> dict:
    return {"transform": [{"filter": "datum.alone"}]}


def _held_by(axis: Axis) -> dict:
    return {"domain": [axis.low, axis.high], "nice": False, "zero": False}


def _ticks(axis: Axis) -> dict:
    return {"values": list(axis.ticks)}


def _shares(axis: Axis) -> dict:
    step = axis.ticks[1] - axis.ticks[0]
    decimals = next(places for places in range(6) if round(step * 100, places) == round(step * 100, 6))
    return {**_ticks(axis), "format": f".{decimals}%"}


def _amounts(axis: Axis, currency: str) -> dict:
    """£60k where all ticks are thousands, else £450 or £22.50."""
    sign = f"'{numbers.sign(currency)}'"
    if all(tick % 500 == 0 for tick in axis.ticks) and axis.high >= 2000:
        expression = f"{sign} + format(datum.value / 1000, ',') + 'k'"
    else:
        expression = f"{sign} + format(datum.value, '{',.2f' if any(tick % 1 for tick in axis.ticks) else ','}')"
    return {**_ticks(axis), "labelExpr": expression}


_CONFIG = {
    "font": _FONT,
    "background": BACK,
    "view": {"stroke": None},
    "title": {
        "anchor": "start", "frame": "group", "font": _FONT, "fontSize": 15, "fontWeight": 600,
        "lineHeight": _LINE_HEIGHT, "color": TEXT, "subtitleFont": _FONT, "subtitleFontSize": 12,
        "subtitleColor": QUIET, "subtitlePadding": 4, "subtitleLineHeight": _LINE_HEIGHT - 3,
    },
    "axis": {
        "labelFont": _FONT, "labelFontSize": 12, "labelColor": QUIET, "labelPadding": 6, "domainColor": QUIET,
        "ticks": False, "gridColor": GRID, "gridWidth": 1,
    },
    "axisY": {"domain": False},
    "axisX": {"ticks": True, "tickColor": QUIET, "tickSize": 4},
    "text": {"font": _FONT, "fontSize": 12},
    "line": {"strokeJoin": "round", "strokeCap": "round"},
}  # fmt: skip
