"""Percentiles of pay in windows that slide over vacancies in order of their days.

A window of six months holds each vacancy six times over, and sorting them all in each takes most of the time of a large
page. Pay has few different values: how many vacancies have each is counted once between the ends of windows, and a
window's counts are a difference of sums.
"""

from collections.abc import Callable

import numpy as np

from jobtide.edition.mapped.answers import QUANTILES, Standing, percentiles, sorted_within, spread
from jobtide.edition.mapped.vacancies import Vacancies

_CELLS = 2  # counting a cell costs about as much as sorting so many vacancies


def paid_within(
    vacancies: Vacancies,
    numbers: np.ndarray,
    starts: np.ndarray,
    ends: np.ndarray,
    standing: "Callable[[Vacancies, str, np.ndarray, np.ndarray, np.ndarray], Standing] | None" = None,
) -> dict[int, list[float]]:
    """By window the five percentiles; windows without a vacancy are left out.

    `numbers` are vacancies that quote pay in one unit; window w holds those at places starts[w] up to, not including,
    ends[w]. `standing` says how values are put in order, by default that of this module.
    """
    held = np.flatnonzero(ends > starts)
    columns = []
    for point, quantiles in QUANTILES.items():
        inside = (standing or Sliding)(vacancies, point, numbers, starts[held], ends[held])
        columns += [column.tolist() for column in percentiles(inside, quantiles)]
    return {window: list(said) for window, *said in zip(held.tolist(), *columns, strict=True)}


class Sliding:
    """The values of a point of pay in windows, none of which is empty."""

    def __init__(self, vacancies: Vacancies, point: str, numbers: np.ndarray, starts: np.ndarray, ends: np.ndarray):
        self.groups, self.many = np.arange(len(starts)), ends - starts
        self._values, self._rank = vacancies.values(point), _selected(vacancies.ranks(point, numbers), starts, ends)

    def at(self, places: np.ndarray) -> np.ndarray:
        return self._values[self._rank(places)]


def _selected(ranks: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Gives of each window the ranks that stand at places, from 0, of its ranks in ascending order."""
    has = np.flatnonzero(np.bincount(ranks)) if len(ranks) else np.zeros(0, np.int64)
    bounds, _ = np.unique(np.concatenate([starts, ends]), return_counts=True)  # without counts it loads numpy.ma
    if int((ends - starts).sum()) <= _CELLS * len(bounds) * len(has):
        at, window = spread(starts, ends)
        _, inside, first, _ = sorted_within(ranks[at], window)
        return lambda places: inside[first + places]
    which = np.zeros(int(has[-1]) + 1, np.int64)
    which[has] = np.arange(len(has))
    inside = ranks[bounds[0] : bounds[-1]]
    stretch = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    counts = np.bincount(stretch * len(has) + which[inside], minlength=(len(bounds) - 1) * len(has))
    sums = np.zeros((len(bounds), len(has)), np.int64)
    np.cumsum(counts.reshape(-1, len(has)), axis=0, out=sums[1:])
    window = sums[np.searchsorted(bounds, ends)] - sums[np.searchsorted(bounds, starts)]
    np.cumsum(window, axis=1, out=window)
    return lambda places: has[(window <= places[..., None]).sum(axis=-1)]
