"""Tables of figures by the numbers of their cells: one row for each, in ascending order.

A row's number is searched for; of a cell without a row there are no figures.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from jobtide import tables
from jobtide.edition.mapped.columns import Columns
from jobtide.edition.mapped.layout import Layout

NULLABLE = ("rank_change",)  # whole numbers that may be null, and are kept as fractions therefore
PAIR = "array<float64>"  # lists of two values, each in a column of its own


class Figures:
    """One table, open."""

    def __init__(self, described: tables.Table, layout: Layout, columns: Columns):
        self._described, self._layout, self._columns = described, layout, columns

    def rows(self, wanted: Mapping[str, object], names: Sequence[str]) -> list[tuple]:
        """Of each cell that has a row: where it stands among the wanted ones, then the columns `names`, null as None.

        `wanted` gives each column of the key a value, or one column a list of values; of `period` and `unit`, where
        they are left out, all are wanted and stand before the columns.
        """
        layout = self._layout
        left_out = [column for column in self._described.sort if column not in wanted]
        many = next((column for column, value in wanted.items() if isinstance(value, list)), None)
        sizes = [len(wanted[many]) if many else 1, *(layout.size(column) for column in left_out)]
        which, *grid = np.indices(sizes).reshape(len(sizes), -1)
        digits: dict[str, object] = dict(zip(left_out, grid, strict=True))
        for column, value in wanted.items():
            if column == many:
                digits[column] = np.array([layout.code(column, one) for one in value], np.int64)[which]
            else:
                digits[column] = layout.code(column, value)
        found, at = self._found(np.atleast_1d(layout.number(self._described.sort, digits)))
        said = [which[found].tolist()]
        for column, of_each in zip(left_out, grid, strict=True):
            values = layout.values(column)
            said.append([values[digit] for digit in of_each[found].tolist()])
        said += [_python(name, self.column(name)[at]) for name in names]
        return list(zip(*said, strict=True))

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
        start, end = np.searchsorted(numbers, (first * size, (first + 1) * size))
        left = numbers[start:end] - first * size
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
        at = np.minimum(np.searchsorted(every, numbers), len(every) - 1)
        found = every[at] == numbers
        return found, at[found]


def _python(name: str, values: np.ndarray) -> list:
    if values.dtype.kind != "f":
        return values.tolist()
    if name in NULLABLE:
        return [None if value != value else int(value) for value in values.tolist()]
    return [None if value != value else value for value in values.tolist()]
