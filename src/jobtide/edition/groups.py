"""Two groups of an edition's vacancies, and how far their figures move together.

Employers are taken to be drawn, each with all its vacancies, as in every interval. Each has its own part in a figure:
in a share what it has above that share of its vacancies, in a median how many more of its figures lie above it than
below. The correlation is that of these parts.
"""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Group:
    """Vacancies by their numbers, in order: those that `match`, and the `whole` that their share is of."""

    match: np.ndarray
    whole: np.ndarray


def shares_together(one: Group, other: Group, employer_of) -> float:
    """The correlation of the shares of two groups. `employer_of` gives employers by numbers of vacancies."""
    parts = _parts((one.match, one.whole, other.match, other.whole), employer_of)
    first, first_whole, second, second_whole = parts
    return _correlation(
        first - first_whole * _ratio(first, first_whole), second - second_whole * _ratio(second, second_whole)
    )


def medians_together(
    one: np.ndarray, one_above: np.ndarray, other: np.ndarray, other_above: np.ndarray, employer_of
) -> float:
    """The correlation of two medians, from the vacancies that quote pay and whether each lies above its group's median
    (1), below it (-1) or on it (0)."""
    return _correlation(*_parts((one, other), employer_of, (one_above, other_above)))


def shared(one: np.ndarray, other: np.ndarray) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def apart(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The vacancies of one of the groups alone."""
    return np.setxor1d(one, other, assume_unique=True)


def effective(numbers: np.ndarray, employer_of) -> float:
    """The effective number of some vacancies."""
    if not len(numbers):
        return 0.0
    each = np.unique(employer_of(numbers), return_counts=True)[1]
    return float(len(numbers) ** 2 / (each * each).sum())


def _parts(groups, employer_of, weights=None) -> list[np.ndarray]:
    """Of each group the sum for each employer of any of them, in the same order: of ones, or of weights."""
    employers = [employer_of(numbers) for numbers in groups]
    every, at = np.unique(np.concatenate(employers), return_inverse=True)
    ends = np.cumsum([len(each) for each in employers])[:-1]
    split = np.split(at, ends)
    return [
        np.bincount(mine, weights=None if weights is None else weights[number], minlength=len(every)).astype(float)
        for number, mine in enumerate(split)
    ]


def _ratio(part: np.ndarray, whole: np.ndarray) -> float:
    return part.sum() / max(whole.sum(), 1.0)


def _correlation(one: np.ndarray, other: np.ndarray) -> float:
    size = float((one * one).sum() * (other * other).sum()) ** 0.5
    return min(max(float((one * other).sum()) / size, -1.0), 1.0) if size else 0.0
