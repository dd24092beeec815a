"""Vacancies of some months as arrays: read from a file of the edition's table, or kept from an edition's columns.

Touches: the files it is given.
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from jobtide.edition.mapped import loops
from jobtide.edition.mapped.columns import Columns
from jobtide.edition.mapped.eras import PARTS, eras_of
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.vacancies import POINTS_OF_PAY

UNKNOWN = 0  # hash of an employer that nobody knows
_LISTS = {"place": "places", "term": "terms"}  # by key, as the table has them
_NO_KEYS = np.zeros(0, np.int32)


@dataclass(frozen=True)
class Lists:
    """A list of numbers for each vacancy, in ascending order: `keys[starts[v]:starts[v + 1]]`. There may be keys before
    the first list and after the last."""

    starts: np.ndarray
    keys: np.ndarray

    def taken(self, numbers: np.ndarray) -> "Lists":
        lengths = np.diff(self.starts)[numbers]
        keys = np.empty(int(lengths.sum()), self.keys.dtype)
        loops.taken(self.starts, self.keys, numbers, keys)
        return Lists(_starts(lengths), keys)

    def between(self, first: int, last: int) -> "Lists":
        return Lists(self.starts[first : last + 1], self.keys)

    def same_as(self, other: "Lists") -> bool:
        if not np.array_equal(np.diff(self.starts), np.diff(other.starts)):
            return False
        mine, theirs = (each.keys[each.starts[0] : each.starts[-1]] for each in (self, other))
        return mine.dtype == theirs.dtype and np.array_equal(mine, theirs)


class Coded:
    """A column of few different values: `values` in ascending order, `codes` are places in them; any other is none."""

    def __init__(self, values: np.ndarray, codes: np.ndarray):
        self.values, self.codes = values, codes

    def used(self) -> np.ndarray:
        """Those of the values that occur."""
        occurs = np.zeros(len(self.values), np.bool_)
        loops.occurring(self.codes, occurs)
        return self.values[occurs]


class Stretch(Protocol):
    """In the order of employment types, and of rows of the table within them.

    Plain columns are row (the place of each vacancy in the table that it is from, where the stretch begins at `first`),
    day, live and unit; coded ones employer (a hash) and the points of pay. Lists are those of places and terms.
    `before` is the number that the first of a type has in the columns that it is kept from; None where it was read.
    All of a stretch were first seen in one year.
    """

    rows: int
    first: int

    def many(self, kind: int) -> int: ...

    def before(self, kind: int) -> int | None: ...

    def plain(self, name: str, kind: int) -> np.ndarray: ...

    def coded(self, name: str, kind: int) -> Coded: ...

    def lists(self, key: str, kind: int) -> Lists: ...


class Read:
    """Read from a file of the table. `ends` are where each employment type begins and the last one ends."""

    def __init__(
        self,
        ends: np.ndarray,
        columns: Mapping[str, np.ndarray],
        coded: Mapping[str, Coded],
        lists: Mapping[str, Lists],
    ):
        self.rows, self.first, self._ends = int(ends[-1]), 0, ends.tolist()
        self._columns, self._coded, self._lists = columns, coded, lists

    def many(self, kind: int) -> int:
        return self._ends[kind + 1] - self._ends[kind]

    def before(self, kind: int) -> None:
        return None

    def plain(self, name: str, kind: int) -> np.ndarray:
        return self._columns[name][self._ends[kind] : self._ends[kind + 1]]

    def coded(self, name: str, kind: int) -> Coded:
        whole = self._coded[name]
        return Coded(whole.values, whole.codes[self._ends[kind] : self._ends[kind + 1]])

    def lists(self, key: str, kind: int) -> Lists:
        return self._lists[key].between(self._ends[kind], self._ends[kind + 1])


class Kept:
    """Kept from an edition's columns: the vacancies that had the numbers from `first` up to `end` in its table, which
    were all first seen in one year. `live` says which of them are so now, where that may be others than then."""

    @staticmethod
    def files(columns: Columns) -> list[str]:
        """The columns that are read for it, or taken over with it."""
        return [
            "vacancy.in_edition", "vacancy.type_ends", "vacancy.day", "vacancy.live", "vacancy.unit",
            "vacancy.employer", "values.employer",
            *(f"{kind}.{point}" for point in POINTS_OF_PAY for kind in ("vacancy", "values")),
            *(era.name(key, part) for era in eras_of(columns) for key in _LISTS for part in PARTS),
        ]  # fmt: skip

    def __init__(self, columns: Columns, first: int, end: int, live: np.ndarray | None = None):
        self._live = live
        self.rows, self.first, self._columns, self._eras = end - first, first, columns, eras_of(columns)
        ends, order = columns["vacancy.type_ends"].tolist(), columns["vacancy.in_edition"]
        # Within a type they are in the order of the table.
        self._within = [
            slice(*(start + np.searchsorted(order[start:stop], np.array([first, end], order.dtype))).tolist())
            for start, stop in itertools.pairwise(ends)
        ]

    def many(self, kind: int) -> int:
        return self._within[kind].stop - self._within[kind].start

    def before(self, kind: int) -> int:
        return self._within[kind].start

    def plain(self, name: str, kind: int) -> np.ndarray:
        if name == "live" and self._live is not None:
            return self._live[self.plain("row", kind) - self.first]
        column = "in_edition" if name == "row" else name
        return self._columns[f"vacancy.{column}"][self._within[kind]]

    def coded(self, name: str, kind: int) -> Coded:
        return Coded(self._columns[f"values.{name}"], self._columns[f"vacancy.{name}"][self._within[kind]])

    def lists(self, key: str, kind: int) -> Lists:
        first, end = self._within[kind].start, self._within[kind].stop
        era = next(each for each in self._eras if each.first <= first and end <= each.end)
        whole = Lists(self._columns[era.name(key, "starts")], self._columns[era.name(key, "of_vacancy")])
        return whole.between(first - era.first, end - era.first)


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


def read(file: Path, one_by_one: Mapping[str, np.ndarray], codes: Codes) -> Read:
    """The vacancies of a file. `one_by_one` are the file's rows of columns unit, lower, middle, upper."""
    wanted = ["employment_type", "first_seen", "live", "employer_key", *_LISTS.values()]
    encoded = ["employment_type", "employer_key", *(f"{name}.list.element" for name in _LISTS.values())]
    form = ds.ParquetFileFormat(read_options=ds.ParquetReadOptions(dictionary_columns=encoded))
    table = ds.dataset(file, format=form).to_table(wanted, use_threads=False)
    kind = _digits(table["employment_type"], codes.layout.values("employment_type"))
    row = np.argsort(kind, kind="stable").astype(np.int32)
    kinds = len(codes.layout.values("employment_type"))
    columns = {
        "row": row,
        "day": table["first_seen"].cast(pa.int32()).to_numpy()[row],
        "live": table["live"].to_numpy()[row],
        "unit": one_by_one["unit"][row],
    }
    employers = codes.employers(table["employer_key"])[row]
    coded = {"employer": _coded(employers, employers != UNKNOWN)}
    coded |= {point: _coded(one_by_one[point][row], ~np.isnan(one_by_one[point][row])) for point in POINTS_OF_PAY}
    ends = _starts(np.bincount(kind, minlength=kinds))
    return Read(
        ends, columns, coded, {key: codes.numbers(name, table[name]).taken(row) for key, name in _LISTS.items()}
    )


def _coded(column: np.ndarray, known: np.ndarray) -> Coded:
    values, codes = np.unique(column[known], return_inverse=True)
    found = np.full(len(column), -1, np.int32)
    found[known] = codes
    found.flags.writeable = False  # as columns are: of two kinds of arrays loops would be compiled twice
    return Coded(values, found)


def _digits(column: pa.ChunkedArray, coded: Sequence[str]) -> np.ndarray:
    found = [np.zeros(0, np.int64)]
    for chunk in column.chunks:
        codes = pc.index_in(chunk.dictionary, pa.array(list(coded), pa.string())).to_numpy(zero_copy_only=False)
        found.append(codes.astype(np.int64)[chunk.indices.to_numpy(zero_copy_only=False)])
    return np.concatenate(found)


def units_and_points(batches, first: int, end: int, layout: Layout) -> dict[str, np.ndarray]:
    """Columns unit, lower, middle, upper of the vacancies from number `first` up to `end`, from rows of
    figures.one_by_one in any order."""
    units, rows = pa.array(list(layout.values("unit"))[:-1], pa.string()), end - first
    found = {"unit": np.full(rows, len(units), np.int8)}
    found |= {point: np.full(rows, np.nan) for point in POINTS_OF_PAY}
    for batch in batches:
        numbers = batch["vacancy"].to_numpy() - first
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
