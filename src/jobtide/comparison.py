"""Terms, places or periods side by side: the shape that every surface shows.

Numbers are true and unrounded, shares are fractions, None is where there is no figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jobtide.certainty import Certainty
from jobtide.in_json import plain
from jobtide.page import EditionName, Month, PlaceName, TermName
from jobtide.period import Period

TERMS, PLACES, PERIODS = "terms", "places", "periods"
FEWEST, MOST = 2, 6  # what can be read side by side


@dataclass(frozen=True)
class Paid:
    """One unit's figures."""

    quoted: int
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None
    certainty: Certainty | None = None


@dataclass(frozen=True)
class Column:
    """One cell: `name` and `slug` are those of what varies (of a period, its last day).

    `live` is None for earlier periods. `series` are all months, of periods those of the period.
    """

    name: str
    slug: str
    term: TermName
    place: PlaceName
    period: Period
    all_count: int
    count: int
    share_of_all: float | None
    share_of_category: float | None
    rank: int | None
    live: int | None
    pay: Mapping[str, Paid]
    series: Sequence[Month]
    certainty: Certainty | None = None

    def in_json(self) -> dict:
        members = {name: value for name, value in vars(self).items() if name != "all_count"}
        return {**members, "all": {"count": self.all_count}}


@dataclass(frozen=True)
class Difference:
    """The `figure` of the column `first` beside that of `second`, both by their slugs.

    `figure` is share_of_all, whose `value` is the difference, or pay.*.p50, whose `value` is the first as a part of the
    second less 1; `low` and `high` are its 95% interval. `shared` vacancies stand on both sides.
    """

    figure: str
    first: str
    second: str
    value: float | None
    low: float | None
    high: float | None
    verdict: str
    shared: int


@dataclass(frozen=True)
class Comparison:
    """`varies` is terms, places or periods; all else is the same in every column. Each pair of columns has its
    differences."""

    edition: EditionName
    varies: str
    employment_type: str
    months: int
    columns: Sequence[Column]
    differences: Sequence[Difference]
    measures: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict:
        """As `compare --json` and the API give it."""
        return plain(self)


# Where JSON has a figure at another key than the field.
KEYS_IN_JSON = {
    Comparison: {"columns.*.all_count": "columns.*.all.count", "columns.*.series.*.pay": "columns.*.series.*"},
}  # fmt: skip
