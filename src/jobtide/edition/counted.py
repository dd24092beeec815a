"""Tables of figures from digits: Parquet for everybody, and columns for pages, in one go.

Touches: the edition's folder.
"""

from collections.abc import Iterable, Mapping, Sequence
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
_LONG = ("months", "place")  # that are the same for long
_NULL = (*NULLABLE, "p50_change")
_CODES = pa.dictionary(pa.int32(), pa.string())


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
        self._same: dict[str, tuple[object, pa.Array]] = {}  # the last digit that stood for all rows, said so often
        self._laying = Laying(described, layout, mapped)
        self._writer = _writer(tables_folder / f"{described.name}.parquet", described)

    def add(self, columns: Mapping[str, object]) -> None:
        key = self._described.sort
        rows = next(len(values) for values in columns.values() if isinstance(values, np.ndarray))
        self._laying.add({name: columns[name] for name in key}, columns)
        said = [self._said(column, columns, rows) for column in self._described.columns]
        table = pa.table(dict(zip(self._described.schema, said, strict=True)), schema=self._writer.schema)
        self._writer.write_table(table, row_group_size=100_000)
        self._rows += rows

    def close(self) -> int:
        self._laying.close()
        self._writer.close()
        return self._rows

    def _said(self, column: tables.Column, columns: Mapping[str, object], rows: int):
        name, type_ = column.name, self._writer.schema.field(column.name).type
        nullable = _may_be_null(self._described, column)
        if name in _NUMBERS:
            return pa.array(columns[name].astype(type_.to_pandas_dtype(), copy=False))
        if name in self._described.sort:
            digits, values = columns[name], self._layout.values(name)
            if isinstance(digits, np.ndarray):
                return _coded(digits, values, type_, nullable)
            said = self._same.get(name)
            if said is None or said[0] != digits or len(said[1]) < rows:
                self._same[name] = digits, _coded(np.full(rows, digits, np.int32), values, type_, nullable)
            return self._same[name][1].slice(0, rows)
        if column.type == PAIR:
            known = columns["unit"] < self._layout.code("unit", None)
            return _pairs(columns[f"{name}.0"], columns[f"{name}.1"], known)
        if not nullable:
            return pa.array(columns[name])
        # Not-a-number is null; and whole numbers are whole as they come.
        return pa.array(columns[name], from_pandas=True).cast(type_, safe=False)


def _may_be_null(described: tables.Table, column: tables.Column) -> bool:
    return column.name in _NULL or column.type == PAIR or (described, column.name) == (tables.CATEGORY_SAMPLES, "unit")


def _writer(file: Path, described: tables.Table) -> pq.ParquetWriter:
    """Whole numbers as differences, texts as the codes that they are here already, those that are one number for long
    as they are, all else by its different values; and that there is no null where there is none.

    That takes half as long as Parquet's usual ways, and no more room.
    """
    whole, others, fields = {}, [], []
    for column, field in zip(described.columns, arrow_schema(described), strict=True):
        if pa.types.is_integer(field.type):
            whole[field.name] = "PLAIN" if field.name in _LONG else "DELTA_BINARY_PACKED"
        else:
            others.append(f"{field.name}.list.element" if pa.types.is_list(field.type) else field.name)
        said = field.with_type(_CODES) if pa.types.is_string(field.type) else field
        fields.append(said.with_nullable(_may_be_null(described, column)))
    return pq.ParquetWriter(
        file, pa.schema(fields), compression="snappy", use_dictionary=others, column_encoding=whole,
        write_statistics=[name for name in described.sort if name in _NUMBERS], store_schema=False,
    )  # fmt: skip


def _coded(digits: np.ndarray, values: Sequence[object], type_: pa.DataType, nullable: bool) -> pa.Array:
    """What the digits stand for, where None is one of the last of the values or none."""
    if type_ != _CODES:
        return pa.array(np.array(values, type_.to_pandas_dtype())[digits])
    known = pa.array([value for value in values if value is not None], pa.string())
    mask = digits >= len(known) if nullable else None
    return pa.DictionaryArray.from_arrays(pa.array(digits.astype(np.int32, copy=False), mask=mask), known)


def _pairs(first: np.ndarray, second: np.ndarray, known: np.ndarray) -> pa.Array:
    """Lists of two; null where they are not known."""
    both = pa.array(np.stack([first, second], axis=1)[known].ravel(), from_pandas=True)
    ends = 2 * np.concatenate([[0], np.cumsum(known)])
    return pa.ListArray.from_arrays(pa.array(ends.astype(np.int32)), both, mask=pa.array(~known))
