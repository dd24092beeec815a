"""Remote OK: its jobs (remoteok.com/api), a list whose first item is a notice. Pay is in dollars a year, 0 if none."""

import re

from jobtide.sources.json_values import word
from jobtide.sources.responses import Responses, Said

# What the board adds to a text, other words for each who asks: the same advert would never be the same again.
_ADDED = re.compile(r"(?:\s|<br\s*/?>)*Please mention the word .{1,400}?beta feature to avoid spam applicants.*", re.S)


def _fields(said: Said) -> dict[str, object]:
    has_pay = said("salary_min") or said("salary_max")
    return {
        "id": said("id"),
        "url": said("url"),
        "title": said("position"),
        "description": _ADDED.sub("", word(said("description"))),
        "location": said("location"),
        "employer": said("company"),
        "work_mode": "remote",
        "pay_min": said("salary_min"),
        "pay_max": said("salary_max"),
        "pay_unit": "year" if has_pay else None,
        "currency": "USD" if has_pay else None,
        "posted_at": said("date") or said("epoch"),
    }


RESPONSES = Responses(
    source="remote_ok",
    lists=(),
    known_by=(("position", "company", "epoch", "slug"), ("last_updated", "legal")),  # the latter alone: none today
    fields=_fields,
    expected=("id", "position", "company", "description", "url", "date"),
    is_notice=lambda item: "legal" in item and "position" not in item,
    proof=lambda record: not word(record.get("url")) or "remoteok" in word(record.get("url")).lower(),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
