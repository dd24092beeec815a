"""Which texts must be judged again: what changed, and all that pairs of texts that are alike connect to it. Pure."""

import numpy as np


def connected(low: np.ndarray, high: np.ndarray, changed: np.ndarray) -> np.ndarray:
    """All kins that a chain of pairs (low[i], high[i]) connects to one of `changed`, which are among them; sorted."""
    kins, at = np.unique(np.concatenate([low, high, changed]), return_inverse=True)
    one, other = at[: len(low)], at[len(low) : 2 * len(low)]
    label = np.arange(len(kins))
    while True:
        of_one, of_other = label[one], label[other]
        apart = of_one != of_other
        if not apart.any():
            break
        one, other, of_one, of_other = one[apart], other[apart], of_one[apart], of_other[apart]
        # The larger of two labels points to the smaller; then every kin follows where its label points.
        np.minimum.at(label, np.maximum(of_one, of_other), np.minimum(of_one, of_other))
        while (label[label] != label).any():
            label = label[label]
    reached = np.zeros(len(kins), bool)
    reached[label[at[2 * len(low) :]]] = True
    return kins[reached[label]]
