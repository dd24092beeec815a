"""A small line of months, drawn in the page itself. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from jobtide.shown import numbers
from jobtide.shown.sentences import month_and_year

WIDE, HIGH, EDGE = 320, 56, 4  # of the drawing, in its own units
MONTHS = 60  # the latest, that are drawn


@dataclass(frozen=True)
class Sparkline:
    """`points` are those of a polyline in a box of WIDE by HIGH; `x` and `y` are the last one's. `label` says it all in
    words, `first` and `last` the months at its ends."""

    points: str
    x: float
    y: float
    label: str
    first: str
    last: str


def sparkline(counts: Mapping[str, int], what: str) -> Sparkline | None:
    """Of counts by month, from nought up; None with fewer than two months."""
    months = list(counts)[-MONTHS:]
    if len(months) < 2:
        return None
    values = [counts[month] for month in months]
    top = max(values) or 1
    step = (WIDE - 2 * EDGE) / (len(values) - 1)
    places = [
        (round(EDGE + at * step, 1), round(HIGH - EDGE - value / top * (HIGH - 2 * EDGE), 1))
        for at, value in enumerate(values)
    ]
    highest = months[values.index(max(values))]
    label = (
        f"{what} first seen each month: {numbers.count(values[0])} in {month_and_year(months[0])}, "
        f"{numbers.count(values[-1])} in {month_and_year(months[-1])}, at most {numbers.count(max(values))} in "
        f"{month_and_year(highest)}."
    )
    points = " ".join(f"{x:g},{y:g}" for x, y in places)
    return Sparkline(points, *places[-1], label, month_and_year(months[0]), month_and_year(months[-1]))
