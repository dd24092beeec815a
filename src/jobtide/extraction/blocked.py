"""Stretches of text in which nothing is read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Blocked:
    """Knows quickly whether something lies inside one of the stretches it was given, in whatever order they came."""

    def __init__(self, stretches: Iterable[tuple[int, int]]):
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))  # end so far

    def __bool__(self) -> bool:
        return bool(self._starts)

    def holds(self, start: int, end: int) -> bool:
        """Whether start..end lies inside a stretch that is longer than itself."""
        from_here = bisect_right(self._starts, start)
        from_before = bisect_left(self._starts, start)
        beyond = from_here > 0 and self._furthest[from_here - 1] > end
        return beyond or (from_before > 0 and self._furthest[from_before - 1] >= end)
