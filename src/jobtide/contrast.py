"""Whether two groups of vacancies differ, where some vacancies belong to both: 95% intervals and what can be said.

A vacancy in both groups moves both figures alike, and so, if less, do vacancies of one employer. How much the two
figures move together is a correlation from -1 to 1; with none the intervals are those of changes (interval.py).
"""

import math

from jobtide.certainty import TOO_FEW
from jobtide.interval import FEWEST, Interval, Sample, Z, median_error, share_interval

HIGHER, LOWER, NOT_DETECTABLE = "higher", "lower", "no detectable difference"
_WIDEST = 50.0  # logarithm of a ratio, far beyond any two medians
_SLACK = 1e-9


def share_difference(
    one: Sample, one_whole: int, other: Sample, other_whole: int, together: float, apart: float
) -> Interval | None:
    """Of two shares, the first less the second: from Wilson's intervals l..u of both (Newcombe, 1998, for paired
    data; Zou and Donner, 2008, for any correlation).

    d − √(a² − 2rab + b²) .. d + √(c² − 2rcd + d²) with a = p₁−l₁, b = u₂−p₂, and c = u₁−p₁, d = p₂−l₂, where r is the
    correlation `together`. `apart` is the effective number of the vacancies that part the two; None under six.
    """
    here, there = share_interval(one, one_whole), share_interval(other, other_whole)
    if here is None or there is None or apart < FEWEST - _SLACK:
        return None
    share, beside = one.n / one_whole, other.n / other_whole
    down = _joined(share - here.low, there.high - beside, together)
    up = _joined(here.high - share, beside - there.low, together)
    return Interval(share - beside - down, share - beside + up)


def median_difference(
    median: float | None, beside: float | None, one: Sample, other: Sample, together: float, apart: float
) -> Interval | None:
    """Of two medians, the first as a part of the second less 1: normal in the logarithm of their ratio r.

    r exp(∓ z √(e₁² − 2ρe₁e₂ + e₂²)) − 1 with the standard errors e as parts of the medians and the correlation
    `together` for ρ. None where either or what is `apart` is worth fewer than six.
    """
    here, there = median_error(one), median_error(other)
    if here is None or there is None or not median or not beside or apart < FEWEST - _SLACK:
        return None
    spread = math.exp(min(Z * _joined(here / median, there / beside, together), _WIDEST))
    ratio = median / beside
    return Interval(ratio / spread - 1, ratio * spread - 1)


def verdict(interval: Interval | None) -> str:
    """What can be said of the first beside the second."""
    if interval is None:
        return TOO_FEW
    if interval.low > 0:
        return HIGHER
    return LOWER if interval.high < 0 else NOT_DETECTABLE


def _joined(one: float, other: float, together: float) -> float:
    """√(a² − 2rab + b²), never below zero."""
    return math.hypot(one - together * other, other * math.sqrt(1 - together * together))
