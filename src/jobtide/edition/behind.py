"""The vacancies behind a figure, and the adverts behind a vacancy.

Touches: the edition's files, for reading.
"""

from dataclasses import asdict, dataclass
from datetime import date

from jobtide.edition.chosen import checked, numbers_of
from jobtide.errors import Unknown
from jobtide.page import EditionName, PlaceName
from jobtide.period import Period
from jobtide.population import Population

_LISTED = (
    "vacancy_id", "title", "employer", "places", "pay_text", "work_mode", "first_seen", "last_seen", "live", "adverts",
    "sources", "url",
)  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """A vacancy as a list has it. `places` are slugs of the places named, `adverts` how many adverts make it."""

    vacancy_id: str
    title: str
    employer: str | None
    places: list[str]
    pay_text: str | None
    work_mode: str | None
    first_seen: date
    last_seen: date
    live: bool
    adverts: int
    sources: list[str]
    url: str | None


@dataclass(frozen=True)
class Behind:
    """`rows` are the newest of `total` vacancies: those of the period, or all that are live where `live` is true."""

    edition: EditionName
    place: PlaceName
    employment_type: str
    months: int
    period: Period
    live: bool
    total: int
    rows: list[Listed]

    def as_json(self) -> dict:
        return {
            "edition": asdict(self.edition), "place": asdict(self.place), "employment_type": self.employment_type,
            "months": self.months, "period": asdict(self.period), "live": self.live, "total": self.total,
            "rows": [asdict(row) for row in self.rows],
        }  # fmt: skip


@dataclass(frozen=True)
class Member:
    """An advert of a vacancy. `joined_to` is the place in the vacancy, from 0, of the advert that it is most alike,
    `reason` why it was joined and `similarity` the share of five-word shingles that both texts have; all three are None
    for the first. `id` is None where the vacancy has one advert: its address tells it apart.
    """

    source: str
    id: str | None
    title: str
    employer: str | None
    places: list[str]
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
    vacancy_id: str
    edition: EditionName
    adverts: list[Member]

    def as_json(self) -> dict:
        return asdict(self)


def vacancies_behind(
    reader, asked: Population, place: str, employment_type: str, months: int, live: bool, limit: int | None
) -> Behind:
    """As many as the page of the same population counts in its period, or as live; the newest first.

    `place` is a slug; None for `limit` gives all.
    """
    market, period = reader.market, reader.period_of(months)[0]
    numbers = market.inside(numbers_of(reader, checked(reader, asked), employment_type), reader.place_number(place))
    if live:
        numbers = numbers[market.vacancies.live(numbers)]
    else:
        numbers = market.vacancies.within(numbers, period.start, period.end)
    newest = numbers[::-1] if limit is None else numbers[::-1][:limit]
    shown = market.vacancies.in_edition(newest).tolist()
    found = reader.rows(
        f"SELECT {', '.join(_LISTED)} FROM vacancies WHERE vacancy IN (SELECT unnest(CAST(? AS INTEGER[]))) "
        "ORDER BY first_seen DESC, vacancy_id",
        [shown],
    )
    rows = [Listed(*row) for row in found]
    return Behind(reader.edition, reader.find_place(place), employment_type, months, period, live, len(numbers), rows)


def adverts_behind(reader, vacancy_id: str) -> OneVacancy:
    """The adverts of a vacancy, the earliest first. Raises Unknown for a vacancy that the edition does not have."""
    name = vacancy_id.strip().lower()
    columns = "source, id, title, employer, places, employment_type, pay_text, first_seen, last_seen, url"
    found = reader.rows(
        f"SELECT {', '.join('m.' + column for column in columns.split(', '))}, m.joined_to, m.reason, m.similarity "
        "FROM members m JOIN vacancies v USING (vacancy) WHERE v.vacancy_id = ? ORDER BY m.turn",
        [name],
    )
    if not found:
        alone = columns.replace("source, id", "sources[1] AS source, NULL AS id")
        found = reader.rows(f"SELECT {alone} FROM vacancies WHERE vacancy_id = ?", [name])
    if not found:
        raise Unknown("vacancy", name)
    return OneVacancy(name, reader.edition, [Member(*row) for row in found])
