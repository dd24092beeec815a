"""An edition's tables of figures → columns in the order of their cells' numbers.

Touches: the files it is given.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.edition.mapped.columns import Growing
from jobtide.edition.mapped.figures import NULLABLE, PAIR
from jobtide.edition.mapped.layout import Layout, ordered, whole
from jobtide.errors import Error

LAID_OUT = (
    tables.TOTALS, tables.CELLS, tables.CELL_PAY, tables.CATEGORY_CELLS, tables.CATEGORY_PAY, tables.CATEGORY_SAMPLES,
    tables.LIVE, tables.MONTH_TOTALS,
)  # fmt: skip
_ROWS = 1 << 18  # of a piece
_NEAR = 1 << 15  # rows whose numbers are made at once: they stay near the processor until they are written
_SQUARES = "squares"  # of vacancies: all other whole numbers are of as many as there are vacancies or terms, or fewer


def lay_out(parquet: Path, described: tables.Table, layout: Layout, folder: Path) -> None:
    """Writes a table's columns and the numbers of its rows into `folder`."""
    laying = Laying(described, layout, folder)
    for batch in pq.ParquetFile(parquet).iter_batches(_ROWS):
        digits = {column: _digits(batch[column], column, layout) for column in described.sort}
        laying.add(digits, dict(_values(batch, described)))
    laying.close()


class Laying:
    """The columns of one table, and the numbers of its rows, to which pieces are added in the order of its key."""

    def __init__(self, described: tables.Table, layout: Layout, folder: Path):
        self._described, self._layout, self._last = described, layout, -1
        self._numbers = Growing(folder, f"{described.name}.number", whole(layout.numbers(described.sort)))
        self._columns = {
            name: Growing(folder, f"{described.name}.{name}", type_) for name, type_ in _columns(described)
        }

    def add(self, digits: Mapping[str, object], values: Mapping[str, np.ndarray]) -> None:
        """`digits` of the key, of which some are the same for all rows; of the other columns null is not-a-number, and
        a pair is two, `.0` and `.1`."""
        rows = max(len(each) for each in digits.values() if isinstance(each, np.ndarray))
        for start in range(0, rows, _NEAR):
            piece = slice(start, start + _NEAR)
            self._add_numbers(
                {name: each[piece] if isinstance(each, np.ndarray) else each for name, each in digits.items()}
            )
        for name, column in self._columns.items():
            column.add(values[name])

    def _add_numbers(self, digits: Mapping[str, object]) -> None:
        numbers = self._layout.number(self._described.sort, digits)
        if numbers[0] <= self._last or not ordered(numbers):
            raise Error(f"The rows of {self._described.name} are not in the order of their key.")
        self._last = int(numbers[-1])
        self._numbers.add(numbers)

    def close(self) -> None:
        for column in (self._numbers, *self._columns.values()):
            column.close()


def _columns(described: tables.Table) -> Iterator[tuple[str, object]]:
    for column in described.columns:
        if column.name in described.sort:
            continue
        if column.type == PAIR:
            yield f"{column.name}.0", np.float64
            yield f"{column.name}.1", np.float64
        else:
            yield column.name, _type(column)


def _type(column: tables.Column) -> type:
    """Of whole numbers that may be null a fraction, which is exact up to 16 million; and not-a-number is null."""
    if column.type == "float64":
        return np.float64
    if column.name in NULLABLE:
        return np.float32
    return np.int64 if column.name == _SQUARES else np.int32


def _values(batch: pa.RecordBatch, described: tables.Table) -> Iterator[tuple[str, np.ndarray]]:
    for column in described.columns:
        if column.name in described.sort:
            continue
        if column.type == PAIR:
            for place in (0, 1):
                yield f"{column.name}.{place}", _fractions(pc.list_element(_full(batch[column.name]), place))
        elif column.name in NULLABLE or column.type == "float64":
            yield column.name, _fractions(batch[column.name])
        else:
            yield column.name, batch[column.name].to_numpy(zero_copy_only=False)


def _full(pairs: pa.Array) -> pa.Array:
    """Each list with two values, null ones included."""
    return pc.if_else(pc.is_valid(pairs), pairs, pa.scalar([None, None], pairs.type))


def _fractions(values: pa.Array) -> np.ndarray:
    return pc.fill_null(values.cast(pa.float64()), np.nan).to_numpy(zero_copy_only=False)


def _digits(values: pa.Array, column: str, layout: Layout) -> np.ndarray:
    if column in ("place", "term"):
        return values.to_numpy(zero_copy_only=False).astype(np.int64)
    coded = pc.index_in(values, pa.array(list(layout.values(column)), values.type))
    return coded.to_numpy(zero_copy_only=False).astype(np.int64)
