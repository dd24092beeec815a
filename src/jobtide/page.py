"""What is published of one cell, and the index of many: the shapes that every surface shows.

Lists over periods run [this, last year, the year before]. Numbers are true and unrounded, shares and changes are
fractions, None is where there is no figure. How they are printed is said in `shown/`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jobtide.certainty import Certainties, Certainty
from jobtide.in_json import plain
from jobtide.period import Period

Figures = Sequence[float | None]
Counts = Sequence[int]
EVERYTHING = "All vacancies"  # what stands in place of a category where terms of several are asked for
OVERALL, BY_CATEGORY = 30, 20  # how long the lists of co-occurring terms are at most
PERCENTILES = ("p10", "p25", "p50", "p75", "p90")


@dataclass(frozen=True)
class EditionName:
    """`label` is what must be said of the data on every page ("synthetic data"), None for ordinary ones; `currency`
    (ISO 4217) is that of all its pay."""

    id: str
    as_of: date
    label: str | None = None
    currency: str = "GBP"


@dataclass(frozen=True)
class TermName:
    slug: str
    name: str
    long_name: str | None
    category: str


@dataclass(frozen=True)
class PlaceName:
    """`path` are names from the country down to the place, `parent` that of the place whose medians stand beside."""

    slug: str
    name: str
    path: Sequence[str]
    parent: str | None
    parent_slug: str | None
    in_sentence: str


@dataclass(frozen=True)
class PaySummary:
    """One unit's figures for the three periods. `parent_*` are the comparator place's."""

    quoted: Counts
    p10: Figures
    p25: Figures
    p50: Figures
    p75: Figures
    p90: Figures
    p50_change: Figures
    parent_p50: Figures
    parent_p50_change: Figures
    certainty: Certainties | None = None


@dataclass(frozen=True)
class Summary:
    rank: Sequence[int | None]
    rank_change: Sequence[int | None]
    count: Counts
    share_of_all: Figures
    share_of_category: Figures
    pay: Mapping[str, PaySummary]
    certainty: Certainties | None = None


@dataclass(frozen=True)
class CategorySummary:
    """The category as a whole; for Job Titles the vacancies with a recognised title."""

    name: str
    count: Counts
    share_of_all: Figures
    pay: Mapping[str, PaySummary]
    certainty: Certainties | None = None


@dataclass(frozen=True)
class PlaceCertainty:
    """Of a place's number of vacancies, and of its median, in this period."""

    count: Certainty
    pay: Certainty


@dataclass(frozen=True)
class PlaceRow:
    """One place in the list of locations; pay is annual on permanent pages and daily on contract pages."""

    name: str
    slug: str
    rank_change: int | None
    count: int
    p50: float | None
    p50_change: float | None
    live: int
    certainty: PlaceCertainty | None = None


@dataclass(frozen=True)
class Cooccurring:
    """`share` is of the cell's count."""

    rank: int
    term: str
    slug: str
    category: str
    count: int
    share: float


@dataclass(frozen=True)
class Month:
    """One month of the series: `count` and `share` (of all vacancies of the month) are of vacancies first seen in it;
    `pay` holds the percentiles by unit of the trailing period that ends with it, None in months without a figure."""

    month: str  # 2025-11
    count: int
    share: float | None
    pay: Mapping[str, Mapping[str, float | None]]

    def in_json(self) -> dict:
        return {"month": self.month, "count": self.count, "share": self.share, **self.pay}


@dataclass(frozen=True)
class Bin:
    """Vacancies whose middle of pay is at least `low` and below `high`."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class Page:
    edition: EditionName
    term: TermName
    place: PlaceName
    employment_type: str
    months: int
    periods: Sequence[Period]
    summary: Summary
    category: CategorySummary
    all_count: Counts
    places: Sequence[PlaceRow]
    cooccurring: Sequence[Cooccurring]
    cooccurring_by_category: Mapping[str, Sequence[Cooccurring]]
    series: Sequence[Month]
    histogram: Mapping[str, Sequence[Bin]]
    live: int
    measures: Mapping[str, str] = field(default_factory=dict)  # ids of definitions by dotted key in JSON

    @property
    def is_population(self) -> bool:
        """Whether it is of vacancies that somebody chose, and not of a term of the taxonomy."""
        return not self.term.slug

    def as_json(self) -> dict:
        """The page as `show --json` and the API give it."""
        return plain(self)

    def in_json(self) -> dict:
        return _with_all(vars(self))


@dataclass(frozen=True)
class IndexRow:
    rank: int | None
    rank_change: int | None
    term: str
    slug: str
    category: str
    p50: float | None
    p50_change: float | None
    count: int
    share_of_all: float | None
    live: int


@dataclass(frozen=True)
class Index:
    """Terms with a vacancy in the period in one place: `total` counts them all, `rows` are those asked for."""

    edition: EditionName
    place: PlaceName
    employment_type: str
    months: int
    period: Period
    all_count: int
    total: int
    rows: Sequence[IndexRow]
    measures: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict:
        """The index as `index --json` and the API give it."""
        return plain(self)


@dataclass(frozen=True)
class CategoryPage:
    """A category as a whole, and those of its terms that an index was asked for."""

    edition: EditionName
    place: PlaceName
    employment_type: str
    months: int
    periods: Sequence[Period]
    category: CategorySummary
    all_count: Counts
    total: int
    rows: Sequence[IndexRow]
    measures: Mapping[str, str] = field(default_factory=dict)

    @property
    def index(self) -> Index:
        """Its terms alone."""
        return Index(
            self.edition, self.place, self.employment_type, self.months, self.periods[0], self.all_count[0],
            self.total, self.rows,
        )  # fmt: skip

    def as_json(self) -> dict:
        return plain(self)

    def in_json(self) -> dict:
        return _with_all(vars(self))


@dataclass(frozen=True)
class CategoryRow:
    """`terms` of the category have a vacancy in the period; pay is annual for permanent and daily for contract ones."""

    category: str
    slug: str
    terms: int
    count: int
    share_of_all: float | None
    quoted: int
    p50: float | None
    p50_change: float | None


@dataclass(frozen=True)
class Categories:
    """Every category with a vacancy in the period, in alphabetical order."""

    edition: EditionName
    place: PlaceName
    employment_type: str
    months: int
    period: Period
    all_count: int
    rows: Sequence[CategoryRow]
    measures: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict:
        return plain(self)


# Where JSON has a figure at another key than the field.
KEYS_IN_JSON = {
    Page: {"all_count": "all.count", "series.*.pay": "series.*"},
    CategoryPage: {"all_count": "all.count"},
}


def _with_all(members: Mapping[str, object]) -> dict:
    """What counts all vacancies stands in an object of its own."""
    others = {name: one for name, one in members.items() if name != "all_count"}
    return {**others, "all": {"count": members["all_count"]}}
