"""Records of a Personio career site's XML: one for each `<position>`, its text put together from named parts.

The feed gives no addresses; where it came from tells the site, whose adverts are at /job/ID.
"""

import re
from collections.abc import Iterator
from functools import partial
from html import escape
from typing import BinaryIO

from lxml import etree

from jobtide.record import BadRecord, Record
from jobtide.sources.job_feed import advert_fields, feed_records, is_feed
from jobtide.sources.xml_fields import fields_in, text_in

SUFFIXES = ()

SOURCE = "personio"

_NAMES = {"id": ("id",), "title": ("name",), "employer": ("subcompany",), "posted_at": ("createdat",)}
_TYPES = ("employmentType", "schedule")
_SITE = re.compile(r"(https?://[^/]{1,200})/")


def looks_like(head: bytes) -> bool:
    return is_feed(head, (b"workzag-jobs",))


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    return feed_records(stream, "position", partial(_fields_of, address=address))


def _fields_of(position: etree._Element, address: str | None) -> dict[str, object]:
    said = fields_in(position)
    read_ = {"office", "additionalOffices.office", "employmentType", "schedule"}
    rest = {name: value for name, value in said.items() if name not in read_ and not name.startswith("jobDescriptions")}
    fields = advert_fields(rest, _NAMES)
    fields["description"] = "\n".join(_section(part) for part in position.iterfind("jobDescriptions/jobDescription"))
    fields["location"] = [*_listed(said.get("office")), *_listed(said.get("additionalOffices.office"))]
    fields["employment_type"] = ", ".join(str(said[name]) for name in _TYPES if said.get(name))
    site = _SITE.match(address or "")
    if site and fields.get("id"):
        fields["url"] = f"{site[1]}/job/{fields['id']}"
    return {field: value for field, value in fields.items() if value not in ("", [])}


def _section(part: etree._Element) -> str:
    name, value = part.find("name"), part.find("value")
    heading = f"<h3>{escape(text_in(name))}</h3>" if name is not None and text_in(name) else ""
    return f"{heading}\n{text_in(value) if value is not None else ''}"


def _listed(value: object) -> list:
    return [one for one in (value if isinstance(value, list) else [value]) if one]
