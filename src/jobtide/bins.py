"""Round edges for a histogram, chosen from the data."""

import math
from collections.abc import Sequence

FEWEST = 5  # figures under which a histogram says nothing
_ABOUT, _MOST = 12, 40  # bins over the middle nine tenths, and in all
_ROUND = (1, 2, 2.5, 5, 10)


def bins(counted: Sequence[tuple[float, int]]) -> list[tuple[float, float, int]]:
    """(low, high, count) of equal bins that hold all of `counted`, which are (value, how many) in ascending order.

    A value lies in the bin whose low <= value < high. The width is 1, 2, 2.5 or 5 times a power of ten, so that some
    dozen bins hold the middle nine tenths; far outliers widen it until 40 hold them all. Empty bins inside are kept.
    No bins under 5 values.
    """
    if sum(many for _, many in counted) < FEWEST:
        return []
    lowest, highest = counted[0][0], counted[-1][0]
    middle = _quantile(counted, 0.95) - _quantile(counted, 0.05)
    width = _round_up(max(middle / _ABOUT, (highest - lowest) / _MOST, _finest(highest)))
    first, last = math.floor(lowest / width), math.floor(highest / width)
    held = dict.fromkeys(range(first, last + 1), 0)
    for value, many in counted:
        held[math.floor(value / width)] += many
    return [(bin_ * width, (bin_ + 1) * width, many) for bin_, many in held.items()]


def _round_up(width: float) -> float:
    power = 10.0 ** math.floor(math.log10(width))
    return next(step * power for step in _ROUND if step * power >= width * (1 - 1e-9))


def _finest(highest: float) -> float:
    """No finer than a hundredth of the values themselves, also where all are equal."""
    return abs(highest) / 100 or 1.0


def _quantile(counted: Sequence[tuple[float, int]], share: float) -> float:
    """The smallest value that at least `share` of all are no greater than."""
    wanted, seen = share * sum(many for _, many in counted), 0
    for value, many in counted:
        seen += many
        if seen >= wanted:
            return value
    return counted[-1][0]
