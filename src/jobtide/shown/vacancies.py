"""The words around a list of vacancies, and its rows as they are printed."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from jobtide import expression
from jobtide.page import EditionName, PlaceName, TermName
from jobtide.period import Period
from jobtide.population import Counted, Population
from jobtide.shown import numbers
from jobtide.shown.sentences import A_UNIT, FAMILIES, PAY, UK, a_or_an, long_day, month_and_year, short_day
from jobtide.shown.spreadsheets import safe
from jobtide.taxonomy import JOB_TITLES

_MODES = {"onsite": "on site", "hybrid": "hybrid", "remote": "remote"}
_COLUMNS = (
    "vacancy_id", "first_seen", "last_seen", "live", "title", "employer", "places", "pay_text", "work_mode", "adverts",
    "sources", "url",
)  # fmt: skip
_PLACES = 3  # are named in a row of a list


@dataclass(frozen=True)
class VacancyLine:
    """`links` are (source, address) of its adverts; `words` are those by which it matches what is asked for."""

    vacancy_id: str
    title: str
    employer: str
    places: str
    pay: str
    mode: str
    first_seen: str
    last_seen: str
    adverts: int
    links: Sequence[tuple[str, str]]
    words: str


def described(asked: Population, term_of: Callable[[str], TermName], currency: str, employment_type: str) -> str:
    """Which vacancies they are, to be said behind the noun: citing Python; matching Python and AWS, remote."""
    unit = "daily" if employment_type == "contract" else "annual"
    said = [_matching(asked.where, term_of)] if asked.where is not None else []
    said += [f"with {_either([_MODES[mode] for mode in asked.work_modes])} work"] if asked.work_modes else []
    said += [f"whose headline says {_either(asked.seniorities)}"] if asked.seniorities else []
    said += [f"advertised by {_either(asked.employers)}"] if asked.employers else []
    said += [f"published by {_either(asked.sources)}"] if asked.sources else []
    if asked.pay_from is not None:
        said.append(f"paying {numbers.pay(asked.pay_from, unit, currency)} {A_UNIT[unit]} or more")
    if asked.first is not None:
        said.append(f"first seen on {short_day(asked.first)} or later")
    if asked.last is not None:
        said.append(f"first seen on {short_day(asked.last)} or earlier")
    return ", ".join(said)


def heading(which: str, employment_type: str, place: PlaceName, counted: Counted) -> str:
    """Permanent vacancies citing Python in the North West"""
    where = "" if place.slug == UK else f" in {place.in_sentence}"
    what = f"Live {employment_type} vacancies" if counted.live else f"{employment_type.capitalize()} vacancies"
    return f"{what} {which}{where}" if which else f"{what}{where}"


def introduction(
    which: str, total: int, kind: str, place: PlaceName, period: Period, months: int, counted: Counted,
    edition: EditionName, term_of: Callable[[str], TermName],
) -> str:  # fmt: skip
    """How many there are, which figure they are, and in what order they stand."""
    number = "No" if not total else "One" if total == 1 else numbers.count(total)
    noun = f"{kind} {'vacancy' if total == 1 else 'vacancies'}"
    one = total == 1
    also = _also(counted, term_of)
    said = " ".join(filter(None, (number, noun, which)))
    if counted.live:
        when = f"{'is' if one else 'are'} live on {long_day(edition.as_of)}, whenever first seen,"
    elif counted.month:
        when = f"{'was' if one else 'were'} first seen in {month_and_year(counted.month)}"
    else:
        when = f"{'was' if one else 'were'} first seen in the {months} months to {long_day(period.end)}"
    order = "" if total < 2 else " The newest stand first."
    return f"{said}{', ' if also else ' '}{also}{', ' if also else ''}{when} in {place.in_sentence}.{order}"


def lines(rows: Sequence, place_name: Callable[[str], str]) -> list[VacancyLine]:
    return [
        VacancyLine(
            row.vacancy_id,
            row.title or "(no title)",
            row.employer or "",
            _places([place_name(slug) for slug in row.places]),
            row.pay_text or "",
            _MODES.get(row.work_mode or "", ""),
            short_day(row.first_seen),
            short_day(row.last_seen),
            row.adverts,
            links(row),
            ", ".join(f"“{each}”" for each in dict.fromkeys(one.words for one in row.matched if one.words)),
        )
        for row in rows
    ]


def links(row) -> list[tuple[str, str]]:
    """(source, address) of each advert that can be followed; the address is "" where it cannot."""
    found = [(link.source, link.url) for link in row.links] or [(source, None) for source in row.sources]
    if not row.links and row.url and found:
        found[0] = (found[0][0], row.url)
    return [(source, followed(url)) for source, url in found]


def followed(url: str | None) -> str:
    """The address where it is one of the web, else ""."""
    return url if url and url.lower().startswith(("https://", "http://")) else ""


def as_csv(behind) -> str:
    """One row a vacancy; lists stand between semicolons."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*_COLUMNS, "edition", "note"))
    for row in behind.rows:
        values = [_flat(getattr(row, column)) for column in _COLUMNS]
        writer.writerow([safe(value) for value in (*values, behind.edition.id, behind.edition.label)])
    return text.getvalue()


def _matching(tree: expression.Tree, term_of: Callable[[str], TermName]) -> str:
    if isinstance(tree, expression.Named):
        term = term_of(tree.slug)
        return f"for {a_or_an(term.name)} {term.name}" if term.category == JOB_TITLES else f"citing {term.name}"
    return f"matching {expression.written(tree, lambda slug: term_of(slug).name)}"


def _also(counted: Counted, term_of: Callable[[str], TermName]) -> str:
    said = []
    if counted.beside is not None:
        term = term_of(counted.beside)
        verb = "named" if term.category == JOB_TITLES else "cited"
        said.append(f"with {term.name} {verb} as well")
    if counted.category is not None:
        has = "a job title that we know" if counted.category == JOB_TITLES else FAMILIES[counted.category]
        said.append(f"with {has}")
    if counted.quoted is not None:
        said.append(f"with {a_or_an(PAY[counted.quoted])} {PAY[counted.quoted]} quoted{_between(counted)}")
    return ", ".join(said)


def _between(counted: Counted) -> str:
    low, below = counted.middle_from, counted.middle_below
    said = [f"from {low:,.0f}"] if low is not None else []
    said += [f"below {below:,.0f}"] if below is not None else []
    return f" whose middle is {' and '.join(said)}" if said else ""


def _places(names: Sequence[str]) -> str:
    if len(names) <= _PLACES:
        return ", ".join(names)
    return f"{', '.join(names[: _PLACES - 1])} and {len(names) - _PLACES + 1} more"


def _either(words: Sequence[str]) -> str:
    return " or ".join(words)


def _flat(value: object) -> object:
    if isinstance(value, list | tuple):
        return ";".join(value)
    return value.isoformat() if isinstance(value, date) else value
