"""Draws that come out alike on every machine and every Python.

Only `Random.random()` is promised to give the same numbers in every version, so every draw here is made from it with
+, -, * and / alone, which IEEE 754 fixes to the last bit. Left out on purpose: Random.choice and its kin (they have
changed before), exp, log and ** (each C library rounds them in its own way), sum() of floats (it became more exact
in 3.12), hash() and the order of sets.
"""

import random
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Weighted(Generic[Thing]):
    """Things to draw from, each as often as its weight says. Weights are ≥ 0 and at least one is above."""

    def __init__(self, pairs: Iterable[tuple[Thing, float]]):
        pairs = [(thing, weight) for thing, weight in pairs if weight > 0]
        self.things = tuple(thing for thing, _ in pairs)
        self.bounds = tuple(accumulate(float(weight) for _, weight in pairs))

    def __len__(self) -> int:
        return len(self.things)


class Chance:
    """One stream of draws. The same seed gives the same stream."""

    def __init__(self, seed: int):
        self.random = random.Random(seed).random

    def happens(self, probability: float) -> bool:
        return self.random() < probability

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self.random() * (high - low + 1))

    def between(self, low: float, high: float) -> float:
        return low + (high - low) * self.random()

    def one(self, things: Sequence[Thing]) -> Thing:
        return things[int(self.random() * len(things))]

    def weighted(self, of: Weighted[Thing]) -> Thing:
        spot = bisect_right(of.bounds, self.random() * of.bounds[-1])
        return of.things[min(spot, len(of.things) - 1)]

    def some(self, things: Sequence[Thing], count: int) -> list[Thing]:
        """`count` different things in a random order; all of them where there are fewer."""
        rest = list(things)
        for spot in range(min(count, len(rest))):
            other = spot + int(self.random() * (len(rest) - spot))
            rest[spot], rest[other] = rest[other], rest[spot]
        return rest[:count]

    def bell(self) -> float:
        """About normal, mean 0 and deviation 1, never beyond ±3.5: four uniform draws added up."""
        random = self.random
        return (random() + random() + random() + random() - 2.0) * 1.7320508075688772

    def scatter(self, deviation: float) -> float:
        """A factor around 1, as often doubled as halved: about log-normal. `deviation` is that of the logarithm."""
        z = self.bell() * deviation
        return 1.0 + z + z * z / 2 + z * z * z / 6  # the exponential's first terms: exact enough for |z| < 1


def zipf(things: Sequence[Thing], shift: float = 2.0) -> Weighted[Thing]:
    """Things in the order of how common they are: the n-th weighs 1 / (n + shift)."""
    return Weighted((thing, 1.0 / (rank + shift)) for rank, thing in enumerate(things, 1))
