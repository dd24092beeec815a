"""Texts that share a key, among arrays of texts and keys: the keys of crowds, and the pairs of all others. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from jobtide.machine_code import compiled

PAIRS_AT_A_TIME = 1 << 24  # which bounds memory
_BUCKETS = 20  # leading bits of a node by which its place is looked up


@dataclass(frozen=True)
class Places:
    """Where each node stands among `nodes`, which are sorted, each once; nodes are hashes, so they spread evenly."""

    nodes: np.ndarray
    starts: np.ndarray

    @staticmethod
    def of(nodes: np.ndarray) -> "Places":
        return Places(nodes, np.searchsorted(_buckets(nodes), np.arange((1 << _BUCKETS) + 1)))

    def __call__(self, wanted: np.ndarray) -> np.ndarray:
        """The place of each; all of them are there."""
        return _find(self.nodes, self.starts, wanted, _buckets(wanted))


def once(values: np.ndarray) -> np.ndarray:
    """The values, sorted, each once. (Numpy's own way takes ten times as long.)"""
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered


def crowds(keys: np.ndarray, most: int) -> np.ndarray:
    """Of keys, sorted, those that more than `most` nodes have."""
    starts, sizes = _runs(keys)
    return keys[starts[sizes > most]]


def pairs(keys: np.ndarray, places: np.ndarray, fresh: np.ndarray, most: int) -> Iterator[np.ndarray]:
    """Two places in one number, the lower first, for all pairs that share a key that no more than `most` have.

    `keys` are sorted, `places` whose they are, `fresh` which of these are new: of a pair one is. Some come again.
    """
    starts, sizes = _runs(keys)
    few = (sizes > 1) & (sizes <= most)
    starts, sizes = starts[few], sizes[few]
    done, made = 0, np.zeros(PAIRS_AT_A_TIME, np.int64)
    while done < len(starts):
        done, many = _paired(starts, sizes, done, places, fresh, made)
        if many:
            yield once(made[:many])


def ends(pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The places of both."""
    return pairs >> 32, pairs & 0xFFFF_FFFF


def _runs(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    starts = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.zeros(0, np.int64)
    return starts, np.diff(np.append(starts, len(keys)))


def _buckets(nodes: np.ndarray) -> np.ndarray:
    return (nodes >> (64 - _BUCKETS)) + (1 << (_BUCKETS - 1))


@compiled
def _find(nodes, starts, wanted, buckets):
    found = np.zeros(len(wanted), np.int32)
    for at in range(len(wanted)):
        place = starts[buckets[at]]
        while nodes[place] < wanted[at]:
            place += 1
        found[at] = place
    return found


@compiled
def _paired(starts, sizes, first, places, fresh, made):
    """Fills `made`, and tells which run comes next and how many pairs there are."""
    many = 0
    for run in range(first, len(starts)):
        start, size = starts[run], sizes[run]
        if many + size * (size - 1) // 2 > len(made):
            return run, many
        for one in range(start, start + size):
            for other in range(one + 1, start + size):
                if (fresh[places[one]] or fresh[places[other]]) and places[one] != places[other]:
                    low, high = min(places[one], places[other]), max(places[one], places[other])
                    made[many] = (np.int64(low) << 32) | np.int64(high)
                    many += 1
    return len(starts), many
