"""What moved, what is compared, places and editions as CSV: true and unrounded, a header row, nothing but data."""

import csv
import io
from collections.abc import Iterable, Sequence

from jobtide.comparison import Comparison
from jobtide.mover import Movers
from jobtide.page import PERCENTILES, EditionName, Month
from jobtide.shown.spreadsheets import safe

_MOVED = (
    "way", "term", "slug", "category", "rank", "rank_change", "count", "count_before", "share_of_all",
    "share_of_all_before", "share_change", "share_change_low", "share_change_high", "p50", "p50_before", "p50_change",
)  # fmt: skip
_COMPARED = ("name", "slug", "term", "place", "period_start", "period_end", "unit", "figure", "value")


def movers_csv(found: Movers) -> str:
    """One row a term; `way` is up or down."""
    rows = (
        (
            way, one.term, one.slug, one.category, one.rank[0], one.rank_change, *one.count, *one.share_of_all,
            one.share_change, one.certainty["share_of_all_change"].low, one.certainty["share_of_all_change"].high,
            *one.p50, one.p50_change,
        )
        for way, moved in (("up", found.up), ("down", found.down))
        for one in moved
    )  # fmt: skip
    return _written(found.edition, _MOVED, rows)


def comparison_csv(found: Comparison) -> str:
    """One row a figure of each column."""
    return _written(found.edition, _COMPARED, (row for column in found.columns for row in _figures(column)))


def comparison_series_csv(found: Comparison) -> str:
    """One row a month of each column: vacancies, their share of all, and medians by unit."""
    units = list(found.columns[0].pay)
    header = ("name", "slug", "month", "count", "share", *(f"{unit}_p50" for unit in units))
    rows = (
        (column.name, column.slug, each.month, each.count, each.share, *(_median(each, unit) for unit in units))
        for column in found.columns
        for each in column.series
    )
    return _written(found.edition, header, rows)


def places_csv(edition: EditionName, rows: Iterable[Sequence[object]]) -> str:
    """`rows` are name, slug, slug of the place above, and vacancies."""
    return _written(edition, ("name", "slug", "parent", "count"), rows)


def _median(month: Month, unit: str) -> float | None:
    return month.pay.get(unit, {}).get("p50")


def _figures(column) -> Iterable[tuple]:
    of = (column.name, column.slug, column.term.slug, column.place.slug, column.period.start, column.period.end)
    for figure in ("count", "share_of_all", "share_of_category", "rank", "live"):
        yield (*of, None, figure, getattr(column, figure))
    for unit, paid in column.pay.items():
        for figure in ("quoted", *PERCENTILES):
            yield (*of, unit, figure, getattr(paid, figure))


def _written(edition: EditionName, header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*header, "edition", "note"))
    for row in rows:
        writer.writerow([safe(value) for value in (*row, edition.id, edition.label)])
    return text.getvalue()
