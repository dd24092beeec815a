"""The pay trend: the median by month in bands of percentiles, and the periods' medians with their intervals. Pure."""

from collections.abc import Callable
from functools import partial

from jobtide.page import PERCENTILES, Month, Page
from jobtide.shown import numbers, sentences
from jobtide.site.axes import Axis, around
from jobtide.site.charts import alone, median_of
from jobtide.site.drawn_parts import Drawn, Label, Point, end_labels, only_alone
from jobtide.site.palette import ACCENT, LINE, QUIET
from jobtide.site.scales import Months, Plot, across, amounts, months_of, up
from jobtide.site.stretches import Stretch, medians

_NAMES = {"p10": "10th", "p25": "25th", "p50": "Median", "p75": "75th", "p90": "90th"}


def pay(page: Page, unit: str, plot: Plot) -> Drawn:
    lone = alone([median_of(month, unit) is not None for month in page.series])
    values = [
        {"month": f"{month.month}-01", "alone": by_itself, **dict.fromkeys(PERCENTILES), **month.pay.get(unit, {})}
        for month, by_itself in zip(page.series, lone, strict=True)
    ]
    known = [month for month in page.series if median_of(month, unit) is not None]
    months, periods = months_of(page.series), medians(page, unit)
    edges = [figure for month in known for figure in month.pay[unit].values() if figure is not None]
    edges += [end for stretch in periods if months.holds(stretch.last) for end in (stretch.lowest, stretch.highest)]
    axis = around(min(edges), max(edges))
    printed = partial(numbers.pay, unit=unit, currency=page.edition.currency)
    amount = partial(amounts, axis, currency=page.edition.currency)
    marks = {
        "data": {"values": values},
        "layer": [
            {"encoding": {"x": months.encoding()}, "layer": _bands(amount)},
            *_whiskers(periods, months, amount),
            *end_labels(
                _labels(known[-1].pay[unit], printed), axis, plot, amount("at"), months.share_of_width(known[-1].month)
            ),
        ],
    }
    return Drawn(marks, [_point(month, unit, months, axis, plot, printed) for month in known])


def _bands(amount: Callable[[str], dict]) -> list[dict]:
    outer = {"y": amount("p10"), "y2": {"field": "p90"}}
    inner = {"y": amount("p25"), "y2": {"field": "p75"}}
    median = {"y": amount("p50")}
    return [
        {"mark": {"type": "area", "color": LINE, "opacity": 0.13}, "encoding": outer},
        {"mark": {"type": "area", "color": LINE, "opacity": 0.22}, "encoding": inner},
        {"mark": {"type": "line", "color": LINE, "strokeWidth": 2}, "encoding": median},
        {**only_alone(), "mark": {"type": "rule", "color": LINE, "opacity": 0.3}, "encoding": outer},
        {**only_alone(), "mark": {"type": "rule", "color": LINE, "strokeWidth": 5}, "encoding": inner},
        {**only_alone(), "mark": {"type": "point", "filled": True, "color": LINE}, "encoding": median},
    ]


def _whiskers(periods: list[Stretch], months: Months, amount: Callable[[str], dict]) -> list[dict]:
    """Each period's median as a dot at the period's end, its interval as a bar; those of earlier years lightly."""
    layers = []
    for stretch in periods:
        if not months.holds(stretch.last):
            continue
        row = {
            "month": f"{stretch.last}-01", "median": stretch.figure, "low": stretch.low, "high": stretch.high,
            "period": stretch.name,
        }  # fmt: skip
        light = 1 if stretch.is_this else 0.6
        bar = {"y": amount("low"), "y2": {"field": "high"}}
        marks: list[dict] = [
            {
                "mark": {"type": "point", "filled": True, "color": ACCENT, "size": 40, "opacity": light},
                "encoding": {"y": amount("median")},
            }
        ]
        if stretch.low is not None:
            marks.insert(
                0,
                {"mark": {"type": "rule", "color": ACCENT, "strokeWidth": 2, "opacity": light}, "encoding": bar},
            )
        layers.append({"data": {"values": [row]}, "encoding": {"x": months.encoding()}, "layer": marks})
    return layers


def _labels(bands: dict, printed: Callable[[float], str]) -> list[Label]:
    """The percentiles of the last month with any; one that equals its neighbour toward the median is not named."""
    named = ["p50"]
    for name, neighbour in (("p25", "p50"), ("p75", "p50"), ("p10", "p25"), ("p90", "p75")):
        if bands.get(name) not in (None, bands.get(neighbour)):
            named.append(name)
    return [
        Label(bands[name], f"{_NAMES[name]} {printed(bands[name])}", LINE if name == "p50" else QUIET, name == "p50")
        for name in named
    ]


def _point(month: Month, unit: str, months: Months, axis: Axis, plot: Plot, printed: Callable[[float], str]) -> Point:
    bands = month.pay[unit]
    half = ""
    if None not in (bands.get("p25"), bands.get("p75")) and bands["p25"] != bands["p75"]:
        half = f", half of them {printed(bands['p25'])} to {printed(bands['p75'])}"
    words = f"{sentences.month_and_year(month.month)}: median {printed(bands['p50'])}{half}"
    return Point(across(plot, months.share_of_width(month.month)), up(plot, axis, bands["p50"]), words)
