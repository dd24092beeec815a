"""An edition's Parquet files → the columns that its pages are made from.

Equal tables give equal bytes. Touches: the edition's folder.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.edition.mapped import laying_figures, laying_postings, laying_vacancies
from jobtide.edition.mapped.columns import save
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.named import Named
from jobtide.interval import POINTS
from jobtide.period import MONTHS


def write_mapped(tables_folder: Path, one_by_one: Path, folder: Path) -> None:
    """Lays an edition out in `folder`, which must not exist.

    `one_by_one` is a Parquet file with a row for each vacancy (see laying_vacancies).
    """
    folder.mkdir()
    described = {table.name: tables_folder / f"{table.name}.parquet" for table in tables.EDITION}
    months = pq.read_table(described["month_ends"]).to_pylist()
    layout = Layout(
        pq.read_metadata(described["places"]).num_rows,
        pq.read_metadata(described["terms"]).num_rows,
        tuple(sorted({row["month"] for row in months})),
    )
    layout.write(folder)
    _months(months, folder)
    _ranks(described["ranks"], folder)
    _names(described, layout, folder)
    number_of = laying_vacancies.lay_out(one_by_one, layout, folder)
    for table, key, many in (("asked", "term", layout.terms), ("placed", "place", layout.places)):
        laying_postings.lay_out(described[table], key, many, number_of, folder)
    laying_postings.lay_out_backwards("term", len(number_of), folder)
    laying_postings.lay_out_bits("place", len(number_of), folder)
    for table in laying_figures.LAID_OUT:
        laying_figures.lay_out(described[table.name], table, layout, folder)


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
            for which in (0, 1):
                ranks = [pair[which] or 0 for pair in table[f"{point}_{end}"].to_pylist()]
                save(folder, f"ranks.{point}_{end}.{which}", np.array(ranks, np.int64))


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
