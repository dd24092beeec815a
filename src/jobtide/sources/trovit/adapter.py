"""Records of a feed in the layout of Trovit: `<trovit>` with an `<ad>` for each advert. Days are 31/12/2025."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from jobtide.record import BadRecord, Record
from jobtide.sources.job_feed import advert_fields, feed_records, is_feed, with_pay
from jobtide.sources.xml_fields import fields_in

SUFFIXES = ()

_NAMES = {
    "id": ("id",),
    "url": ("url", "mobile_url"),
    "title": ("title",),
    "description": ("content",),
    "employer": ("company",),
    "posted_at": ("date",),
    "valid_through": ("expiration_date",),
}
_PLACE = ("city", "city_area", "region", "postcode", "country")


def looks_like(head: bytes) -> bool:
    return is_feed(head, (b"trovit",))


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    return feed_records(stream, "ad", _fields_of)


def _fields_of(ad: etree._Element) -> dict[str, object]:
    said = fields_in(ad)
    fields = advert_fields(said, _NAMES, _PLACE)
    kinds = [fields.pop(name) for name in ("contract", "working_hours") if isinstance(fields.get(name), str)]
    if kinds:
        fields["employment_type"] = ", ".join(kinds)
    # What is wanted of people stands beside the text.
    texts = [fields.pop(name, None) for name in ("description", "requirements")]
    fields["description"] = "\n\n".join(text for text in texts if isinstance(text, str))
    return with_pay(fields, said)
