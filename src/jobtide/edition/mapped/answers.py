"""What a page asks of its one cell, from the vacancies that match it.

The same rows as the edition's own queries give, which say what each means: see statistics/cell.py and certainty.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from jobtide.edition.mapped.vacancies import Vacancies
from jobtide.interval import MOST
from jobtide.pay import between

# A tally costs about so much of what a vacancy costs that is sorted.
TALLY = 0.3
QUANTILES = {"lower": (0.10, 0.25), "middle": (0.5,), "upper": (0.75, 0.9)}


@dataclass(frozen=True)
class Names:
    """Of each term by its number: the number of its category, and where its name stands in alphabetical order.

    `apart` says of each category whether the overall list leaves its terms out. `in_order` are all terms as their names
    stand in alphabetical order.
    """

    category: np.ndarray
    alphabetical: np.ndarray
    in_order: np.ndarray
    apart: np.ndarray


@dataclass(frozen=True)
class Listed:
    """Terms in the order of their categories and places there, a list for each column; 0 is no place in the list."""

    term: list[int]
    count: list[int]
    rank: list[int]
    position: list[int]
    category_rank: list[int]
    category_position: list[int]


def cooccurring(counts: np.ndarray, names: Names, overall: int, by_category: int) -> Listed:
    """The terms among the first `overall` of all, or among the first `by_category` of their category.

    `counts` are vacancies by term. Ranks are dense; equal counts stand in alphabetical order.
    """
    # In one number each, its category first, then the highest count, then its name: to sort numbers is to sort by all.
    named, highest = np.flatnonzero(counts), int(counts.max(initial=0))
    falling = (highest - counts[named]) * len(counts) + names.alphabetical[named]
    category = names.category[named].astype(np.int64)
    terms = names.in_order[np.sort(category * ((highest + 1) * len(counts)) + falling) % len(counts)]
    category = names.category[terms]
    category_rank, category_position = _standing(counts[terms], category)
    shown = names.in_order[np.sort(falling[~names.apart[names.category[named]]]) % len(counts)]
    overall_rank, overall_position = np.zeros(len(counts), np.int64), np.zeros(len(counts), np.int64)
    overall_rank[shown], overall_position[shown] = _standing(counts[shown], np.zeros(len(shown), np.int64))
    rank, position = overall_rank[terms], overall_position[terms]
    listed = ((position > 0) & (position <= overall)) | (category_position <= by_category)
    columns = (terms, counts[terms], rank, position, category_rank, category_position)
    return Listed(*(column[listed].tolist() for column in columns))


def _standing(counts: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Dense ranks and places from 1 within groups; the counts of each descend."""
    place = np.arange(len(counts))
    opens = np.diff(group, prepend=-1) != 0
    falls = np.diff(counts, prepend=0) != 0
    start = np.maximum.accumulate(np.where(opens, place, 0))
    steps = np.cumsum(opens | falls)
    return steps - steps[start] + 1, place - start + 1


@dataclass(frozen=True)
class Paid:
    """Percentiles of the pay of groups, in ascending order of the groups; a list for each column."""

    group: list[int]
    percentiles: list[list[float]]


def paid(vacancies: Vacancies, numbers: np.ndarray, group: np.ndarray) -> Paid:
    """The five percentiles of the pay that the vacancies of each group quote, by linear interpolation (type 7).

    All of `numbers` quote pay; one that belongs to several groups stands once for each.
    """
    columns: list[np.ndarray] = []
    groups = np.zeros(0, np.int64)
    for point, quantiles in QUANTILES.items():
        standing = standing_of(vacancies, point, numbers, group)
        groups = standing.groups
        columns += percentiles(standing, quantiles)
    return Paid(groups.tolist(), [column.tolist() for column in columns])


def percentiles(standing: "Standing", quantiles: Sequence[float]) -> list[np.ndarray]:
    at = (standing.many - 1) * np.array(quantiles)[:, None]
    below = np.floor(at).astype(np.int64)
    both = standing.at(np.concatenate([below, np.minimum(below + 1, standing.many - 1)]))
    return list(between(both[: len(below)], both[len(below) :], at - below))


def at_ranks(standing: "Standing", squares: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """The values at the ranks of the effective number of each group, stretched to all that it has; NaN for none.

    `ranks` are by effective number, those of both bounds' lower ends and then those of their upper ends: four rows, as
    the values have.
    """
    n = standing.many
    effective = np.minimum((n * n / np.maximum(squares, 1) + 1e-9).astype(np.int64), MOST)
    rank = ranks[:, effective]
    outward = np.array([0, 0, 1, 1])[:, None] * effective
    places = (rank * (n + 1) + outward) // (effective + 1) - 1
    return np.where(rank > 0, standing.at(np.where(rank > 0, places, 0)), np.nan)


class Standing(Protocol):
    """The values of each group in order. `groups` have a value each at least, and `many` of them."""

    groups: np.ndarray
    many: np.ndarray

    def at(self, places: np.ndarray) -> np.ndarray:
        """The values at places from 0: a column for each group, in as many rows as `places` has."""


def sorted_within(ranks: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The groups, all ranks sorted within them, and where each group starts and how many it has."""
    both = np.sort((group.astype(np.int64) << 32) | ranks)
    groups, ranks = both >> 32, both & 0xFFFF_FFFF
    start = np.flatnonzero(np.diff(groups, prepend=-1))
    return groups[start], ranks, start, np.diff(np.append(start, len(groups)))


class Sorted:
    """Values by their ranks, sorted within groups."""

    def __init__(self, ranks: np.ndarray, group: np.ndarray, values: np.ndarray):
        self.groups, self._ranks, self._start, self.many = sorted_within(ranks, group)
        self._values = values

    def at(self, places: np.ndarray) -> np.ndarray:
        return self._values[self._ranks[self._start + places]]


class Tallied:
    """How many of each value there are in each group: where there are many more vacancies than values.

    `tallies` has a row for each of `groups`, a column for each value.
    """

    def __init__(self, tallies: np.ndarray, groups: np.ndarray, values: np.ndarray):
        up_to = np.cumsum(tallies, axis=1)
        some = up_to[:, -1] > 0
        self._up_to, self._values = up_to[some], values
        self.groups, self.many = groups[some], self._up_to[:, -1]

    def at(self, places: np.ndarray) -> np.ndarray:
        found = [np.searchsorted(row, place, side="right") for row, place in zip(self._up_to, places.T, strict=True)]
        return self._values[np.array(found, np.int64).reshape(places.shape[::-1]).T]


def standing_of(vacancies: Vacancies, point: str, numbers: np.ndarray, group: np.ndarray) -> Standing:
    ranks, values = vacancies.ranks(point, numbers), vacancies.values(point)
    groups = int(group.max()) + 1 if len(group) else 0
    if not groups or groups * len(values) * TALLY > len(ranks):
        return Sorted(ranks, group, values)
    tallies = np.bincount(group * len(values) + ranks, minlength=groups * len(values)).reshape(groups, -1)
    return Tallied(tallies, np.arange(groups), values)


@dataclass(frozen=True)
class Behind:
    """Who stands behind each group, in ascending order of the groups. As columns of tables.CATEGORY_SAMPLES."""

    group: np.ndarray
    n: np.ndarray
    employers: np.ndarray
    largest: np.ndarray
    squares: np.ndarray


def behind(employers: np.ndarray, group: np.ndarray, known: int) -> Behind:
    """Who stands behind the vacancies of each group; employers with numbers from `known` on have one each."""
    groups = int(group.max()) + 1 if len(group) else 0
    if not groups or groups * known * TALLY > len(employers):
        return _behind_sorted(employers, group)
    named = employers < known
    alone = np.bincount(group[~named], minlength=groups)
    each = np.bincount(group[named] * known + employers[named], minlength=groups * known).reshape(groups, known)
    n = np.bincount(group, minlength=groups)
    there = np.flatnonzero(n)
    employers_of = (each > 0).sum(axis=1) + alone
    largest = np.maximum(each.max(axis=1, initial=0), alone > 0)
    columns = (n, employers_of, largest, (each * each).sum(axis=1) + alone)
    return Behind(there, *(column[there] for column in columns))


def _behind_sorted(employers: np.ndarray, group: np.ndarray) -> Behind:
    both = np.sort((group.astype(np.int64) << 32) | employers)
    opens = np.flatnonzero(np.diff(both, prepend=-1))
    each = np.diff(np.append(opens, len(both)))
    of = both[opens] >> 32
    start = np.flatnonzero(np.diff(of, prepend=-1))
    if not len(start):
        return Behind(of, of, of, of, of)
    return Behind(
        of[start], np.add.reduceat(each, start), np.diff(np.append(start, len(of))),
        np.maximum.reduceat(each, start), np.add.reduceat(each * each, start),
    )  # fmt: skip


def middles(vacancies: Vacancies, numbers: np.ndarray, unit: np.ndarray) -> tuple[list[int], list[float], list[int]]:
    """Digits of units, middles of pay and how many vacancies quote each, in ascending order."""
    ranks = vacancies.ranks("middle", numbers)
    both, many = np.unique((unit.astype(np.int64) << 32) | ranks, return_counts=True)
    return (both >> 32).tolist(), vacancies.values("middle")[both & 0xFFFF_FFFF].tolist(), many.tolist()


def spread(starts: Sequence[int], ends: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
    """Every place from each start up to its end, end excluded, and the number of the stretch that it is in."""
    starts, lengths = np.asarray(starts), np.asarray(ends) - np.asarray(starts)
    stretch = np.repeat(np.arange(len(starts)), lengths)
    return np.arange(int(lengths.sum())) + (starts - np.cumsum(lengths) + lengths)[stretch], stretch
