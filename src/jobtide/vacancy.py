"""Vacancies behind figures: what every surface shows of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jobtide.in_json import plain
from jobtide.page import EditionName, PlaceName
from jobtide.period import Period
from jobtide.population import Counted


@dataclass(frozen=True)
class Link:
    """Where a source published an advert of the vacancy."""

    source: str
    url: str | None


@dataclass(frozen=True)
class Matched:
    """A term (its slug) that a vacancy matches, and the first words in it by which it does; None where the edition does
    not carry them, or they may not be shown."""

    term: str
    words: str | None


@dataclass(frozen=True)
class Listed:
    """A vacancy as a list has it. `places` are slugs of the places named, `adverts` how many adverts make it, `links`
    has one for each of them; `matched` holds the terms that were asked for."""

    vacancy_id: str
    title: str | None
    employer: str | None
    places: Sequence[str]
    pay_text: str | None
    work_mode: str | None
    first_seen: date
    last_seen: date
    live: bool
    adverts: int
    sources: Sequence[str]
    url: str | None
    links: Sequence[Link] = ()
    matched: Sequence[Matched] = ()


@dataclass(frozen=True)
class Behind:
    """`rows` are those asked for of `total` vacancies, the newest first; `counted` says which of the population."""

    edition: EditionName
    place: PlaceName
    employment_type: str
    months: int
    period: Period
    counted: Counted
    total: int
    rows: Sequence[Listed]

    @property
    def live(self) -> bool:
        return self.counted.live

    def as_json(self) -> dict:
        return plain(self)

    def in_json(self) -> dict:
        return {**vars(self), "live": self.live}


@dataclass(frozen=True)
class Member:
    """An advert of a vacancy. `joined_to` is the place in the vacancy, from 0, of the advert that it is most alike,
    `reason` why it was joined and `similarity` the share of five-word shingles that both texts have; all three are None
    for the first. `id` is None where the vacancy has one advert: its address tells it apart.
    """

    source: str
    id: str | None
    title: str | None
    employer: str | None
    places: Sequence[str]
    employment_type: str
    pay_text: str | None
    first_seen: date
    last_seen: date
    url: str | None
    joined_to: int | None = None
    reason: str | None = None
    similarity: float | None = None


@dataclass(frozen=True)
class OneVacancy:
    """`vacancy` has all terms that it matches."""

    vacancy_id: str
    edition: EditionName
    vacancy: Listed
    adverts: Sequence[Member]

    def as_json(self) -> dict:
        return plain(self)
