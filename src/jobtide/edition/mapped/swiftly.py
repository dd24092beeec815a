"""What pages ask of vacancies, answered by loops in machine code: for whoever makes more than one page.

Loading them takes longer than a page does plainly; a page of the largest cells then takes a fifth of the time.

Touches: the edition's columns, for reading.
"""

import threading
from collections.abc import Sequence

import numpy as np

from jobtide.edition.mapped import answers, page_loops, windows
from jobtide.edition.mapped.plainly import Plainly
from jobtide.edition.mapped.vacancies import Vacancies
from jobtide.edition.mapped.vacancies import days_since_1970 as days
from jobtide.interval import POINTS
from jobtide.period import Period

_ALL = slice(None)


class Swiftly(Plainly):
    """The same answers. May be used from several threads: each counts in room of its own."""

    def __init__(self, *columns: object):
        super().__init__(*columns)
        self._thread = threading.local()

    def among(self, numbers: np.ndarray, place: int) -> np.ndarray:
        return self._among(numbers, np.zeros(1, np.int64), np.array([len(numbers)]), place)[0]

    def terms_counted(self, numbers: np.ndarray) -> np.ndarray:
        counts = np.zeros(self._layout.terms, np.int64)
        for mine, listed in self._terms.lists(numbers):
            page_loops.tally_lists(_ordered(mine), listed.starts, listed.keys, counts)
        return counts

    def quoting(self, numbers: np.ndarray) -> list[np.ndarray]:
        quoting, ends = self._by_unit(numbers, np.array([0, len(numbers)]))
        return [quoting[ends[digit] : ends[digit + 1]] for digit in range(self._units)]

    def middles(self, quoting: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        values = self._vacancies.values("middle")
        counts = np.zeros(len(values), np.int64)
        page_loops.tally(_ordered(quoting), self._vacancies.ranks("middle", _ALL), counts)
        some = np.flatnonzero(counts)
        return values[some], counts[some]

    def paid_within(self, quoting: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> dict[int, list[float]]:
        return windows.paid_within(self._vacancies, quoting, starts, ends, Placed)

    def paid(self, numbers: np.ndarray, group: np.ndarray) -> tuple[list[int], list[int], list[list[float]]]:
        groups = int(group[-1]) + 1 if len(group) else 0
        quoting, ends = self._by_unit(numbers, np.searchsorted(group, np.arange(groups + 1)))
        found = self.paid_within(quoting, ends[:-1], ends[1:])
        each = [list(column) for column in zip(*found.values(), strict=True)] or [[]] * 5
        return list(found), np.diff(ends)[list(found)].tolist(), each

    def samples(
        self, everywhere: np.ndarray, periods: Sequence[Period], around: Sequence[int]
    ) -> tuple[answers.Behind, answers.Behind, np.ndarray]:
        starts = self._vacancies.before(everywhere, np.array([days(each.start) for each in periods]))
        stops = self._vacancies.before(everywhere, np.array([days(each.end) + 1 for each in periods]))
        found = [self._among(everywhere, starts, stops, place) for place in around]
        members = np.concatenate([np.zeros(0, np.int32), *(numbers for numbers, _ in found)])
        before = np.cumsum([0, *(len(numbers) for numbers, _ in found)])
        ends = np.concatenate([[0], *(first + ends for first, (_, ends) in zip(before, found, strict=False))])
        quoting, quoting_ends = self._by_unit(members, ends)
        quoted = self._behind(quoting, quoting_ends)
        starts, stops = quoting_ends[quoted.group], quoting_ends[quoted.group + 1]
        values = [
            answers.at_ranks(
                Placed(self._vacancies, point, quoting, starts, stops), quoted.squares, self.ranks[point]
            )
            for point in POINTS
        ]  # fmt: skip
        return self._behind(members, ends), quoted, np.concatenate(values)

    def _among(
        self, numbers: np.ndarray, starts: np.ndarray, ends: np.ndarray, place: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Those of each window that count in a place, one window's after the other's, and where each ends."""
        into, into_ends = np.empty(int((ends - starts).sum()) + 1, np.int32), np.empty(len(starts), np.int64)
        has, among = self._places.bits_of(place), page_loops.among_bits
        if has is None:
            asked = numbers[int(starts.min(initial=len(numbers))) : int(ends.max(initial=0))]
            has = self._places.of(place, int(asked[0]), int(asked[-1]) + 1) if len(asked) else _ordered(asked)
            among = page_loops.among_list
        among(_ordered(numbers), starts, ends, has, into, into_ends)
        return into[: into_ends[-1]], into_ends

    def _by_unit(self, members: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        into, into_ends = np.empty(len(members) + 1, np.int32), np.empty((len(ends) - 1) * self._units + 1, np.int64)
        unit = self._vacancies.units(_ALL)
        page_loops.by_unit(_ordered(members), ends, unit, self._units, into, into_ends)
        return into, into_ends

    def _behind(self, members: np.ndarray, ends: np.ndarray) -> answers.Behind:
        counts, known = np.zeros((len(ends) - 1, 4), np.int64), self._vacancies.known_employers
        if not hasattr(self._thread, "has"):
            self._thread.has = np.zeros(known, np.int32)
        employer = self._vacancies.employers(_ALL)
        page_loops.behind(_ordered(members), ends, employer, known, self._thread.has, counts)
        there = np.flatnonzero(counts[:, 0])
        return answers.Behind(there, *counts[there].T)


class Placed:
    """Where points of pay stand in windows, none of which is empty."""

    def __init__(self, vacancies: Vacancies, point: str, numbers: np.ndarray, starts: np.ndarray, ends: np.ndarray):
        self.groups, self.many = np.arange(len(starts)), ends - starts
        self._column, self._values = vacancies.ranks(point, _ALL), vacancies.values(point)
        self._numbers, self._starts, self._ends = _ordered(numbers), starts, ends

    def at(self, places: np.ndarray) -> np.ndarray:
        found = np.empty(places.shape, np.int32)
        page_loops.at_places(
            self._numbers, self._column, len(self._values), self._starts, self._ends, places, found
        )  # fmt: skip
        return self._values[found]


def _ordered(numbers: np.ndarray) -> np.ndarray:
    """The same, as all loops are made for: machine code is of one type, and not to be written to is part of it."""
    same = np.ascontiguousarray(numbers, np.int32).view()
    same.flags.writeable = False
    return same
