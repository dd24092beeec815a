"""The vacancy trend: the share of all vacancies by month, and in steps the shares of the periods with their
intervals. Pure."""

from jobtide.page import Page
from jobtide.shown import numbers, sentences
from jobtide.site import stretches
from jobtide.site.axes import around
from jobtide.site.charts import alone
from jobtide.site.drawn_parts import Drawn, Label, Point, end_labels, only_alone
from jobtide.site.palette import ACCENT, LINE
from jobtide.site.scales import Plot, across, months_of, shares, up
from jobtide.site.stretches import Stretch


def vacancies(page: Page, unit: None, plot: Plot) -> Drawn:
    lone = alone([month.share is not None for month in page.series])
    values = [
        {"month": f"{month.month}-01", "share": month.share, "count": month.count, "alone": by_itself}
        for month, by_itself in zip(page.series, lone, strict=True)
    ]
    months, periods = months_of(page.series), stretches.shares(page)
    known = [month for month in page.series if month.share is not None]
    highest = [month.share for month in known] + [stretch.highest for stretch in periods]
    axis = around(0, max(highest, default=0) or 0.01, about=4)
    share = shares(axis, "share")
    marks = {
        "data": {"values": values},
        "layer": [
            {
                "encoding": {"x": months.encoding()},
                "layer": [
                    {"mark": {"type": "area", "color": LINE, "opacity": 0.1}, "encoding": {"y": share}},
                    {"mark": {"type": "line", "color": LINE, "strokeWidth": 2}, "encoding": {"y": share}},
                    {
                        **only_alone(),
                        "mark": {"type": "point", "filled": True, "color": LINE},
                        "encoding": {"y": share},
                    },
                    {
                        "data": {"values": [{"month": f"{known[-1].month}-01", "share": known[-1].share}]},
                        "mark": {"type": "point", "filled": True, "color": LINE, "size": 45, "opacity": 1},
                        "encoding": {"y": share},
                    },
                ],
            },
            *_steps(periods, months, axis),
            *end_labels(
                _labels(page, known[-1], periods),
                axis,
                plot,
                shares(axis, "at"),
                months.share_of_width(known[-1].month),
            ),
        ],
    }
    points = [
        Point(across(plot, months.share_of_width(month.month)), up(plot, axis, month.share), _words(month))
        for month in known
    ]
    return Drawn(marks, points)


def _steps(periods: list[Stretch], months, axis) -> list[dict]:
    """Each period's share as a flat line over its months, in the band of its interval; earlier ones lightly."""
    layers = []
    for stretch in periods:
        start, end = (max(min(month, months.last), months.first) for month in (stretch.first, stretch.last))
        row = {
            "start": f"{start}-01", "end": f"{end}-01", "share": stretch.figure, "low": stretch.low,
            "high": stretch.high, "period": stretch.name,
        }  # fmt: skip
        x = {"x": months.encoding("start"), "x2": {"field": "end"}}
        light = 1 if stretch.is_this else 0.6
        step: list[dict] = [
            {
                "mark": {"type": "rule", "color": ACCENT, "strokeWidth": 2, "opacity": light},
                "encoding": {**x, "y": shares(axis, "share")},
            }
        ]
        if stretch.low is not None:
            band = {**x, "y": shares(axis, "low"), "y2": {"field": "high"}}
            step.insert(0, {"mark": {"type": "rect", "color": ACCENT, "opacity": 0.18 * light}, "encoding": band})
        layers.append({"data": {"values": [row]}, "layer": step})
    return layers


def _labels(page: Page, last, periods: list[Stretch]) -> list[Label]:
    month = sentences.month_and_year(last.month).split()[0][:3]
    labels = [Label(last.share, f"{month} {numbers.trend_share(last.share)}", LINE, True)]
    labels += [
        Label(stretch.figure, f"{page.months} months {numbers.trend_share(stretch.figure)}", ACCENT, True)
        for stretch in periods
        if stretch.is_this
    ]
    return labels


def _words(month) -> str:
    vacancies = "1 vacancy" if month.count == 1 else f"{numbers.count(month.count)} vacancies"
    return f"{sentences.month_and_year(month.month)}: {numbers.trend_share(month.share)}, {vacancies}"
