"""The lists of a page: its locations and the terms that stand beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from jobtide.page import Cooccurring, Index, Page
from jobtide.pay import units_of
from jobtide.shown import numbers

FEWEST = 2  # a list of the commonest skills that holds fewer says nothing and is left out


@dataclass(frozen=True)
class LocationLine:
    name: str
    slug: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class IndexLine:
    term: str
    slug: str
    category: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """The co-occurring terms of one category."""

    category: str
    entries: Sequence[Cooccurring]


@dataclass(frozen=True, slots=True)
class SkillLine:
    """A co-occurring term with its figures as they are printed."""

    rank: str
    count: str
    share: str
    term: str
    slug: str


def location_headings(page: Page) -> tuple[str, ...]:
    pay = "salary" if page.employment_type == "permanent" else "daily rate"
    return ("Location", "Rank change", "Vacancies", f"Median {pay}", "Median change", "Live")


def location_lines(page: Page) -> tuple[LocationLine, ...]:
    unit = units_of(page.employment_type)[0]
    return tuple(
        LocationLine(
            row.name,
            row.slug,
            (
                numbers.rank_change(row.rank_change),
                numbers.count(row.count),
                numbers.pay(row.p50, unit, page.edition.currency),
                numbers.median_change(row.p50_change),
                numbers.count(row.live),
            ),
        )
        for row in page.places
    )


def cooccurring(page: Page) -> Sequence[Cooccurring]:
    """The overall list, empty where it is too short to be shown."""
    return page.cooccurring if len(page.cooccurring) >= FEWEST else ()


def cooccurring_blocks(page: Page) -> tuple[Block, ...]:
    """By category in alphabetical order, without the empty ones."""
    blocks = sorted(page.cooccurring_by_category.items(), key=lambda item: item[0].casefold())
    return tuple(Block(category, entries) for category, entries in blocks if entries)


def cooccurring_line(entry: Cooccurring) -> str:
    """1 18 (72.00%) DevOps"""
    return f"{entry.rank} {numbers.count(entry.count)} ({numbers.share(entry.share)}) {entry.term}"


class SkillLines:
    """The lines of one page's lists. Printing a share takes long, and a page has the same ones again and again."""

    def __init__(self) -> None:
        self._shares: dict[float, str] = {}

    def of(self, entries: Sequence[Cooccurring]) -> Sequence[SkillLine]:
        return [
            SkillLine(str(each.rank), numbers.count(each.count), self._share(each.share), each.term, each.slug)
            for each in entries
        ]

    def _share(self, fraction: float) -> str:
        if fraction not in self._shares:
            self._shares[fraction] = numbers.share(fraction)
        return self._shares[fraction]


def index_headings(index: Index) -> tuple[str, ...]:
    pay = "salary" if index.employment_type == "permanent" else "daily rate"
    return ("Term", "Rank", "Rank change", f"Median {pay}", "Median change", "Vacancies", "% of all", "Live")


def index_lines(index: Index) -> tuple[IndexLine, ...]:
    unit = units_of(index.employment_type)[0]
    return tuple(
        IndexLine(
            row.term,
            row.slug,
            row.category,
            (
                numbers.rank(row.rank),
                numbers.rank_change(row.rank_change),
                numbers.pay(row.p50, unit, index.edition.currency),
                numbers.median_change(row.p50_change),
                numbers.count(row.count),
                numbers.share(row.share_of_all),
                numbers.count(row.live),
            ),
        )
        for row in index.rows
    )
