"""Every table of figures of an edition, and every question that its pages ask, each as one expression.

`in_steps` count what lies in the periods; `from_steps` set the periods and tables beside each other; `questions` are
kept with the edition and answered when a page is asked for.
"""

from collections.abc import Mapping

import ibis

from jobtide import tables
from jobtide.statistics import cell, certainty, changes, counts, pay, population, ranks

_OF_A_CELL = ("employment_type", "months", "place", "term")
_OF_A_CATEGORY = ("employment_type", "months", "place", "category")


def table(described: tables.Table, name: str | None = None):
    """A table with nothing behind it yet, for expressions to speak of."""
    return ibis.table(dict(described.schema), name=name or described.name)


def counted_from():
    """Of each vacancy what figures are counted from."""
    return ibis.table({name: tables.VACANCIES.schema[name] for name in population.COUNTED_FROM}, tables.VACANCIES.name)


def of_periods() -> Mapping[str, object]:
    """Vacancies first seen in any period, with where and for what they count: all that `in_steps` looks at."""
    found = population.in_any_period(counted_from(), table(tables.PERIODS))
    return {tables.VACANCIES.name: found, **memberships()}


def of_open_ones() -> Mapping[str, object]:
    """The same of vacancies that are open on the edition's day, which `live` counts."""
    vacancies = counted_from()
    return {tables.VACANCIES.name: vacancies.filter(vacancies.live), **memberships()}


def memberships() -> Mapping[str, object]:
    """In which places and for which terms each vacancy counts."""
    vacancies = counted_from()
    return {
        "placed": population.placed(vacancies, table(tables.PLACES)),
        "asked": population.asked(vacancies, table(tables.TERMS)),
    }


def one_by_one(currency: str):
    """A row for each vacancy: the unit and the points of its usable pay."""
    vacancies = population.with_usable_pay(table(tables.VACANCIES), currency)
    return vacancies.select("vacancy", "unit", "lower", "middle", "upper")


def in_steps(currency: str) -> Mapping[str, object]:
    """Counts and pay of the periods that the table `periods` holds at the time."""
    there, asked, terms = _there(currency), table(tables.ASKED), table(tables.TERMS)
    in_category = there.join(population.in_category(asked, terms), "vacancy")
    return _steps(there, there.join(asked, "vacancy"), certainty.with_employer(in_category))


def gathered(currency: str) -> Mapping[str, object]:
    """What `in_steps` counts, in a row for each vacancy, period and place, which an engine can send round by place."""
    there = certainty.with_employer(_there(currency))
    return {"gathered": population.gathered(there, table(tables.ASKED), table(tables.TERMS))}


def in_steps_of_gathered(currency: str) -> Mapping[str, object]:
    """What `in_steps` gives, from the table of `gathered`."""
    rows = ibis.table(gathered(currency)["gathered"].schema(), name="gathered")
    in_category = population.of_each_category(rows, table(tables.TERMS))
    return _steps(rows, population.of_each_term(rows), in_category)


def _there(currency: str):
    """A row for each vacancy, each period it was first seen in and each place it counts in."""
    vacancies = population.with_usable_pay(counted_from(), currency)
    return population.in_period(vacancies, table(tables.PERIODS)).join(table(tables.PLACED), "vacancy")


def _steps(there, naming, in_category) -> Mapping[str, object]:
    return {
        "totals_step": counts.counted(there, counts.PLACE),
        "cells_step": counts.counted(naming, counts.CELL),
        "cell_pay_step": pay.paid(naming, counts.CELL),
        "categories_step": counts.counted(in_category, counts.CATEGORY),
        "category_pay_step": pay.paid(in_category, counts.CATEGORY),
        "category_samples_step": certainty.samples(in_category, table(tables.RANKS), counts.CATEGORY),
    }


def from_steps() -> Mapping[str, object]:
    """The figures, from the steps of all periods."""
    steps = {name: ibis.table(_step_schema(name), name=name) for name in STEPS}
    totals, terms = steps["totals_step"], table(tables.TERMS).select("term", "category")
    categories = counts.with_share(steps["categories_step"], totals, "share_of_all", counts.PLACE)
    # Ranks are set beside last year's before shares are joined to them, which would be joined to both.
    cells = changes.with_rank_change(ranks.ranked(steps["cells_step"]))
    cells = counts.with_share(cells, totals, "share_of_all", counts.PLACE).join(terms, "term")
    cells = counts.with_share(cells, categories, "share_of_category", counts.CATEGORY)
    cell_pay, category_pay = steps["cell_pay_step"], steps["category_pay_step"]
    return {
        "totals": _as(tables.TOTALS, totals),
        "category_cells": _as(tables.CATEGORY_CELLS, categories),
        "cells": _as(tables.CELLS, cells),
        "cell_pay": _as(tables.CELL_PAY, changes.with_median_change(cell_pay, _OF_A_CELL)),
        "category_samples": _as(tables.CATEGORY_SAMPLES, steps["category_samples_step"]),
        "category_pay": _as(tables.CATEGORY_PAY, changes.with_median_change(category_pay, _OF_A_CATEGORY)),
    }


def standing() -> Mapping[str, object]:
    """Figures that hold for the edition's day or for each month, whatever the period."""
    vacancies, placed, asked = counted_from(), table(tables.PLACED), table(tables.ASKED)
    return {
        "live": _as(tables.LIVE, counts.live(vacancies, placed, asked)),
        "month_totals": _as(tables.MONTH_TOTALS, counts.month_totals(vacancies, placed, table(tables.MONTH_ENDS))),
    }


def questions(currency: str) -> Mapping[str, object]:
    """What a page asks of one cell, by name; the table `wanted` says of which."""
    vacancies, placed, asked = table(tables.VACANCIES), table(tables.PLACED), table(tables.ASKED)
    wanted = ibis.table(cell.WANTED, name="wanted")
    matching = cell.matching(vacancies, placed, asked, wanted)
    members = cell.members(vacancies, placed, asked, wanted)
    month_ends = table(tables.MONTH_ENDS).semi_join(wanted, "months")
    everywhere = vacancies.semi_join(wanted, "employment_type").semi_join(asked.semi_join(wanted, "term"), "vacancy")
    around = certainty.around(everywhere, placed, table(tables.PERIODS), wanted, currency)
    return {
        "cooccurring": cell.cooccurring(members, asked, table(tables.TERMS), wanted),
        "months_counted": cell.months_counted(matching, table(tables.MONTH_TOTALS), wanted),
        "months_paid": cell.months_paid(matching, month_ends, currency),
        "middles": cell.middles(members, currency),
        "samples": certainty.samples(around, table(tables.RANKS), ("place", "period")),
    }


STEPS = {
    "totals_step": tables.TOTALS,
    "cells_step": tables.CELLS,
    "cell_pay_step": tables.CELL_PAY,
    "categories_step": tables.CATEGORY_CELLS,
    "category_pay_step": tables.CATEGORY_PAY,
    "category_samples_step": tables.CATEGORY_SAMPLES,
}
_MADE_LATER = ("rank", "rank_change", "share_of_all", "share_of_category", "p50_change")


def _step_schema(name: str) -> dict[str, str]:
    """A step has the columns of its table but for those that need another period or table."""
    return {column: type_ for column, type_ in STEPS[name].schema.items() if column not in _MADE_LATER}


def _as(described: tables.Table, expression):
    """The expression's columns in the order and with the types that the table declares."""
    return expression.select(**{column: expression[column].cast(type_) for column, type_ in described.schema.items()})
