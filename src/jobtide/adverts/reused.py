"""Ids that a source used again for another vacancy: the later versions become an advert of their own.

An id was used again where a version was first seen more than `repost_days` after all earlier ones were last seen, or
after the day on which its source said that one of them closed, and its text is another one.
"""

from collections.abc import Iterable, Iterator

import ibis
import numpy as np

from jobtide import tables
from jobtide.adverts.comparing import similarity
from jobtide.adverts.life import home_tables

ALIKE = 0.30  # similarity from which a version is of the same vacancy


def lives() -> ibis.Table:
    return ibis.table(dict(tables.LIVES.schema), name=tables.LIVES.name)


def home_as_lived() -> tuple[ibis.Table, ibis.Table, ibis.Table, ibis.Table]:
    """Adverts, sightings, readings and absences, where an id that was used again is another advert's."""
    adverts, sightings, readings, absences = home_tables()
    return (*lived(adverts, sightings, lives()), readings, absences)


def lived(adverts: ibis.Table, sightings: ibis.Table, lives: ibis.Table) -> tuple[ibis.Table, ibis.Table]:
    """Adverts and sightings, each version with the advert that it is a version of."""
    return _relabelled(adverts, lives), _relabelled(sightings, lives)


def of_several_versions(adverts: ibis.Table) -> ibis.Table:
    """(advert): those that have several rows. They are few: only they can be what `after_a_gap` looks for."""
    counted = adverts.group_by("advert").agg(many=adverts.count())
    return counted.filter(counted.many > 1).select("advert")


def after_a_gap(
    adverts: ibis.Table, sightings: ibis.Table, signatures: ibis.Table, several: ibis.Table, repost_days: int
) -> ibis.Table:
    """All versions of those adverts of `several` that came back after longer than `repost_days`, or after they closed.

    With `opens`: whether the version is the first after such a gap. In the order of adverts and days.
    """
    seen = sightings.semi_join(several, "advert")
    days = ibis.union(
        adverts.semi_join(several, "advert").select("advert", "content", "first_seen", "last_seen", "closed_at"),
        seen.select(
            "advert", "content", first_seen=seen.last_seen, last_seen=seen.last_seen, closed_at=ibis.null("date")
        ),
    )
    versions = days.group_by("advert", "content").agg(
        first_seen=days.first_seen.min(), last_seen=days.last_seen.max(), closed=days.closed_at.max()
    )
    versions = versions.filter(versions.count().over(ibis.window(group_by="advert")) > 1)
    order = [versions.first_seen, versions.last_seen, versions.content]
    before = ibis.window(group_by="advert", order_by=order, preceding=(None, 1), following=None)
    until = versions.mutate(until=versions.last_seen.max().over(before), ended=versions.closed.max().over(before))
    late = until.first_seen > until.until + ibis.interval(days=repost_days)
    opened = until.mutate(opens=ibis.coalesce(late, False) | ibis.coalesce(until.first_seen > until.ended, False))
    opened = opened.filter(opened.opens.max().over(ibis.window(group_by="advert")))
    told = adverts.semi_join(opened, "content").select("content", "title").distinct()
    signed = signatures.semi_join(opened, "content").select("content", "text", "sketch").distinct(on="content")
    found = opened.left_join(told, "content").left_join(signed, "content")
    return found.select("advert", "content", "title", "text", "sketch", "opens", "first_seen", "last_seen").order_by(
        "advert", "first_seen", "last_seen", "content"
    )


def relabelled(versions: Iterable[dict]) -> Iterator[dict]:
    """Rows of tables.LIVES for rows of `after_a_gap`, in its order."""
    advert, before, now = None, None, None
    for version in versions:
        if version["advert"] != advert:
            advert, now = version["advert"], version["advert"]
        elif version["opens"] and not _alike(before, version):
            now = version["content"]
        if now != advert:
            yield {"content": version["content"], "advert": now}
        before = version


def _alike(one: dict, other: dict) -> bool:
    """Whether two versions are of the same vacancy, by their texts; by their headlines where those are too short."""
    if one["sketch"] is None or other["sketch"] is None:
        return one["title"].casefold().split() == other["title"].casefold().split()
    sketches = (np.frombuffer(version["sketch"], np.uint8)[None, :] for version in (one, other))
    return one["text"] == other["text"] or float(similarity(*sketches)[0]) >= ALIKE


def _relabelled(table: ibis.Table, lives: ibis.Table) -> ibis.Table:
    columns = list(table.columns)
    found = table.left_join(lives.rename(life="advert"), "content").drop("content_right")
    return found.mutate(advert=ibis.coalesce(found.life, found.advert)).select(columns)
