"""The charts of a comparison: one line for each term or place. Pure."""

from collections.abc import Callable, Sequence
from functools import partial

from jobtide.comparison import PERIODS, Column, Comparison
from jobtide.page import Month
from jobtide.pay import units_of
from jobtide.shown import comparisons, numbers, sentences
from jobtide.site.axes import around
from jobtide.site.charts import Chart, median_of
from jobtide.site.drawn_parts import Drawn, Label, Point, end_labels
from jobtide.site.palette import QUIET, SERIES
from jobtide.site.scales import Plot, across, amounts, months_of, shares, up
from jobtide.site.specs import Said, Size, framed

_LONGEST = 16  # characters of a name beside its line


def charts_of(found: Comparison) -> tuple[Chart, ...]:
    """The shares of all vacancies by month, and the medians of the unit that the type is usually paid in; none where
    periods are compared, whose months do not lie side by side."""
    if found.varies == PERIODS:
        return ()
    return _shares(found), _medians(found)


def specification(found: Comparison, chart: Chart, size: Size) -> dict:
    """Only for a chart that has data."""
    said = Said(chart.title, chart.subtitle, "", chart.description)
    return framed(said, "comparison", found.edition, size, lambda plot: _drawn(found, chart, plot))


def _shares(found: Comparison) -> Chart:
    subtitle = f"% of all {found.employment_type} vacancies first seen in each month"
    title = f"{_names(found)}: share of {found.employment_type} vacancies"
    description = _description(found, lambda month: month.share, numbers.trend_share, "share of all")
    return Chart("vacancies", "vacancies", None, title, subtitle, description, bool(description))


def _medians(found: Comparison) -> Chart:
    unit = units_of(found.employment_type)[0]
    what = sentences.PAY[unit]
    subtitle = (
        f"Median {what}, {numbers.sign(found.edition.currency).strip()} {sentences.A_UNIT[unit]}, quoted in the "
        f"{found.months} months to each month's end"
    )
    printed = partial(numbers.pay, unit=unit, currency=found.edition.currency)
    description = _description(found, partial(median_of, unit=unit), printed, f"median {what}")
    return Chart("pay", "pay", unit, f"{_names(found)}: median {what}", subtitle, description, bool(description))


def _description(found: Comparison, figure: Callable[[Month], float | None], printed: Callable, what: str) -> str:
    """The latest figure of each line; "" where there is none at all."""
    said = []
    for column in found.columns:
        known = [month for month in column.series if figure(month) is not None]
        if known:
            said.append(f"{column.name} {printed(figure(known[-1]))} in {sentences.month_and_year(known[-1].month)}")
    return f"A line by month for each: {what} of {'; '.join(said)}." if said else ""


def _drawn(found: Comparison, chart: Chart, plot: Plot) -> Drawn:
    unit, currency = chart.unit, found.edition.currency
    figure = (lambda month: month.share) if unit is None else partial(median_of, unit=unit)
    known = {column.slug: [month for month in column.series if figure(month) is not None] for column in found.columns}
    every = [figure(month) for months in known.values() for month in months]
    axis = around(0, max(every) or 0.01, about=4) if unit is None else around(min(every), max(every))
    scale = partial(shares, axis) if unit is None else partial(amounts, axis, currency=currency)
    printed = numbers.trend_share if unit is None else partial(numbers.pay, unit=unit, currency=currency)
    months = months_of(found.columns[0].series)
    lines, labels, points = [], [], []
    for column, colour in zip(found.columns, _colours(found.columns), strict=True):
        rows = [{"month": f"{month.month}-01", "figure": figure(month)} for month in column.series]
        mark = {"type": "line", "color": colour, "strokeWidth": 2, "point": len(known[column.slug]) == 1}
        encoding = {"x": months.encoding(), "y": scale("figure")}
        lines.append({"data": {"values": rows}, "mark": mark, "encoding": encoding})
        if known[column.slug]:
            labels.append(Label(figure(known[column.slug][-1]), _short(column.name), colour, True))
        points += [
            Point(
                across(plot, months.share_of_width(month.month)),
                up(plot, axis, figure(month)),
                f"{column.name}, {sentences.month_and_year(month.month)}: {printed(figure(month))}",
            )
            for month in known[column.slug]
        ]
    return Drawn(
        {"layer": [*lines, *end_labels(labels, axis, plot, scale("at"))]}, sorted(points, key=lambda point: point.x)
    )


def _colours(columns: Sequence[Column]) -> list[str]:
    """At most four colours can be told apart; the lines that follow are quiet, and named all the same."""
    return [SERIES[at] if at < len(SERIES) else QUIET for at in range(len(columns))]


def _names(found: Comparison) -> str:
    return comparisons.heading(found).rpartition(",")[0]


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
