"""Where figures of pay stand among the sorted values of a row, and the figures from the values that stand there.

Places count from 0; those of one point of pay are columns beside each other.
"""

from collections.abc import Mapping

import numpy as np

from jobtide.interval import MOST
from jobtide.pay import between

QUANTILES = {"lower": {"p10": 0.10, "p25": 0.25}, "middle": {"p50": 0.5}, "upper": {"p75": 0.75, "p90": 0.9}}
_ENDS = ("low", "high")


def around(point: str, many: np.ndarray) -> np.ndarray:
    """The places that the percentiles of a point lie between, of so `many` values: all lower ones, then the upper."""
    below = np.floor(_exactly(point, many)).astype(np.int64)
    return np.concatenate([below, np.minimum(below + 1, many[:, None] - 1)], axis=1)


def percentiles(point: str, many: np.ndarray, values: np.ndarray) -> dict[str, np.ndarray]:
    """Those of a point, type 7, from the values at the places of `around`."""
    exactly = _exactly(point, many)
    lower, upper = np.split(values, 2, axis=1)
    return dict(zip(QUANTILES[point], between(lower, upper, exactly - np.floor(exactly)).T, strict=True))


def _exactly(point: str, many: np.ndarray) -> np.ndarray:
    return (many[:, None] - 1) * np.array(list(QUANTILES[point].values()))


def bounding(point: str, n: np.ndarray, squares: np.ndarray, ranks: Mapping[str, np.ndarray]) -> np.ndarray:
    """The places of the ranks of the rows' effective numbers, -1 for none.

    `ranks` are those of interval.ranks by effective number, a row each, 0 for none.
    """
    effective = np.minimum((n * n / squares + 1e-9).astype(np.int64), MOST)
    places = []
    for end in _ENDS:
        rank = ranks[f"{point}_{end}"][effective]
        outward = effective if end == "high" else np.zeros_like(effective)
        place = (rank * (n + 1)[:, None] + outward[:, None]) // (effective + 1)[:, None] - 1
        places.append(np.where(rank > 0, place, -1))
    return np.concatenate(places, axis=1)


def bounds(point: str, places: np.ndarray, values: np.ndarray) -> dict[str, np.ndarray]:
    """What stands at the places of `bounding`, as columns `lower_low.0` and so on; not-a-number for none."""
    names = [f"{point}_{end}.{which}" for end in _ENDS for which in (0, 1)]
    return dict(zip(names, np.where(places < 0, np.nan, values).T, strict=True))
