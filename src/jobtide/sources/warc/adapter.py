"""Records of a web archive: the JobPostings of every page in it, page by page.

A page without one is no record; a response that was lost on the way is a bad one, for nobody knows what it held. An
advert's address is the page's, and the day it was seen is the day the page was fetched.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from jobtide.errors import Unreadable
from jobtide.issue import Issue
from jobtide.record import BadRecord, Record
from jobtide.sources.page_adverts import page_adverts
from jobtide.sources.page_text import page_text
from jobtide.sources.warc_records import LARGEST, WarcRecord, head_fields, warc_records

SUFFIXES = (".warc",)

PART = Issue("a page that its crawler cut short", fatal=False)
_WANTED = frozenset(("response", "resource"))
_STATUS = re.compile(rb"HTTP/[\d.]+ (\d{3})[^\n]*\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r\n")
_POSTING = re.compile(rb"JobPosting", re.IGNORECASE)
_RAW = 10_000


class _Odd(Exception):
    """A page that cannot be told from what was kept of it."""


def looks_like(head: bytes) -> bool:
    return re.match(rb"WARC/1\.\d\s", head) is not None


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    position, pages = 0, 0
    for record in warc_records(stream, _WANTED):
        pages += record.loss is None
        for found in _adverts(record, position):
            yield found
            position += 1
    if not position:
        raise Unreadable(f"there are no adverts in it: none of its {pages:,} responses has a JobPosting of schema.org")


def _adverts(record: WarcRecord, position: int) -> Iterator[Record | BadRecord]:
    uri = record.headers.get("warc-target-uri", "").strip("<> ") or None
    if record.loss:
        yield BadRecord(position, Issue(record.loss, (uri or "")[:200]))
        return
    try:
        page = _page(record)
    except _Odd as error:
        yield BadRecord(position, Issue("a page of the archive that cannot be unpacked", f"{error}: {uri}"[:200]))
        return
    if page is None:
        return
    body, charset = page
    text, issues = page_text(body, charset)
    is_part = "warc-truncated" in record.headers
    seen = {"seen_at": record.headers["warc-date"]} if "warc-date" in record.headers else {}
    found = list(page_adverts(text, uri, (*issues, PART) if is_part else issues, position))
    if is_part and not found:
        yield BadRecord(position, Issue(PART.reason, (uri or "")[:200]), text[:_RAW])
    for one in found:
        yield replace(one, fields={**one.fields, **seen}) if isinstance(one, Record) else one


def _page(record: WarcRecord) -> tuple[bytes, str | None] | None:
    """A page's bytes and the encoding that its server declared; None where it is no page, or one that speaks of no
    JobPosting."""
    headers, body = {"content-type": record.headers.get("content-type", "")}, record.body
    if record.headers.get("warc-type") == "response":
        begun = _STATUS.match(body)
        if begun is None or begun[1] != b"200":
            return None
        head, _, body = body.partition(b"\r\n\r\n") if b"\r\n\r\n" in body else body.partition(b"\n\n")
        headers = head_fields(head[begun.end() :])
    kind = headers.get("content-type", "").lower()
    if kind and "html" not in kind:
        return None
    body = _unpacked(body, headers)
    declared = _CHARSET.search(kind)
    # UTF-16 has a NUL between letters.
    speaks = _POSTING.search(body) or (b"\0" in body[:100] and _POSTING.search(body.replace(b"\0", b"")))
    return (body, declared and declared[1]) if speaks else None


def _unpacked(body: bytes, headers: dict[str, str]) -> bytes:
    """A body without the layers of HTTP; archives say these in the head though many have taken them off already."""
    if "chunked" in headers.get("transfer-encoding", "").lower() and _CHUNK.match(body):
        body = _dechunked(body)
    coding = headers.get("content-encoding", "").lower().strip()
    try:
        if coding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
            return _inflated(body, 31)
        if coding == "deflate":
            return _inflated(body, 15 if body[:1] == b"\x78" else -15)
    except zlib.error as error:
        raise _Odd(f"its {coding} is damaged") from error
    if coding == "br" and b"<" not in body[:2000]:
        raise _Odd("it is packed with Brotli")
    return body


def _inflated(body: bytes, form: int) -> bytes:
    inflate = zlib.decompressobj(form)
    plain = inflate.decompress(body, LARGEST)
    if inflate.unconsumed_tail:
        raise _Odd("it has more than 50 MB")
    return plain


def _dechunked(body: bytes) -> bytes:
    parts, at = [], 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            break
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size + 2
    return b"".join(parts)
