"""Records of We Work Remotely's RSS: titles are "Company: Title", and every job is remote."""

import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from lxml import etree

from jobtide.record import BadRecord, Record
from jobtide.sources.job_feed import feed_records, is_feed
from jobtide.sources.syndication import item_fields

SUFFIXES = ()

SOURCE = "we_work_remotely"

_CHANNEL = re.compile(rb"<link>\s*https?://(?:www\.)?weworkremotely\.com", re.IGNORECASE)


def looks_like(head: bytes) -> bool:
    return is_feed(head, (b"rss",)) and _CHANNEL.search(head, 0, 2000) is not None


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    return feed_records(stream, "item", partial(_fields_of, address=address))


def _fields_of(item: etree._Element, address: str | None) -> dict[str, object]:
    fields = item_fields(item, address)
    title = fields.get("title")
    if isinstance(title, str) and ": " in title:
        fields["employer"], fields["title"] = (part.strip() for part in title.split(": ", 1))
    fields.setdefault("work_mode", "remote")
    return fields
