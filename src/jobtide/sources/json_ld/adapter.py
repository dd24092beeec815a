"""Records of JSON-LD that stands alone: one JobPosting, a list or an @graph of them, or one on each line.

A file of up to 64 MB is read as a whole, so that its postings may refer to things that stand elsewhere in it; a larger
one is read posting by posting.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from jobtide.errors import Unreadable
from jobtide.record import BadRecord, Record
from jobtide.sources.job_posting import KIND, fields_of
from jobtide.sources.json_records import json_records
from jobtide.sources.json_text import LONE, BadJson, JsonText
from jobtide.sources.opening import Opened
from jobtide.sources.page_text import page_text
from jobtide.sources.schema_org import nodes

SUFFIXES = (".jsonld",)

GENERAL = True  # some services answer in it

_LISTS = (("@graph",), ("itemListElement",))
_WHOLE = 64 << 20
_BEGUN = re.compile(rb"\s*[\[{]")
_POSTING = re.compile(rb'"@?type"\s*:\s*(?:\[[^\]]{0,200}?)?"(?:https?://schema\.org/|schema:)?JobPosting"', re.I)


def looks_like(head: bytes) -> bool:
    """Whether it is JSON and the first things in it are JobPostings."""
    return _BEGUN.match(head) is not None and b'"@type"' in head and _POSTING.search(head) is not None


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading: each posting names its own."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    position = 0
    for record in _documents(Opened(stream)):
        if isinstance(record, BadRecord):
            yield replace(record, position=position)
            position += 1
            continue
        for node in nodes(record.fields, KIND):
            yield Record(position, fields_of(node, address), record.issues)
            position += 1
    if not position:
        raise Unreadable("there are no adverts in it: it has no JobPosting of schema.org")


def _documents(opened: Opened) -> Iterator[Record | BadRecord]:
    """The whole as one document where it is one, else whatever documents and lists of things there are in it."""
    begun = bytearray()
    while len(begun) <= _WHOLE and (chunk := opened.read()):
        begun += chunk
    if len(begun) <= _WHOLE:
        text, issues = page_text(bytes(begun))
        try:
            document, odd = JsonText().mended({"@graph": JsonText().value(text.strip())}, text)
        except BadJson:
            pass  # several documents, or a bad one among good ones
        else:
            yield Record(0, document, (*issues, *(one for one in odd if one == LONE)))
            return
    yield from json_records(Opened(_Again(bytes(begun), opened)), _LISTS)


class _Again:
    """A stream from its beginning, of which a part was read already."""

    def __init__(self, begun: bytes, rest: Opened):
        self._begun, self._rest = io.BytesIO(begun), rest

    def read(self, size: int) -> bytes:
        return self._begun.read(size) or self._rest.read(size)
