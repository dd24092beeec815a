"""Adverts judged to be the same opening become one vacancy: expressions over the tables of a home, run by no one here.

Which adverts those are stands in tables.JOINED; see rules and joining.
"""

from datetime import date

import ibis

from jobtide import tables
from jobtide.adverts.life import is_live, latest
from jobtide.settings import Settings

WORK_FROM_HOME = "work-from-home"  # the place of remote and hybrid work
_FROM_HOME = ("remote", "hybrid")
_SAME = ("text_hash", "employer_key", "named", "pay_unit", "pay_low", "pay_high", "pay_currency", "employment_type")
_FACETS = (
    "seniority", "contract_kind", "ir35", "clearance", "clearance_need", "office_days_low", "office_days_high",
    "remote_limits",
)  # fmt: skip
_PAY = ("pay_unit", "pay_low", "pay_high", "pay_currency", "pay_text", "pay_basis")
_ORDER = ("first_seen", "source", "id")  # adverts of a vacancy, earliest first


def in_two(
    adverts: ibis.Table,
    sightings: ibis.Table,
    readings: ibis.Table,
    absences: ibis.Table,
    joined: ibis.Table,
    settings: Settings,
    as_of: date,
) -> tuple[ibis.Table, ibis.Table]:
    """Every column of tables.VACANCIES but `vacancy`, a row for each vacancy first seen by `as_of`: the vacancies of
    several adverts, and those of one."""
    several = _of_several(joined)
    # They part before anything is asked of them: each is then gone through once.
    shared = (each.semi_join(several, "advert") for each in (adverts, sightings))
    others = (each.anti_join(several, "advert") for each in (adverts, sightings))
    known = readings, absences, settings, as_of
    return together(grouped(judged_as_of(*shared, *known), joined)), alone(judged_as_of(*others, *known))


def vacancies_of(read: ibis.Table, joined: ibis.Table) -> ibis.Table:
    """The same, all in one, from what `judged_as_of` gives."""
    several = _of_several(joined)
    # Most openings are advertised once: gathering what their adverts say together would take most of the time.
    return together(grouped(read.semi_join(several, "advert"), joined)).union(alone(read.anti_join(several, "advert")))


def members(
    adverts: ibis.Table,
    sightings: ibis.Table,
    readings: ibis.Table,
    absences: ibis.Table,
    joined: ibis.Table,
    settings: Settings,
    as_of: date,
) -> ibis.Table:
    """Every column of tables.MEMBERS but `vacancy`, and `vacancy_id`."""
    several = _of_several(joined)
    shared = (each.semi_join(several, "advert") for each in (adverts, sightings))
    return _members_of(grouped(judged_as_of(*shared, readings, absences, settings, as_of), joined))


def members_of(read: ibis.Table, joined: ibis.Table) -> ibis.Table:
    """The same, all in one, from what `judged_as_of` gives."""
    return _members_of(grouped(read.semi_join(_of_several(joined), "advert"), joined))


def _members_of(found: ibis.Table) -> ibis.Table:
    found = found.mutate(many=found.count().over(ibis.window(group_by="head"))).filter(lambda row: row.many > 1)
    turns = found.select(other="advert", joined_to="turn")
    row = found.left_join(turns, "other").select(*found.columns, "joined_to")
    told = row.mutate(
        vacancy_id=_vacancy_id(row["head"]),
        turn=row.turn.cast("int32"),
        places=row.named,
        joined_to=row.joined_to.cast("int32"),
    )
    return told.select("vacancy_id", *(name for name in tables.MEMBERS.schema if name != "vacancy"))


def _of_several(joined: ibis.Table) -> ibis.Table:
    """The adverts that are one with others."""
    return joined.select("advert").union(joined.select(advert="head")).distinct()


def judged_as_of(
    adverts: ibis.Table,
    sightings: ibis.Table,
    readings: ibis.Table,
    absences: ibis.Table,
    settings: Settings,
    as_of: date,
) -> ibis.Table:
    """`judged` of the newest version of each advert that was seen by then."""
    current = latest(adverts, sightings, absences).filter(lambda row: row.first_seen <= as_of)
    return judged(current, readings, settings, as_of)


def judged(adverts: ibis.Table, readings: ibis.Table, settings: Settings, as_of: date) -> ibis.Table:
    """Each advert with what was read in it, and whether it is live. An advert that nobody read yet says nothing."""
    read = adverts.left_join(readings.drop("advert"), "content")
    nothing = ibis.literal([], "array<string>")
    return read.select(
        "advert", *_ORDER, "last_seen", "title", "employer", "url",
        "employer_key", "pay_unit", "pay_low", "pay_high", "pay_currency", "pay_text", "pay_basis", "work_mode",
        "title_term", *_FACETS,
        said_type=read.employment_type,
        employment_type=ibis.coalesce(read.employment_type, settings.assumed_employment_type),
        named=ibis.coalesce(read.places, nothing),
        terms=ibis.coalesce(read.terms, nothing),
        words=ibis.coalesce(_known_words(read), nothing),
        live=is_live(read, as_of, settings.live_days),
    )  # fmt: skip


def grouped(adverts: ibis.Table, joined: ibis.Table) -> ibis.Table:
    """Adverts with `head`, the earliest advert of their vacancy, and `turn`, their number in it from 0.

    And the columns of tables.JOINED, null for a vacancy's first advert.
    """
    columns = list(adverts.columns)
    found = adverts.left_join(joined, "advert").select(*columns, "head", "other", "reason", "similarity")
    found = found.mutate(head=ibis.coalesce(found["head"], found.advert))
    return found.mutate(turn=ibis.row_number().over(ibis.window(group_by="head", order_by=_ORDER)))


def alone(adverts: ibis.Table) -> ibis.Table:
    """What `together` gives of adverts each of which is a vacancy of its own.

    A reading's terms and places are sorted and each is there once, so they stand: sorting them anew took half the time.
    """
    whole = adverts.mutate(
        vacancy_id=_vacancy_id(adverts.advert),
        places=ibis.ifelse(
            adverts.work_mode.isin(_FROM_HOME), adverts.named.concat([WORK_FROM_HOME]).unique().sort(), adverts.named
        ),
        recognised_title=adverts.title_term.notnull(),
        currency=adverts.pay_currency,
        adverts=ibis.literal(1, "int32"),
        sources=ibis.array([adverts.source]),
    )
    return whole.select([name for name in tables.VACANCIES.schema if name != "vacancy"])


def together(adverts: ibis.Table) -> ibis.Table:
    """A row for each vacancy: its first advert's words, and what its adverts say together.

    Employment type and pay are those of the first advert that says them.
    """
    paying = ibis.window(group_by="head", order_by=[adverts.pay_unit.isnull(), adverts.turn])
    adverts = adverts.mutate(paying=ibis.row_number().over(paying))
    first = adverts.filter(adverts.turn == 0).drop(
        *_PAY, "terms", "head", "employment_type", "work_mode", "live", "last_seen"
    )
    pay = adverts.filter(adverts.paying == 0).select("head", *_PAY)
    said = adverts.group_by("head").agg(
        last_seen=adverts.last_seen.max(),
        live=adverts.live.max(),
        employment_type=ibis.coalesce(
            adverts.said_type.argmin(adverts.turn, where=adverts.said_type.notnull()), adverts.employment_type.min()
        ),
        work_mode=adverts.work_mode.argmin(adverts.turn, where=adverts.work_mode.notnull()),
        all_places=adverts.named.collect().flatten(),
        recognised_title=adverts.title_term.notnull().max(),
        adverts=adverts.count().cast("int32"),
        all_sources=adverts.source.collect(),
    )
    row = first.drop("words").join(said.rename(advert="head"), "advert").join(pay.rename(advert="head"), "advert")
    row = row.left_join(_asked(adverts), "advert")
    nothing = ibis.literal([], "array<string>")
    whole = row.mutate(
        vacancy_id=_vacancy_id(row.advert),
        places=row.all_places.concat(_home(row)).unique().sort(),
        terms=ibis.coalesce(row.terms, nothing),
        words=ibis.coalesce(row.words, nothing),
        currency=row.pay_currency,
        sources=row.all_sources.unique().sort(),
    )
    return whole.select([name for name in tables.VACANCIES.schema if name != "vacancy"])


def _home(row: ibis.Table) -> ibis.expr.types.ArrayValue:
    return ibis.ifelse(row.work_mode.isin(_FROM_HOME), [WORK_FROM_HOME], ibis.literal([], "array<string>"))


def _known_words(read: ibis.Table) -> ibis.expr.types.ArrayValue:
    """Of each term of an advert its words, or nothing for each where they are not known or were taken down."""
    return ibis.ifelse(read.words.length() == read.terms.length(), read.words, read.terms.map(lambda term: ""))


def _asked(adverts: ibis.Table) -> ibis.Table:
    """(advert, terms, words) of each `head` whose adverts name a term: of each term the words of one of them, the first
    in the order of the alphabet, whichever order the adverts came in."""
    pairs = adverts.select("head", pair=adverts.terms.zip(adverts.words).unnest())
    named = pairs.select("head", term=pairs.pair.f1, words=pairs.pair.f2)
    each = named.group_by(["head", "term"]).agg(words=named.words.min())
    both = each.select("head", pair=ibis.struct({"term": each.term, "words": each.words}))
    whole = both.group_by(advert=both["head"]).agg(pairs=both.pair.collect().sort())
    return whole.select(
        "advert",
        terms=whole.pairs.map(lambda pair: pair.term),
        words=whole.pairs.map(lambda pair: pair.words),
    )


def _vacancy_id(advert: ibis.expr.types.IntegerValue) -> ibis.expr.types.StringValue:
    return ibis.literal("v").concat(hexadecimal(advert))


def hexadecimal(number: ibis.expr.types.IntegerValue) -> ibis.expr.types.StringValue:
    """The 16 hexadecimal digits of a signed 64-bit number, by arithmetic that every engine has."""
    pairs = ibis.literal("".join(f"{byte:02x}" for byte in range(256)))
    bytes_ = [(number >> shift) & 255 for shift in range(56, -1, -8)]
    return ibis.literal("").concat(*[pairs.substr(byte * 2, 2) for byte in bytes_])
