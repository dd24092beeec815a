"""Which vacancies a figure counts: where each counts, for what, in which period, with which pay."""

import ibis

from jobtide.gazetteer import WORLD
from jobtide.pay import UNITS

# Columns of vacancies that the figures of all cells are counted from: titles, words and addresses are not among them.
COUNTED_FROM = (
    "vacancy", "employment_type", "employer_key", "first_seen", "live", "places", "terms", "pay_unit", "pay_low",
    "pay_high", "currency",
)  # fmt: skip


def placed(vacancies, places):
    """(place, vacancy): once in each place that a vacancy names and in each of their ancestors and groupings.

    Every vacancy counts in World, also one that names no place.
    """
    lies_in = places.select("slug", within=places.ancestors.unnest()).union(places.select("slug", within=places.slug))
    named = vacancies.select("vacancy", slug=vacancies.places.unnest())
    named = named.join(lies_in, "slug").select("vacancy", "within")
    everywhere = vacancies.select("vacancy", within=ibis.literal(WORLD))
    counts_in = named.union(everywhere, distinct=True)
    return counts_in.join(places, counts_in.within == places.slug).select(places.place, counts_in.vacancy)


def asked(vacancies, terms):
    """(term, vacancy): the terms that each vacancy matches."""
    named = vacancies.select("vacancy", slug=vacancies.terms.unnest())
    return named.join(terms, "slug").select("term", "vacancy").distinct()


def in_category(asked, terms):
    """(vacancy, category): the categories of which each vacancy matches at least one term."""
    return asked.join(terms, "term").select("vacancy", "category").distinct()


def gathered(there, asked, terms):
    """`there` with `terms` and `categories`, what each row's vacancy matches as lists; null where that is nothing.

    A category stands in its list as its first term.
    """
    each = in_category(asked, terms).join(_first_terms(terms), "category")
    in_lists = (
        asked.group_by("vacancy").agg(terms=asked.term.collect()),
        each.group_by("vacancy").agg(categories=each["first"].collect()),
    )
    columns = list(there.columns)
    for lists, name in zip(in_lists, ("terms", "categories"), strict=True):
        columns.append(name)
        there = there.left_join(lists, "vacancy").select(columns)
    return there


def of_each_term(gathered):
    """A row of `gathered` for each of its terms, with `term`."""
    return gathered.mutate(term=gathered.terms.unnest()).drop("terms", "categories")


def of_each_category(gathered, terms):
    """A row of `gathered` for each of its categories, with `category`."""
    each = gathered.mutate(first=gathered.categories.unnest()).drop("terms", "categories")
    return each.join(_first_terms(terms), "first").drop("first")


def _first_terms(terms):
    """(category, first): the number of each category's first term."""
    return terms.group_by("category").agg(first=terms.term.min())


def with_usable_pay(vacancies, currency: str):
    """Vacancies with `unit`, `lower`, `middle` and `upper`, all null unless the pay is usable.

    Usable is a figure in the market's currency and in a unit of the vacancy's own employment type: annual for permanent
    ones, daily and hourly for contracts. The three points lie a quarter, half and three quarters into the range.
    """
    usable = _usable(vacancies, currency)
    spread = {name: usable.ifelse(point, None) for name, point in points(vacancies).items()}
    return vacancies.mutate(unit=usable.ifelse(vacancies.pay_unit, None), **spread)


def usable_unit(vacancies, currency: str):
    """The unit of each vacancy's pay, null unless that is usable."""
    return _usable(vacancies, currency).ifelse(vacancies.pay_unit, None)


def _usable(vacancies, currency: str):
    of_its_type = ((vacancies.pay_unit == unit) & (vacancies.employment_type == kind) for unit, kind in UNITS.items())
    return ibis.or_(*of_its_type) & (vacancies.currency == currency)


def points(vacancies):
    """What percentiles are quantiles of, by name."""
    low, high = vacancies.pay_low, vacancies.pay_high
    return {"lower": low + 0.25 * (high - low), "middle": (low + high) / 2, "upper": low + 0.75 * (high - low)}


POPULATION = ("vacancy", "employment_type", "employer_key", "unit", "lower", "middle", "upper")


def in_any_period(vacancies, periods):
    """Vacancies first seen in at least one of the periods, each once."""
    return vacancies.semi_join(periods, [vacancies.first_seen >= periods.start, vacancies.first_seen <= periods.end])


def in_period(vacancies, periods):
    """Vacancies first seen in each period, its last day included; one in several periods stands once in each."""
    within = [vacancies.first_seen >= periods.start, vacancies.first_seen <= periods.end]
    return vacancies.join(periods, within).select(*POPULATION, "months", "period")
