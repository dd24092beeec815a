"""Lists of vacancies by term and by place, each in ascending order of their numbers."""

from functools import cached_property

import numpy as np

from jobtide.edition.mapped.columns import Columns


class Postings:
    """The lists of one key, open."""

    def __init__(self, key: str, columns: Columns):
        self._key, self._columns = key, columns

    def of(self, one: int, start: int, end: int) -> np.ndarray:
        """The vacancies of `one` with numbers from `start` up to, not including, `end`."""
        mine = self.all_of(one)
        first, last = np.searchsorted(mine, np.array((start, end), mine.dtype))  # of their type: see Vacancies.before
        return mine[first:last]

    def has_all(self, one: int, vacancies: int) -> bool:
        """Whether all of so many vacancies belong to `one`."""
        ends = self._columns[f"{self._key}.ends"]
        return int(ends[one + 1] - ends[one]) == vacancies

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

    def all_of(self, one: int) -> np.ndarray:
        """All vacancies of `one`."""
        ends = self._columns[f"{self._key}.ends"]
        return self._columns[f"{self._key}.vacancies"][ends[one] : ends[one + 1]]

    @cached_property
    def _width(self) -> int:
        """Bytes of a row of bits."""
        return len(self._columns[f"{self._key}.bits"]) // (int(self._columns[f"{self._key}.row"].max()) + 1)

    def lists(self) -> tuple[np.ndarray, np.ndarray]:
        """Where each vacancy's keys begin, and the last one's end; and all keys."""
        return self._columns[f"{self._key}.starts"], self._columns[f"{self._key}.of_vacancy"]

    def many_of(self, numbers: np.ndarray) -> np.ndarray:
        """How many keys each of the vacancies `numbers` has."""
        starts = self._columns[f"{self._key}.starts"]
        return starts[numbers + 1] - starts[numbers]

    def keys_of(self, numbers: np.ndarray) -> np.ndarray:
        """All keys of the vacancies `numbers`, one vacancy's after the other's."""
        starts = self._columns[f"{self._key}.starts"]
        begins, lengths = starts[numbers], starts[numbers + 1] - starts[numbers]
        total = int(lengths.sum())
        at = np.repeat(begins - np.concatenate([[0], np.cumsum(lengths)[:-1]]), lengths) if total else begins[:0]
        return self._columns[f"{self._key}.of_vacancy"][at + np.arange(total)]
