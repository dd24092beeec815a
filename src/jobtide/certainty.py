"""How sure the figures of a page are: who stands behind them, intervals, letters, and a verdict on each change.

No figure is changed by any of this.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jobtide.interval import Interval, Sample, median_change, share_change, share_interval

TOO_FEW, NOT_DETECTABLE, UP, DOWN = "too few to say", "no detectable change", "up", "down"
# Coefficients of variation up to which the Office for National Statistics calls an estimate of hours and earnings
# precise, reasonably precise and acceptable. D is what it would not publish.
BANDS = (("A", 0.05), ("B", 0.10), ("C", 0.20))


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
