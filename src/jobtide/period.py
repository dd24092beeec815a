"""The months that end on a day, and the same months of earlier years."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (6, 3)
YEARS_BACK = 3  # comparators of the third column's changes; the page itself shows the first two


@dataclass(frozen=True)
class Period:
    """All days from `start` to `end`, both included."""

    start: date
    end: date


def years_earlier(day: date, years: int) -> date:
    """The same day of an earlier year; 29 February becomes 28 February where there is none."""
    return date(day.year - years, day.month, min(day.day, _days_in(day.year - years, day.month)))


def months_earlier(day: date, months: int) -> date:
    """The same day of an earlier month, or that month's last day where it is shorter."""
    month = day.year * 12 + day.month - 1 - months
    year, month = divmod(month, 12)
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def period(end: date, months: int) -> Period:
    """The `months` months ending on `end`: 6 months to 23 Nov 2025 are 24 May 2025 .. 23 Nov 2025.

    The start is the day after `end` moved back by the months, so that periods that follow each other neither overlap
    nor leave a day out: 6 months to 31 Aug start on 1 Mar (28 Feb + 1).
    """
    return Period(months_earlier(end, months) + timedelta(days=1), end)


def with_comparators(as_of: date, months: int) -> tuple[Period, ...]:
    """This period and the same one, two and three years earlier, in this order."""
    return tuple(period(years_earlier(as_of, back), months) for back in range(YEARS_BACK + 1))


def month_ends(first: date, as_of: date) -> tuple[date, ...]:
    """The last day of every month from the one that holds `first`; the last is `as_of` itself."""
    ends = []
    day = first.replace(day=_days_in(first.year, first.month))
    while day < as_of:
        ends.append(day)
        following = day + timedelta(days=1)
        day = following.replace(day=_days_in(following.year, following.month))
    return (*ends, as_of)


def _days_in(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
