"""Records of RSS 0.91 to 2.0 and RSS 1.0 (RDF): one for each item."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from jobtide.record import BadRecord, Record
from jobtide.sources.job_feed import feed_records, is_feed
from jobtide.sources.syndication import item_fields

SUFFIXES = (".rss", ".rdf")

GENERAL = True


def looks_like(head: bytes) -> bool:
    return is_feed(head, (b"rss",)) or (is_feed(head, (b"rdf",)) and b"purl.org/rss/1.0" in head)


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    return feed_records(stream, "item", partial(item_fields, address=address))
