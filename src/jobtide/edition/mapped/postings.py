"""Lists of vacancies by term and by place, each in ascending order of their numbers."""

import numpy as np

from jobtide.edition.mapped.columns import Columns


class Postings:
    """The lists of one key, open."""

    def __init__(self, key: str, columns: Columns):
        self._key, self._columns = key, columns

    def of(self, one: int, start: int, end: int) -> np.ndarray:
        """The vacancies of `one` with numbers from `start` up to, not including, `end`."""
        ends = self._columns[f"{self._key}.ends"]
        mine = self._columns[f"{self._key}.vacancies"][ends[one] : ends[one + 1]]
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
        row = int(self._columns[f"{self._key}.row"][one])
        if row >= 0:
            bits = self._columns[f"{self._key}.bits"]
            width = len(bits) // (int(self._columns[f"{self._key}.row"].max()) + 1)
            mine = bits[row * width : (row + 1) * width]
            return (mine[numbers >> 3] >> (numbers & 7).astype(np.uint8)) & 1 == 1
        mine = self.of(one, int(numbers[0]), int(numbers[-1]) + 1)
        if not len(mine):
            return np.zeros(len(numbers), bool)
        return mine[np.minimum(np.searchsorted(mine, numbers), len(mine) - 1)] == numbers

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
