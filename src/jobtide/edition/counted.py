"""Tables of figures from digits: Parquet for everybody, and columns for pages, in one go.

Touches: the edition's folder.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.arrow import arrow_schema
from jobtide.edition.mapped.figures import NULLABLE, PAIR
from jobtide.edition.mapped.laying_figures import LAID_OUT, Laying
from jobtide.edition.mapped.layout import Layout

_NUMBERS = ("place", "term", "period")  # keys whose digits are their values


def write_figures(
    pieces: Iterable[tuple[str, Mapping[str, object]]], layout: Layout, tables_folder: Path, mapped: Path
) -> dict[str, int]:
    """Writes every table of figures and returns its number of rows.

    `pieces` are tables' names with columns, each table's in the order of its key: digits of the key (one number stands
    for all rows), whole numbers that may be null as fractions, null as not-a-number, a pair as two columns.
    """
    writing = {table.name: _Table(table, layout, tables_folder, mapped) for table in LAID_OUT}
    for name, columns in pieces:
        writing[name].add(columns)
    return {name: table.close() for name, table in writing.items()}


class _Table:
    def __init__(self, described: tables.Table, layout: Layout, tables_folder: Path, mapped: Path):
        self._described, self._layout, self._rows = described, layout, 0
        self._laying = Laying(described, layout, mapped)
        file = tables_folder / f"{described.name}.parquet"
        self._writer = pq.ParquetWriter(file, arrow_schema(described), compression="zstd")

    def add(self, columns: Mapping[str, object]) -> None:
        key = self._described.sort
        rows = next(len(values) for values in columns.values() if isinstance(values, np.ndarray))
        digits = {name: np.broadcast_to(np.asarray(columns[name], np.int64), rows) for name in key}
        self._laying.add(digits, columns)
        said = [self._said(column, digits, columns) for column in self._described.columns]
        table = pa.table(dict(zip(self._described.schema, said, strict=True)), schema=self._writer.schema)
        self._writer.write_table(table, row_group_size=100_000)
        self._rows += rows

    def close(self) -> int:
        self._laying.close()
        self._writer.close()
        return self._rows

    def _said(self, column: tables.Column, digits: Mapping[str, np.ndarray], columns: Mapping[str, object]):
        name, type_ = column.name, self._writer.schema.field(column.name).type
        if name in _NUMBERS:
            return pa.array(columns[name].astype(type_.to_pandas_dtype(), copy=False))
        if name in digits:
            values = pa.array(list(self._layout.values(name)), type_)
            if np.ndim(columns[name]) == 0:
                return pa.repeat(values[int(columns[name])], len(digits[name]))
            return values.take(pa.array(digits[name]))
        if column.type == PAIR:
            known = digits["unit"] < self._layout.code("unit", None)
            return _pairs(columns[f"{name}.0"], columns[f"{name}.1"], known)
        values = pa.array(columns[name], from_pandas=True)  # not-a-number is null
        return values.cast(type_) if name in NULLABLE else values


def _pairs(first: np.ndarray, second: np.ndarray, known: np.ndarray) -> pa.Array:
    """Lists of two; null where they are not known."""
    both = pa.array(np.stack([first, second], axis=1)[known].ravel(), from_pandas=True)
    ends = 2 * np.concatenate([[0], np.cumsum(known)])
    return pa.ListArray.from_arrays(pa.array(ends.astype(np.int32)), both, mask=pa.array(~known))
