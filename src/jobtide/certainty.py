"""How sure a figure is: 95% intervals, reliability letters, and whether a change can be told from chance.

Closed forms, from counts and single order statistics. Adverts of one employer are alike, so n vacancies are worth as
many as the effective number of independent ones, (Σnₑ)² / Σnₑ² over employers e (Kish, Survey Sampling, 1965);
intervals are those of so many. Where every vacancy has an employer of its own that is n itself. A vacancy whose
employer is not known counts as an employer of its own.

No figure is changed by any of this. None instead of an interval means that too few are known.
"""

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Z = 1.959963984540054  # of the standard normal distribution, 2.5% lie above
Z_OF_99 = 2.5758293035489004  # 0.5% lie above
TOO_FEW, NOT_DETECTABLE, UP, DOWN = "too few to say", "no detectable change", "up", "down"
# That six independent adverts all fall on one side has a chance of 2/64; of five it is 2/32, which is above 5%.
FEWEST = 6
# Coefficients of variation up to which the Office for National Statistics calls an estimate of hours and earnings
# precise, reasonably precise and acceptable. D is what it would not publish.
BANDS = (("A", 0.05), ("B", 0.10), ("C", 0.20))
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


@dataclass(frozen=True)
class Level:
    """How sure one figure is: its 95% interval and its letter."""

    low: float | None
    high: float | None
    reliability: str | None


@dataclass(frozen=True)
class Change:
    """How sure a change is: its 95% interval (of shares, that of their difference) and what can be said."""

    low: float | None
    high: float | None
    verdict: str


@dataclass(frozen=True)
class Certainty:
    """How sure a block of figures is in one period: who stands behind it, and by name each figure and each change."""

    n: int
    employers: int
    dominated: bool
    effective_n: float
    figures: Mapping[str, Level]
    changes: Mapping[str, Change]


@dataclass(frozen=True)
class Levels:
    """Of a figure in each period."""

    low: Sequence[float | None]
    high: Sequence[float | None]
    reliability: Sequence[str | None]


@dataclass(frozen=True)
class Changes:
    low: Sequence[float | None]
    high: Sequence[float | None]
    verdict: Sequence[str]


@dataclass(frozen=True)
class Certainties:
    """A Certainty for each period, as lists over them."""

    n: Sequence[int]
    employers: Sequence[int]
    dominated: Sequence[bool]
    effective_n: Sequence[float]
    figures: Mapping[str, Levels]
    changes: Mapping[str, Changes]


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


# -- in words ---------------------------------------------------------------------------------------------------------


def reliability(figure: float | None, interval: Interval | None) -> str | None:
    """A, B, C or D by the coefficient of variation (high − low) / (3.92 × figure): up to 5%, 10%, 20%, and above.

    D also where there is no interval, None where there is no figure.
    """
    if figure is None:
        return None
    if interval is None or figure <= 0:
        return "D"
    variation = (interval.high - interval.low) / (3.92 * figure)
    return next((letter for letter, most in BANDS if variation <= most), "D")


def verdict(interval: Interval | None) -> str:
    """What can be said of a change that has this interval."""
    if interval is None:
        return TOO_FEW
    if interval.low > 0:
        return UP
    return DOWN if interval.high < 0 else NOT_DETECTABLE


def level(figure: float | None, interval: Interval | None) -> Level:
    if figure is None or interval is None:
        return Level(None, None, reliability(figure, None))
    return Level(interval.low, interval.high, reliability(figure, interval))


def change_of(interval: Interval | None) -> Change:
    if interval is None:
        return Change(None, None, TOO_FEW)
    return Change(interval.low, interval.high, verdict(interval))


def rank_change(places: int | None, of_share: Change) -> Change:
    """A rank has no interval of its own: it went up or down if it moved the way in which the share detectably did."""
    if places is None or of_share.verdict == TOO_FEW:
        return Change(None, None, TOO_FEW)
    moved = {UP: places > 0, DOWN: places < 0}.get(of_share.verdict, False)
    return Change(None, None, of_share.verdict if moved else NOT_DETECTABLE)


# -- blocks -----------------------------------------------------------------------------------------------------------


def of_counts(
    now: Sample, before: Sample, wholes: Mapping[str, tuple[int, int]], places: int | None, *, ranked: bool = True
) -> Certainty:
    """Of a number of vacancies. `wholes` are, by the name of the share, what it is of in this period and a year before;
    the first of them decides what is said of a change of rank by `places`."""
    figures = {
        name: level(now.n / whole if now.n else None, share_interval(now, whole)) for name, (whole, _) in wholes.items()
    }
    changes = {
        f"{name}_change": change_of(share_change(now, whole, before, earlier))
        for name, (whole, earlier) in wholes.items()
    }
    if ranked:
        changes = {"rank_change": rank_change(places, next(iter(changes.values()))), **changes}
    return Certainty(now.n, now.employers, now.dominated, now.effective_n, figures, changes)


def of_pay(
    now: Sample, before: Sample, figures: Mapping[str, float | None], change: float | None, prefix: str = ""
) -> Certainty:
    """Of pay quoted in one unit: its percentiles `figures`, by name, and the `change` of the median. `prefix` goes
    before each name."""
    levels = {f"{prefix}{name}": level(figure, now.bounds.get(name)) for name, figure in figures.items()}
    moved = {f"{prefix}p50_change": change_of(median_change(figures["p50"], change, now, before))}
    return Certainty(now.n, now.employers, now.dominated, now.effective_n, levels, moved)


def across(periods: Sequence[Certainty]) -> Certainties:
    first = periods[0]
    return Certainties(
        [each.n for each in periods],
        [each.employers for each in periods],
        [each.dominated for each in periods],
        [each.effective_n for each in periods],
        {name: _levels([each.figures[name] for each in periods]) for name in first.figures},
        {name: _changes([each.changes[name] for each in periods]) for name in first.changes},
    )


def _levels(each: Sequence[Level]) -> Levels:
    return Levels([one.low for one in each], [one.high for one in each], [one.reliability for one in each])


def _changes(each: Sequence[Change]) -> Changes:
    return Changes([one.low for one in each], [one.high for one in each], [one.verdict for one in each])
