"""Records of one web page: its JobPostings of schema.org (JSON-LD, microdata, RDFa).

A page without any is Unreadable, never a source without adverts: a captcha, an error and a list of links look like it.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from jobtide.errors import Unreadable
from jobtide.record import BadRecord, Record
from jobtide.sources.opening import Opened
from jobtide.sources.page_adverts import page_adverts, title_of
from jobtide.sources.page_text import page_text

SUFFIXES = (".html", ".htm", ".xhtml")

GENERAL = True
_LARGEST = 50 << 20  # bytes; the largest real page seen has one million
_BEGUN = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,4000}-->\s*+){0,20}+(?:<!doctype\s+html\b|<html[\s>])",
    re.I | re.DOTALL,
)
_PART = re.compile(rb"\s*<(?:head|body|title|meta|script|link|div|main|article|section|table|h[1-6]|p|ul)[\s>]", re.I)


def looks_like(head: bytes) -> bool:
    return _BEGUN.match(head) is not None


def might_be(head: bytes) -> bool:
    """Whether it may be part of a page."""
    return _PART.match(head) is not None


def columns(stream: BinaryIO) -> None:
    """Not known before reading: each posting names its own."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    text, issues = page_text(whole(Opened(stream)))
    found = None
    for found in page_adverts(text, address, issues):
        yield found
    if found is None:
        title = title_of(text)
        called = f", which calls itself {title!r}" if title else ""
        raise Unreadable(f"there are no adverts on this page{called}: it has no JobPosting of schema.org")


def whole(opened: Opened) -> bytes:
    """All of a page; Unreadable where it is far larger than any."""
    parts, size = [], 0
    while chunk := opened.read():
        parts.append(chunk)
        size += len(chunk)
        if size > _LARGEST:
            raise Unreadable(f"it is a page of more than {_LARGEST >> 20} MB")
    return b"".join(parts)
