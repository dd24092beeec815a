"""Vacancies as arrays, in the order of their employment type and first day."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from jobtide.statistics.kernel import counting, marking

MIDDLE = "middle"  # the point of pay by which vacancies are ordered


@dataclass(frozen=True)
class Lists:
    """A list of numbers for each vacancy, in ascending order: `keys[starts[v]:starts[v + 1]]`.

    `there` says of each number whether any vacancy has it.
    """

    starts: np.ndarray
    keys: np.ndarray
    there: np.ndarray

    def taken(self, numbers: np.ndarray) -> "Lists":
        """The lists of these vacancies, in their order."""
        starts = np.zeros(len(numbers) + 1, self.starts.dtype)
        np.cumsum(self.starts[numbers + 1] - self.starts[numbers], out=starts[1:])
        keys = np.empty(int(starts[-1]), self.keys.dtype)
        counting.taken(self.starts, self.keys, numbers, keys)
        return Lists(for_reading(starts), for_reading(keys), self.there)


@dataclass(frozen=True)
class Marks:
    """Which of few keys each vacancy has, as marking has it: `marks[v, key]` is 1 or 0."""

    marks: np.ndarray

    @classmethod
    def of_categories(cls, population: "Population", first: int, last: int, categories: int) -> "Marks":
        """Those of the vacancies from `first` up to `last`."""
        marks = np.zeros((last - first, -(-categories // marking.WIDTH) * marking.WIDTH), np.uint8)
        terms = population.terms
        marking.marked(terms.starts, terms.keys, first, last, population.category, marks)
        return cls(for_reading(marks))

    def taken(self, numbers: np.ndarray) -> "Marks":
        """Those of these vacancies, in their order."""
        return Marks(for_reading(self.marks.take(numbers, axis=0)))


@dataclass(frozen=True)
class Placed:
    """Some vacancies by place: `listed[ends[p]:ends[p + 1]]` are those that count in place p."""

    ends: np.ndarray
    listed: np.ndarray


@dataclass(frozen=True)
class Population:
    """The vacancies of the periods, and those that are open. `type_ends` are where each employment type begins and the
    last one ends. `unit` is the digit of the unit of usable pay, the number of units where there is none. `ranks` say
    of each point of pay where it stands among its `values`, -1 for none. `category` is that of each term; an employer
    that is not known has a number of its own. `by_month` are by type, place and month all vacancies of the market.
    """

    type_ends: np.ndarray
    day: np.ndarray
    live: np.ndarray
    employer: np.ndarray
    unit: np.ndarray
    ranks: Mapping[str, np.ndarray]
    values: Mapping[str, np.ndarray]
    places: Lists
    terms: Lists
    category: np.ndarray
    by_month: np.ndarray

    def of_type(self, kind: int) -> tuple[int, int]:
        return int(self.type_ends[kind]), int(self.type_ends[kind + 1])

    def within(self, kind: int, first: int, last: int) -> tuple[int, int]:
        """The vacancies of a type first seen from day `first` to day `last`, in days since 1970."""
        start, end = self.of_type(kind)
        # Days of another type would have all of the column copied as such.
        found = np.searchsorted(self.day[start:end], np.array([first, last + 1], self.day.dtype)) + start
        return int(found[0]), int(found[1])

    def placed(self, numbers: np.ndarray, places: int) -> Placed:
        """These vacancies, in their order, in each of so many places."""
        return Placed(*counting.placed(numbers, numbers, self.places.starts, self.places.keys, places))


class Ordered:
    """Some vacancies in an order of their own, by each of so many places: `placed` lists where they stand in it.

    What is asked of them one after the other lies one after the other here, so that it is near when it is asked.
    """

    def __init__(self, population: Population, numbers: np.ndarray, places: int):
        self._numbers, self._made = numbers, _Made()
        every, of_places = np.arange(len(numbers), dtype=np.int32), population.places
        self.placed = Placed(*counting.placed(numbers, every, of_places.starts, of_places.keys, places))

    @property
    def totals(self) -> np.ndarray:
        """How many count in each place."""
        return np.diff(self.placed.ends)

    def taken(self, whole: Lists | Marks, base: int = 0) -> Lists | Marks:
        """Those of these vacancies, where the first of `whole` is that of vacancy `base`."""
        return self._made.once(whole, lambda: whole.taken(self._numbers - np.int32(base)))

    def along(self, values: np.ndarray) -> np.ndarray:
        """The values of these vacancies, of those of all."""
        return self._made.once(values, lambda: for_reading(values[self._numbers]))


class Group:
    """Some vacancies, by each of so many places, in the orders in which they are asked for. `numbers` ascend.

    Several threads may ask at once.
    """

    def __init__(self, population: Population, numbers: np.ndarray, places: int):
        self._population, self.numbers, self._places = population, numbers, places
        self._made = _Made()

    @property
    def placed(self) -> Placed:
        return self._made.once("placed", lambda: self._population.placed(self.numbers, self._places))

    def by_pay(self) -> Ordered:
        """In ascending order of the middle of their pay, which all of them have."""
        return self._made.once("by pay", self._by_pay)

    def by_employer(self) -> Ordered:
        """Those of one employer after those of another."""
        return self._made.once("by employer", self._by_employer)

    def _by_pay(self) -> Ordered:
        ranks, values = (of_points[MIDDLE] for of_points in (self._population.ranks, self._population.values))
        return self._ordered(counting.by_rank(self.numbers, ranks, len(values)))

    def _by_employer(self) -> Ordered:
        return self._ordered(self.numbers[counting.together(self._population.employer[self.numbers])])

    def _ordered(self, numbers: np.ndarray) -> Ordered:
        return Ordered(self._population, numbers, self._places)


class _Made:
    """What is made when it is first asked for, and once if several threads ask."""

    def __init__(self):
        self._lock, self._made = threading.Lock(), {}

    def once(self, of: object, make: Callable[[], object]) -> object:
        with self._lock:
            if id(of) not in self._made:
                self._made[id(of)] = of, make()  # kept with what it is of, whose name nothing else gets therefore
            return self._made[id(of)][1]


def for_reading(numbers: np.ndarray) -> np.ndarray:
    """As the columns of an edition are: for arrays of two kinds all loops would be compiled twice."""
    numbers.flags.writeable = False
    return numbers
