"""Adverts judged to be the same opening become one vacancy: expressions over the tables of a home, run by no one here.

The rule is plain and errs on the side of two: adverts with the same text, employer, places, pay and employment type are
one vacancy as long as each was first seen within `repost_days` of the day on which those before it were last seen.
"""

from datetime import date, timedelta

import ibis

from jobtide import tables
from jobtide.adverts.life import is_open, latest
from jobtide.settings import Settings

WORK_FROM_HOME = "work-from-home"  # the place of remote and hybrid work
_SAME = ("text_hash", "employer_key", "named", "pay_unit", "pay_low", "pay_high", "pay_currency", "employment_type")
_FACETS = (
    "seniority", "contract_kind", "ir35", "clearance", "clearance_need", "office_days_low", "office_days_high",
    "remote_limits",
)  # fmt: skip
_ORDER = ("first_seen", "source", "id")  # adverts of a vacancy, earliest first; no two adverts share (source, id)


def vacancies(
    adverts: ibis.Table,
    sightings: ibis.Table,
    readings: ibis.Table,
    absences: ibis.Table,
    settings: Settings,
    as_of: date,
) -> ibis.Table:
    """Every column of tables.VACANCIES but `vacancy`, a row for each vacancy first seen by `as_of`."""
    current = latest(adverts, sightings, absences).filter(lambda row: row.first_seen <= as_of)
    return joined(grouped(judged(current, readings, settings, as_of), settings))


def judged(adverts: ibis.Table, readings: ibis.Table, settings: Settings, as_of: date) -> ibis.Table:
    """Each advert with what was read in it, and whether it is live. An advert that nobody read yet says nothing."""
    read = adverts.left_join(readings.drop("advert"), "content")
    nothing = ibis.literal([], "array<string>")
    return read.select(
        "advert", *_ORDER, "last_seen", "title", "employer", "url",
        "employer_key", "pay_unit", "pay_low", "pay_high", "pay_currency", "pay_text", "pay_basis", "work_mode",
        "title_term", *_FACETS,
        text_hash=ibis.coalesce(read.text_hash, read.advert),
        employment_type=ibis.coalesce(read.employment_type, settings.assumed_employment_type),
        named=ibis.coalesce(read.places, nothing),
        terms=ibis.coalesce(read.terms, nothing),
        live=is_open(read, as_of) & (read.last_seen >= as_of - timedelta(days=settings.live_days)),
    )  # fmt: skip


def grouped(adverts: ibis.Table, settings: Settings) -> ibis.Table:
    """Adverts with `head`, the hash of the earliest advert of their vacancy, and `turn`, their number in it from 0."""
    before = ibis.window(group_by=_SAME, order_by=_ORDER, preceding=(None, 1), following=None)
    so_far = ibis.window(group_by=_SAME, order_by=_ORDER, preceding=None, following=0)
    seen_before = adverts.mutate(seen_before=adverts.last_seen.max().over(before))
    gap = seen_before.seen_before + ibis.interval(days=settings.repost_days)
    islands = seen_before.mutate(
        opens=(seen_before.seen_before.isnull() | (seen_before.first_seen > gap)).cast("int64")
    )
    islands = islands.mutate(island=islands.opens.sum().over(so_far))
    within = ibis.window(group_by=(*_SAME, "island"), order_by=_ORDER)
    return islands.mutate(head=islands.advert.first().over(within), turn=ibis.row_number().over(within))


def joined(adverts: ibis.Table) -> ibis.Table:
    """A row for each vacancy: its first advert's words, and what its adverts say together."""
    first = adverts.filter(adverts.turn == 0)
    together = adverts.group_by("head").agg(
        seen_last=adverts.last_seen.max(),
        any_live=adverts.live.max(),
        mode=adverts.work_mode.argmin(adverts.turn, where=adverts.work_mode.notnull()),
        all_places=adverts.named.collect().flatten(),
        all_terms=adverts.terms.collect().flatten(),
        recognised=adverts.title_term.notnull().max(),
        adverts=adverts.count().cast("int32"),
        all_sources=adverts.source.collect(),
    )
    row = first.drop("terms", "head").join(together, [("advert", "head")])
    home = ibis.ifelse(row["mode"].isin(["remote", "hybrid"]), [WORK_FROM_HOME], ibis.literal([], "array<string>"))
    return row.select(
        "employment_type", "first_seen", "title", "employer", "employer_key", "url", "pay_unit", "pay_low", "pay_high", "pay_text",
        "pay_basis", "adverts", *_FACETS,
        vacancy_id=ibis.literal("v").concat(hexadecimal(row.advert)),
        work_mode=row["mode"],
        last_seen=row.seen_last,
        live=row.any_live,
        places=row.all_places.concat(home).unique().sort(),
        terms=row.all_terms.unique().sort(),
        recognised_title=row.recognised,
        currency=row.pay_currency,
        sources=row.all_sources.unique().sort(),
    ).select([name for name in tables.VACANCIES.schema if name != "vacancy"])  # fmt: skip


def hexadecimal(number: ibis.expr.types.IntegerValue) -> ibis.expr.types.StringValue:
    """The 16 hexadecimal digits of a signed 64-bit number, by arithmetic that every engine has."""
    digits = ibis.literal("0123456789abcdef")
    nibbles = [(number >> shift) & 15 for shift in range(60, -1, -4)]
    return ibis.literal("").concat(*[digits.substr(nibble, 1) for nibble in nibbles])
