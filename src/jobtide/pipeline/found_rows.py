"""Rows of some adverts in files of the store: where they lie is told by hashes alone, and few columns are read of most.

Touches: the files it is given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

_BITS = 1 << 22  # of hashes: a day's ones leave most of so many unset, and all fit near the processor


@dataclass(frozen=True)
class Found:
    """Rows of one group of rows of a file: their places in it, in ascending order, and what was read of them."""

    file: Path
    group: int
    at: np.ndarray
    rows: pa.Table

    def only(self, these: pa.Array) -> "Found":
        return Found(self.file, self.group, self.at[these.to_numpy(zero_copy_only=False)], self.rows.filter(these))


def found(file: Path, wanted: Mapping[str, pa.Array], columns: Sequence[str]) -> Iterator[Found]:
    """The rows of which one of the columns `wanted` has one of its values, with those of `columns` that are there."""
    among = {name: _Among(values) for name, values in wanted.items() if len(values)}
    if not among:
        return
    with pq.ParquetFile(file) as stream:
        for group in range(stream.num_row_groups):
            keys = stream.read_row_group(group, columns=list(among), use_threads=False)
            hit = np.zeros(len(keys), bool)
            for name, each in among.items():
                hit |= each.are_in(keys[name])
            if hit.any():
                yield Found(file, group, np.flatnonzero(hit), _read(stream, group, columns).filter(pa.array(hit)))


def whole(them: Iterable[Found], columns: Sequence[str]) -> Iterator[pa.Table]:
    """Those of `columns` that are there, of all rows of each."""
    for file, each in groupby(them, key=lambda one: one.file):
        with pq.ParquetFile(file) as stream:
            for one in each:
                yield _read(stream, one.group, columns).take(pa.array(one.at))


def _read(stream: pq.ParquetFile, group: int, columns: Sequence[str]) -> pa.Table:
    there = [name for name in columns if name in stream.schema_arrow.names]
    return stream.read_row_group(group, columns=there, use_threads=False)


class _Among:
    """Some hashes, of which it is told quickly that most others are not among them."""

    def __init__(self, values: pa.Array):
        self._values, self._bits = values, np.zeros(_BITS, bool)
        self._bits[self._low(values.to_numpy())] = True

    def are_in(self, column: pa.ChunkedArray) -> np.ndarray:
        column = column.combine_chunks()
        hit = self._bits[self._low(column.to_numpy())]
        some = np.flatnonzero(hit)
        hit[some] = pc.is_in(column.take(pa.array(some)), self._values).to_numpy(zero_copy_only=False)
        return hit

    @staticmethod
    def _low(values: np.ndarray) -> np.ndarray:
        return values & (_BITS - 1)
