"""Records of Atom: one for each entry."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from jobtide.record import BadRecord, Record
from jobtide.sources.job_feed import feed_records, is_feed
from jobtide.sources.syndication import item_fields

SUFFIXES = (".atom",)

GENERAL = True


def looks_like(head: bytes) -> bool:
    return is_feed(head, (b"feed",)) and (b"w3.org/2005/Atom" in head or b"purl.org/atom/ns" in head)


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    return feed_records(stream, "entry", partial(item_fields, address=address))
