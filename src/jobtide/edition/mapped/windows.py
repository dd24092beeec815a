"""Percentiles of pay in windows that slide over vacancies in order of their days.

A window of six months holds each vacancy six times over, and sorting them all in each takes most of the time of a large
page. Pay has few different values: how many vacancies have each is counted once between the ends of windows, and a
window's counts are a difference of sums.
"""

import numpy as np

from jobtide.edition.mapped.answers import QUANTILES, between, sorted_within, spread
from jobtide.edition.mapped.vacancies import Vacancies

_CELLS = 2  # counting a cell costs about as much as sorting so many vacancies


def paid_within(
    vacancies: Vacancies, numbers: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> dict[int, list[float]]:
    """By window the five percentiles; windows without a vacancy are left out.

    `numbers` are vacancies that quote pay in one unit; window w holds those at places starts[w] up to, not including,
    ends[w].
    """
    held = np.flatnonzero(ends > starts)
    columns = []
    for point, quantiles in QUANTILES.items():
        ranks = vacancies.ranks(point, numbers)
        at_place = _selected(ranks, starts[held], ends[held])
        values, many = vacancies.values(point), (ends - starts)[held]
        for quantile in quantiles:
            at = (many - 1) * quantile
            below = np.floor(at).astype(np.int64)
            low, high = (values[at_place(np.minimum(place, many - 1))] for place in (below, below + 1))
            columns.append(between(low, high, at - below).tolist())
    return {window: list(said) for window, *said in zip(held.tolist(), *columns, strict=True)}


def _selected(ranks: np.ndarray, starts: np.ndarray, ends: np.ndarray):
    """Gives of each window the rank that stands at a place, from 0, of its ranks in ascending order."""
    has = np.flatnonzero(np.bincount(ranks)) if len(ranks) else np.zeros(0, np.int64)
    bounds = np.unique(np.concatenate([starts, ends]))
    if int((ends - starts).sum()) <= _CELLS * len(bounds) * len(has):
        at, window = spread(starts, ends)
        _, inside, first, _ = sorted_within(ranks[at], window)
        return lambda place: inside[first + place]
    which = np.zeros(int(has[-1]) + 1, np.int64)
    which[has] = np.arange(len(has))
    inside = ranks[bounds[0] : bounds[-1]]
    stretch = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    counts = np.bincount(stretch * len(has) + which[inside], minlength=(len(bounds) - 1) * len(has))
    sums = np.zeros((len(bounds), len(has)), np.int64)
    np.cumsum(counts.reshape(-1, len(has)), axis=0, out=sums[1:])
    window = sums[np.searchsorted(bounds, ends)] - sums[np.searchsorted(bounds, starts)]
    np.cumsum(window, axis=1, out=window)
    return lambda place: has[(window <= place[:, None]).sum(axis=1)]
