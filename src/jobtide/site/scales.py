"""Where the figures of a chart stand: its scales, as a specification writes them and as pixels. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jobtide.shown import numbers
from jobtide.site.axes import Axis

_HALF = 45  # days on either side of a month that stands alone
_MILLISECONDS = 86_400_000


@dataclass(frozen=True)
class Plot:
    """The part of a chart that figures stand in: pixels, from the chart's left and top."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Months:
    """A time axis in UTC, so that no server's zone moves a month; one month alone gets room on either side."""

    first: str  # 2025-11
    last: str
    many: int

    def share_of_width(self, month: str) -> float:
        low, high = self._days
        return (_day(month) - low) / (high - low)

    def holds(self, month: str) -> bool:
        return self.first <= month <= self.last

    def encoding(self, field: str = "month") -> dict:
        long = self.many > 30
        every = {"interval": "year", "step": 1} if long else {"interval": "month", "step": 1 if self.many < 5 else 6}
        axis = {
            "format": "%Y" if long else "%b %Y",
            "tickCount": every,
            "labelOverlap": True,
            "labelFlush": False,
            "grid": False,
        }
        epoch = date(1970, 1, 1).toordinal()
        scale = {"type": "utc", "domain": [(day - epoch) * _MILLISECONDS for day in self._days], "nice": False}
        return {"field": field, "type": "temporal", "title": None, "scale": scale, "axis": axis}

    @property
    def _days(self) -> tuple[int, int]:
        first, last = _day(self.first), _day(self.last)
        return (first - _HALF, last + _HALF) if first == last else (first, last)


def months_of(series: Sequence) -> Months:
    """Of at least one month, in order."""
    return Months(series[0].month, series[-1].month, len(series))


def across(plot: Plot, share_of_width: float) -> int:
    return round(plot.left + plot.width * share_of_width)


def up(plot: Plot, axis: Axis, figure: float) -> int:
    return round(plot.top + plot.height * (1 - (figure - axis.low) / (axis.high - axis.low)))


def held_by(axis: Axis) -> dict:
    return {"domain": [axis.low, axis.high], "nice": False, "zero": False}


def ticks(axis: Axis) -> dict:
    return {"values": list(axis.ticks)}


def shares(axis: Axis, field: str) -> dict:
    """An axis of fractions, printed as per cent."""
    step = axis.ticks[1] - axis.ticks[0]
    decimals = next(places for places in range(6) if round(step * 100, places) == round(step * 100, 6))
    labels = {**ticks(axis), "format": f".{decimals}%"}
    return {"field": field, "type": "quantitative", "title": None, "scale": held_by(axis), "axis": labels}


def amounts(axis: Axis, field: str, currency: str) -> dict:
    labels = amount_labels(axis, currency)
    return {"field": field, "type": "quantitative", "title": None, "scale": held_by(axis), "axis": labels}


def amount_labels(axis: Axis, currency: str) -> dict:
    """£60k where all ticks are thousands, else £450 or £22.50."""
    sign = f"'{numbers.sign(currency)}'"
    if all(tick % 500 == 0 for tick in axis.ticks) and axis.high >= 2000:
        expression = f"{sign} + format(datum.value / 1000, ',') + 'k'"
    else:
        expression = f"{sign} + format(datum.value, '{',.2f' if any(tick % 1 for tick in axis.ticks) else ','}')"
    return {**ticks(axis), "labelExpr": expression}


def _day(month: str) -> int:
    return date.fromisoformat(f"{month}-01").toordinal()
