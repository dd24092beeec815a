"""Figures as CSV, true and unrounded: RFC 4180, a header row, one row a figure, nothing but data.

Every row names the edition, and in `note` what must be said of its data ("synthetic data"). Text that a spreadsheet
would take for a formula is preceded by an apostrophe; numbers are not text.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from jobtide import tables
from jobtide.page import PERCENTILES, Categories, CategoryPage, Cooccurring, Index, Month, Page, PaySummary
from jobtide.pay import units_of

# The signs that begin a formula, their full-width forms, and what a spreadsheet skips before one.
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠"
# Where a figure of each part stands in JSON, which is where its measure is said.
_KEYS = {"term": "summary", "place": "places.*", "all": "all", "category": "category", "rows": "rows.*"}
_SOURCE = ("edition", "note")
_PAY_FIGURES = ("quoted", *PERCENTILES, "p50_change", "parent_p50", "parent_p50_change")


def page_csv(page: Page) -> str:
    """All of a page but its charts: part, name, unit, figure, first and last day of its period, value, measure."""
    return _written(_names(tables.PAGE_FIGURES), page_rows(page))


def page_rows(page: Page) -> Iterator[tuple]:
    """The rows of `page_csv`, in the columns of tables.PAGE_FIGURES."""
    return _sourced(page, _measured(page, _page_rows(page)))


def index_csv(index: Index) -> str:
    return _written(_names(tables.INDEX_ROWS), index_rows(index))


def index_rows(index: Index) -> Iterator[tuple]:
    """In the columns of tables.INDEX_ROWS."""
    columns = _names(tables.INDEX_ROWS)[: -len(_SOURCE)]
    return _sourced(index, ([getattr(row, column) for column in columns] for row in index.rows))


def series_csv(page: Page) -> str:
    """The page's months: vacancies and all pay."""
    return _written(_names(series_table(page)), series_rows(page))


def series_table(page: Page) -> tables.Table:
    """tables.SERIES with the columns of the page's units alone."""
    others = tuple(f"{unit}_" for unit in ("annual", "daily", "hourly") if unit not in units_of(page.employment_type))
    columns = tuple(column for column in tables.SERIES.columns if not column.name.startswith(others))
    return replace(tables.SERIES, columns=columns)


def series_rows(page: Page) -> Iterator[tuple]:
    """In the columns of `series_table`."""
    units = units_of(page.employment_type)
    return _sourced(
        page,
        (
            (
                each.month,
                each.count,
                each.share,
                *(_percentile(each, unit, name) for unit in units for name in PERCENTILES),
            )
            for each in page.series
        ),
    )


def categories_csv(found: Categories) -> str:
    columns = ("category", "slug", "terms", "count", "share_of_all", "quoted", "p50", "p50_change")
    return _of(found, columns, ([getattr(row, column) for column in columns] for row in found.rows))


def category_csv(page: CategoryPage) -> str:
    """A category as a whole and its terms, in the columns of `page_csv`."""
    return _written(_names(tables.PAGE_FIGURES), _sourced(page, _measured(page, _category_page_rows(page))))


def vacancies_csv(page: Page) -> str:
    """The vacancy trend: month, count, share of all."""
    return _of(page, ("month", "count", "share"), ((each.month, each.count, each.share) for each in page.series))


def pay_csv(page: Page, unit: str) -> str:
    """The pay trend in one unit: month and the percentiles of the period that ends with it."""
    rows = ((each.month, *(_percentile(each, unit, name) for name in PERCENTILES)) for each in page.series)
    return _of(page, ("month", *PERCENTILES), rows)


def histogram_csv(page: Page, unit: str) -> str:
    """Vacancies whose pay is at least `low` and below `high`."""
    rows = ((each.low, each.high, each.count) for each in page.histogram.get(unit, ()))
    return _of(page, ("low", "high", "count"), rows)


def safe(value: object) -> object:
    """What a spreadsheet may open: text that begins like a formula is preceded by an apostrophe."""
    is_formula = isinstance(value, str) and value.startswith(tuple(FORMULA_STARTS))
    return f"'{value}" if is_formula else value


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


def _percentile(month: Month, unit: str, name: str) -> float | None:
    return month.pay.get(unit, {}).get(name)


def _names(described: tables.Table) -> tuple[str, ...]:
    return tuple(described.schema)


def _sourced(source: Page | Index | CategoryPage | Categories, rows: Iterable[Sequence]) -> Iterator[tuple]:
    """Rows with the edition that they are of, and what must be said of it."""
    for row in rows:
        yield (*row, source.edition.id, source.edition.label)


def _of(source: Page | Index | CategoryPage | Categories, header: Sequence[str], rows: Iterable[Sequence]) -> str:
    return _written((*header, *_SOURCE), _sourced(source, rows))


def _written(header: Sequence[str], rows: Iterable[Sequence]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([safe(value) for value in row])
    return text.getvalue()
