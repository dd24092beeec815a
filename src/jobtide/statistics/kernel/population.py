"""Vacancies as arrays, in the order of their employment type and first day."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Lists:
    """A list of numbers for each vacancy, in ascending order: `keys[starts[v]:starts[v + 1]]`."""

    starts: np.ndarray
    keys: np.ndarray


@dataclass(frozen=True)
class Population:
    """`type_ends` are where each employment type begins and the last one ends. `unit` is the digit of the unit of
    usable pay, the number of units where there is none. `ranks` say of each point of pay where it stands among its
    `values`, -1 for none. `category` is that of each term; an employer that is not known has a number of its own.
    """

    type_ends: np.ndarray
    day: np.ndarray
    month: np.ndarray
    live: np.ndarray
    employer: np.ndarray
    unit: np.ndarray
    ranks: Mapping[str, np.ndarray]
    values: Mapping[str, np.ndarray]
    places: Lists
    terms: Lists
    category: np.ndarray

    def of_type(self, kind: int) -> tuple[int, int]:
        return int(self.type_ends[kind]), int(self.type_ends[kind + 1])

    def within(self, kind: int, first: int, last: int) -> tuple[int, int]:
        """The vacancies of a type first seen from day `first` to day `last`, in days since 1970."""
        start, end = self.of_type(kind)
        found = np.searchsorted(self.day[start:end], (first, last + 1)) + start
        return int(found[0]), int(found[1])
