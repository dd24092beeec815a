"""Round axes for charts. Pure."""

import math
from dataclasses import dataclass

_STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True)
class Axis:
    """Ticks that are a round step apart; the first and the last are the ends of the axis."""

    ticks: tuple[float, ...]

    @property
    def low(self) -> float:
        return self.ticks[0]

    @property
    def high(self) -> float:
        return self.ticks[-1]


def around(low: float, high: float, *, about: int = 5, whole: bool = False) -> Axis:
    """An axis that holds both ends, with some `about` steps; equal ends get a step of room on either side. Ticks of
    what is counted are `whole` numbers."""
    if high - low <= 1e-9 * abs(high):
        room = abs(high) / 4 or 1.0
        low, high = (low - room if low else 0.0), high + room
    step = _round_up((high - low) / about)
    if whole:
        step = 5.0 if step == 2.5 else max(step, 1.0)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return Axis(tuple(round(tick * step, 10) for tick in range(first, last + 1)))


def spread(positions: list[float], apart: float) -> list[float]:
    """Ascending positions moved as little as need be until neighbours are at least `apart` from each other."""
    groups: list[list[float]] = []  # [centre, how many], each spread evenly about its centre
    for position in positions:
        groups.append([position, 1])
        while len(groups) > 1 and _overlap(groups[-2], groups[-1], apart):
            centre, many = groups.pop()
            before, count = groups.pop()
            groups.append([(centre * many + before * count) / (many + count), many + count])
    return [centre + (index - (many - 1) / 2) * apart for centre, many in groups for index in range(int(many))]


def _overlap(lower: list[float], upper: list[float], apart: float) -> bool:
    return upper[0] - (upper[1] - 1) / 2 * apart - (lower[0] + (lower[1] - 1) / 2 * apart) < apart - 1e-9


def _round_up(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(each * power for each in _STEPS if each * power >= step * (1 - 1e-9))
