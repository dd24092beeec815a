"""95% intervals of shares, percentiles and their changes: between which figures the true one is likely to lie.

Closed forms, from counts and single order statistics. Adverts of one employer are alike, so n vacancies are worth as
many as the effective number of independent ones, (Σnₑ)² / Σnₑ² over employers e (Kish, Survey Sampling, 1965);
intervals are those of so many. Where every vacancy has an employer of its own that is n itself. A vacancy whose
employer is not known counts as an employer of its own.

None instead of an interval means that too few are known.
"""

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass, field

Z = 1.959963984540054  # of the standard normal distribution, 2.5% lie above
Z_OF_99 = 2.5758293035489004  # 0.5% lie above
# That six independent adverts all fall on one side has a chance of 2/64; of five it is 2/32, which is above 5%.
FEWEST = 6
EXACT = 200  # adverts up to which ranks come from the binomial distribution itself
MOST = 5000  # effective number that any larger one is taken for: its median interval spans 2.8% of the ranks
_WIDEST = 50.0  # logarithm of a ratio, far beyond any two medians: keeps absurd errors from overflowing
_SLACK = 1e-9  # an effective number that should be whole may fall short of it by rounding


@dataclass(frozen=True)
class Bound:
    """What two order statistics hold between them: a `quantile` of one of the three points of pay.

    In the normal form the lower has the rank nq − `z` √(nq(1−q)) + `shift` rounded down, the upper
    nq + `z` √(nq(1−q)) + 1 − `shift` rounded up.
    """

    quantile: float
    z: float = Z
    shift: float = 0.5  # the correction for continuity

    def normal_ranks(self, n: int) -> tuple[int, int]:
        middle, spread = n * self.quantile, self.z * math.sqrt(n * self.quantile * (1 - self.quantile))
        return math.floor(middle - spread + self.shift), math.ceil(middle + spread + 1 - self.shift)


BOUNDS = {
    "p10": Bound(0.1), "p25": Bound(0.25), "p50": Bound(0.5), "p75": Bound(0.75), "p90": Bound(0.9),
    # McKean and Schrader's: (n + 1)/2 ∓ z √(n/4), rounded. Their distance makes the standard error of the median.
    "error": Bound(0.5, Z_OF_99, 1.0),
}  # fmt: skip
# Which bounds the sorted points of pay hold, in the order of tables.RANKS and tables.CATEGORY_SAMPLES.
POINTS = {"lower": ("p10", "p25"), "middle": ("p50", "error"), "upper": ("p75", "p90")}


@dataclass(frozen=True)
class Interval:
    """95% of such intervals hold the true figure; both ends belong to it."""

    low: float
    high: float


@dataclass(frozen=True)
class Sample:
    """Who stands behind a figure: `n` vacancies of so many `employers`, `largest` of them from one; `squares` is Σnₑ².

    Of pay, `bounds` are the values at the ranks of each of BOUNDS that exists.
    """

    n: int = 0
    employers: int = 0
    largest: int = 0
    squares: float = 0
    bounds: Mapping[str, Interval] = field(default_factory=dict)

    @property
    def dominated(self) -> bool:
        """One employer has more than half."""
        return 2 * self.largest > self.n

    @property
    def effective_n(self) -> float:
        """From 1 (one employer) to n (an employer each); 0 where there is nothing."""
        return self.n**2 / self.squares if self.n else 0.0


# -- shares -----------------------------------------------------------------------------------------------------------


def share_interval(sample: Sample, whole: int) -> Interval | None:
    """Wilson's interval (1927) of the share p = sample.n / `whole`, both scaled down alike to the effective number.

    (p + z²/2N ± z √(p(1−p)/N + z²/4N²)) / (1 + z²/N), where N is the scaled whole.
    """
    if not whole:
        return None
    share = sample.n / whole
    size = whole * (sample.effective_n / sample.n if sample.n else 1.0)
    centre = share + Z**2 / (2 * size)
    spread = Z * math.sqrt(share * (1 - share) / size + Z**2 / (4 * size**2))
    # The ends of nothing and of all are not left to rounding.
    low = 0.0 if sample.n == 0 else max(0.0, (centre - spread) / (1 + Z**2 / size))
    high = 1.0 if sample.n == whole else min(1.0, (centre + spread) / (1 + Z**2 / size))
    return Interval(low, high)


def share_change(now: Sample, now_whole: int, before: Sample, before_whole: int) -> Interval | None:
    """Newcombe's interval (1998, his method 10) of the difference of two shares, this less last year's.

    d − √((p₁−l₁)² + (u₂−p₂)²) .. d + √((u₁−p₁)² + (p₂−l₂)²), from Wilson's intervals l..u of both. None where both
    samples together are worth fewer than six independent adverts: however those fell, up could not be told from down.
    """
    here, there = share_interval(now, now_whole), share_interval(before, before_whole)
    if here is None or there is None or now.effective_n + before.effective_n < FEWEST - _SLACK:
        return None
    share, earlier = now.n / now_whole, before.n / before_whole
    down = math.hypot(share - here.low, there.high - earlier)
    up = math.hypot(here.high - share, earlier - there.low)
    return Interval(share - earlier - down, share - earlier + up)


# -- percentiles ------------------------------------------------------------------------------------------------------


def ranks(n: int, bound: Bound) -> tuple[int, int] | None:
    """The order statistics, counted from 1, that hold the bound's quantile in 95% of samples of `n`, whatever their
    distribution. None where not even the smallest and the largest do: under 6 for the median, 11 for quartiles, 29 for
    tenths.

    Each end errs in at most 2.5%; where one cannot be that sure, it takes what it needs of the 5%. Up to 200 by the
    binomial distribution, beyond by the normal one. The bound of the error is McKean and Schrader's (1984) for any n.
    """
    if n < FEWEST:
        return None
    if bound.z != Z:
        low, high = bound.normal_ranks(n)
        return max(low, 1), min(high, n)
    if n > EXACT:
        return bound.normal_ranks(n)
    if bound.quantile <= 0.5:
        return _exact_ranks(n, bound.quantile)
    mirrored = _exact_ranks(n, 1 - bound.quantile)
    return mirrored and (n + 1 - mirrored[1], n + 1 - mirrored[0])


def _exact_ranks(n: int, share: float) -> tuple[int, int] | None:
    below = _cumulative(n, share)
    low = next(k for k in range(n + 1) if below[k] > 0.025)
    allowed = 0.025 if low else 0.05 - below[0]
    high = next((k for k in range(1, n + 1) if 1 - below[k - 1] <= allowed), None)
    return None if high is None else (max(low, 1), high)


def _cumulative(n: int, share: float) -> list[float]:
    """By k: the chance that at most k of n lie below the quantile."""
    chances = (math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1))
    return list(itertools.accumulate(chances))


def looked_up(sample: Sample) -> int:
    """The effective number as ranks are looked up for: rounded down, and at most MOST."""
    return min(MOST, math.floor(sample.effective_n + _SLACK))


def stretched(pair: tuple[int, int], effective: int, n: int) -> tuple[int, int]:
    """Ranks among `effective` values as ranks among `n`: at the same place within them, rounded outwards."""
    low, high = pair
    return low * (n + 1) // (effective + 1), -(-high * (n + 1) // (effective + 1))


def median_error(sample: Sample) -> float | None:
    """McKean and Schrader's standard error of the sample's median: (high − low) / 2z of their two order statistics."""
    bound = sample.bounds.get("error")
    return None if bound is None else (bound.high - bound.low) / (2 * BOUNDS["error"].z)


def median_change(median: float | None, change: float | None, now: Sample, before: Sample) -> Interval | None:
    """Of the `change` to this `median` from last year's: normal in the logarithm of their ratio r = 1 + change, so that
    a doubling and a halving are alike.

    r exp(∓ z √((s₁/m₁)² + (s₂/m₂)²)) − 1.
    """
    here, there = median_error(now), median_error(before)
    if here is None or there is None or not median or change is None or change <= -1:
        return None
    ratio = 1 + change
    spread = math.exp(min(Z * math.hypot(here / median, there * ratio / median), _WIDEST))
    return Interval(ratio / spread - 1, ratio * spread - 1)
