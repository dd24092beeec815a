"""Lists of vacancies by term and by place, each in ascending order of their numbers; and those of keys by vacancy."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from jobtide.edition.mapped.columns import Columns
from jobtide.edition.mapped.eras import Era, eras_of


class Listed:
    """The lists of one key and era, in which vacancies are counted from 0."""

    def __init__(self, key: str, era: Era, columns: Columns):
        self.first, self.end = era.first, era.end
        self._key, self._era, self._columns = key, era, columns

    def of(self, one: int) -> np.ndarray:
        """All vacancies of `one`."""
        return self.vacancies[self.ends[one] : self.ends[one + 1]]

    @cached_property
    def ends(self) -> np.ndarray:
        """Where each one's list of vacancies begins, and the last one's ends."""
        return self._column("ends")

    @cached_property
    def vacancies(self) -> np.ndarray:
        return self._column("vacancies")

    @cached_property
    def starts(self) -> np.ndarray:
        """Where each vacancy's list of keys begins, and the last one's ends."""
        return self._column("starts")

    @cached_property
    def keys(self) -> np.ndarray:
        return self._column("of_vacancy")

    def _column(self, part: str) -> np.ndarray:
        return self._columns[self._era.name(self._key, part)]


class Postings:
    """The lists of one key, open."""

    def __init__(self, key: str, columns: Columns):
        self._key, self._columns = key, columns

    def of(self, one: int, start: int, end: int) -> np.ndarray:
        """The vacancies of `one` with numbers from `start` up to, not including, `end`."""
        found = []
        for listed in self._eras:
            if start < listed.end and listed.first < end:
                mine = listed.of(one)
                if end < listed.end:  # of their type, here and below: see Vacancies.before
                    mine = mine[: mine.searchsorted(mine.dtype.type(end - listed.first))]
                if listed.first < start:
                    mine = mine[mine.searchsorted(mine.dtype.type(start - listed.first)) :]
                if len(mine):
                    found.append((listed.first, mine))
        if len(found) == 1 and not found[0][0]:
            return found[0][1]
        return _together(found)

    def has_all(self, one: int, vacancies: int) -> bool:
        """Whether all of so many vacancies belong to `one`."""
        return sum(int(listed.ends[one + 1] - listed.ends[one]) for listed in self._eras) == vacancies

    def sizes(self) -> np.ndarray:
        """How many vacancies each one has."""
        return sum(np.diff(listed.ends) for listed in self._eras)

    def counted(self, one: int, bounds: np.ndarray) -> np.ndarray:
        """How many vacancies of `one` have numbers from each of `bounds`, which ascend, up to the next."""
        before = np.zeros(len(bounds), np.int64)
        for first, mine in self.by_era(one):
            before += np.searchsorted(mine, (bounds - first).astype(mine.dtype))
        return np.diff(before)

    def by_era(self, one: int) -> Iterator[tuple[int, np.ndarray]]:
        """All vacancies of `one`, counted from the first of each era, and the number of that one."""
        for listed in self._eras:
            yield listed.first, listed.of(one)

    def among(self, numbers: np.ndarray, one: int) -> np.ndarray:
        """Whether each of the vacancies `numbers`, which are in order, belongs to `one`."""
        if not len(numbers):
            return np.zeros(0, bool)
        bits = self.bits_of(one)
        if bits is not None:
            return (bits[numbers >> 3] >> (numbers & 7).astype(np.uint8)) & 1 == 1
        mine = self.of(one, int(numbers[0]), int(numbers[-1]) + 1)
        if not len(mine):
            return np.zeros(len(numbers), bool)
        if len(mine) < len(numbers):  # a small place, and a term that is common: the fewer are looked up
            has = np.zeros(len(numbers), bool)
            at = np.minimum(np.searchsorted(numbers, mine), len(numbers) - 1)
            has[at[numbers[at] == mine]] = True
            return has
        return mine[np.minimum(np.searchsorted(mine, numbers), len(mine) - 1)] == numbers

    def bits_of(self, one: int) -> np.ndarray | None:
        """Eight vacancies a byte, the first in its lowest bit, with a bit for each that belongs to `one`; None where
        there are so few that only the list is kept."""
        row = int(self._columns[f"{self._key}.row"][one])
        if row < 0:
            return None
        return self._columns[f"{self._key}.bits"][row * self._width : (row + 1) * self._width]

    @cached_property
    def _width(self) -> int:
        """Bytes of a row of bits."""
        return len(self._columns[f"{self._key}.bits"]) // (int(self._columns[f"{self._key}.row"].max()) + 1)

    def lists(self, numbers: np.ndarray) -> Iterator[tuple[np.ndarray, Listed]]:
        """The vacancies `numbers`, which are in order, era by era: as each counts them, where it has any."""
        bounds = np.searchsorted(numbers, np.array([0, *(listed.end for listed in self._eras)], numbers.dtype))
        for listed, low, high in zip(self._eras, bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
            if low < high:
                mine = numbers[low:high]
                yield (mine - listed.first if listed.first else mine), listed

    def many_of(self, numbers: np.ndarray) -> np.ndarray:
        """How many keys each of the vacancies `numbers`, which are in order, has."""
        many = [listed.starts[mine + 1] - listed.starts[mine] for mine, listed in self.lists(numbers)]
        return np.concatenate([np.zeros(0, np.int64), *many])

    def keys_of(self, numbers: np.ndarray) -> np.ndarray:
        """All keys of the vacancies `numbers`, which are in order, one vacancy's after the other's."""
        found = [np.zeros(0, np.uint16)]
        for mine, listed in self.lists(numbers):
            begins, lengths = listed.starts[mine], listed.starts[mine + 1] - listed.starts[mine]
            at = np.repeat(begins - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths)
            found.append(listed.keys[at + np.arange(len(at))])
        return np.concatenate(found)

    @cached_property
    def _eras(self) -> list[Listed]:
        every = [Listed(self._key, era, self._columns) for era in eras_of(self._columns)]
        return [listed for listed in every if listed.first < listed.end] or every[:1]


def _together(found: list[tuple[int, np.ndarray]]) -> np.ndarray:
    """Lists one after the other, each with what its numbers are counted from added to them."""
    into = np.empty(sum(len(mine) for _, mine in found), np.int32)
    at = 0
    for first, mine in found:
        np.add(mine, np.int32(first), out=into[at : at + len(mine)])
        at += len(mine)
    into.flags.writeable = False  # as columns are: of two kinds of arrays loops would be compiled twice
    return into
