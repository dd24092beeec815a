"""What a market did, in words: how many vacancies there are, on a year before, and what they pay."""

from collections.abc import Sequence

from jobtide.page import CategoryPage, PaySummary
from jobtide.pay import units_of
from jobtide.shown import numbers
from jobtide.shown.sentences import A_UNIT, PAY, UK, long_day, short_day


def heading(titled: CategoryPage) -> str:
    return f"The IT Job Market{'' if titled.place.slug == UK else ' in ' + titled.place.in_sentence}"


def introduction(titles: Sequence[CategoryPage]) -> str:
    """Of every employment type, with the Job Titles of each: vacancies advertised, and a year before, and their pay."""
    first = titles[0]
    kinds = " and ".join(f"{numbers.count(each.all_count[0])} {each.employment_type}" for each in titles)
    before = [each.all_count[1] for each in titles]
    told = (
        f"{kinds} IT vacancies were advertised in {first.place.in_sentence} in the {first.months} months to "
        f"{long_day(first.periods[0].end)}"
    )
    if any(before):
        told += f"; {' and '.join(numbers.count(count) for count in before)} a year before"
    medians = [said for each in titles for said in _medians(each)]
    return f"{told}. {_capital(' and '.join(medians))}." if medians else f"{told}."


def on_a_year_before(titled: CategoryPage) -> str:
    """3,482 a year before"""
    return f"{numbers.count(titled.all_count[1])} a year before"


def whose_pay(titled: CategoryPage) -> str:
    """Whose pay stands beside the number of all vacancies."""
    known, every = titled.category.count[0], titled.all_count[0]
    if known in (0, every):
        return ""
    return (
        f"Pay is that of the {numbers.count(known)} of {numbers.count(every)} vacancies with a job title that we know."
    )


def pay_of(titled: CategoryPage) -> tuple[str, PaySummary]:
    """The unit that the type is usually paid in, and its figures."""
    unit = units_of(titled.employment_type)[0]
    return unit, titled.category.pay[unit]


def period_of(titled: CategoryPage) -> str:
    """6 months to 31 Oct 2026"""
    return f"{titled.months} months to {short_day(titled.periods[0].end)}"


def _medians(titled: CategoryPage) -> list[str]:
    said = []
    unit, paid = pay_of(titled)
    if paid.quoted[0]:
        median = numbers.pay(paid.p50[0], unit, titled.edition.currency)
        said.append(f"the median {PAY[unit]} quoted was {median} {A_UNIT[unit]}")
    return said


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
