"""Who is hiring on Hacker News: items of its own API, and of Algolia's (a search's hits, a thread with its comments).

An advert is a comment of a thread, not an answer to one. By custom its first line is "Company | Role | Place | REMOTE |
pay"; that line is the headline, as it is of all adverts without a title.
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from jobtide.record import BadRecord, Record
from jobtide.sources.json_outline import Path, path_in
from jobtide.sources.json_values import word
from jobtide.sources.responses import Responses, Said

_LINE_END = re.compile(r"<p>|<br|\n", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"<[^<>]*>")
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\[[^\[\]]*\]|https?://\S+)")
_DASH = re.compile(r"\s+(?:-+|[–—:])\s")
# What stands first where the employer does not: a role, a place, a condition; or more than a name.
_NO_NAME = re.compile(
    r"\b(?:hiring|seeking|remote|onsite|on-site|hybrid|full[ -]?(?:time|stack)|part[ -]?time|contract|intern|engineers?"
    r"|developers?|programmers?|scientists?|designers?|senior|junior|lead|architect|manager|head of|director|devops|sre"
    r"|founder|cto|front[ -]?end|back[ -]?end|salary|visa|looking|wanted|multiple|various|positions?|roles?|jobs?"
    r"|we|our|i|nyc|sf|usa?|uk|eu|us-only|london|berlin|san francisco|new york|boston|seattle)\b(?! stock| times| life)"
    r"|,(?! ?(?:inc|ltd|llc|llp|gmbh|plc|corp|s\.?a|b\.?v|co)\b)|[$£€(){}\[\]!?:\"]|\d{3,}",
    re.IGNORECASE,
)
_HIRING = re.compile(r"\bhiring\b", re.IGNORECASE)
_HIRED = re.compile(r"wants? to be hired|freelancer", re.IGNORECASE)


def employer(text: str) -> str | None:
    """The name before the first bar of the first line; None where that line has no two bars."""
    line = html.unescape(_TAG.sub("", _LINE_END.split(text.strip(), maxsplit=1)[0]))
    first, *more = line.split("|")
    name = _DASH.split(" ".join(_ASIDE.sub("", first).split()) + " ", maxsplit=1)[0].strip(" -–—,.")
    if len(more) < 2 or not 1 < len(name) <= 50 or not _LETTER.search(name) or _NO_NAME.search(name):
        return None
    return name


def _fields(said: Said) -> dict[str, object]:
    text = word(said("comment_text")) or word(said("text"))
    id_ = said("objectID") or said("id")
    for name in ("id", "created_at_i", "children", "kids"):  # children are answers
        said(name)
    return {
        "id": id_,
        "url": f"https://news.ycombinator.com/item?id={word(id_)}" if id_ else None,
        "description": text,
        "employer": employer(text),
        "posted_at": said("created_at_i") or said("time") or said("created_at"),
    }


def _list_of(value: object) -> Path | None:
    """Comments have children too, which are answers."""
    if isinstance(value, Mapping) and "hits" not in value and value.get("type", "story") != "story":
        return None
    return path_in(value, (("hits",), ("children",)))


class _Thread:
    """What a capture has told of its threads so far."""

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}
        self._comments: set[str] = set()

    def is_notice(self, item: Mapping[str, object]) -> bool:
        """Whether it is a thread or an answer to a comment: no record at all."""
        id_ = word(item.get("objectID")) or word(item.get("id"))
        tags = item.get("_tags")
        kind = word(item.get("type")) or (word(tags[0]) if isinstance(tags, list) and tags else "comment")
        if kind != "comment":
            self._titles[id_] = word(item.get("title"))
            return True
        self._comments.add(id_)
        parent, story = _parent(item), self._story(item)
        return (
            (bool(story and parent) and parent != story) or parent in self._comments or bool(self._titles and not story)
        )

    def no_advert(self, item: Mapping[str, object]) -> str | None:
        if item.get("deleted") is True or item.get("dead") is True:
            return "deleted by its writer or the site"
        title = word(item.get("story_title")) or self._titles.get(self._story(item), "")
        return "in a thread of those who look for work" if _HIRED.search(title) and not _HIRING.search(title) else None

    def _story(self, item: Mapping[str, object]) -> str:
        parent = _parent(item)
        return word(item.get("story_id")) or (parent if parent in self._titles else "")


def _parent(item: Mapping[str, object]) -> str:
    return word(item.get("parent")) or word(item.get("parent_id"))


RESPONSES = Responses(
    source="hacker_news",
    lists=(),
    list_of=_list_of,
    known_by=(
        ("by", "parent", "text", "time", "type"),
        ("objectID", "comment_text", "story_id"),
        ("author", "created_at_i", "parent_id", "story_id", "children"),
        ("by", "kids", "time", "type", "descendants"),
        ("deleted", "parent", "time", "type"),
    ),
    fields=_fields,
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    return RESPONSES.records(stream, wanted, address, _Thread())
