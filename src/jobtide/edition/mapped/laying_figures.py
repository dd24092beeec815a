"""An edition's tables of figures → columns in the order of their cells' numbers.

Touches: the files it is given.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.edition.mapped.columns import create
from jobtide.edition.mapped.figures import NULLABLE, PAIR
from jobtide.edition.mapped.layout import Layout, ordered
from jobtide.errors import Error

LAID_OUT = (
    tables.TOTALS, tables.CELLS, tables.CELL_PAY, tables.CATEGORY_CELLS, tables.CATEGORY_PAY, tables.CATEGORY_SAMPLES,
    tables.LIVE, tables.MONTH_TOTALS,
)  # fmt: skip
_ROWS = 1 << 18  # of a piece
# Whole numbers without a null keep their type; all others are fractions, and not-a-number is null.
_TYPES = {"int64": np.int64, "int32": np.int32, "float64": np.float64}


def lay_out(parquet: Path, described: tables.Table, layout: Layout, folder: Path) -> None:
    """Writes a table's columns and the numbers of its rows into `folder`."""
    file = pq.ParquetFile(parquet)
    rows = file.metadata.num_rows
    numbers = create(folder, f"{described.name}.number", np.int64, rows)
    columns = {name: create(folder, f"{described.name}.{name}", type_, rows) for name, type_ in _columns(described)}
    done = 0
    for batch in file.iter_batches(_ROWS):
        here = slice(done, done + len(batch))
        digits = {column: _digits(batch[column], column, layout) for column in described.sort}
        numbers[here] = layout.number(described.sort, digits)
        for name, values in _values(batch, described):
            columns[name][here] = values
        done += len(batch)
    if not ordered(numbers):
        raise Error(f"{parquet} is not in the order of its key.")


def _columns(described: tables.Table) -> Iterator[tuple[str, object]]:
    for column in described.columns:
        if column.name in described.sort:
            continue
        if column.type == PAIR:
            yield f"{column.name}.0", np.float64
            yield f"{column.name}.1", np.float64
        else:
            yield column.name, np.float64 if column.name in NULLABLE else _TYPES[column.type]


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
