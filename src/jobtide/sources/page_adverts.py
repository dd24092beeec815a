"""The adverts of one web page: its JobPostings of schema.org, as JSON-LD, else as microdata or RDFa.

A page says the same thing in several ways, so JSON-LD is asked first, which is more often right, and the others only
where it holds none. A block of JSON-LD that cannot be read and speaks of a JobPosting is a bad record; the blocks
beside it are read.
"""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from jobtide.issue import Issue
from jobtide.record import BadRecord, Record
from jobtide.sources import microdata
from jobtide.sources.job_posting import KIND, page_fields
from jobtide.sources.json_ld_blocks import Unread, values
from jobtide.sources.json_text import RAW, JsonText
from jobtide.sources.page_scan import scanned
from jobtide.sources.schema_org import nodes

DEEP = Issue("a page nested too deeply")
_MAYBE = re.compile(KIND, re.IGNORECASE)
_DEEPEST = 2000  # open elements; the parser's time grows with the square of their number
_TAGS = 20_000  # of a page that cannot take half a second however it is nested
_ELEMENT = re.compile(
    r"<(/?)(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|li|p|td|tr|option)\b)[a-z]", re.I
)
_MAYBE_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def page_adverts(
    text: str, address: str | None, issues: tuple[Issue, ...] = (), position: int = 0
) -> Iterator[Record | BadRecord]:
    """Every advert of a page; none where it has no JobPosting. `position` is the first record's."""
    if not _MAYBE.search(text):
        return
    page = scanned(text)
    bad: list[Unread] = []
    found: list[tuple[dict, tuple[Issue, ...]]] = []
    for block in page.blocks:
        for value in values(block) if _MAYBE.search(block) else ():
            if isinstance(value, Unread):
                bad += [value] if _MAYBE.search(value.text) else []
            else:
                found += _nodes(value, block)
    if not found:
        if _too_deep(text):
            yield BadRecord(position, DEEP, text[:RAW])
            return
        things = microdata.things(LexborHTMLParser(text), KIND)
        found = [(node, ()) for thing in things for node in nodes(thing, KIND)]
    base = _known_by(page.canonical, address) or address
    for fields, (_, odd) in zip(page_fields([node for node, _ in found], base), found, strict=True):
        yield Record(position, fields, (*issues, *odd))
        position += 1
    for rest in bad:
        yield BadRecord(position, Issue(f"JSON-LD: {rest.reason}", rest.detail[:200]), rest.text[:RAW])
        position += 1


def title_of(text: str) -> str:
    """What a page calls itself, cut to 80 characters; "" where it does not."""
    found = re.search(r"<title[^>]{0,200}>([^<]{1,500})", text[:200_000], re.IGNORECASE)
    return " ".join(found[1].split())[:80] if found else ""


def _nodes(value: object, block: str) -> list[tuple[dict, tuple[Issue, ...]]]:
    found = nodes(value, KIND)
    if _MAYBE_SURROGATE.search(block):
        json_text = JsonText()
        return [json_text.mended(node, block) for node in found]
    return [(node, ()) for node in found]


def _known_by(canonical: str | None, address: str | None) -> str | None:
    """The address that the page wants to be known by; None where it gives none, another site's, or its home page."""
    try:
        url = urljoin(address or "", canonical) if canonical else ""
        parts = urlsplit(url)
        elsewhere = address is not None and parts.netloc.lower() != urlsplit(address).netloc.lower()
    except ValueError:
        return None
    is_page = parts.scheme in ("http", "https") and (parts.path not in ("", "/") or parts.query)
    return url if is_page and not elsewhere else None


def _too_deep(text: str) -> bool:
    if text.count("<") < _TAGS:
        return False
    depth = 0
    for found in _ELEMENT.finditer(text):
        depth = max(depth + (-1 if found[1] else 1), 0)
        if depth > _DEEPEST:
            return True
    return False
