"""Tables of figures by the numbers of their cells: one row for each, in ascending order.

A row's number is searched for; of a cell without a row there are no figures.
"""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np

from jobtide import tables
from jobtide.edition.mapped.answers import spread
from jobtide.edition.mapped.columns import Columns
from jobtide.edition.mapped.layout import Layout

NULLABLE = ("rank_change",)  # whole numbers that may be null, and are kept as fractions therefore
PAIR = "array<float64>"  # lists of two values, each in a column of its own


class Figures:
    """One table, open."""

    def __init__(self, described: tables.Table, layout: Layout, columns: Columns):
        self._described, self._layout, self._columns = described, layout, columns
        self._values: dict[Sequence[str], list[tuple]] = {}

    def rows(self, wanted: Mapping[str, object], names: Sequence[str]) -> list[tuple]:
        """Of each cell that has a row: where it stands among the wanted ones, then the columns `names`, null as None.

        `wanted` gives each column of the key a value, or one column a list of values; of the key's last columns, where
        they are left out, all values are wanted and stand before the columns.
        """
        layout, key = self._layout, self._described.sort
        given, left_out = key[: len(wanted)], key[len(wanted) :]
        digits = {
            column: np.array([layout.code(column, one) for one in wanted[column]], np.int64)
            if isinstance(wanted[column], list)
            else layout.code(column, wanted[column])
            for column in given
        }
        values = self._values_of(left_out)
        starts = np.atleast_1d(layout.number(given, digits)) * len(values)
        every = self.column("number")
        begins, ends = _standing(every, np.stack([starts, starts + len(values)]))
        if len(starts) == 1:  # as of most questions: a stretch of each column, and nothing is copied
            at, which = slice(int(begins[0]), int(ends[0])), np.zeros(int(ends[0] - begins[0]), np.int64)
        else:
            at, which = spread(begins, ends)
        before = [values[left] for left in (every[at] - starts[which]).tolist()]
        figures = zip(*(_python(name, self.column(name)[at]) for name in names), strict=True)
        return [(of, *said, *each) for of, said, each in zip(which.tolist(), before, figures, strict=True)]

    def _values_of(self, columns: Sequence[str]) -> list[tuple]:
        """All values of columns that do not hold numbers, each with each, in order."""
        if columns not in self._values:
            self._values[columns] = list(itertools.product(*(self._layout.values(column) for column in columns)))
        return self._values[columns]

    def below(self, wanted: Mapping[str, object]) -> tuple[slice, dict[str, np.ndarray]]:
        """The rows that begin with the key's columns in `wanted`, and by its other columns the digits of each row."""
        key, layout = self._described.sort, self._layout
        given = [column for column in key if column in wanted]
        first = layout.number(given, {column: layout.code(column, wanted[column]) for column in given})
        rest = key[len(given) :]
        size = 1
        for column in rest:
            size *= layout.size(column)
        numbers = self.column("number")
        start, end = _standing(numbers, np.array([first * size, (first + 1) * size]))
        left = numbers[start:end].astype(np.int64) - first * size
        digits = {}
        for column in reversed(rest):
            left, digits[column] = np.divmod(left, layout.size(column))
        return slice(start, end), digits

    def values(self, name: str, digits: Mapping[str, object]) -> np.ndarray:
        """A column as fractions, for cells by their digits, of which some are arrays; not-a-number without a row."""
        numbers = np.atleast_1d(self._layout.number(self._described.sort, digits))
        found, at = self._found(numbers)
        values = np.full(len(numbers), np.nan)
        values[found] = self.column(name)[at]
        return values

    def column(self, name: str) -> np.ndarray:
        """All rows of a column; null is not-a-number."""
        return self._columns[f"{self._described.name}.{name}"]

    def _found(self, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which of the numbers have a row, and where those are."""
        every = self.column("number")
        if not len(every):
            return np.zeros(len(numbers), bool), np.zeros(0, np.int64)
        at = np.minimum(_standing(every, numbers), len(every) - 1)
        found = every[at] == numbers
        return found, at[found]


def _standing(every: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """Where numbers of cells stand among those of rows, or would. Of another type they are looked for in a copy."""
    return np.searchsorted(every, numbers.astype(every.dtype))


def _python(name: str, values: np.ndarray) -> list:
    if values.dtype.kind != "f":
        return values.tolist()
    if name in NULLABLE:
        return [None if value != value else int(value) for value in values.tolist()]
    return [None if value != value else value for value in values.tolist()]
