"""A category's size and pay in one place, and all categories beside each other, from an edition's tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from jobtide import pay, tables
from jobtide.edition.certainty_of import COLUMNS, Samples, samples_of, with_certainty
from jobtide.page import PERCENTILES, CategoryRow, CategorySummary, PaySummary, PlaceName
from jobtide.taxonomy import CATEGORIES, slug

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
    cell = {"employment_type": employment_type, "months": months, "category": category}
    columns = ("count", "share_of_all")
    rows = reader.market.figures(tables.CATEGORY_CELLS).rows(
        {**cell, "place": reader.place_number(place.slug)}, columns
    )
    found = by_period((row[1:] for row in rows), columns)
    quoted = pay_of(reader, tables.CATEGORY_PAY, cell, place)
    summary = CategorySummary(category, [count or 0 for count in found["count"]], found["share_of_all"], quoted)
    if samples is None:
        samples = category_samples(reader, category, place, employment_type, months)
    whole = wholes or reader.totals(place.slug, employment_type, months)
    return with_certainty(summary, samples, *here_and_beside(reader, place), {"share_of_all": whole})


def category_samples(reader, category: str, place: PlaceName, employment_type: str, months: int) -> Samples:
    places = [number for number in here_and_beside(reader, place) if number is not None]
    cell = {"employment_type": employment_type, "months": months, "category": category, "place": places}
    ends = [f"{name}.{which}" for name in COLUMNS[4:] for which in (0, 1)]
    return samples_of(
        (places[at], period, unit, *row[:4], *zip(row[4::2], row[5::2], strict=True))
        for at, period, unit, *row in reader.market.figures(tables.CATEGORY_SAMPLES).rows(cell, [*COLUMNS[:4], *ends])
    )


def here_and_beside(reader, place: PlaceName) -> tuple[int, int | None]:
    """The numbers of the place and of the one whose medians stand beside it."""
    return reader.place_number(place.slug), reader.place_number(place.parent_slug) if place.parent_slug else None


def pay_of(reader, table: tables.Table, cell: Mapping[str, object], place: PlaceName) -> dict[str, PaySummary]:
    """Each unit's figures here, with the comparator place's median. `cell` says which but for the place."""
    here, comparator = here_and_beside(reader, place)
    places = [number for number in (here, comparator) if number is not None]
    grouped: dict[tuple, list[tuple]] = defaultdict(list)
    for at, period, unit, *figures in reader.market.figures(table).rows({**cell, "place": places}, _PAY_COLUMNS):
        grouped[places[at], unit].append((period, *figures))
    summaries = {}
    for unit in pay.units_of(cell["employment_type"]):
        found = by_period(grouped[here, unit], _PAY_COLUMNS)
        beside = by_period(grouped[comparator, unit], _PAY_COLUMNS)
        found["quoted"] = [quoted or 0 for quoted in found["quoted"]]
        summaries[unit] = PaySummary(**found, parent_p50=beside["p50"], parent_p50_change=beside["p50_change"])
    return summaries


def category_rows(reader, place: str, employment_type: str, months: int) -> list[CategoryRow]:
    """The categories with a vacancy in the period, in alphabetical order."""
    market, number = reader.market, reader.place_number(place)
    _, named = in_index(market, number, employment_type, months)
    terms = np.bincount(market.names.category[named], minlength=len(CATEGORIES))
    names = list(market.layout.values("category"))
    cell = {
        "employment_type": employment_type, "months": months, "place": number, "category": names, "period": 0,
    }  # fmt: skip
    counted = market.figures(tables.CATEGORY_CELLS).rows(cell, ("count", "share_of_all"))
    quoting = {**cell, "unit": pay.units_of(employment_type)[0]}
    found = market.figures(tables.CATEGORY_PAY).rows(quoting, ("quoted", "p50", "p50_change"))
    quoted = {at: figures for at, *figures in found}
    return [
        CategoryRow(names[at], slug(names[at]), int(terms[at]), count, share, *quoted.get(at, (0, None, None)))
        for at, count, share in counted
    ]


def in_index(market, place: int, employment_type: str, months: int) -> tuple[np.ndarray, np.ndarray]:
    """The terms with a vacancy in the period: where the cell of each stands, and their numbers."""
    wanted = {"employment_type": employment_type, "months": months, "place": place}
    rows, digits = market.figures(tables.CELLS).below(wanted)
    now = np.flatnonzero(digits["period"] == 0)
    return rows.start + now, digits["term"][now]


def by_period(rows: Iterable[Sequence], columns: Sequence[str]) -> dict[str, list]:
    """The columns as lists over the shown periods, null where there is no row; rows start with their period."""
    found = {row[0]: row[1:] for row in rows}
    nothing = (None,) * len(columns)
    across = [found.get(period, nothing) for period in range(SHOWN)]
    return {column: [row[place] for row in across] for place, column in enumerate(columns)}
