"""Vacancies in the order of their employment type and first day: what stands in each, and which lie in a period."""

from datetime import date
from functools import cached_property

import numpy as np

from jobtide.edition.mapped.columns import Columns
from jobtide.edition.mapped.layout import Layout
from jobtide.interval import POINTS

_MOST_DAYS = 100  # lists of days for which it is kept where they begin
_EPOCH = date(1970, 1, 1).toordinal()


class Vacancies:
    """`number` counts vacancies from 0 in that order."""

    def __init__(self, layout: Layout, columns: Columns):
        self._layout, self._columns = layout, columns
        self._first_on: dict[tuple[int, bytes], np.ndarray] = {}  # most pages ask of the same days

    def __len__(self) -> int:
        return int(self._columns["vacancy.type_ends"][-1])

    def of_type(self, employment_type: str) -> tuple[int, int]:
        """Numbers of the first vacancy and of the one after the last."""
        ends = self._columns["vacancy.type_ends"]
        kind = self._layout.code("employment_type", employment_type)
        return int(ends[kind]), int(ends[kind + 1])

    def within(self, numbers: np.ndarray, first: date, last: date) -> np.ndarray:
        """Those of `numbers`, vacancies of one type in order, that were first seen from `first` to `last`."""
        start, end = self.before(numbers, np.array([days_since_1970(first), days_since_1970(last) + 1]))
        return numbers[start:end]

    def before(self, numbers: np.ndarray, days: np.ndarray) -> np.ndarray:
        """How many of `numbers`, vacancies of one type in order, were first seen before each of `days` since 1970."""
        if not len(numbers):
            return np.zeros(len(days), np.int64)
        ends = self._columns["vacancy.type_ends"]
        kind = int(np.searchsorted(ends, numbers[0], side="right")) - 1
        return np.searchsorted(numbers, self._first(kind, days).astype(numbers.dtype))

    def _first(self, kind: int, days: np.ndarray) -> np.ndarray:
        """The number of the first vacancy of a type on each day or after it."""
        key = kind, days.tobytes()
        if key not in self._first_on:
            if len(self._first_on) >= _MOST_DAYS:
                self._first_on.clear()
            start, end = (int(each) for each in self._columns["vacancy.type_ends"][kind : kind + 2])
            mine = self._columns["vacancy.day"][start:end]
            # Of another type than theirs, days would be looked for in a copy of all of them.
            self._first_on[key] = np.searchsorted(mine, days.astype(mine.dtype)) + start
        return self._first_on[key]

    def numbered(self, in_edition: np.ndarray) -> np.ndarray:
        """Numbers of vacancies by their numbers in the edition's tables."""
        return self._columns["vacancy.number_of"][in_edition]

    def in_edition(self, numbers: np.ndarray) -> np.ndarray:
        """Their numbers in the edition's tables."""
        return self._columns["vacancy.in_edition"][numbers]

    def live(self, numbers: np.ndarray) -> np.ndarray:
        """Whether each is open on the edition's day."""
        return self._columns["vacancy.live"][numbers]

    def days(self, numbers: np.ndarray) -> np.ndarray:
        """First days, in days since 1970."""
        return self._columns["vacancy.day"][numbers]

    def months(self, numbers: np.ndarray) -> np.ndarray:
        """Months of the first days, as places in the layout's months."""
        return self._columns["vacancy.month"][numbers]

    def employers(self, numbers: np.ndarray) -> np.ndarray:
        """A number for each employer; one that is not known has a number of its own, from `known_employers` on."""
        return self._columns["vacancy.employer"][numbers]

    @cached_property
    def known_employers(self) -> int:
        """How many there are; no fewer in editions of before, which do not say."""
        return len(self._columns["values.employer"]) if self._columns.has("values.employer") else len(self)

    def units(self, numbers: np.ndarray) -> np.ndarray:
        """Digits of the units in which usable pay is quoted; the last one where none is."""
        return self._columns["vacancy.unit"][numbers]

    def ranks(self, point: str, numbers: np.ndarray) -> np.ndarray:
        """Where a point of the pay ("lower", "middle", "upper") stands among all different values; -1 for none."""
        return self._columns[f"vacancy.{point}"][numbers]

    def values(self, point: str) -> np.ndarray:
        """All different values of a point, in ascending order."""
        return self._columns[f"values.{point}"]


def days_since_1970(day: date) -> int:
    return day.toordinal() - _EPOCH


POINTS_OF_PAY = tuple(POINTS)
