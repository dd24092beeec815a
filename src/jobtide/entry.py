"""Terms and places as lists have them: the reference data of an edition, and names to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from jobtide.page import EditionName, Month, PlaceName, TermName


@dataclass(frozen=True)
class TermEntry:
    """A term of the taxonomy."""

    slug: str
    name: str
    long_name: str | None
    category: str
    aliases: Sequence[str]


@dataclass(frozen=True)
class PlaceEntry:
    """A place of the gazetteer; `ancestors` are slugs, groupings included."""

    slug: str
    name: str
    long_name: str | None
    parent: str | None
    ancestors: Sequence[str]
    kind: str


@dataclass(frozen=True)
class Suggestion:
    """A name to choose; `kind` is the term's category, or says that it is a place and where."""

    name: str
    slug: str
    kind: str
    is_term: bool


@dataclass(frozen=True)
class Suggestions:
    """The likeliest first."""

    suggestions: Sequence[Suggestion]


@dataclass(frozen=True)
class Series:
    """The months of a page alone."""

    edition: EditionName
    term: TermName
    place: PlaceName
    employment_type: str
    months: int
    series: Sequence[Month]
