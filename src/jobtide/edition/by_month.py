"""The edition's table of vacancies: a file for each month, so that an edition can share the months that did not move.

    tables/vacancies-2025-11.parquet    those first seen in the month, by day and name, with their numbers

An edition without a vacancy has one empty file, of its own month. Touches: the folder it is given.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.arrow import arrow_schema
from jobtide.edition.parquet_columns import columns_replaced

ORDER = ("first_seen", "vacancy_id")
_NAME = f"{tables.VACANCIES.name}-"
# Written as they are: hardly any two are alike.
_DIFFERENT = ("vacancy", "vacancy_id", "url")
_GROUP = 100_000  # rows


@dataclass(frozen=True)
class MonthFile:
    """`first` is the number of its first vacancy."""

    month: str
    file: Path
    first: int
    rows: int


def table_files(folder: Path, table: tables.Table) -> list[Path]:
    """The files of a table in a folder of tables, in the order of its rows; editions of before have one of each."""
    whole = folder / f"{table.name}.parquet"
    if table.name != tables.VACANCIES.name or whole.exists():
        return [whole]
    return sorted(folder.glob(f"{_NAME}*.parquet")) or [whole]


def write_months(batches: Iterable[pa.RecordBatch], folder: Path, as_of: date) -> list[MonthFile]:
    """Writes rows in the order of ORDER, numbered from 0. `batches` have the columns of tables.VACANCIES but `vacancy`.

    Equal rows give equal bytes.
    """
    written, first = [], 0
    for month, pieces in _by_month(batches):
        written.append(_write_month(month, pieces, first, folder))
        first += written[-1].rows
    return written or [write_month(f"{as_of:%Y-%m}", None, 0, folder)]


def write_month(month: str, rows: pa.Table | None, first: int, folder: Path) -> MonthFile:
    """One file; its rows are numbered from `first`."""
    return _write_month(month, [] if rows is None else [rows], first, folder)


def _write_month(month: str, pieces: Iterable[pa.Table | pa.RecordBatch], first: int, folder: Path) -> MonthFile:
    """Of a month, which may be most of a market, only the rows of a group are held."""
    file, many = file_of(month, folder), 0
    with _writer(file, arrow_schema(tables.VACANCIES)) as writer:
        for rows in _groups(pieces):
            writer.write_table(numbered(rows, first + many), row_group_size=_GROUP)
            many += rows.num_rows
    return MonthFile(month, file, first, many)


def write_again(before: MonthFile, others: pa.Table, first: int, folder: Path) -> MonthFile | None:
    """The file that `write_month` gives of the rows of `before`, numbered from `first`, with `others` in place of its
    columns of these names. None where only that can write it."""
    columns = {name: others[name] for name in others.column_names}
    if first != before.first:
        columns["vacancy"] = pa.array(np.arange(first, first + before.rows, dtype=np.int32))
    schema = arrow_schema(tables.VACANCIES)
    schema = pa.schema([field for field in schema if field.name in columns])
    new = pa.BufferOutputStream()
    with _writer(new, schema) as writer:
        writer.write_table(pa.table(columns).select(schema.names).cast(schema).combine_chunks(), row_group_size=_GROUP)
    said = columns_replaced(before.file.read_bytes(), new.getvalue().to_pybytes())
    if said is None:
        return None
    file = file_of(before.month, folder)
    file.write_bytes(said)
    return MonthFile(before.month, file, first, before.rows)


def _writer(where: Path | pa.NativeFile, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(where, schema, compression="zstd", use_dictionary=_repeated(schema))


def _repeated(schema: pa.Schema) -> list[str]:
    """What is written by its different values."""
    return [
        f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name
        for field in schema
        if field.name not in _DIFFERENT and not pa.types.is_boolean(field.type)
    ]


def read_month(file: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a file, with all columns or some."""
    with pq.ParquetFile(file) as opened:
        return opened.read(columns and list(columns), use_threads=False)


def read_coded(file: Path) -> pa.Table:
    """All of a file, with what is written by its different values as their codes: `numbered` gives rows of it as they
    are, which takes half as long where they are few."""
    with pq.ParquetFile(file, read_dictionary=_repeated(arrow_schema(tables.VACANCIES))) as opened:
        # Not all at once: lists in several groups have codes of their own in each.
        groups = [opened.read_row_group(group, use_threads=False) for group in range(opened.num_row_groups)]
        return pa.concat_tables([opened.schema_arrow.empty_table(), *groups])


def _groups(pieces: Iterable[pa.Table | pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows so many at a time, however they come."""
    held, many = [], 0
    for piece in pieces:
        start = 0
        while start < piece.num_rows:
            taken = piece.slice(start, _GROUP - many)
            held += [taken] if isinstance(taken, pa.RecordBatch) else taken.to_batches()
            many, start = many + taken.num_rows, start + taken.num_rows
            if many == _GROUP:
                yield pa.Table.from_batches(held)
                held, many = [], 0
    if many:
        yield pa.Table.from_batches(held)


def numbered(rows: pa.Table, first: int) -> pa.Table:
    """The rows as the table of vacancies has them, numbered from `first`; what numbers they had does not matter."""
    schema = arrow_schema(tables.VACANCIES)
    numbers = pa.array(np.arange(first, first + len(rows), dtype=np.int32))
    columns = {name: rows[name].combine_chunks() for name in schema.names if name != "vacancy"}
    return pa.table({"vacancy": numbers, **columns}).select(schema.names).cast(schema)


def file_of(month: str, folder: Path) -> Path:
    return folder / f"{_NAME}{month}.parquet"


def month_of(file: Path) -> str:
    return file.stem.removeprefix(_NAME)


def of_days(files: Sequence[Path], first: date, last: date) -> list[Path]:
    """Those of a table's files that may have vacancies first seen on these days; [] where none has."""
    begins, ends = f"{first:%Y-%m}", f"{last:%Y-%m}"
    return [file for file in files if not file.stem.startswith(_NAME) or begins <= month_of(file) <= ends]


def by_month(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[str, pa.Table]]:
    """Rows of each month, in the order in which they come."""
    for month, pieces in _by_month(batches):
        yield month, pa.Table.from_batches(pieces)


def _by_month(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[str, Iterator[pa.RecordBatch]]]:
    """The same, each month piece by piece; its pieces are gone when the next one is asked for."""
    pieces = itertools.chain.from_iterable(_split(batch) for batch in batches if batch.num_rows)
    for month, of_month in itertools.groupby(pieces, key=lambda piece: piece[0]):
        yield month, (rows for _, rows in of_month)


def _split(batch: pa.RecordBatch) -> Iterator[tuple[str, pa.RecordBatch]]:
    days = batch["first_seen"].cast(pa.int32()).to_numpy(zero_copy_only=False)
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    starts = np.flatnonzero(np.diff(months.astype(np.int64), prepend=np.iinfo(np.int64).min))
    for start, end in itertools.pairwise([*starts.tolist(), len(months)]):
        yield str(months[start]), batch.slice(start, end - start)
