"""What a page tells of one cell beyond its row of figures, computed when the page is asked for.

`wanted` is a table of one row: employment_type, place, term, the period's length in months, its days `start` .. `end`,
and the places `around` that its certainty is asked of.
"""

import ibis

from jobtide.page import BY_CATEGORY, OVERALL
from jobtide.statistics.pay import paid
from jobtide.statistics.population import with_usable_pay
from jobtide.taxonomy import APART, JOB_TITLES

WANTED = {
    "employment_type": "string", "place": "int32", "term": "int32", "months": "int8", "start": "date", "end": "date",
    "around": "array<int32>",
}  # fmt: skip


def matching(vacancies, placed, asked, wanted):
    """Vacancies of the wanted type, place and term, whenever first seen."""
    there = placed.semi_join(wanted, "place")
    naming = asked.semi_join(wanted, "term")
    return vacancies.semi_join(wanted, "employment_type").semi_join(there, "vacancy").semi_join(naming, "vacancy")


def members(vacancies, placed, asked, wanted):
    """Vacancies of the wanted cell: those matching that were first seen in the period."""
    found = matching(vacancies, placed, asked, wanted)
    days = wanted.view()  # the same row again: Ibis cannot tell two uses of one table apart in a condition
    return found.semi_join(days, [found.first_seen >= days.start, found.first_seen <= days.end])


def cooccurring(members, asked, terms, wanted):
    """The other terms of the cell's vacancies: slug, name, category, count, and where each stands in the lists.

    `rank` and `position` are those of the overall list, null where the term is left out of it; `category_rank` and
    `category_position` those of the list of its category. Ranks are dense; equal counts stand in case-insensitive
    alphabetical order. Rows that stand in neither list are left out.
    """
    others = asked.semi_join(members, "vacancy").anti_join(wanted, "term")
    counted = others.group_by("term").agg(count=others.count()).join(terms, "term")
    own = terms.semi_join(wanted, "term").filter(lambda t: t.category == JOB_TITLES).select(own="category")
    counted = counted.anti_join(own, counted.category == own.own)
    counted = counted.select("slug", "name", "category", "count", overall=counted.category.notin(APART))
    alphabetical = [counted["count"].desc(), counted.name.lower(), counted.name]
    overall = {"group_by": counted.overall}
    within = {"group_by": counted.category}
    stands = counted.mutate(
        rank=ibis.dense_rank().over(**overall, order_by=counted["count"].desc()) + 1,
        position=ibis.row_number().over(**overall, order_by=alphabetical) + 1,
        category_rank=ibis.dense_rank().over(**within, order_by=counted["count"].desc()) + 1,
        category_position=ibis.row_number().over(**within, order_by=alphabetical) + 1,
    )
    stands = stands.mutate(
        rank=stands.overall.ifelse(stands["rank"], None), position=stands.overall.ifelse(stands.position, None)
    )
    listed = (stands.position <= OVERALL).fill_null(False) | (stands.category_position <= BY_CATEGORY)
    return stands.filter(listed).drop("overall").order_by("category", "category_position")


def months_counted(matching, month_totals, wanted):
    """(month, count, share): each month since the first data, and the part of all vacancies first seen in it."""
    by_month = matching.mutate(month=matching.first_seen.strftime("%Y-%m"))
    counted = by_month.group_by("month").agg(count=by_month.count())
    totals = month_totals.semi_join(wanted, ["employment_type", "place"]).select("month", "total")
    every = month_totals.select("month").distinct().left_join(totals, "month").select("month", "total")
    joined = every.left_join(counted, "month").select("month", "total", count=counted["count"].fill_null(0))
    share = (joined.total > 0).ifelse(joined["count"] / joined.total, None)
    return joined.select("month", "count", share=share).order_by("month")


def months_paid(matching, month_ends, currency: str):
    """(month, unit, p10 .. p90): percentiles of the pay quoted in the period that ends with each month."""
    quoting = with_usable_pay(matching, currency).filter(lambda t: t.unit.notnull())
    trailing = [quoting.first_seen >= month_ends.start, quoting.first_seen <= month_ends.end]
    members = quoting.join(month_ends, trailing).select("month", "unit", "lower", "middle", "upper")
    return paid(members, ["month"]).drop("quoted").order_by("month", "unit")


def middles(members, currency: str):
    """(unit, middle, vacancies): how many vacancies of the cell quote pay with each middle."""
    quoting = with_usable_pay(members, currency).filter(lambda t: t.unit.notnull())
    return quoting.group_by(["unit", "middle"]).agg(vacancies=quoting.count()).order_by("unit", "middle")
