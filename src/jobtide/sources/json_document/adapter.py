"""Records of JSON whose shape nobody declared. Which list holds them is told by what its objects say.

An object with a title or a text is a record itself, unless it holds a list with a usual name whose objects say more:
a feed has a title too.
"""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from jobtide.advert import FIELDS
from jobtide.record import BadRecord, Record
from jobtide.sources.json_ends import Ending
from jobtide.sources.json_outline import Path, begun, lists_in
from jobtide.sources.json_records import json_records
from jobtide.sources.opening import Opened
from jobtide.sources.text import decoded, utf8_head

SUFFIXES = (".json",)

GENERAL = 2
# Words in the names of fields that adverts have, whoever made them; the first are those of a title or a text.
_WORDS = re.compile(
    r"title|position|role|headline|descri|content|text|body|summary|snippet|excerpt|^name$", re.IGNORECASE
)
_MORE = re.compile(
    r"salary|pay|wage|compan|employer|organi[sz]ation|location|city|country|place|region|posted|publi|created|date|url"
    r"|link|apply|contract|remote",
    re.IGNORECASE,
)
_LISTS = frozenset((
    "jobs", "results", "data", "items", "records", "rows", "content", "offers", "postings", "hits", "adverts", "ads",
    "vacancies", "positions", "entries", "listings", "jobpostings", "jobads", "documents", "docs", "searchresultitems",
))  # fmt: skip
_OPENINGS = frozenset(("jobs", "offers", "postings", "vacancies", "openings", "listings", "jobpostings", "jobads"))
_HEADLINE = re.compile(r"title|position|role|headline", re.IGNORECASE)


def looks_like(head: bytes) -> bool:
    """Whether it begins with an array, with an object that holds records, or with one over several lines."""
    text = decoded(head)[0]
    value = begun(text)
    if isinstance(value, list):
        return not value or isinstance(value[0], Mapping | list)
    return isinstance(value, Mapping) and (_path(value, frozenset(FIELDS)) is not None or _has_lines(text))


def might_be(head: bytes) -> bool:
    return head.lstrip()[:1] in (b"{", b"[")


def columns(stream: BinaryIO) -> None:
    """Not known before reading: each object names its own."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    opened = Opened(stream)
    value = begun(decoded(utf8_head(opened.head))[0])
    first = value[0] if isinstance(value, list) and value else value
    path = _path(first, wanted or frozenset(FIELDS))
    return json_records(opened, () if path is None else (path,))


def _path(value: object, wanted: frozenset[str]) -> Path | None:
    """Where the object's list of records is; None where it is a record, or nothing of the kind."""
    own, inside = _Says(value, wanted), list(lists_in(value))
    judged = [
        ((says.words, says.many, path[-1].lower() in _LISTS, len(items)), path)
        for path, items in inside
        for says in [
            max((_Says(item, wanted) for item in items[:5]), key=lambda says: says.many, default=_Says({}, wanted))
        ]
    ]
    if not judged:
        return None
    (words, many, usual, _), path = max(judged)
    if words:
        return path if not own.words or (usual and many > own.many) else None
    if not own.headline and (none_today := next((path for path, items in inside if _is_none(path, items)), None)):
        return none_today
    return path if not own.many and (many or usual) else None


def _is_none(path: Path, items: list) -> bool:
    """Whether it is an empty list of openings, beside which an employer may say who they are: that is no advert."""
    return not items and path[-1].lower() in _OPENINGS


class _Says:
    """How many things an object says that adverts say; whether a title or a text is among them, and whether a title."""

    def __init__(self, value: object, wanted: frozenset[str]):
        said = value if isinstance(value, Mapping) else {}
        names = [name for name, inner in said.items() if inner is None or isinstance(inner, str | int | float)]
        words = [name for name in names if _WORDS.search(name)]
        self.words = bool(words)
        self.headline = any(_HEADLINE.search(name) for name in words)
        self.many = len(words) + sum(name in wanted or _MORE.search(name) is not None for name in {*names} - {*words})


def _has_lines(text: str) -> bool:
    """Whether the object that a text begins goes on behind its first line."""
    first, newline, _ = text.lstrip().partition("\n")
    return bool(newline) and Ending().after(first, 0)[0] is None
