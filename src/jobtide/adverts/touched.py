"""What pairs of texts that are alike connect: the groups that are judged by themselves, and which must be judged again.
Pure.
"""

import numpy as np

from jobtide.machine_code import compiled

_NEVER = np.iinfo(np.int64).max


def components(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All kins of the pairs (low[i], high[i]), sorted, and a number for each that is equal where pairs connect them."""
    kins, at = np.unique(np.concatenate([low, high]), return_inverse=True)
    label = np.arange(len(kins))
    _unite(label, at[: len(low)], at[len(low) :])
    return kins, label


def connected(
    low: np.ndarray, high: np.ndarray, changed: np.ndarray, since: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """All kins, sorted, that a chain of pairs (low[i], high[i]) connects to one of `changed`, which are among them.

    With the least of the numbers `since` of all of `changed` that each is connected to.
    """
    kins, label = components(np.concatenate([low, changed]), np.concatenate([high, changed]))
    least = np.full(len(kins), _NEVER)
    np.minimum.at(least, label[np.searchsorted(kins, changed)], since)
    reached = least[label] < _NEVER
    return kins[reached], least[label][reached]


@compiled
def _unite(label, one, other):
    """Makes `label` of each kin the smallest kin that the pairs connect it to; kins are their own labels at first."""
    for at in range(len(one)):
        first, second = one[at], other[at]
        while label[first] != first:
            label[first] = label[label[first]]
            first = label[first]
        while label[second] != second:
            label[second] = label[label[second]]
            second = label[second]
        if first < second:
            label[second] = first
        else:
            label[first] = second
    for kin in range(len(label)):
        label[kin] = label[label[kin]]
