"""Records of a feed in the layout that Indeed made common: `<source>` with a `<job>` for each advert.

Dates are as in mail ("Fri, 10 Dec 2025 22:49:39 GMT") or ISO. `remotetype` is "Fully remote", "Hybrid remote", ….
"""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from jobtide.record import BadRecord, Record
from jobtide.sources.job_feed import advert_fields, feed_records, is_feed, with_pay
from jobtide.sources.xml_fields import fields_in

SUFFIXES = ()

GENERAL = True  # Talent.com's is a special case

_NAMES = {
    "id": ("referencenumber", "requisitionid", "id"),
    "reference": ("requisitionid", "sourcename_reference"),
    "url": ("url", "link", "applyurl"),
    "title": ("title", "jobtitle"),
    "description": ("description", "content"),
    "employer": ("company", "companyname", "employer"),
    "employment_type": ("jobtype", "employmenttype", "contracttype"),
    "work_mode": ("remotetype", "isremote", "remote"),
    "posted_at": ("date", "dateposted", "posteddate", "pubdate"),
    "valid_through": ("expirationdate", "expiration_date", "validthrough", "expirydate"),
    "language": ("language",),
}
_IS_REMOTE = {"yes": "true", "true": "true", "1": "true", "no": "false", "false": "false", "0": "false"}
_PLACE = ("city", "state", "region", "postalcode", "country")


def looks_like(head: bytes) -> bool:
    if is_feed(head, (b"source", b"jobs"), b"job", b"referencenumber") or is_feed(head, (b"source",), b"job"):
        return True
    return is_feed(head, (b"source",), b"publisher") and b"</source>" in head.lower()  # nothing today


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    return feed_records(stream, "job", fields_of)


def fields_of(job: etree._Element) -> dict[str, object]:
    said = fields_in(job)
    fields = advert_fields(said, _NAMES, _PLACE)
    if isinstance(mode := fields.get("work_mode"), str) and mode.lower() in _IS_REMOTE:
        fields["work_mode"] = _IS_REMOTE[mode.lower()]  # <isremote>yes</isremote>
    return with_pay(fields, said)
