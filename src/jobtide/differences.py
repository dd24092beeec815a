"""What differs between two editions: what they were made from, and what came out.

Pairs run [this edition, the other]. Numbers are true and unrounded, None is where there is no figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jobtide.in_json import plain
from jobtide.page import EditionName, PlaceName


@dataclass(frozen=True)
class Input:
    """One thing that an edition was made from: the day, the software, a setting, the taxonomy, a file of adverts."""

    name: str
    said: Sequence[object]


@dataclass(frozen=True)
class TermDifference:
    """`count_change` is the difference of the counts, `p50_change` that of the medians as a part of the other's; pay is
    annual for permanent and daily for contract ones."""

    term: str
    slug: str
    category: str
    rank: Sequence[int | None]
    count: Sequence[int]
    count_change: int
    share_of_all: Sequence[float | None]
    p50: Sequence[float | None]
    p50_change: float | None


@dataclass(frozen=True)
class OfType:
    """Of one employment type: all vacancies of the period, and the terms that differ, the largest differences first.

    `by_count` and `by_median` hold as many as were asked for, of `moved` terms whose count and `paid` terms whose
    median differs; medians of terms with fewer than six vacancies in either edition stand last.
    """

    employment_type: str
    all_count: Sequence[int]
    moved: int
    paid: int
    by_count: Sequence[TermDifference]
    by_median: Sequence[TermDifference]
    new: Sequence[str]
    vanished: Sequence[str]


@dataclass(frozen=True)
class Differences:
    """`new` and `vanished` terms of a type have a vacancy in one edition alone; `terms_added` and `terms_removed` are
    those that the taxonomy of one alone knows. All are names. `same_files` of `files` are byte for byte the same."""

    edition: EditionName
    other: EditionName
    place: PlaceName
    months: int
    inputs: Sequence[Input]
    quality: Mapping[str, Sequence[float | None]]
    terms_added: Sequence[str]
    terms_removed: Sequence[str]
    of_types: Sequence[OfType]
    files: int
    same_files: int

    def as_json(self) -> dict:
        """As `editions --diff --json` and the API give them."""
        return plain(self)
