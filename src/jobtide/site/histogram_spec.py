"""The histogram of pay, with the median in the band of its interval and, lightly, that of a year before. Pure."""

from functools import partial

from jobtide.page import Page
from jobtide.shown import numbers
from jobtide.site.axes import Axis, around
from jobtide.site.drawn_parts import Drawn, Point
from jobtide.site.palette import ACCENT, BACK, LINE
from jobtide.site.scales import Plot, across, amount_labels, held_by, ticks, up
from jobtide.site.stretches import medians

_LABEL = 112  # pixels that the words beside the median's line take


def histogram(page: Page, unit: str, plot: Plot) -> Drawn:
    bins = page.histogram.get(unit, ())
    low, high = bins[0].low, bins[-1].high
    every = around(low, high, about=max(4, plot.width // 70))
    inside = Axis(tuple(tick for tick in every.ticks if low <= tick <= high))
    high_as = around(0, max(each.count for each in bins), about=4, whole=True)
    x = {"type": "quantitative", "title": None, "scale": {"domain": [low, high], "nice": False, "zero": False},
         "axis": {**amount_labels(inside, page.edition.currency), "grid": False}}  # fmt: skip
    y = {
        "field": "count", "type": "quantitative", "title": None, "scale": held_by(high_as),
        "axis": {**ticks(high_as), "format": ",d"},
    }  # fmt: skip
    bars = {
        "mark": {"type": "bar", "color": LINE, "opacity": 0.6, "binSpacing": 1},
        "encoding": {"x": {**x, "field": "low", "bin": {"binned": True}}, "x2": {"field": "high"}, "y": y},
    }
    values = [{"low": each.low, "high": each.high, "count": each.count} for each in bins]
    printed = partial(numbers.pay, unit=unit, currency=page.edition.currency)
    points = [
        Point(
            across(plot, ((each.low + each.high) / 2 - low) / (high - low)),
            up(plot, high_as, each.count),
            f"{printed(each.low)} to {printed(each.high)}: "
            + ("1 vacancy" if each.count == 1 else f"{numbers.count(each.count)} vacancies"),
        )
        for each in bins
    ]
    return Drawn({"data": {"values": values}, "layer": [bars, *_medians(page, unit, x, plot)]}, points)


def _medians(page: Page, unit: str, x: dict, plot: Plot) -> list[dict]:
    """This period's as a line with its interval as a bar above the plot; a year before's as a dotted line where there
    is room for its words."""
    low, high = x["scale"]["domain"]
    inside = [stretch for stretch in medians(page, unit)[:2] if low <= stretch.figure <= high]
    at = {stretch.is_this: plot.width * (stretch.figure - low) / (high - low) for stretch in inside}
    if len(at) == 2 and not _room(at, plot):
        inside = [stretch for stretch in inside if stretch.is_this]
        at = {True: at[True]}
    layers: list[dict] = []
    for stretch in reversed(inside):  # this period's above the earlier one's
        is_left = _is_left(at[stretch.is_this], at.get(not stretch.is_this), plot)
        label = numbers.pay(stretch.figure, unit, page.edition.currency)
        label = f"Median {label}" if stretch.is_this else f"{label} in {stretch.last[:4]}"
        row = {
            "median": stretch.figure, "low": stretch.low, "high": stretch.high, "period": stretch.name, "label": label,
        }  # fmt: skip
        rule = {"type": "rule", "color": ACCENT, "y": -26 if stretch.is_this else 0}
        words = {"type": "text", "align": "right" if is_left else "left", "dx": -5 if is_left else 5, "y": -21,
                 "baseline": "middle", "color": ACCENT}  # fmt: skip
        drawn: list[dict] = [
            {"mark": {**rule, "y": -26, "strokeWidth": 1.5, "strokeDash": [2, 3], "opacity": 0.8}},
            {"mark": {**words, "fontWeight": 400}, "encoding": {"text": {"field": "label"}}},
        ]
        if stretch.is_this:
            drawn = [
                {"mark": {**rule, "color": BACK, "strokeWidth": 4, "opacity": 0.6}},
                {"mark": {**rule, "strokeWidth": 2}},
                {"mark": {**words, "fontWeight": 600}, "encoding": {"text": {"field": "label"}}},
            ]
        layers.append({"data": {"values": [row]}, "encoding": {"x": {**x, "field": "median"}}, "layer": drawn})
        if stretch.is_this and stretch.low is not None:
            ends = {name: min(max(row[name], low), high) for name in ("low", "high")}
            bar = {"x": {**x, "field": "low"}, "x2": {"field": "high"}}
            mark = {"type": "rect", "color": ACCENT, "opacity": 0.35, "y": -10, "y2": -4}
            layers.append({"data": {"values": [ends]}, "encoding": bar, "mark": mark})
    return layers


def _is_left(here: float, other: float | None, plot: Plot) -> bool:
    """Whether the words stand left of their line: away from the other line, unless there is no room."""
    if other is not None:
        return here < other and here >= _LABEL
    return here > plot.width - _LABEL


def _room(at: dict[bool, float], plot: Plot) -> bool:
    """Whether the words of both lines can stand beside each other."""
    left, right = sorted(at.values())
    return (left >= _LABEL or right - left >= _LABEL) and plot.width - right >= _LABEL
