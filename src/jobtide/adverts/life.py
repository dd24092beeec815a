"""The life of an advert: its newest words, when it was seen, and how it ended. Expressions over the tables of a home.

An advert ends when its source says so (`closed_at`, `valid_through`), or by its absence from two complete rounds of its
source, one after the other (`gone_at`, the day of the second). What is seen again later is open again.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import ibis

from jobtide import tables

_BEFORE_ALL = date(1, 1, 1)


def home_tables() -> tuple[ibis.Table, ibis.Table, ibis.Table, ibis.Table]:
    """Adverts, sightings, readings and absences, by the names of tables.py."""
    named = (tables.ADVERTS, tables.SIGHTINGS, tables.READINGS, tables.ABSENCES)
    return tuple(ibis.table(dict(table.schema), name=table.name) for table in named)


def latest(adverts: ibis.Table, sightings: ibis.Table, absences: ibis.Table) -> ibis.Table:
    """One row an advert: its newest version, with the first and last day on which any version was seen, and `gone_at`.

    The newest version was seen last; of two seen on the same day, the one that was ingested later.
    """
    days = ibis.union(
        adverts.select("advert", "content", "first_seen", "last_seen"),
        sightings.select("advert", "content", first_seen=sightings.last_seen, last_seen=sightings.last_seen),
    )
    of_version = days.group_by("content").agg(version_seen=days.last_seen.max())
    of_advert = days.group_by("advert").agg(first_seen=days.first_seen.min(), last_seen=days.last_seen.max())
    versions = adverts.select(
        "advert", "content", "source", "id", "title", "employer", "url", "closed_at", "valid_through",
        "ingest", "record",
    ).join(of_version, "content")  # fmt: skip
    newest = ibis.window(
        group_by=versions.advert,
        order_by=[
            versions.version_seen.desc(), versions.ingest.desc(), versions.record.desc(), versions.content,
        ],
    )  # fmt: skip
    found = (
        versions.mutate(age=ibis.row_number().over(newest))
        .filter(lambda row: row.age == 0)
        .drop("age", "version_seen", "ingest", "record")
        .join(of_advert, "advert")
    )
    return with_gone_at(found, absences)


def newest_day(adverts: ibis.Table, sightings: ibis.Table) -> ibis.expr.types.DateScalar:
    """The day on which the newest advert was seen first, as `latest` has it."""
    seen = sightings.semi_join(adverts, "advert")
    days = ibis.union(adverts.select("advert", "first_seen"), seen.select("advert", first_seen=seen.last_seen))
    return days.group_by("advert").agg(first_seen=days.first_seen.min()).first_seen.max()


def with_gone_at(adverts: ibis.Table, absences: ibis.Table) -> ibis.Table:
    """Adverts with `gone_at`, the day on which their absence closed them; null while it has not."""
    columns = list(adverts.columns)
    when = [
        adverts.source == absences.source,
        adverts.last_seen >= absences.since,
        adverts.last_seen < absences.until,
    ]
    return adverts.left_join(absences, when).select(*columns, "gone_at")


def is_open(adverts: ibis.Table, as_of: date) -> ibis.expr.types.BooleanValue:
    """Whether nothing had ended an advert by the end of a day."""
    closed = adverts.closed_at.isnull() | (adverts.closed_at > as_of)
    gone = adverts.gone_at.isnull() | (adverts.gone_at > as_of)
    valid = adverts.valid_through.isnull() | (adverts.valid_through >= as_of)
    return closed & gone & valid


def is_live(adverts: ibis.Table, as_of: date, live_days: int) -> ibis.expr.types.BooleanValue:
    """Whether an advert was open on a day and had been seen within so many days of it."""
    return is_open(adverts, as_of) & (adverts.last_seen >= as_of - timedelta(days=live_days))


def absences(rounds: Mapping[str, Iterable[date]]) -> list[dict]:
    """Rows of tables.ABSENCES, from the days of each source's complete rounds.

    An advert last seen in one round, or between it and the next, was absent from the next two: it was gone on the day
    of the second.
    """
    rows = []
    for source, days in sorted(rounds.items()):
        ordered = [_BEFORE_ALL, *sorted(set(days))]
        for since, until, gone_at in zip(ordered, ordered[1:], ordered[2:], strict=False):
            rows.append({"source": source, "since": since, "until": until, "gone_at": gone_at})
    return rows
