"""Who stands behind the figures, and the order statistics that say how sure pay is: samples of jobtide/interval.py.

Of categories they are computed ahead; of a term they are asked for one page: for its place, the place whose medians
stand beside it and the places right below.
"""

import ibis

from jobtide.interval import MOST, POINTS
from jobtide.statistics.population import points, usable_unit

_COUNTS = ("n", "employers", "largest", "squares")
_VALUES = tuple(f"{point}_{end}" for point in POINTS for end in ("low", "high"))


def with_employer(vacancies):
    """Vacancies with the `employer` that tells them apart: one that is not known is nobody else's."""
    unknown = ibis.literal("\n").concat(vacancies.vacancy.cast("string"))  # no folded name has a line break in it
    return vacancies.mutate(employer=ibis.coalesce(vacancies.employer_key, unknown))


def around(matching, placed, periods, wanted, currency: str):
    """Members of the wanted term's cells by `place` and `period`: in the places that `wanted.around` lists, in this
    period and its comparators.

    `matching` are the term's vacancies, wherever they are.
    """
    there = placed.semi_join(wanted.select(place=wanted.around.unnest()), "place")
    lengths = periods.semi_join(wanted, "months").select("period", "start", "end")
    found = with_employer(matching.mutate(unit=usable_unit(matching, currency), **points(matching)))
    within = [found.first_seen >= lengths.start, found.first_seen <= lengths.end]
    members = found.join(lengths, within).join(there, "vacancy")
    return members.select("place", "period", "employer", "unit", *POINTS)


def samples(members, ranks, by):
    """Columns `by`, unit, and those of tables.CATEGORY_SAMPLES from `n` on: a row for each group of members, and for
    each unit of pay that is quoted in it.

    The row without a unit counts vacancies. The others count those that quote pay in the unit, and give the values at
    their `ranks`.
    """
    by_employer = members.group_by([*by, "unit", "employer"]).agg(each=members.count())
    every = by_employer.group_by([*by, "employer"]).agg(each=by_employer.each.sum())
    nothing = {"unit": ibis.null("string"), **{value: ibis.null("array<float64>") for value in _VALUES}}
    columns = [*by, "unit", *_COUNTS, *_VALUES]
    vacancies = _counted(every, by).mutate(**nothing).select(columns)
    quoted = _counted(by_employer.filter(by_employer.unit.notnull()), [*by, "unit"])
    return vacancies.union(_bounded(quoted, _listed(members, [*by, "unit"]), ranks, [*by, "unit"]).select(columns))


def _counted(by_employer, by):
    each = by_employer.each
    return by_employer.group_by(by).agg(
        n=_whole(each.sum()), employers=each.count(), largest=_whole(each.max()), squares=_whole((each * each).sum())
    )


def _whole(sum_):
    """As int64. DuckDB makes sums wider than Ibis believes, and a cast to what Ibis believes is left out."""
    return sum_.cast("float64").cast("int64")


def _listed(members, by):
    """The three points of pay of each group, each as a sorted list."""
    quoting = members.filter(members.unit.notnull())
    return quoting.group_by(by).agg(**{point: quoting[point].collect().sort() for point in POINTS})


def _bounded(counted, listed, ranks, by):
    """Counted groups with the values at the ranks of their effective number, as interval.stretched has them."""
    effective = (counted.n * counted.n / counted.squares + 1e-9).floor().cast("int64")
    counted = counted.mutate(effective=ibis.least(effective, MOST))
    found = counted.join(ranks, "effective").join(listed, by, rname="{name}_values")
    every, among = found.n + 1, found.effective + 1

    def values(point: str, end: str):
        outward = found.effective if end == "high" else 0  # before it is divided and rounded down
        values = found[f"{point}_values"] if f"{point}_values" in found.columns else found[point]
        return found[f"{point}_{end}"].map(lambda rank: values[((rank * every + outward) // among).cast("int32") - 1])

    return found.select(
        *by, *_COUNTS, **{f"{point}_{end}": values(point, end) for point in POINTS for end in ("low", "high")}
    )
