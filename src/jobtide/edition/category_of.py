"""A category's size and pay in one place, and all categories beside each other, from an edition's tables."""

from collections import defaultdict
from collections.abc import Sequence

from jobtide import pay
from jobtide.edition.certainty_of import COLUMNS, Samples, samples_of, with_certainty
from jobtide.page import PERCENTILES, CategoryRow, CategorySummary, PaySummary, PlaceName
from jobtide.taxonomy import slug

SHOWN = 3  # the period and two comparators; the fourth period only serves the last column's changes
_PAY_COLUMNS = ("quoted", *PERCENTILES, "p50_change")


def category_summary(
    reader,
    category: str,
    place: PlaceName,
    employment_type: str,
    months: int,
    samples: Samples | None = None,
    wholes: Sequence[int] | None = None,
) -> CategorySummary:
    """`samples` are those of `category_samples` and `wholes` all vacancies, where somebody has them already."""
    rows = reader.rows(
        "SELECT period, count, share_of_all FROM category_cells "
        "WHERE employment_type = ? AND months = ? AND place = ? AND category = ?",
        [employment_type, months, reader.place_number(place.slug), category],
    )
    found = by_period(rows, ("count", "share_of_all"))
    quoted = pay_of(reader, ("category_pay", "category", category), place, employment_type, months)
    summary = CategorySummary(category, [count or 0 for count in found["count"]], found["share_of_all"], quoted)
    if samples is None:
        samples = category_samples(reader, category, place, employment_type, months)
    whole = wholes or reader.totals(place.slug, employment_type, months)
    return with_certainty(summary, samples, *here_and_beside(reader, place), {"share_of_all": whole})


def category_samples(reader, category: str, place: PlaceName, employment_type: str, months: int) -> Samples:
    rows = reader.rows(
        f"SELECT place, period, unit, {', '.join(COLUMNS)} FROM category_samples "
        "WHERE employment_type = ? AND months = ? AND place IN (?, ?) AND category = ?",
        [employment_type, months, *here_and_beside(reader, place), category],
    )
    return samples_of(rows)


def here_and_beside(reader, place: PlaceName) -> tuple[int, int | None]:
    """The numbers of the place and of the one whose medians stand beside it."""
    return reader.place_number(place.slug), reader.place_number(place.parent_slug) if place.parent_slug else None


def pay_of(
    reader, what: tuple[str, str, object], place: PlaceName, employment_type: str, months: int
) -> dict[str, PaySummary]:
    """Each unit's figures here, with the comparator place's median. `what` is a table of pay, its key and its value."""
    table, key, value = what
    here, comparator = here_and_beside(reader, place)
    rows = reader.rows(
        f"SELECT place, unit, period, {', '.join(_PAY_COLUMNS)} FROM {table} "
        f"WHERE employment_type = ? AND months = ? AND place IN (?, ?) AND {key} = ?",
        [employment_type, months, here, comparator, value],
    )
    grouped: dict[tuple, list[tuple]] = defaultdict(list)
    for where, unit, *figures in rows:
        grouped[where, unit].append(tuple(figures))
    summaries = {}
    for unit in pay.units_of(employment_type):
        found = by_period(grouped[here, unit], _PAY_COLUMNS)
        beside = by_period(grouped[comparator, unit], _PAY_COLUMNS)
        found["quoted"] = [quoted or 0 for quoted in found["quoted"]]
        summaries[unit] = PaySummary(**found, parent_p50=beside["p50"], parent_p50_change=beside["p50_change"])
    return summaries


def category_rows(reader, place: str, employment_type: str, months: int) -> list[CategoryRow]:
    """The categories with a vacancy in the period, in alphabetical order."""
    rows = reader.rows(
        """
        WITH named AS (
            SELECT t.category, count(*) AS terms FROM cells c JOIN terms t USING (term)
            WHERE c.employment_type = $kind AND c.months = $months AND c.place = $place AND c.period = 0
            GROUP BY t.category
        )
        SELECT c.category, n.terms, c.count, c.share_of_all, coalesce(p.quoted, 0), p.p50, p.p50_change
        FROM category_cells c JOIN named n USING (category)
        LEFT JOIN category_pay p ON (p.employment_type, p.months, p.place, p.category, p.period, p.unit)
                                  = (c.employment_type, c.months, c.place, c.category, c.period, $unit)
        WHERE c.employment_type = $kind AND c.months = $months AND c.place = $place AND c.period = 0
        ORDER BY c.category
        """,
        {
            "kind": employment_type, "months": months, "place": reader.place_number(place),
            "unit": pay.units_of(employment_type)[0],
        },
    )  # fmt: skip
    return [CategoryRow(category, slug(category), *figures) for category, *figures in rows]


def by_period(rows: Sequence[tuple], columns: Sequence[str]) -> dict[str, list]:
    """The columns as lists over the shown periods, null where there is no row; rows start with their period."""
    found = {row[0]: row[1:] for row in rows}
    nothing = (None,) * len(columns)
    across = [found.get(period, nothing) for period in range(SHOWN)]
    return {column: [row[place] for row in across] for place, column in enumerate(columns)}
