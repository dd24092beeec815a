"""Columns of hashes in files of the store, and where some of them lie.

What of a day is new is asked after again and again among all that there is: which versions an advert has, whose a
version is, where both lie. So these columns are held once they have been read, as far as there is room for them.

Touches: the files it is given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from threading import Lock

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

_BITS = 1 << 22  # of hashes: a day's ones leave most of so many unset, and all fit near the processor
_BYTES = 8  # of a hash


class Hashes:
    """Columns of hashes, group of rows by group of rows; held in up to `most` bytes, and the others read each time.

    Use it as a context, so that it lets go of them.
    """

    def __init__(self, most: int = 0):
        self._left = most
        self._held: dict[tuple[Path, str], np.ndarray] = {}
        self._sizes: dict[Path, list[tuple[int, int]]] = {}  # where groups begin in a column, and their rows
        self._coming: dict[Path, Future] = {}
        self._counting = Lock()

    def __enter__(self) -> "Hashes":
        return self

    def __exit__(self, *_) -> None:
        self.let_go()

    def ahead(self, files: Iterable[Path], names: Sequence[str]) -> None:
        """Begins to read the columns of these names, beside what else is done."""
        pool = ThreadPoolExecutor(1)  # one after another, as they will be asked for
        self._coming |= {file: pool.submit(self._hold, file, names) for file in files}
        pool.shutdown(wait=False)

    def let_go(self) -> None:
        """Of all that is held; nothing is held from now on."""
        for coming in self._coming.values():
            coming.cancel()
        wait(self._coming.values())
        self._coming.clear()
        self._left = 0
        self._held.clear()

    def _hold(self, file: Path, names: Sequence[str]) -> None:
        if _BYTES * len(names) * pq.read_metadata(file).num_rows <= self._left:
            for _ in self._groups(file, names):
                pass

    def groups(self, file: Path, names: Sequence[str]) -> Iterator[dict[str, np.ndarray]]:
        """The columns of these names, of each group of rows of the file."""
        if file in self._coming:
            self._coming.pop(file).result()
        return self._groups(file, names)

    def _groups(self, file: Path, names: Sequence[str]) -> Iterator[dict[str, np.ndarray]]:
        held = {name: self._held.get((file, name)) for name in names}
        missing = [name for name, column in held.items() if column is None]
        if not missing:
            sizes = self._sizes[file]
            yield from ({name: held[name][at : at + many] for name in names} for at, many in sizes)
            return
        with pq.ParquetFile(file) as stream:
            said = stream.metadata
            holds = _BYTES * len(missing) * said.num_rows <= self._left
            # Of a column at once: to get new memory for each group takes longer than to read it.
            fresh = {name: np.empty(said.num_rows if holds else 0, np.int64) for name in missing}
            sizes = list(_one_after_another(said.row_group(group).num_rows for group in range(said.num_row_groups)))
            for group, (at, many) in enumerate(sizes):
                rows = stream.read_row_group(group, columns=missing, use_threads=False)
                found = {name: rows[name].combine_chunks().to_numpy() for name in missing}
                for name, values in found.items() if holds else ():
                    fresh[name][at : at + many] = values
                yield {name: found[name] if name in found else held[name][at : at + many] for name in names}
        if holds:
            with self._counting:
                self._left -= _BYTES * len(missing) * said.num_rows
                self._sizes[file] = sizes
                self._held |= {(file, name): column for name, column in fresh.items()}

    def at(self, file: Path, wanted: Mapping[str, "Among"]) -> Iterator[tuple[int, np.ndarray]]:
        """Groups of rows, and the places in each, in ascending order, of rows of which one of the columns `wanted` has
        one of its values; groups without any are left out."""
        for group, columns in enumerate(self.groups(file, list(wanted))):
            places = rows_among(columns, wanted)
            if len(places):
                yield group, places


class Among:
    """Some hashes, of which it is told quickly that most others are not among them."""

    def __init__(self, values: pa.Array):
        self._values, self._bits = np.sort(values.to_numpy()), np.zeros(_BITS, bool)
        self._bits[self._low(self._values)] = True

    def places(self, column: np.ndarray) -> np.ndarray:
        """Where in the column, in ascending order, one of them stands."""
        some = np.flatnonzero(self._bits[self._low(column)])
        asked = column[some]
        at = np.minimum(np.searchsorted(self._values, asked), len(self._values) - 1)
        return some[self._values[at] == asked] if len(self._values) else some

    @staticmethod
    def _low(values: np.ndarray) -> np.ndarray:
        return values & (_BITS - 1)


def among(wanted: Mapping[str, pa.Array]) -> dict[str, Among]:
    """By column; without those of which nothing is wanted."""
    return {name: Among(values) for name, values in wanted.items() if len(values)}


def _one_after_another(sizes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where each begins, and its size."""
    at = 0
    for size in sizes:
        yield at, size
        at += size


def rows_among(columns: Mapping[str, np.ndarray], wanted: Mapping[str, Among]) -> np.ndarray:
    """The places, in ascending order, at which one of the columns has one of its values."""
    [first, *others] = [each.places(columns[name]) for name, each in wanted.items()]
    if not any(map(len, others)):
        return first
    hit = np.zeros(len(next(iter(columns.values()))), bool)
    for places in (first, *others):
        hit[places] = True
    return np.flatnonzero(hit)
