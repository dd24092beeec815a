"""Counts of very many phrases in little memory: how many adverts say each, and about how many employers."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import log, sqrt

_BITS = 64  # of a sketch; it tells up to some 150 employers apart
_MOST = 400_000  # phrases that are counted at a time


@dataclass(slots=True)
class Count:
    """What is known of one phrase. Adverts each count once."""

    adverts: int = 0
    named: int = 0  # that write it as a name
    listed: int = 0  # that list it beside a technical term
    recent: int = 0
    _employers: int = 0
    _listers: int = 0

    @property
    def employers(self) -> int:
        return _distinct(self._employers)

    @property
    def listers(self) -> int:
        """Employers of the adverts that list it."""
        return _distinct(self._listers)

    def add(self, employer: int, recent: bool, named: bool, listed: bool) -> None:
        self.adverts += 1
        self.recent += recent
        self.named += named
        self._employers |= employer
        if listed:
            self.listed += 1
            self._listers |= employer


class Tallies:
    """Counts by phrase. Where there are too many, those said least are dropped, so counts are lower bounds."""

    def __init__(self, most: int = _MOST):
        self._counts: dict[str, Count] = {}
        self._most, self._dropped = most, 0

    def get(self, phrase: str) -> Count | None:
        return self._counts.get(phrase)

    def opened(self, phrase: str) -> Count:
        count = self._counts.get(phrase)
        if count is None:
            count = self._counts[phrase] = Count()
        return count

    def trim(self) -> None:
        while len(self._counts) > self._most:
            self._dropped += 1
            self._counts = {phrase: one for phrase, one in self._counts.items() if one.adverts > self._dropped}

    def __iter__(self) -> Iterator[tuple[str, Count]]:
        return iter(self._counts.items())

    def __len__(self) -> int:
        return len(self._counts)


def bit(employer: str) -> int:
    """The employer's bit in a sketch."""
    return 1 << (hashlib.blake2b(employer.encode("utf-8", "replace"), digest_size=1).digest()[0] % _BITS)


def rise(recent: int, of_recent: int, earlier: int, of_earlier: int) -> float:
    """How many standard errors the share of the recent lies above that of the earlier.

    >>> round(rise(20, 100, 10, 100), 1)
    2.0
    """
    if not of_recent or not of_earlier:
        return 0.0
    share = (recent + earlier) / (of_recent + of_earlier)
    error = sqrt(share * (1 - share) * (1 / of_recent + 1 / of_earlier))
    return (recent / of_recent - earlier / of_earlier) / error if error else 0.0


def _distinct(sketch: int) -> int:
    """About how many set the bits of a sketch."""
    return round(_BITS * log(_BITS / max(_BITS - sketch.bit_count(), 0.5)))
