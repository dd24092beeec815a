"""What an edition tells that an earlier one did not: the shape that feeds and every surface show.

Pairs run [this edition, the earlier one]. Numbers are true and unrounded, None is where there is no figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jobtide.certainty import Change
from jobtide.in_json import plain
from jobtide.page import Counts, EditionName, Figures, PlaceName, TermName

ADDED, NEW, VANISHED, SHARE, RANK, MEDIAN = "added", "new", "vanished", "share", "rank", "median"
# Vacancies with which a term must come or go: six all on one side have a chance of 2/64. Among thousands of terms that
# is seen often, and of twenty never.
FEWEST, FEWEST_OF_MANY = 6, 20
# A rank that moved by fewer places, or by a smaller part of what it was, moves with every edition.
PLACES, PART = 10, 0.2


@dataclass(frozen=True)
class TermNews:
    """`kinds` say what is news of the term: that the taxonomy has it now (added), that it has a first vacancy (new) or
    no longer any (vanished), or that its share, rank or median pay moved. Figures without news stand beside. `p50` is
    by unit.

    `certainty` holds share_of_all_change, rank_change and pay.*.p50_change.
    """

    term: TermName
    kinds: Sequence[str]
    rank: Sequence[int | None]
    rank_change: int | None
    count: Counts
    share_of_all: Figures
    p50: Mapping[str, Figures]
    certainty: Mapping[str, Change]


@dataclass(frozen=True)
class News:
    """Of a place and employment type, or of one term there; `terms` is empty where there is none.

    Each term is told against the last edition in which it was news, `earlier` is that of the first edition looked at or
    of the only one.
    """

    edition: EditionName
    earlier: EditionName
    place: PlaceName
    employment_type: str
    months: int
    all_count: Counts
    terms: Sequence[TermNews]

    def as_json(self) -> dict:
        return plain(self)

    def in_json(self) -> dict:
        members = {name: value for name, value in vars(self).items() if name != "all_count"}
        return {**members, "all": {"count": self.all_count}}


def kinds_of(
    rank: Sequence[int | None],
    count: Counts,
    share: Change,
    medians: Sequence[Change],
    *,
    is_known: bool,
    of_many: bool,
) -> tuple[str, ...]:
    """What is news of a term; `is_known` says whether the earlier edition's taxonomy had it. `of_many` terms only those
    that come, go, or have a share that changed are told."""
    now, before = count
    fewest = FEWEST_OF_MANY if of_many else FEWEST
    if not is_known:
        return (ADDED,) if now >= fewest else ()
    if not before or not now:
        return (NEW,) if now >= fewest else (VANISHED,) if before >= fewest else ()
    found = [SHARE] if share.verdict in ("up", "down") else []
    if of_many:
        return tuple(found)
    moved = 0 if None in rank else abs((rank[0] or 0) - (rank[1] or 0))
    if moved >= PLACES and moved >= PART * (rank[1] or 0) and min(count) >= 2 * FEWEST:
        found.append(RANK)
    return (*found, *((MEDIAN,) if any(one.verdict in ("up", "down") for one in medians) else ()))
