"""Vacancies of one month as arrays: read from a file of the edition's table, or taken from an edition's columns.

Touches: the files it is given.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from jobtide.edition.mapped import loops
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.vacancies import POINTS_OF_PAY

UNKNOWN = 0  # hash of an employer that nobody knows
_LISTS = ("places", "terms")
_NO_KEYS = np.zeros(0, np.int32)


@dataclass(frozen=True)
class Lists:
    """A list of numbers for each vacancy, in ascending order: `keys[starts[v]:starts[v + 1]]`."""

    starts: np.ndarray
    keys: np.ndarray

    def taken(self, numbers: np.ndarray) -> "Lists":
        lengths = np.diff(self.starts)[numbers]
        keys = np.empty(int(lengths.sum()), self.keys.dtype)
        loops.taken(self.starts, self.keys, numbers, keys)
        return Lists(_starts(lengths), keys)

    def between(self, first: int, last: int) -> "Lists":
        starts = self.starts[first : last + 1]
        return Lists(starts - starts[0], self.keys[starts[0] : starts[-1]])


@dataclass(frozen=True)
class Stretch:
    """In the order of employment types, and of rows of the table within them. `ends` are where each type begins and
    the last one ends, `row` the place of each vacancy in the table's file. `employer` is a hash; a point of pay is
    not-a-number where none is usable.
    """

    ends: np.ndarray
    columns: Mapping[str, np.ndarray]  # row, day, live, employer, unit, lower, middle, upper
    places: Lists
    terms: Lists

    def of_type(self, kind: int) -> slice:
        return slice(int(self.ends[kind]), int(self.ends[kind + 1]))


class Codes:
    """What numbers stand for in columns, by the edition's tables of terms and places."""

    def __init__(self, layout: Layout, terms: Sequence[str], lies_in: Mapping[str, Sequence[str]], everywhere: str):
        """`terms` are slugs in the order of their numbers, `lies_in` the places that each place lies in, likewise.

        Every vacancy counts in the place `everywhere`.
        """
        places = list(lies_in)
        self.layout = layout
        self._slugs = {"terms": pa.array(terms, pa.string()), "places": pa.array(places, pa.string())}
        numbers = {slug: number for number, slug in enumerate(places)}
        closures = [
            sorted({numbers[slug], *(numbers[above] for above in lies_in[slug] if above in numbers)}) for slug in places
        ]
        own = np.arange(len(terms) + 1)
        self._closures = {
            "terms": (own, own[:-1].astype(np.int32)),
            "places": (
                _starts(np.array([len(each) for each in closures], np.int64)),
                np.array([number for each in closures for number in each], np.int32),
            ),
        }
        self._always = {"terms": -1, "places": numbers.get(everywhere, -1)}
        self._hashes: dict[str, int] = {}

    def numbers(self, name: str, column: pa.ChunkedArray) -> Lists:
        """Lists of slugs as lists of numbers, with all that the places lie in."""
        lengths = [pc.fill_null(pc.list_value_length(chunk), 0).to_numpy() for chunk in column.chunks]
        starts = _starts(np.concatenate([np.zeros(0, np.int64), *lengths]))
        keys = np.concatenate([_NO_KEYS, *(self._coded(chunk.flatten(), name) for chunk in column.chunks)])
        closure_starts, closures = self._closures[name]
        many = len(self._slugs[name])
        longest = np.diff(closure_starts)
        most = int(longest[keys[keys >= 0]].sum()) + len(starts)
        found_starts, found = np.zeros(len(starts), np.int64), np.empty(most, small(many))
        total = loops.closed(starts, keys, closure_starts, closures, self._always[name], many, found_starts, found)
        return Lists(found_starts, found[:total].copy())

    def _coded(self, slugs: pa.DictionaryArray, name: str) -> np.ndarray:
        code_of = pc.fill_null(pc.index_in(slugs.dictionary, self._slugs[name]), -1).to_numpy(zero_copy_only=False)
        return code_of.astype(np.int32)[slugs.indices.to_numpy(zero_copy_only=False)] if len(code_of) else _NO_KEYS

    def employers(self, column: pa.ChunkedArray) -> np.ndarray:
        """A hash of each employer's key."""
        found = [np.zeros(0, np.int64)]
        for chunk in column.chunks:
            hashes = np.array([self._hash(key) for key in chunk.dictionary.to_pylist()] + [UNKNOWN], np.int64)
            found.append(hashes[pc.fill_null(chunk.indices, len(hashes) - 1).to_numpy(zero_copy_only=False)])
        return np.concatenate(found)

    def _hash(self, key: str) -> int:
        if key not in self._hashes:
            digest = blake2b(key.encode(), digest_size=8).digest()
            self._hashes[key] = int.from_bytes(digest, "little", signed=True) or 1
        return self._hashes[key]


def read(file: Path, one_by_one: Mapping[str, np.ndarray], codes: Codes) -> Stretch:
    """The vacancies of a file. `one_by_one` are the file's rows of columns unit, lower, middle, upper."""
    wanted = ["employment_type", "first_seen", "live", "employer_key", *_LISTS]
    encoded = ["employment_type", "employer_key", *(f"{name}.list.element" for name in _LISTS)]
    form = ds.ParquetFileFormat(read_options=ds.ParquetReadOptions(dictionary_columns=encoded))
    table = ds.dataset(file, format=form).to_table(wanted, use_threads=False)
    kind = _digits(table["employment_type"], codes.layout.values("employment_type"))
    row = np.argsort(kind, kind="stable").astype(np.int32)
    kinds = len(codes.layout.values("employment_type"))
    columns = {
        "row": row,
        "day": table["first_seen"].cast(pa.int32()).to_numpy()[row],
        "live": table["live"].to_numpy()[row],
        "employer": codes.employers(table["employer_key"])[row],
        **{name: values[row] for name, values in one_by_one.items()},
    }
    ends = _starts(np.bincount(kind, minlength=kinds))
    return Stretch(ends, columns, *(codes.numbers(name, table[name]).taken(row) for name in _LISTS))


def _digits(column: pa.ChunkedArray, coded: Sequence[str]) -> np.ndarray:
    found = [np.zeros(0, np.int64)]
    for chunk in column.chunks:
        codes = pc.index_in(chunk.dictionary, pa.array(list(coded), pa.string())).to_numpy(zero_copy_only=False)
        found.append(codes.astype(np.int64)[chunk.indices.to_numpy(zero_copy_only=False)])
    return np.concatenate(found)


def units_and_points(batches, rows: int, layout: Layout) -> dict[str, np.ndarray]:
    """Columns unit, lower, middle, upper by the number of the vacancy, from rows of figures.one_by_one in any order."""
    units = pa.array(list(layout.values("unit"))[:-1], pa.string())
    found = {"unit": np.full(rows, len(units), np.int8)}
    found |= {point: np.full(rows, np.nan) for point in POINTS_OF_PAY}
    for batch in batches:
        numbers = batch["vacancy"].to_numpy()
        found["unit"][numbers] = pc.fill_null(pc.index_in(batch["unit"], units), len(units)).to_numpy(
            zero_copy_only=False
        )
        for point in POINTS_OF_PAY:
            found[point][numbers] = pc.fill_null(batch[point], np.nan).to_numpy(zero_copy_only=False)
    return found


def small(many: int) -> type:
    """The smallest type of so many different numbers from 0."""
    return np.uint16 if many <= 1 << 16 else np.int32


def _starts(lengths: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
