"""Terms that moved against a year before, as they are printed."""

from dataclasses import dataclass

from jobtide.mover import Mover, Movers
from jobtide.pay import units_of
from jobtide.shown import numbers
from jobtide.shown.sentences import PAY, long_day

UP, DOWN = "Up", "Down"
_DOUBTFUL = " ?"
LEGEND = (
    "Points are percentage points on a year before, and how many they are at least. A change of a median that cannot "
    "be told from chance has a ? behind it."
)


@dataclass(frozen=True)
class Line:
    term: str
    slug: str
    cells: tuple[str, ...]


def heading(found: Movers) -> str:
    return f"What moved in {found.place.in_sentence}, {found.employment_type}"


def introduction(found: Movers) -> str:
    """How many terms were looked at, and how many moved; right where none did and where nothing is known."""
    when = f"the {found.months} months to {long_day(found.periods[0].end)}"
    if not found.considered:
        return (
            f"Too few {found.employment_type} vacancies were advertised in {found.place.in_sentence} in {when} and a "
            "year before to say what moved."
        )
    looked = (
        f"Of {numbers.count(found.considered)} terms with enough {found.employment_type} vacancies in "
        f"{found.place.in_sentence} in {when} or a year before"
    )
    if not found.detected:
        return f"{looked} none moved by more than chance explains among so many."
    return (
        f"{looked} {numbers.count(found.detected)} moved by more than chance explains among so many. The surest large "
        "moves stand first."
    )


def headings(found: Movers) -> tuple[str, ...]:
    pay = PAY[units_of(found.employment_type)[0]]
    return (
        "Term", "Of all", "Points", "At least", "Rank change", "Vacancies", f"Median {pay}",
        "Median change",
    )  # fmt: skip


def lines(found: Movers, way: str) -> tuple[Line, ...]:
    rows = found.up if way == UP else found.down
    return tuple(Line(row.term, row.slug, _cells(found, row)) for row in rows)


def sentence(row: Mover) -> str:
    """Java: 12.50% of all, 3.10 points more than a year before; at least 1.20 more."""
    more = "more" if row.share_change > 0 else "less"
    change, nearer = (f"{abs(points):.2f}" for points in (100 * row.share_change, 100 * _nearer(row)))
    now = numbers.share(row.share_of_all[0]) if row.count[0] else "none"
    return f"{row.term}: {now} of all, {change} points {more} than a year before; at least {nearer} {more}."


def _cells(found: Movers, row: Mover) -> tuple[str, ...]:
    unit = units_of(found.employment_type)[0]
    return (
        numbers.trend_share(row.share_of_all[0] or 0.0), numbers.points(row.share_change),
        numbers.points(_nearer(row)), numbers.rank_change(row.rank_change), numbers.count(row.count[0]),
        numbers.pay(row.p50[0], unit, found.edition.currency),
        f"{numbers.median_change(row.p50_change)}{_doubt(row)}",
    )  # fmt: skip


def _nearer(row: Mover) -> float:
    """The end of the interval that is nearer to no change."""
    change = row.certainty["share_of_all_change"]
    return (change.low if row.share_change > 0 else change.high) or 0.0


def _doubt(row: Mover) -> str:
    sure = row.certainty["p50_change"].verdict in ("up", "down")
    return "" if sure or not row.p50_change else _DOUBTFUL
