"""What an edition is expected to be like, given the one before it.

Two stretches of days are looked at. The six months of the earlier edition were counted then and are counted again:
they should have stayed as they were. The newest four weeks of each edition tell whether adverts still come in as they
did. In both: how many vacancies, what part of them from each source, how much could be read in them, and what they pay.

Touches: both editions, for reading.
"""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

from jobtide.pay import UNITS
from jobtide.period import Period, period
from jobtide.settings import Settings

_NEWEST_DAYS = 28  # whole weeks: a Sunday has a tenth of a Tuesday's adverts
_LEAST_NEW = 100  # vacancies of those days below which they say nothing
_LEAST_OF_SOURCE = 20  # vacancies of a source that do not end by chance
_LEAST_QUOTED = 100  # figures of pay below which their median says nothing
_NOISE = 4.0  # standard errors that chance does not reach
# What could be read, by the name of the share, in the words that follow "of the vacancies".
_READ = {
    "share_recognised_title": "have a job title that we know",
    "share_place": "have a place",
    "share_term": "have a term",
    "share_pay": "quote pay",
}


@dataclass(frozen=True)
class Account:
    """What one edition says of the vacancies first seen on some days. `medians` by unit with how many quote it."""

    edition: str
    days: Period
    vacancies: int
    by_type: Mapping[str, int]
    by_source: Mapping[str, int]
    shares: Mapping[str, float]
    terms: float  # of a vacancy, on average
    medians: Mapping[str, tuple[float, int]]


def suspicions(before, now, settings: Settings) -> list[str]:
    """Why the edition `now` should be looked at before it is current, a sentence each; [] where all is as expected.

    Both are readers. Where the earlier one is small or of another market nothing is expected.
    """
    if (before.root_place, before.edition.currency) != (now.root_place, now.edition.currency):
        return []
    history = period(min(before.edition.as_of, now.edition.as_of), 6)
    with ThreadPoolExecutor(2) as both:  # each asks a database of its own, beside the interpreter
        earlier, again = both.map(account, (before, now), (history, history))
        if earlier.vacancies < settings.expect_from:
            return []
        found = list(unlike(earlier, again, settings, settings.expect_history))
        if now.edition.as_of > before.edition.as_of and not _is_young(before):
            newest = [_newest(one.edition.as_of) for one in (before, now)]
            then, since = both.map(account, (before, now), newest)
            if then.vacancies >= _LEAST_NEW:
                found += unlike(then, since, settings, settings.expect_news)
    return list(dict.fromkeys(found))


def unlike(before: Account, now: Account, settings: Settings, allowed: float) -> Iterator[str]:
    """What differs by more than is expected; numbers of vacancies by more than the part `allowed`."""
    then = f"edition {before.edition}" if before.days == now.days else f"the {_said(before.days)}"
    if _unexpected(before.vacancies, now.vacancies, allowed):
        yield (
            f"{now.vacancies:,} vacancies in the {_said(now.days)}, where {then} had {before.vacancies:,}: "
            f"{_grown(before.vacancies, now.vacancies, 'fewer')}; {allowed:.0%} is expected at most."
        )
    yield from _of_sources(before, now, settings, then)
    if not now.vacancies:
        return
    for kind, many in sorted(before.by_type.items()):
        shares = many / before.vacancies, now.by_type.get(kind, 0) / now.vacancies
        if kind == "contract" and _moved(*shares, before.vacancies, now.vacancies, settings.expect_share):
            yield _of_share(f"of the vacancies of the {_said(now.days)} are contracts", *shares, then)
    for name, words in _READ.items():
        shares = before.shares[name], now.shares[name]
        if _moved(*shares, before.vacancies, now.vacancies, settings.expect_share):
            yield _of_share(f"of the vacancies of the {_said(now.days)} {words}", *shares, then)
    if before.terms and _far(before.terms, now.terms, max(allowed, settings.expect_history)):
        yield (
            f"{now.terms:.1f} terms were found in a vacancy of the {_said(now.days)} on average, where {then} had "
            f"{before.terms:.1f}: {_grown(before.terms, now.terms, 'fewer')}."
        )
    for unit, (median, quoted) in sorted(before.medians.items()):
        other, others = now.medians.get(unit, (median, 0))
        if min(quoted, others) >= _LEAST_QUOTED and _far(median, other, settings.expect_median):
            yield (
                f"The median of {unit} pay in the {_said(now.days)} is {other:,.0f}, where {then} had {median:,.0f}: "
                f"{_grown(median, other)}; {settings.expect_median:.0%} is expected at most."
            )


def account(reader, days: Period) -> Account:
    usable = " OR ".join(f"(pay_unit = '{unit}' AND employment_type = '{kind}')" for unit, kind in UNITS.items())
    # One question and not four: each reads those days.
    ((counted, types, sources, medians),) = reader.rows(
        f"""WITH mine AS MATERIALIZED (
            SELECT employment_type, sources, recognised_title, len(places) AS places, len(terms) AS terms,
                pay_unit, (pay_low + pay_high) / 2 AS middle, currency
            FROM ({reader.vacancies_around(days.start, days.end)}) WHERE first_seen BETWEEN $first AND $last)
        SELECT
            (SELECT [count(*), avg(recognised_title::INT), avg((places > 0)::INT), avg((terms > 0)::INT),
                avg((pay_unit IS NOT NULL)::INT), avg(terms)] FROM mine),
            (SELECT list({{'name': name, 'many': many}}) FROM (
                SELECT employment_type AS name, count(*) AS many FROM mine GROUP BY ALL)),
            (SELECT list({{'name': name, 'many': many}}) FROM (
                SELECT name, count(*) AS many FROM (SELECT unnest(sources) AS name FROM mine) GROUP BY ALL)),
            (SELECT list({{'unit': pay_unit, 'median': median, 'many': many}}) FROM (
                SELECT pay_unit, median(middle) AS median, count(*) AS many FROM mine
                WHERE currency = $currency AND ({usable}) GROUP BY ALL))""",
        {"first": days.start, "last": days.end, "currency": reader.edition.currency},
    )
    many, *shares, terms = counted
    return Account(
        reader.edition.id, days, int(many), _numbers(types), _numbers(sources),
        {name: share or 0.0 for name, share in zip(_READ, shares, strict=True)}, terms or 0.0,
        {each["unit"]: (each["median"], each["many"]) for each in medians or ()},
    )  # fmt: skip


def _numbers(rows: Sequence[Mapping] | None) -> dict[str, int]:
    return {each["name"]: each["many"] for each in rows or ()}


def _is_young(reader) -> bool:
    """Whether it began so lately that its newest weeks may hold all that stood on the boards on its first day."""
    first = reader.manifest.quality["first_seen"]
    return first is None or date.fromisoformat(first) > reader.edition.as_of - timedelta(2 * _NEWEST_DAYS - 1)


def _of_sources(before: Account, now: Account, settings: Settings, then: str) -> Iterator[str]:
    for source, many in sorted(before.by_source.items()):
        others = now.by_source.get(source, 0)
        shares = many / before.vacancies, others / now.vacancies if now.vacancies else 0.0
        if not others and many >= _LEAST_OF_SOURCE:
            yield f"Source {source} has no vacancy in the {_said(now.days)}, where {then} had {many:,} of it."
        elif _moved(*shares, before.vacancies, now.vacancies, settings.expect_share):
            yield _of_share(f"of the vacancies of the {_said(now.days)} are of source {source}", *shares, then)
    for source, many in sorted(now.by_source.items()):
        if source not in before.by_source and many > settings.expect_share * now.vacancies:
            yield _of_share(
                f"of the vacancies of the {_said(now.days)} are of source {source}", 0.0, many / now.vacancies, then
            )


def _unexpected(before: int, now: int, allowed: float) -> bool:
    return abs(now - before) > max(allowed * before, _NOISE * (before + now) ** 0.5)


def _moved(before: float, now: float, before_of: int, now_of: int, allowed: float) -> bool:
    """Whether a share moved further than is expected, and further than chance would move it."""
    if not now_of:
        return False
    pooled = (before * before_of + now * now_of) / (before_of + now_of)
    error = (pooled * (1 - pooled) * (1 / before_of + 1 / now_of)) ** 0.5
    return abs(now - before) > max(allowed, _NOISE * error)


def _far(before: float, now: float, allowed: float) -> bool:
    return abs(now - before) > allowed * before


def _of_share(what: str, before: float, now: float, then: str) -> str:
    return f"{now:.1%} {what}, where {then} had {before:.1%}."


def _grown(before: float, now: float, less: str = "less") -> str:
    change = now / before - 1
    return f"{abs(change):.0%} {'more' if change > 0 else less}"


def _newest(as_of: date) -> Period:
    return Period(as_of - timedelta(_NEWEST_DAYS - 1), as_of)


def _said(days: Period) -> str:
    length = (days.end - days.start).days + 1
    return f"{'4 weeks' if length == _NEWEST_DAYS else '6 months'} to {days.end}"
