"""The slow, obvious calculation of how sure a figure is: employers counted by hand, intervals searched for.

Nothing of jobtide/interval.py is used. Wilson's interval is found as what it is defined to be, the shares from which
the observed one is no further than 1.96 standard errors; ranks are tried one by one, with chances in exact fractions.
"""

import math
from collections import Counter
from fractions import Fraction
from functools import cache
from statistics import NormalDist

Z, Z_OF_99 = NormalDist().inv_cdf(0.975), NormalDist().inv_cdf(0.995)
QUANTILES = {
    "p10": Fraction(1, 10),
    "p25": Fraction(1, 4),
    "p50": Fraction(1, 2),
    "p75": Fraction(3, 4),
    "p90": Fraction(9, 10),
}


class Behind:
    """The employers of some vacancies."""

    def __init__(self, vacancies: list[dict]):
        self.n = len(vacancies)
        each = Counter(row["employer_key"] or f"number {row['vacancy']}" for row in vacancies)
        self.employers = len(each)
        self.dominated = any(many > self.n / 2 for many in each.values())
        self.effective = Fraction(self.n**2, sum(many**2 for many in each.values())) if each else Fraction(0)

    def said(self) -> dict:
        return {
            "n": self.n, "employers": self.employers, "dominated": self.dominated, "effective_n": float(self.effective),
        }  # fmt: skip


def wilson(behind: Behind, whole: int) -> tuple[float, float] | None:
    if not whole:
        return None
    share = behind.n / whole
    size = float(whole * behind.effective / behind.n) if behind.n else whole

    def within(other: float) -> bool:
        return abs(share - other) <= Z * math.sqrt(other * (1 - other) / size)

    return _edge(within, share, 0.0), _edge(within, share, 1.0)


def _edge(within, inside: float, outside: float) -> float:
    """Where `within` stops to hold on the way from `inside` to `outside`."""
    if within(outside):
        return outside
    for _ in range(200):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if within(middle) else (inside, middle)
    return inside


def newcombe(now: Behind, whole: int, before: Behind, earlier: int) -> tuple[float, float] | None:
    here, there = wilson(now, whole), wilson(before, earlier)
    if here is None or there is None or now.effective + before.effective < 6:
        return None
    share, other = now.n / whole, before.n / earlier
    return (
        share - other - math.sqrt((share - here[0]) ** 2 + (there[1] - other) ** 2),
        share - other + math.sqrt((here[1] - share) ** 2 + (other - there[0]) ** 2),
    )


@cache
def chance_of_at_most(k: int, n: int, share: Fraction) -> Fraction:
    return sum(math.comb(n, below) * share**below * (1 - share) ** (n - below) for below in range(k + 1))


@cache
def ranks(n: int, share: Fraction) -> tuple[int, int] | None:
    """The narrowest order statistics whose two ends err in 2.5% each, or together in 5% where one cannot do better."""
    if share > Fraction(1, 2):
        other = ranks(n, 1 - share)
        return other and (n + 1 - other[1], n + 1 - other[0])
    low = max(
        (rank for rank in range(1, n + 1) if chance_of_at_most(rank - 1, n, share) <= Fraction(25, 1000)), default=1
    )
    missed = chance_of_at_most(0, n, share) if n else Fraction(1)
    allowed = max(Fraction(25, 1000), missed) if missed <= Fraction(25, 1000) else Fraction(5, 100) - missed
    high = [rank for rank in range(1, n + 1) if 1 - chance_of_at_most(rank - 1, n, share) <= allowed]
    return (low, min(high)) if high else None


def at_ranks(values: list[float], pair: tuple[int, int] | None, effective: int) -> tuple[float, float] | None:
    """The values that stand where the ranks among so many stand, among all."""
    if pair is None:
        return None
    values, scale = sorted(values), Fraction(len(values) + 1, effective + 1)
    return values[math.floor(pair[0] * scale) - 1], values[math.ceil(pair[1] * scale) - 1]


def percentile_interval(behind: Behind, values: list[float], share: Fraction) -> tuple[float, float] | None:
    effective = math.floor(behind.effective)
    return at_ranks(values, ranks(effective, share), effective)


def median_error(behind: Behind, values: list[float]) -> float | None:
    effective = math.floor(behind.effective)
    if effective < 6:
        return None
    low = max(1, math.floor((effective + 1) / 2 - Z_OF_99 * math.sqrt(effective / 4) + 0.5))
    ends = at_ranks(values, (low, effective + 1 - low), effective)
    return (ends[1] - ends[0]) / (2 * Z_OF_99)


def median_change(now: float, error: float | None, before: float, earlier: float | None) -> tuple[float, float] | None:
    if error is None or earlier is None:
        return None
    middle = math.log(now / before)
    spread = Z * math.sqrt((error / now) ** 2 + (earlier / before) ** 2)
    return math.exp(middle - spread) - 1, math.exp(middle + spread) - 1


def level(figure: float | None, interval: tuple[float, float] | None) -> dict:
    if figure is None:
        return {"low": None, "high": None, "reliability": None}
    if interval is None:
        return {"low": None, "high": None, "reliability": "D"}
    variation = (interval[1] - interval[0]) / (3.92 * figure)
    letter = "A" if variation <= 0.05 else "B" if variation <= 0.1 else "C" if variation <= 0.2 else "D"
    return {"low": interval[0], "high": interval[1], "reliability": letter}


def change(interval: tuple[float, float] | None) -> dict:
    if interval is None:
        return {"low": None, "high": None, "verdict": "too few to say"}
    low, high = interval
    return {"low": low, "high": high, "verdict": "up" if low > 0 else "down" if high < 0 else "no detectable change"}
