"""Groups of an edition's vacancies, and how far the figures of two of them move together.

Employers are taken to be drawn, each with all its vacancies, as in every interval. Each has its own part in a figure:
in a share what it has above that share of its vacancies, in a median how many more of its figures lie above it than
below. The correlation of two figures is that of these parts.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


class Whole:
    """All vacancies that a share is of, by their numbers in order, and their employers."""

    def __init__(self, numbers: np.ndarray, employer_of: Callable[[np.ndarray], np.ndarray]):
        self.numbers = numbers
        self.employers, self._at, self.each = np.unique(
            employer_of(numbers), return_inverse=True, return_counts=True
        )  # fmt: skip

    def by_employer(self, members: np.ndarray, weights: np.ndarray | None = None) -> np.ndarray:
        """Of each employer how many of the vacancies `members` it has, or the sum of their weights."""
        employers = self._at[np.searchsorted(self.numbers, members)]
        return np.bincount(employers, weights=weights, minlength=len(self.employers)).astype(float)


@dataclass(frozen=True)
class Parts:
    """What each employer of a whole has in a figure."""

    whole: Whole
    values: np.ndarray


def of_share(whole: Whole, members: np.ndarray) -> Parts:
    share = len(members) / max(len(whole.numbers), 1)
    return Parts(whole, whole.by_employer(members) - share * whole.each)


def of_median(whole: Whole, quoting: np.ndarray, above: np.ndarray) -> Parts:
    """`above` says whether the pay of each lies above the median (1), below it (-1) or on it (0)."""
    return Parts(whole, whole.by_employer(quoting, above))


def together(one: Parts, other: Parts) -> float:
    """The correlation of two figures, from -1 to 1."""
    size = float((one.values**2).sum() * (other.values**2).sum()) ** 0.5
    if not size:
        return 0.0
    mine, theirs = one.values, other.values
    if one.whole is not other.whole:
        _, at, there = np.intersect1d(
            one.whole.employers, other.whole.employers, assume_unique=True, return_indices=True
        )  # fmt: skip
        mine, theirs = mine[at], theirs[there]
    return min(max(float((mine * theirs).sum()) / size, -1.0), 1.0)


def shared(one: np.ndarray, other: np.ndarray) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def apart(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The vacancies of one of the groups alone."""
    return np.setxor1d(one, other, assume_unique=True)


def effective(employers: np.ndarray) -> float:
    """The effective number of vacancies, from the employer of each."""
    if not len(employers):
        return 0.0
    each = np.unique(employers, return_counts=True)[1]
    return float(len(employers) ** 2 / (each * each).sum())
