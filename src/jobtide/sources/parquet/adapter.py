"""Records of Parquet, read in batches. A file that is broken anywhere is unreadable as a whole."""

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide.errors import Unreadable
from jobtide.record import BadRecord, Record

SUFFIXES = (".parquet", ".pq")

TABLE = True

_BATCH, _PART_BYTES = 1_000, 8_000_000  # rows; whichever is full first
Part = tuple[int, pa.RecordBatch]  # the position of its first row
_DAY_US = 86_400_000_000
_FIRST, _LAST = (date.min - date(1970, 1, 1)).days, (date.max - date(1970, 1, 1)).days


def looks_like(head: bytes) -> bool:
    return head.startswith(b"PAR1")


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> tuple[str, ...]:
    return tuple(_opened(stream).schema_arrow.names)


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    for part in parts(stream, wanted):
        yield from of_part(part)


def parts(stream: BinaryIO, wanted: frozenset[str] | None = None) -> Iterator[Part]:
    """The rows, some at a time: what is made of them can be made elsewhere."""
    file = _opened(stream)
    names = [name for name in file.schema_arrow.names if wanted is None or name in wanted]
    position = 0
    for batch in _batches(file, names):
        rows = max(1, batch.num_rows * _PART_BYTES // max(batch.nbytes, 1))
        for first in range(0, batch.num_rows, rows):
            some = batch.slice(first, rows)
            # A slice would take all of the batch with it to another process.
            yield position + first, batch if some.num_rows == batch.num_rows else some.take(pa.array(range(len(some))))
        position += batch.num_rows


def of_part(part: Part) -> Iterator[Record | BadRecord]:
    first, rows = part
    held = rows.schema.names
    values = [_python(rows.column(number)) for number in range(rows.num_columns)]
    for position, row in enumerate(zip(*values, strict=True) if held else [()] * rows.num_rows, first):
        yield Record(position, dict(zip(held, row, strict=True)))


def _opened(stream: BinaryIO) -> pq.ParquetFile:
    try:
        return pq.ParquetFile(stream)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unreadable(f"it is not a whole Parquet file ({error})") from error


def _batches(file: pq.ParquetFile, names: list[str]) -> Iterator[pa.RecordBatch]:
    try:
        yield from file.iter_batches(_BATCH, columns=names)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unreadable(f"it is damaged inside ({error})") from error


def _python(column: pa.Array) -> list:
    """Python values; instants and days become days in UTC, those beyond the calendar its first or last day."""
    if isinstance(column, pa.DictionaryArray):
        column = column.dictionary_decode()
    if pa.types.is_timestamp(column.type):
        ticks = {"s": 86_400, "ms": 86_400_000, "us": _DAY_US, "ns": _DAY_US * 1000}[column.type.unit]
        days = pc.floor(pc.divide(pc.cast(pc.cast(column, pa.int64()), pa.float64(), safe=False), float(ticks)))
        column = _clamped(pc.cast(days, pa.int64()))
    elif pa.types.is_date(column.type):
        column = _clamped(pc.cast(pc.cast(column, pa.date32()), pa.int32()))
    elif pa.types.is_decimal(column.type):
        column = pc.cast(column, pa.float64())
    return column.to_pylist()


def _clamped(days: pa.Array) -> pa.Array:
    within = pc.max_element_wise(
        pc.min_element_wise(pc.cast(days, pa.int64()), _LAST, skip_nulls=False), _FIRST, skip_nulls=False
    )
    return pc.cast(pc.cast(within, pa.int32()), pa.date32())
