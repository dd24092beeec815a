"""What each figure means: the definitions that pages, exports, docs and tests share.

Where a figure stands is said by its dotted key in JSON, such as summary.pay.*.p50; "*" stands for any one key or place
of a list.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from fractions import Fraction

from jobtide.errors import Unknown

EXAMPLE_DAY = date(2025, 11, 23)  # of the edition that worked examples are published in
# What has figures: a term's page, an index, the page of a category, the list of categories, what moved, things side by
# side, an edition's own report.
SURFACES = ("page", "index", "category", "categories", "movers", "comparison", "quality")


@dataclass(frozen=True)
class Example:
    """A market small enough to work a figure out by hand, and what it comes to.

    `vacancies` is a drawn table (drawn.py). `surface` and the rest say what is asked; `figures` are what is answered
    by dotted key, as written: "2", "2/5", "null", or a list of these over periods. `term` of a comparison are several,
    by comma.
    """

    words: str
    vacancies: str
    figures: Mapping[str, str | tuple[str, ...]]
    surface: str = "page"
    term: str | None = None
    category: str | None = None
    place: str = "uk"
    employment_type: str = "permanent"
    months: int = 6


@dataclass(frozen=True)
class Measure:
    """The definition of a figure. `keys` are its dotted keys by surface.

    `functions` are those of statistics/ that state it, `queries` the SQL files of an edition that compute it, in the
    order in which they ran.
    """

    id: str
    name: str
    question: str
    population: str
    unit: str
    rule: str
    shown: str
    keys: Mapping[str, tuple[str, ...]]
    functions: tuple[str, ...]
    queries: tuple[str, ...]
    example: Example
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """Measures that are best read together, and what is to be known before."""

    title: str
    words: tuple[str, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class Measures:
    """All definitions in reading order. `digest` changes when anything in them does."""

    chapters: tuple[Chapter, ...] = ()
    digest: str = ""

    def __iter__(self) -> Iterator[Measure]:
        return (measure for chapter in self.chapters for measure in chapter.measures)

    def __len__(self) -> int:
        return sum(len(chapter.measures) for chapter in self.chapters)

    def find(self, measure_id: str) -> Measure:
        """Raises Unknown with the nearest ids."""
        by_id = {measure.id: measure for measure in self}
        wanted = measure_id.strip().lower().replace("_", "-").replace(" ", "-")
        if wanted not in by_id:
            raise Unknown("measure", measure_id[:80], tuple(difflib.get_close_matches(wanted, by_id, 4, 0.5)))
        return by_id[wanted]

    def of(self, surface: str) -> dict[str, str]:
        """Ids by the dotted keys of a surface, in reading order."""
        return {key: measure.id for measure in self for key in measure.keys.get(surface, ())}

    def as_json(self) -> dict:
        return {"digest": self.digest, "chapters": [asdict(chapter) for chapter in self.chapters]}


def from_json(stored: Mapping) -> Measures:
    """What `as_json` gave."""
    return Measures(tuple(_chapter(chapter) for chapter in stored["chapters"]), stored["digest"])


def worth(written: str | Iterable[str]) -> object:
    """The true figure of what an example says: "2/5" is 0.4, "null" None. Raises ValueError for what is no figure.

    >>> worth(("2", "2/5", "null"))
    [2, 0.4, None]
    """
    if not isinstance(written, str):
        return [worth(one) for one in written]
    if written == "null":
        return None
    try:
        figure = Fraction(written.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{written!r} is no figure") from None
    return figure.numerator if figure.denominator == 1 else float(figure)


def stands_at(pattern: str, key: str) -> bool:
    """Whether a dotted key is one that the pattern stands for.

    >>> stands_at("summary.pay.*.p50", "summary.pay.annual.p50")
    True
    """
    parts, asked = pattern.split("."), key.split(".")
    return len(parts) == len(asked) and all(one in ("*", other) for one, other in zip(parts, asked, strict=True))


def _chapter(stored: Mapping) -> Chapter:
    measures = (_measure(measure) for measure in stored["measures"])
    return Chapter(stored["title"], tuple(stored["words"]), tuple(measures))


def _measure(stored: Mapping) -> Measure:
    example = dict(stored["example"])
    figures = {key: _tuple_if_list(said) for key, said in example.pop("figures").items()}
    listed = {name: tuple(stored[name]) for name in ("functions", "queries", "caveats")}
    keys = {surface: tuple(keys) for surface, keys in stored["keys"].items()}
    return Measure(**{**stored, **listed, "keys": keys, "example": Example(figures=figures, **example)})


def _tuple_if_list(said: str | list[str]) -> str | tuple[str, ...]:
    return said if isinstance(said, str) else tuple(said)
