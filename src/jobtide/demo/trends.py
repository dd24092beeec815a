"""How the market moves over the five years that end on a day: volumes, seasons, what is asked for, pay."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from jobtide.demo.chance import Weighted
from jobtide.period import years_earlier

YEARS = 5
STEPS = 20  # a trend is read off at quarters of a year, 0 the first and 20 the last


def level(knots: Sequence[float], progress: float) -> float:
    """The height at `progress` (0 the start, 1 the end) of the line through knots at equal distances."""
    spot = progress * (len(knots) - 1)
    left = min(int(spot), len(knots) - 2)
    return knots[left] + (knots[left + 1] - knots[left]) * (spot - left)


@dataclass(frozen=True)
class Trends:
    """Every trend of the sheet, by subject and name; `as_of` is the last day of the five years."""

    as_of: date
    start: date
    days: int
    lines: Mapping[str, Mapping[str, tuple[float, ...]]]
    market: Mapping[str, tuple[float, ...]]

    def progress(self, day: date) -> float:
        return (day - self.start).days / (self.days - 1)

    def step(self, day: date) -> int:
        return int(self.progress(day) * STEPS + 0.5)

    def of(self, subject: str, name: str, step: int) -> float:
        """The multiplier of a term ("asked"), job title ("titles") or profile; 1 where it has no trend."""
        knots = self.lines[subject].get(name)
        return 1.0 if knots is None else level(knots, step / STEPS)

    def overall(self, name: str, step: int) -> float:
        """The multiplier of contracts, remote and hybrid work, or pay."""
        return level(self.market[name], step / STEPS)

    def calendar(self) -> Weighted[date]:
        """The days to draw from: boom and slump, months, weekdays."""
        months, weekdays = self.market["months"], self.market["weekdays"]
        days = [self.start + timedelta(days=number) for number in range(self.days)]
        return Weighted(
            (
                day,
                level(self.market["market"], self.progress(day)) * months[day.month - 1] * weekdays[day.weekday()],
            )
            for day in days
        )


def trends(sheet: Mapping, as_of: date) -> Trends:
    """What the sheet says of the five years that end on `as_of`."""
    start = years_earlier(as_of, YEARS) + timedelta(days=1)
    lines = {
        subject: {name: _numbers(knots) for name, knots in sheet[subject].items()}
        for subject in ("asked", "titles", "profiles")
    }
    market = {name: _numbers(knots) for name, knots in sheet.items() if name not in lines}
    return Trends(as_of, start, (as_of - start).days + 1, lines, market)


def _numbers(texts: Sequence[str]) -> tuple[float, ...]:
    return tuple(float(text) for text in texts)
