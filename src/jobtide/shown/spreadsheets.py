"""Figures as CSV, true and unrounded: RFC 4180, a header row, one row a figure, nothing but data.

Every row names the edition, and in `note` what must be said of its data ("synthetic data").
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jobtide.page import PERCENTILES, Categories, CategoryPage, Cooccurring, Index, Page, PaySummary
from jobtide.pay import units_of

_PAGE_HEADER = ("part", "name", "unit", "figure", "period_start", "period_end", "value", "measure")
# Where a figure of each part stands in JSON, which is where its measure is said.
_KEYS = {"term": "summary", "place": "places.*", "all": "all", "category": "category", "rows": "rows.*"}
_PAY_FIGURES = ("quoted", *PERCENTILES, "p50_change", "parent_p50", "parent_p50_change")


def page_csv(page: Page) -> str:
    """All of a page but its charts: part, name, unit, figure, first and last day of its period, value, measure."""
    return _written(page, _PAGE_HEADER, _measured(page, _page_rows(page)))


def index_csv(index: Index) -> str:
    columns = (
        "rank", "rank_change", "term", "slug", "category", "p50", "p50_change", "count", "share_of_all", "live",
    )  # fmt: skip
    return _written(index, columns, ([getattr(row, column) for column in columns] for row in index.rows))


def categories_csv(found: Categories) -> str:
    columns = ("category", "slug", "terms", "count", "share_of_all", "quoted", "p50", "p50_change")
    return _written(found, columns, ([getattr(row, column) for column in columns] for row in found.rows))


def category_csv(page: CategoryPage) -> str:
    """A category as a whole and its terms, in the columns of `page_csv`."""
    return _written(page, _PAGE_HEADER, _measured(page, _category_page_rows(page)))


def vacancies_csv(page: Page) -> str:
    """The vacancy trend: month, count, share of all."""
    return _written(page, ("month", "count", "share"), ((each.month, each.count, each.share) for each in page.series))


def pay_csv(page: Page, unit: str) -> str:
    """The pay trend in one unit: month and the percentiles of the period that ends with it."""
    rows = ((each.month, *(each.pay.get(unit, {}).get(name) for name in PERCENTILES)) for each in page.series)
    return _written(page, ("month", *PERCENTILES), rows)


def histogram_csv(page: Page, unit: str) -> str:
    """Vacancies whose pay is at least `low` and below `high`."""
    rows = ((each.low, each.high, each.count) for each in page.histogram.get(unit, ()))
    return _written(page, ("low", "high", "count"), rows)


def _page_rows(page: Page) -> Iterator[tuple]:
    summary = page.summary
    for figure in ("rank", "rank_change", "count", "share_of_all", "share_of_category"):
        yield from _over_periods(page, "term", page.term.name, None, figure, getattr(summary, figure))
    yield from _pay_rows(page, "term", page.term.name, summary.pay)
    yield from _category_rows(page)
    yield ("term", page.term.name, None, "live", page.edition.as_of, page.edition.as_of, page.live)
    unit = units_of(page.employment_type)[0]
    for row in page.places:
        for figure in ("rank_change", "count", "p50", "p50_change", "live"):
            in_unit = unit if figure.startswith("p50") else None
            yield _now(page, "place", row.name, in_unit, figure, getattr(row, figure))
    yield from _entries(page, "cooccurring", page.cooccurring)
    for name, entries in page.cooccurring_by_category.items():
        yield from _entries(page, f"cooccurring: {name}", entries)


def _category_rows(page: Page | CategoryPage) -> Iterator[tuple]:
    category = page.category
    for figure in ("count", "share_of_all"):
        yield from _over_periods(page, "category", category.name, None, figure, getattr(category, figure))
    yield from _pay_rows(page, "category", category.name, category.pay)
    yield from _over_periods(page, "all", page.place.name, None, "count", page.all_count)


def _category_page_rows(page: CategoryPage) -> Iterator[tuple]:
    yield from _category_rows(page)
    unit = units_of(page.employment_type)[0]
    for row in page.rows:
        for figure in ("rank", "rank_change", "p50", "p50_change", "count", "share_of_all", "live"):
            in_unit = unit if figure.startswith("p50") else None
            yield _now(page, "rows", row.term, in_unit, figure, getattr(row, figure))


def _measured(page: Page | CategoryPage, rows: Iterable[tuple]) -> Iterator[tuple]:
    """Rows with the id of each figure's measure."""
    for row in rows:
        part, _, unit, figure, *_ = row
        yield (*row, page.measures.get(_key(part, unit, figure)))


def _key(part: str, unit: str | None, figure: str) -> str:
    """The dotted key in JSON of a figure of this part."""
    if part.startswith("cooccurring"):
        return f"{'cooccurring_by_category.*' if ':' in part else 'cooccurring'}.*.{figure}"
    if figure == "live" and part == "term":
        return "live"
    at = _KEYS[part]
    return f"{at}.pay.*.{figure}" if unit and part in ("term", "category") else f"{at}.{figure}"


def _pay_rows(page: Page | CategoryPage, part: str, name: str, pay: Mapping[str, PaySummary]) -> Iterator[tuple]:
    for unit, summary in pay.items():
        for figure in _PAY_FIGURES:
            yield from _over_periods(page, part, name, unit, figure, getattr(summary, figure))


def _entries(page: Page, part: str, entries: Sequence[Cooccurring]) -> Iterator[tuple]:
    for entry in entries:
        for figure in ("rank", "count", "share"):
            yield _now(page, part, entry.term, None, figure, getattr(entry, figure))


def _over_periods(page: Page, part: str, name: str, unit: str | None, figure: str, values: Sequence) -> Iterator[tuple]:
    for period, value in zip(page.periods, values, strict=False):
        yield (part, name, unit, figure, period.start, period.end, value)


def _now(page: Page | CategoryPage, part: str, name: str, unit: str | None, figure: str, value: object) -> tuple:
    return (part, name, unit, figure, page.periods[0].start, page.periods[0].end, value)


def _written(source: Page | Index | CategoryPage | Categories, header: Sequence[str], rows: Iterable[Sequence]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*header, "edition", "note"))
    for row in rows:
        writer.writerow((*row, source.edition.id, source.edition.label))
    return text.getvalue()
