"""The index of a place: its terms with a vacancy in the period, filtered, sorted and cut to a page."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jobtide import pay, tables
from jobtide.edition.category_of import in_index
from jobtide.page import IndexRow

# What the index can be sorted by, and whether the usual order is descending.
SORTS = {
    "rank": False, "term": False, "rank_change": True, "p50": True, "p50_change": True, "count": True,
    "share_of_all": True, "live": True, "category": False,
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """`categories` are names, `terms` slugs; none means all. `search` is looked for in names, in any case."""

    categories: Sequence[str] = ()
    terms: Sequence[str] = ()
    search: str = ""
    sort: str = "rank"
    reverse: bool = False
    limit: int | None = 50
    offset: int = 0


def index_of(reader, place: int, employment_type: str, months: int, asked: Asked) -> tuple[int, list[IndexRow]]:
    """How many terms there are, and the rows asked for. Ties stand in the order of names, nulls last."""
    market = reader.market
    at, terms = in_index(market, place, employment_type, months)
    chosen = _chosen(reader, terms, asked)
    at, terms = at[chosen], terms[chosen]
    cells = market.figures(tables.CELLS)
    unit = market.layout.code("unit", pay.units_of(employment_type)[0])
    kind = market.layout.code("employment_type", employment_type)
    cell = {"employment_type": kind, "place": place, "term": terms}
    quoted = {**cell, "months": market.layout.code("months", months), "period": 0, "unit": unit}
    medians = market.figures(tables.CELL_PAY)
    columns = {
        **{name: cells.column(name)[at].astype(float) for name in ("rank", "rank_change", "count", "share_of_all")},
        **{name: medians.values(name, quoted) for name in ("p50", "p50_change")},
        "live": np.nan_to_num(market.figures(tables.LIVE).values("live", cell)),
        "term": market.names.alphabetical[terms].astype(float),
        "category": market.names.category[terms].astype(float),
    }
    by = columns[asked.sort]
    down = SORTS[asked.sort] != asked.reverse
    order = np.lexsort((columns["term"], -by if down else by, np.isnan(by)))
    last = None if asked.limit is None else asked.offset + asked.limit
    page = order[asked.offset : last]
    names = [reader.term_numbered(number) for number in terms[page].tolist()]
    whole = ("rank", "rank_change", "count", "live")
    said = {name: _python(column[page], name in whole) for name, column in columns.items()}
    figures = ("p50", "p50_change", "count", "share_of_all", "live")
    return len(terms), [
        IndexRow(rank, change, name.name, name.slug, name.category, *rest)
        for rank, change, name, *rest in zip(
            said["rank"], said["rank_change"], names, *(said[figure] for figure in figures), strict=True
        )
    ]


def _chosen(reader, terms: np.ndarray, asked: Asked) -> np.ndarray:
    """Which of the terms pass every filter."""
    chosen = np.ones(len(terms), bool)
    if asked.categories:
        codes = [reader.market.layout.code("category", category) for category in asked.categories]
        chosen &= np.isin(reader.market.names.category[terms], codes)
    if asked.terms:
        chosen &= np.isin(terms, [reader.term_number(slug) for slug in asked.terms if reader.knows_term(slug)])
    wanted = asked.search.strip().lower()
    if wanted:
        names = (reader.term_numbered(number) for number in terms.tolist())
        chosen &= np.array(
            [wanted in name.name.lower() or wanted in (name.long_name or "").lower() for name in names], bool
        )
    return chosen


def _python(values: np.ndarray, whole: bool) -> list:
    return [None if value != value else int(value) if whole else value for value in values.tolist()]
