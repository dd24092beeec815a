"""Which charts a page has, and what each says in words. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from jobtide.page import Month, Page
from jobtide.pay import units_of
from jobtide.shown import numbers, sentences
from jobtide.shown.sentences import PAY
from jobtide.site.stretches import Stretch, medians, shares


@dataclass(frozen=True)
class Chart:
    """`name` is the last part of its address: vacancies, pay, histogram, pay-hourly, histogram-hourly.

    `title` is its headline, `subtitle` states unit, place and period, `key` says what its orange marks are,
    `description` tells one who cannot see it what it shows. `has_data` is False where there is nothing to draw.
    """

    name: str
    kind: str  # vacancies | pay | histogram
    unit: str | None
    title: str
    subtitle: str
    description: str
    has_data: bool
    key: str = ""


def charts_of(page: Page) -> tuple[Chart, ...]:
    """In the order of the page: the vacancy trend, pay trends, histograms."""
    units = units_of(page.employment_type)
    trends = [_pay_trend(page, unit) for unit in units]
    histograms = [_histogram(page, unit) for unit in units]
    return (_vacancy_trend(page), *trends, *histograms)


def chart_of(page: Page, name: str) -> Chart | None:
    """The chart at this address, None where a page of this type has no such chart."""
    return next((chart for chart in charts_of(page) if chart.name == name), None)


def _vacancy_trend(page: Page) -> Chart:
    known = [month for month in page.series if month.share is not None]
    steps = shares(page)
    subtitle = f"% of all {page.employment_type} vacancies first seen in each month, {page.place.name}"
    key = f"Orange: the share of whole {page.months} months{_with_intervals(steps)}" if known and steps else ""
    description = f"No {page.employment_type} vacancy of any kind was first seen in any month."
    if known:
        first, last = known[0], known[-1]
        description = (
            f"A line by month: {numbers.trend_share(first.share)} of all {page.employment_type} vacancies in "
            f"{_month(first)}, {numbers.trend_share(last.share)} in {_month(last)}; "
            f"at most {numbers.trend_share(max(month.share for month in known))}."
            + _of_periods(steps, "the share", numbers.trend_share)
        )
    title = f"{page.term.name}: share of {page.employment_type} vacancies"
    return Chart("vacancies", "vacancies", None, title, subtitle, description, bool(known), key)


def _pay_trend(page: Page, unit: str) -> Chart:
    known = [month for month in page.series if median_of(month, unit) is not None]
    pay = partial(numbers.pay, unit=unit, currency=page.edition.currency)
    sign = numbers.sign(page.edition.currency).strip()
    until = f"quoted in the {page.months} months to each month's end"
    subtitle = f"{sign} {sentences.A_UNIT[unit]}, {until}, {page.place.name}"
    dots = [each for each in medians(page, unit) if known and page.series[0].month <= each.last]
    key = f"Orange: the median of this year and of those before{_with_intervals(dots)}" if dots else ""
    description = f"Nothing to draw: no {PAY[unit]} was quoted in any month."
    if known:
        first, last = known[0], known[-1]
        bands = last.pay[unit]
        description = (
            f"A line by month with bands about it: the median {PAY[unit]} is "
            f"{pay(median_of(first, unit))} in {_month(first)} and "
            f"{pay(median_of(last, unit))} in {_month(last)}, when half of them lie between "
            f"{pay(bands['p25'])} and {pay(bands['p75'])}." + _of_periods(dots, "the median", pay)
        )
    title = f"{page.term.name}: advertised {_plural(unit)}"
    return Chart(_named("pay", unit), "pay", unit, title, subtitle, description, bool(known), key)


def _histogram(page: Page, unit: str) -> Chart:
    bins = page.histogram.get(unit, ())
    pay = partial(numbers.pay, unit=unit, currency=page.edition.currency)
    median, key = [each for each in medians(page, unit) if each.is_this], ""
    subtitle = f"Vacancies by {PAY[unit]} quoted, {page.months} months to {_end(page)}, {page.place.name}"
    description = "Too few figures to draw."
    if bins:
        most = max(bins, key=lambda each: each.count)
        key = f"Orange: the median{_with_intervals(median)}" if median else ""
        description = (
            f"Bars: {sum(each.count for each in bins):,} {_plural(unit)} from {pay(bins[0].low)} to "
            f"{pay(bins[-1].high)}, most of them ({most.count:,}) between {pay(most.low)} "
            f"and {pay(most.high)}." + _of_periods(median, "the median", pay)
        )
    title = f"{page.term.name}: how {_plural(unit)} are spread"
    return Chart(_named("histogram", unit), "histogram", unit, title, subtitle, description, bool(bins), key)


def median_of(month: Month, unit: str) -> float | None:
    return month.pay.get(unit, {}).get("p50")


def alone(known: Sequence[bool]) -> list[bool]:
    """Which figures have a gap on both sides: a line cannot show them, a dot must.

    >>> alone([True, False, True, True])
    [True, False, False, False]
    """
    padded = [False, *known, False]
    return [
        here and not before and not after for before, here, after in zip(padded[:-2], known, padded[2:], strict=True)
    ]


def _with_intervals(periods: Sequence[Stretch]) -> str:
    return (
        "" if all(each.low is None for each in periods) else ", with 95% interval" + ("s" if len(periods) > 1 else "")
    )


def _of_periods(periods: Sequence[Stretch], name: str, printed: Callable[[float], str]) -> str:
    """ " In the 6 months to 31 Oct 2026 the share is 19.12% (95% interval 15.74% to 23.02%), …": "" without any."""
    said = []
    for each in periods:
        interval = f" (95% interval {printed(each.low)} to {printed(each.high)})" if each.low is not None else ""
        said.append(f"in the {each.name} {name} is {printed(each.figure)}{interval}")
    return f" {'; '.join(said)[:1].upper()}{'; '.join(said)[1:]}." if said else ""


def _named(kind: str, unit: str) -> str:
    return f"{kind}-hourly" if unit == "hourly" else kind


def _plural(unit: str) -> str:
    return {"annual": "salaries", "daily": "daily rates", "hourly": "hourly rates"}[unit]


def _end(page: Page) -> str:
    return sentences.short_day(page.periods[0].end)


def _month(month: Month) -> str:
    return sentences.month_and_year(month.month)
