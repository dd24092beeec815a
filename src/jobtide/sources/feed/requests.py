"""What to ask of feeds: each address, and where a feed says that it goes on, what follows."""

import re
from html import unescape
from urllib.parse import urljoin

from jobtide.sources.asking import Asked, OddAnswer, Page, Request, in_one_part, json_of, unpacked
from jobtide.sources.text import utf8_head

_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry|job|ad|vacancy|position|offer)(?=[\s>/])", re.I)
_ROOT = re.compile(rb"<(?![?!])((?:[\w.-]+:)?[\w.-]+)")
_NEXT = re.compile(rb"<(?:atom:|atom10:)?link\b[^>]{0,500}?\brel=[\"']next[\"'][^>]{0,500}>", re.I)
_HREF = re.compile(rb"\bhref=[\"']([^\"']{1,2000})[\"']", re.I)

parts = in_one_part


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return tuple(Request(address) for address in asked.addresses)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    """Entries are counted, not read: the ids are the feed's address and a number."""
    body = utf8_head(unpacked(body))
    start = body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    many, following = _of_json(body) if start in (b"[", b"{") else _of_xml(body)
    there = urljoin(request.address, following) if following else None
    ids = tuple(f"{request.address}#{number}" for number in range(many))
    return Page(ids, (Request(there),) if there else ())


def _of_json(body: bytes) -> tuple[int, str | None]:
    try:
        said = json_of(body)
    except OddAnswer:
        if b"\n{" not in body:
            raise
        return body.count(b"\n{") + 1, None  # JSON Lines
    if isinstance(said, list):
        return len(said), None
    lists = [value for value in said.values() if isinstance(value, list)]
    following = said.get("next_url")
    return max(map(len, lists), default=0), following if isinstance(following, str) else None


def _of_xml(body: bytes) -> tuple[int, str | None]:
    root = _ROOT.search(body)
    if root is None:
        raise OddAnswer("its answer is neither XML nor JSON")
    if b"</" + root[1] not in body[-200:] and not body.rstrip().endswith(b"/>"):
        raise OddAnswer("its answer was cut short", cut=True)
    link = _NEXT.search(body)
    href = _HREF.search(link[0]) if link else None
    return len(_ENTRY.findall(body)), unescape(href[1].decode("utf-8", "replace")) if href else None
