"""Records of a saved page of a thread "Who is hiring?" on Hacker News: its comments, less the answers to them."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from selectolax.lexbor import LexborHTMLParser, LexborNode

from jobtide.errors import Unreadable
from jobtide.issue import Issue
from jobtide.record import BadRecord, Record
from jobtide.sources.hacker_news.adapter import SOURCE, employer
from jobtide.sources.html.adapter import columns, might_be, whole
from jobtide.sources.html.adapter import looks_like as is_page
from jobtide.sources.opening import Opened
from jobtide.sources.page_adverts import title_of
from jobtide.sources.page_text import page_text

__all__ = ["SOURCE", "SUFFIXES", "columns", "looks_like", "might_be", "read"]

SUFFIXES = ()

_THREAD = re.compile(rb"<title>[^<]{0,200}\| Hacker News</title>", re.IGNORECASE)
_GONE = Issue("deleted by its writer or the site")
_OUTER = re.compile(r"^<div[^>]*>|</div>\s*$")


def looks_like(head: bytes) -> bool:
    return is_page(head) and _THREAD.search(head) is not None


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    text, issues = page_text(whole(Opened(stream)))
    title = title_of(text)
    comments = [row for row in LexborHTMLParser(text).css("tr.comtr") if _is_first(row)]
    if not comments or "hiring" not in title.lower():
        raise Unreadable(
            f"there are no adverts on this page, which calls itself {title!r}: no thread of those who hire"
        )
    for position, row in enumerate(comments):
        said = row.css_first(".commtext")
        if said is None:
            yield BadRecord(position, _GONE, row.attributes.get("id") or "")
        else:
            yield Record(position, _fields(row, said), issues)


def _is_first(row: LexborNode) -> bool:
    indent = row.css_first("td.ind")
    return indent is not None and indent.attributes.get("indent") == "0"


def _fields(row: LexborNode, said: LexborNode) -> dict[str, object]:
    id_ = row.attributes.get("id") or ""
    age = row.css_first(".age")
    words = _OUTER.sub("", said.html or "")
    fields = {
        "id": id_,
        "url": f"https://news.ycombinator.com/item?id={id_}" if id_ else None,
        "description": words,
        "employer": employer(words),
        "posted_at": ((age.attributes.get("title") or "") if age is not None else "").partition(" ")[0],
    }
    return {field: value for field, value in fields.items() if value}
