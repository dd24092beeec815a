"""Adverts to vacancies, one after the other in the order in which they were first seen. Pure.

An advert joins the vacancy that holds the advert it is most alike, as long as it was first seen within `repost_days`
of the day on which that vacancy was last seen, and nothing forbids it with any advert there; else it opens one. What
comes later never changes what was judged before, so a vacancy keeps its name, and the order in which adverts arrived
decides nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from jobtide.adverts.rules import forbidden, needed
from jobtide.adverts.said import Said

SAME, SIMILAR, BEGINS = "the same text", "a similar text", "the beginning of the text"
_LOOKED_AT = 40  # open vacancies that an advert is held against, the most alike first
_SWEPT = 20_000  # adverts after which vacancies that nothing can join any more are let go


@dataclass(frozen=True, slots=True)
class Dated:
    """An advert and the days on which it was seen. `kin` is equal for adverts with the same text.

    Of one that was judged before, `head` is the first advert of its vacancy.
    """

    advert: int
    kin: int
    first_seen: date
    last_seen: date
    said: Said
    head: int | None = None


class Alike(NamedTuple):
    kin: int
    similarity: float
    begins: bool


@dataclass(frozen=True, slots=True)
class Joined:
    """As a row of tables.JOINED."""

    advert: int
    head: int
    other: int
    reason: str
    similarity: float


@dataclass(slots=True)
class _Vacancy:
    """What its adverts said, each thing once, with the first advert that said it and the last day on which one did."""

    head: int
    number: int
    last_seen: date
    said: dict[Said, date] = field(default_factory=dict)
    of_kin: dict[int, dict[Said, int]] = field(default_factory=dict)

    def add(self, dated: Dated) -> None:
        self.last_seen = max(self.last_seen, dated.last_seen)
        self.said[dated.said] = dated.first_seen
        self.of_kin.setdefault(dated.kin, {}).setdefault(dated.said, dated.advert)

    def forbids(self, dated: Dated) -> bool:
        for said, day in self.said.items():
            if forbidden(said, dated.said, (dated.first_seen - day).days) is not None:
                return True
        return False


def joined(
    adverts: Iterable[Dated], alike: Mapping[int, Sequence[Alike]], repost_days: int, crowded: list[int] | None = None
) -> Iterator[Joined]:
    """The adverts that joined an earlier one. `adverts` come in the order of first seen, source and id.

    Of those that were judged before, all of a vacancy are there or none. `alike` are the other kins of a kin, each pair
    from both sides. `crowded` collects the adverts that had more open
    vacancies like them than are looked at.
    """
    open_: dict[int, list[_Vacancy]] = {}  # by kin, oldest first
    judged: dict[int, _Vacancy] = {}  # by head
    number = 0
    for turn, dated in enumerate(adverts, 1):
        if turn % _SWEPT == 0:
            still = {kin: _still_open(dated, open_, kin, repost_days) for kin in list(open_)}
            open_ = {kin: vacancies for kin, vacancies in still.items() if vacancies}
        if dated.head is not None:
            vacancy = judged.get(dated.head)
        elif found := _place(dated, open_, alike, repost_days, crowded):
            vacancy, row = found
            yield row
        else:
            vacancy = None
        if vacancy is None:
            vacancy = _Vacancy(dated.advert, number, dated.last_seen)
            number += 1
        if dated.head is not None:
            judged[dated.head] = vacancy
        if dated.kin not in vacancy.of_kin:
            open_.setdefault(dated.kin, []).append(vacancy)
        vacancy.add(dated)


def _place(
    dated: Dated,
    open_: dict[int, list[_Vacancy]],
    alike: Mapping[int, Sequence[Alike]],
    repost_days: int,
    crowded: list[int] | None,
) -> tuple[_Vacancy, Joined] | None:
    """The vacancy that an advert joins, and how; None where it joins none."""
    same = _still_open(dated, open_, dated.kin, repost_days)
    for vacancy in same:
        other = vacancy.of_kin[dated.kin].get(dated.said)
        if other is not None and not vacancy.forbids(dated):
            return vacancy, Joined(dated.advert, vacancy.head, other, SAME, 1.0)
    ways = [(-1.0, vacancy.number, dated.kin, False, vacancy) for vacancy in same]
    for kin, similarity, begins in alike.get(dated.kin, ()):
        if kin in open_:
            for vacancy in _still_open(dated, open_, kin, repost_days):
                ways.append((-similarity, vacancy.number, kin, begins, vacancy))
    if len(ways) > 1:
        ways.sort(key=_MOST_ALIKE)
    if len(ways) > _LOOKED_AT and crowded is not None:
        crowded.append(dated.advert)
    for unlike, _, kin, begins, vacancy in ways[:_LOOKED_AT]:
        other = _enough(dated, vacancy, Alike(kin, -unlike, begins))
        if other is not None and not vacancy.forbids(dated):
            advert, reason = other
            return vacancy, Joined(dated.advert, vacancy.head, advert, reason, -unlike)
    return None


_MOST_ALIKE = itemgetter(0, 1, 2)  # of equals the oldest vacancy


def _enough(dated: Dated, vacancy: _Vacancy, way: Alike) -> tuple[int, str] | None:
    """The advert of that kin in the vacancy to which the text is alike enough, and how."""
    for said, advert in vacancy.of_kin[way.kin].items():
        least = needed(said, dated.said)
        if way.kin == dated.kin or (said.text is not None and said.text == dated.said.text):
            return advert, SAME
        if way.similarity >= least:
            return advert, SIMILAR
        if way.begins and least <= 1.0:
            return advert, BEGINS
    return None


def _still_open(dated: Dated, open_: dict[int, list[_Vacancy]], kin: int, repost_days: int) -> list[_Vacancy]:
    """Adverts come in the order of days, so what is over for one is over for all that follow."""
    vacancies = open_.get(kin)
    if not vacancies:
        return []
    still = [vacancy for vacancy in vacancies if (dated.first_seen - vacancy.last_seen).days <= repost_days]
    if len(still) < len(vacancies):
        open_[kin] = still
    return still
