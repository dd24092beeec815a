"""Records of NHS Jobs' search in XML: one for each `<vacancyDetails>`. Descriptions are cut short by the source."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from jobtide.record import BadRecord, Record
from jobtide.sources.job_feed import advert_fields, feed_records, is_feed
from jobtide.sources.xml_fields import fields_in

SUFFIXES = ()

SOURCE = "nhs_jobs"

_NAMES = {
    "id": ("id",),
    "reference": ("reference",),
    "url": ("url",),
    "title": ("title",),
    "description": ("description",),
    "location": ("locations.locations", "locations.location", "locations", "location"),
    "employer": ("employer",),
    "pay": ("salary",),
    "employment_type": ("type",),
    "posted_at": ("postdate",),
    "valid_through": ("closedate",),
}


def looks_like(head: bytes) -> bool:
    return is_feed(head, (b"nhsjobs",))


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    return feed_records(stream, "vacancyDetails", _fields_of)


def _fields_of(vacancy: etree._Element) -> dict[str, object]:
    return advert_fields(fields_in(vacancy), _NAMES)
