"""An edition's Parquet files → the columns that its pages are made from.

Equal tables give equal bytes. Touches: the edition's folder.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.edition.by_month import MonthFile
from jobtide.edition.mapped import laying_postings, laying_vacancies
from jobtide.edition.mapped.columns import Columns, save
from jobtide.edition.mapped.laying_postings import Before
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.named import Named
from jobtide.edition.mapped.stretch import Codes, Kept, Stretch, read, units_and_points
from jobtide.gazetteer import WORLD
from jobtide.interval import POINTS
from jobtide.period import MONTHS


def write_mapped(
    tables_folder: Path,
    months: Sequence[MonthFile],
    one_by_one: Iterable[pa.RecordBatch],
    folder: Path,
    stand: Mapping[str, MonthFile] | None = None,
    earlier: Path | None = None,
) -> None:
    """Lays an edition's vacancies and names out in `folder`, which must not exist.

    `one_by_one` are rows (vacancy, unit, lower, middle, upper) in any order. The months of `stand` have the same rows
    as those of an earlier edition, whose columns are `earlier`: they are taken from there, and need no `one_by_one`.
    """
    folder.mkdir()
    described = {table.name: tables_folder / f"{table.name}.parquet" for table in tables.EDITION}
    ends = pq.read_table(described["month_ends"]).to_pylist()
    layout = Layout(
        pq.read_metadata(described["places"]).num_rows,
        pq.read_metadata(described["terms"]).num_rows,
        tuple(sorted({row["month"] for row in ends})),
    )
    layout.write(folder)
    _months(ends, folder)
    _ranks(described["ranks"], folder)
    _names(described, layout, folder)
    total = months[-1].first + months[-1].rows
    kept = Columns(earlier) if earlier is not None else None
    stretches = list(_stretches(described, months, one_by_one, layout, stand or {}, kept))
    laying_vacancies.lay_out(stretches, layout, folder)
    before = Before(kept, _runs(stretches, layout)) if kept is not None else None
    laying_postings.lay_out("term", layout.terms, folder, before)
    laying_postings.lay_out("place", layout.places, folder, before)
    laying_postings.lay_out_bits("place", total, folder)


def _stretches(
    described: Mapping[str, Path],
    months: Sequence[MonthFile],
    one_by_one: Iterable[pa.RecordBatch],
    layout: Layout,
    stand: Mapping[str, MonthFile],
    earlier: Columns | None,
) -> Iterator[Stretch]:
    """In the order of days; months that stand and followed each other in the earlier edition too are one stretch."""
    terms = pq.read_table(described["terms"], columns=["slug"])["slug"].to_pylist()
    places = pq.read_table(described["places"], columns=["slug", "ancestors"]).to_pylist()
    lies_in = {row["slug"]: row["ancestors"] for row in places}
    codes = Codes(layout, terms, lies_in, WORLD)
    asked = [month for month in months if month.month not in stand]
    begins, ends = (asked[0].first, asked[-1].first + asked[-1].rows) if asked else (0, 0)
    columns = units_and_points(one_by_one, begins, ends, layout)
    first = end = 0
    for month in months:
        before = stand.get(month.month)
        if before is not None and first < end and before.first == end:
            end += before.rows
            continue
        if first < end:
            yield Kept(earlier, first, end)
        first = end = 0
        if before is not None:
            first, end = before.first, before.first + before.rows
        else:
            rows = slice(month.first - begins, month.first - begins + month.rows)
            yield read(month.file, {name: values[rows] for name, values in columns.items()}, codes)
    if first < end:
        yield Kept(earlier, first, end)


def _runs(stretches: Sequence[Stretch], layout: Layout) -> np.ndarray:
    """As laying_postings.Before has them: the types one after the other, the stretches of each one after the other."""
    runs, first = [], 0
    for kind in range(len(layout.values("employment_type"))):
        for stretch in stretches:
            before, end = stretch.before(kind), first + stretch.many(kind)
            runs.append((first, end, -1 if before is None else before))
            first = end
    return np.array(runs, np.int64).reshape(-1, 3)


def _months(rows: list[dict], folder: Path) -> None:
    """First and last days of the periods that end with each month, in the order of the months."""
    for length in MONTHS:
        mine = sorted((row for row in rows if row["months"] == length), key=lambda row: row["month"])
        for name, column in (("month_starts", "start"), ("month_ends", "end")):
            days = [(row[column] - date(1970, 1, 1)).days for row in mine]
            save(folder, f"{name}.{length}", np.array(days, np.int32))


def _ranks(parquet: Path, folder: Path) -> None:
    """By effective number; 0 where no order statistic bounds the percentile."""
    table = pq.read_table(parquet)
    for point in POINTS:
        for end in ("low", "high"):
            pairs = table[f"{point}_{end}"].combine_chunks()
            known = pc.is_valid(pairs).to_numpy(zero_copy_only=False)
            ranks = np.zeros((len(pairs), 2), np.int64)
            ranks[known] = pc.fill_null(pairs.flatten(), 0).to_numpy(zero_copy_only=False).reshape(-1, 2)
            for which in (0, 1):
                save(folder, f"ranks.{point}_{end}.{which}", ranks[:, which])


def _names(described: Mapping[str, Path], layout: Layout, folder: Path) -> None:
    """All names; categories of terms, and the alphabetical order in which the edition's queries list them."""
    with duckdb.connect() as connection:

        def rows_of(table: str, columns: str, order: str) -> list[tuple]:
            sql = f"SELECT {columns} FROM read_parquet(?) ORDER BY {order}"
            return connection.execute(sql, [str(described[table])]).fetchall()

        rows = rows_of("terms", "category, row_number() OVER (ORDER BY lower(name), name, slug)", "term")
        Named(
            rows_of("terms", "term, slug, name, long_name, category, aliases", "term"),
            rows_of("places", "place, slug, name, long_name, path, comparator, in_sentence, aliases, parent", "place"),
            rows_of("periods", 'months, start, "end"', "months, period"),
        ).write(folder)
    save(folder, "term.category", np.array([layout.code("category", category) for category, _ in rows], np.int16))
    save(folder, "term.alphabetical", np.array([place for _, place in rows], np.int32))
