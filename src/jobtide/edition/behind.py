"""The vacancies behind a figure, and the adverts behind a vacancy.

Touches: the edition's files, for reading.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from jobtide import expression
from jobtide.edition.chosen import checked, numbers_of
from jobtide.errors import Error, Unknown
from jobtide.pay import units_of
from jobtide.population import Counted, Population
from jobtide.taxonomy import CATEGORIES
from jobtide.vacancy import Behind, Link, Listed, Matched, Member, OneVacancy

_LISTED = (
    "vacancy_id", "title", "employer", "places", "pay_text", "work_mode", "first_seen", "last_seen", "live", "adverts",
    "sources", "url",
)  # fmt: skip


def vacancies_behind(
    reader,
    asked: Population,
    place: str,
    employment_type: str,
    months: int,
    counted: Counted,
    limit: int | None,
    offset: int = 0,
    check: Callable[[], None] = lambda: None,
) -> Behind:
    """As many as the page of the same population counts there; the newest first.

    `place` is a slug; None for `limit` gives all. `check` stops what takes too long by raising. Raises Unknown and
    Error for what cannot be counted.
    """
    numbers = numbers_of(reader, checked(reader, asked), employment_type, check)
    numbers = reader.market.inside(numbers, reader.place_number(place))
    numbers = _counted(reader, numbers, counted, employment_type, months)
    last = None if limit is None else offset + limit
    terms = _terms(reader, asked, counted)
    rows = _listed(reader, numbers[::-1][offset:last], terms)
    period = reader.period_of(months)[counted.years_ago]
    return Behind(
        reader.edition, reader.find_place(place), employment_type, months, period, counted, len(numbers), rows
    )  # fmt: skip


def adverts_behind(reader, vacancy_id: str) -> OneVacancy:
    """A vacancy and its adverts, the earliest first. Raises Unknown for a vacancy that the edition does not have."""
    name = vacancy_id.strip().lower()
    known = reader.rows("SELECT vacancy FROM vacancies WHERE vacancy_id = ?", [name])
    if not known:
        raise Unknown("vacancy", name[:40])
    number = known[0][0]
    columns = "source, id, title, employer, places, employment_type, pay_text, first_seen, last_seen, url"
    found = reader.rows(
        f"SELECT {columns}, joined_to, reason, similarity FROM members WHERE vacancy = ? ORDER BY turn", [number]
    )
    if not found:
        alone = columns.replace("source, id", "sources[1] AS source, NULL AS id")
        found = reader.rows(f"SELECT {alone} FROM vacancies WHERE vacancy = ?", [number])
    listed = _listed(reader, reader.market.vacancies.numbered(np.array([number])), None)[0]
    return OneVacancy(name, reader.edition, listed, [Member(*row) for row in found])


def _counted(reader, numbers: np.ndarray, counted: Counted, employment_type: str, months: int) -> np.ndarray:
    """Those of the vacancies `numbers`, which are in order, that the figure counts."""
    market = reader.market
    numbers = _seen(reader, numbers, counted, months)
    if counted.beside is not None:
        numbers = numbers[_matching(market, numbers, [reader.term_number(counted.beside)])]
    if counted.category is not None:
        if counted.category not in CATEGORIES:
            raise Unknown("category", counted.category[:60], CATEGORIES[:3])
        category = market.layout.code("category", counted.category)
        numbers = numbers[_matching(market, numbers, np.flatnonzero(market.names.category == category).tolist())]
    if counted.quoted is not None:
        units = units_of(employment_type)
        if counted.quoted not in units:
            raise Unknown(f"unit of {employment_type} pay", counted.quoted[:40], units)
        numbers = numbers[market.vacancies.units(numbers) == market.layout.code("unit", counted.quoted)]
    return _paid(market, numbers, counted)


def _seen(reader, numbers: np.ndarray, counted: Counted, months: int) -> np.ndarray:
    market = reader.market
    periods = reader.period_of(months)
    if (counted.live, counted.month is not None, counted.years_ago != 0).count(True) > 1:
        raise Error("Vacancies are those that are live, those of one month, or those of an earlier year: ask for one.")
    if not 0 <= counted.years_ago < len(periods):
        raise Error(f"Periods are kept of up to {len(periods) - 1} years ago, not of {counted.years_ago}.")
    if counted.live:
        return numbers[market.vacancies.live(numbers)]
    if counted.month is None:
        period = periods[counted.years_ago]
        return market.vacancies.within(numbers, period.start, period.end)
    known = market.layout.months
    if counted.month not in known:
        raise Unknown("month", counted.month[:40], tuple(known[-1:] + known[:1]))
    return numbers[market.vacancies.months(numbers) == known.index(counted.month)]


def _matching(market, numbers: np.ndarray, terms: Sequence[int]) -> np.ndarray:
    """Whether each of the vacancies, which are in order, matches any of the terms."""
    if not len(numbers):
        return np.zeros(0, bool)
    first, last = int(numbers[0]), int(numbers[-1])
    matches = np.zeros(last - first + 1, bool)
    for term in terms:
        matches[market.terms.of(term, first, last + 1) - first] = True
    return matches[numbers - first]


def _paid(market, numbers: np.ndarray, counted: Counted) -> np.ndarray:
    low, below = counted.middle_from, counted.middle_below
    if low is None and below is None:
        return numbers
    if counted.quoted is None:
        raise Error("Say of which unit the middle of pay is asked for: annual, daily or hourly.")
    values = market.vacancies.values("middle")
    middles = values[market.vacancies.ranks("middle", numbers)] if len(values) else np.zeros(len(numbers))
    chosen = np.ones(len(numbers), bool)
    if low is not None:
        chosen &= middles >= low
    if below is not None:
        chosen &= middles < below
    return numbers[chosen]


def _terms(reader, asked: Population, counted: Counted) -> frozenset[str]:
    """Slugs of the terms whose words are shown: those that are asked for, in any way."""
    named = set(expression.asked_for(asked.where)) if asked.where is not None else set()
    if counted.beside is not None:
        named.add(counted.beside)
    if counted.category is not None:
        named |= {term.slug for term in reader.terms() if term.category == counted.category}
    return frozenset(named)


def _listed(reader, numbers: np.ndarray, terms: frozenset[str] | None) -> list[Listed]:
    """The vacancies `numbers` in this order, with the words of `terms`, None for all."""
    shown = reader.market.vacancies.in_edition(numbers).tolist()
    if not shown:
        return []
    words = "words" if reader.carries("vacancies", "words") else "NULL"
    some = "vacancy IN (SELECT unnest(CAST(? AS INTEGER[])))"
    found = reader.rows(f"SELECT vacancy, terms, {words}, {', '.join(_LISTED)} FROM vacancies WHERE {some}", [shown])
    several: dict[int, list[Link]] = defaultdict(list)
    many = _LISTED.index("adverts") + 3
    together = [row[0] for row in found if row[many] > 1]
    if together:
        for vacancy, *link in reader.rows(
            f"SELECT vacancy, source, url FROM members WHERE {some} ORDER BY vacancy, turn", [together]
        ):
            several[vacancy].append(Link(*link))
    rows = {}
    for vacancy, named, said, *columns in found:
        row = Listed(*columns)
        links = several.get(vacancy) or [Link(source, row.url) for source in row.sources[:1]]
        rows[vacancy] = Listed(*columns, links, _matched(named, said, terms))
    return [rows[vacancy] for vacancy in shown]


def _matched(named: Sequence[str], said: Sequence[str] | None, terms: frozenset[str] | None) -> list[Matched]:
    words: Iterable[str | None] = said if said and len(said) == len(named) else [None] * len(named)
    pairs = zip(named, words, strict=True)
    return [
        Matched(term, " ".join(shown.split()) or None if shown else None)
        for term, shown in pairs
        if terms is None or term in terms
    ]
