"""Records of a feed in the layout of Jooble: `<jobs>` with a `<job id="…">` for each advert. Days are 31.12.2025."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from jobtide.record import BadRecord, Record
from jobtide.sources.job_feed import advert_fields, feed_records, is_feed, with_pay
from jobtide.sources.xml_fields import fields_in

SUFFIXES = ()

_NOTHING = re.compile(rb"\A(?:<\?[^>]{0,200}>)?\s*<jobs(?:\s[^<>]{0,200})?(?:/>|>\s*</jobs>)\s*\Z", re.IGNORECASE)
_NAMES = {
    "id": ("id",),
    "url": ("link",),
    "title": ("name",),
    "description": ("description",),
    "location": ("region",),
    "employer": ("company",),
    "employment_type": ("jobtype",),
    "posted_at": ("pubdate",),
    "valid_through": ("expire",),
}


def looks_like(head: bytes) -> bool:
    return is_feed(head, (b"jobs",), b"job", b"name", b"link", b"region") or _NOTHING.search(head) is not None


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    return feed_records(stream, "job", _fields_of)


def _fields_of(job: etree._Element) -> dict[str, object]:
    said = fields_in(job)
    return with_pay(advert_fields(said, _NAMES), said)
