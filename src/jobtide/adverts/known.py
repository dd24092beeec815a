"""Which versions of adverts a home has, and between which days each was seen: 16 bytes a version, held in memory."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Days:
    """Versions by content hash, sorted, each once, with the first and last day seen (days since 1970)."""

    content: np.ndarray
    first: np.ndarray
    last: np.ndarray


def days(content: np.ndarray, first: np.ndarray, last: np.ndarray) -> Days:
    """From rows in any order, where a version may come several times."""
    unique, owner = np.unique(content, return_inverse=True)
    earliest = np.full(len(unique), np.iinfo(np.int32).max, np.int32)
    latest = np.full(len(unique), np.iinfo(np.int32).min, np.int32)
    np.minimum.at(earliest, owner, first.astype(np.int32))
    np.maximum.at(latest, owner, last.astype(np.int32))
    return Days(unique, earliest, latest)


class Known:
    """Sorted runs, each at least twice as long as the next, so that adding n versions in batches costs n log n."""

    def __init__(self):
        self._runs: list[Days] = []

    def add(self, new: Days) -> None:
        """Versions that are known already get the wider span of days."""
        if not len(new.content):
            return
        while self._runs and len(self._runs[-1].content) < 2 * len(new.content):
            run = self._runs.pop()
            new = days(*(np.concatenate(pair) for pair in zip(_columns(run), _columns(new), strict=True)))
        self._runs.append(new)

    def find(self, content: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """For each hash: is it known, and the first and last day that it was seen; nothing meant where it is not."""
        known = np.zeros(len(content), bool)
        first = np.full(len(content), np.iinfo(np.int32).max, np.int32)
        last = np.full(len(content), np.iinfo(np.int32).min, np.int32)
        for run in self._runs:
            place = np.minimum(np.searchsorted(run.content, content), len(run.content) - 1)
            here = run.content[place] == content
            known |= here
            first = np.where(here, np.minimum(first, run.first[place]), first)
            last = np.where(here, np.maximum(last, run.last[place]), last)
        return known, first, last

    def __len__(self) -> int:
        return len(np.unique(np.concatenate([run.content for run in self._runs]))) if self._runs else 0


def _columns(run: Days) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return run.content, run.first, run.last
