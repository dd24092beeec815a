"""An edition's Parquet files → the columns that its pages are made from.

Equal tables give equal bytes. Touches: the edition's folder.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.edition.by_month import MonthFile, read_month
from jobtide.edition.mapped import laying_postings, laying_vacancies
from jobtide.edition.mapped.columns import Columns, save
from jobtide.edition.mapped.eras import first_months
from jobtide.edition.mapped.eras import write as write_eras
from jobtide.edition.mapped.laying_postings import Before
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.named import Named
from jobtide.edition.mapped.stretch import Codes, Kept, Stretch, read, units_and_points
from jobtide.gazetteer import WORLD
from jobtide.interval import POINTS
from jobtide.period import MONTHS


@dataclass(frozen=True)
class Earlier:
    """The columns of an earlier edition; `stand` are its months whose rows are the same now ("2025-11"), `but_live`
    those where they may only be live otherwise. `take` has one of its columns in this edition too."""

    columns: Columns
    stand: Mapping[str, MonthFile]
    but_live: Mapping[str, MonthFile]
    take: Callable[[str], None]


def write_mapped(
    tables_folder: Path,
    months: Sequence[MonthFile],
    one_by_one: Iterable[pa.RecordBatch],
    folder: Path,
    earlier: Earlier | None = None,
) -> None:
    """Lays an edition's vacancies and names out in `folder`, which must not exist.

    `one_by_one` are rows (vacancy, unit, lower, middle, upper) in any order; none is needed of months that stand in an
    earlier edition.
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
    by_era = _by_era(_stretches(described, months, one_by_one, layout, earlier), layout)
    laying_vacancies.lay_out([stretch for era in by_era for stretch in era], layout, folder)
    parts = [(kind, era) for kind in range(len(layout.values("employment_type"))) for era in by_era]
    eras = write_eras([sum(stretch.many(kind) for stretch in era) for kind, era in parts], folder)
    before = Before(earlier.columns, earlier.take) if earlier is not None else None
    of_eras = [(era, *part) for era, part in zip(eras, parts, strict=True)]
    laying_postings.lay_out("term", layout.terms, of_eras, folder, before)
    laying_postings.lay_out("place", layout.places, of_eras, folder, before)
    laying_postings.lay_out_bits("place", total, folder)


def _by_era(stretches: Iterable[tuple[str, Stretch]], layout: Layout) -> list[list[Stretch]]:
    """Stretches with their first months, in the order of days."""
    firsts = first_months(layout.months[-1]) if layout.months else []
    found: list[list[Stretch]] = [[] for _ in range(len(firsts) + 1)]
    for month, stretch in stretches:
        found[bisect_right(firsts, month)].append(stretch)
    return found


def _stretches(
    described: Mapping[str, Path],
    months: Sequence[MonthFile],
    one_by_one: Iterable[pa.RecordBatch],
    layout: Layout,
    earlier: Earlier | None,
) -> Iterator[tuple[str, Stretch]]:
    """In the order of days, with the first month of each; months of a year that stand and followed each other in the
    earlier edition too are one stretch."""
    terms = pq.read_table(described["terms"], columns=["slug"])["slug"].to_pylist()
    places = pq.read_table(described["places"], columns=["slug", "ancestors"]).to_pylist()
    lies_in = {row["slug"]: row["ancestors"] for row in places}
    codes = Codes(layout, terms, lies_in, WORLD)
    stand, but_live = (earlier.stand, earlier.but_live) if earlier is not None else ({}, {})
    asked = [month for month in months if month.month not in stand and month.month not in but_live]
    begins, ends = (asked[0].first, asked[-1].first + asked[-1].rows) if asked else (0, 0)
    columns = units_and_points(one_by_one, begins, ends, layout)
    run: list[MonthFile] = []  # as the earlier edition has them

    def kept() -> Iterator[tuple[str, Stretch]]:
        if run:
            yield run[0].month, Kept(earlier.columns, run[0].first, run[-1].first + run[-1].rows)
            run.clear()

    for month in months:
        before = stand.get(month.month)
        if month.month in but_live:
            yield from kept()
            before, live = but_live[month.month], read_month(month.file, ["live"])["live"].to_numpy()
            yield month.month, Kept(earlier.columns, before.first, before.first + before.rows, live)
            continue
        if before is None:
            yield from kept()
            rows = slice(month.first - begins, month.first - begins + month.rows)
            yield month.month, read(month.file, {name: values[rows] for name, values in columns.items()}, codes)
            continue
        if run and (run[-1].month[:4] != before.month[:4] or run[-1].first + run[-1].rows != before.first):
            yield from kept()
        run.append(before)
    yield from kept()


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
