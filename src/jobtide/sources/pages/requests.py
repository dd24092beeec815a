"""What to ask of employers' pages: each address, and the pages that sitemaps list."""

import fnmatch
import re
from html import unescape
from urllib.parse import urlsplit

from jobtide.sources.asking import Asked, OddAnswer, Page, Request, in_one_part, unpacked

_ENTRY = re.compile(rb"<(url|sitemap)>(.*?)</\1>", re.I | re.S)
_LOC = re.compile(rb"<loc>\s*(?:<!\[CDATA\[)?\s*(.{1,2000}?)\s*(?:\]\]>)?\s*</loc>", re.I | re.S)
_DAY = re.compile(rb"<lastmod>\s*([^<]{1,40}?)\s*</lastmod>", re.I)

parts = in_one_part


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    pages = tuple(Request(address, may_be_gone=True) for address in asked.addresses)
    maps = tuple(Request(address, is_index=True, shape="xml") for address in asked.many("sitemaps"))
    return pages + maps


def after(request: Request, body: bytes, asked: Asked) -> Page:
    if not request.is_index:
        return Page((request.address,) if b"JobPosting" in body else ())
    text = unpacked(body)
    if b"<urlset" not in text[:4096] and b"<sitemapindex" not in text[:4096]:
        raise OddAnswer(f"{request.address} is no sitemap")
    if b"</urlset" not in text[-200:] and b"</sitemapindex" not in text[-200:]:
        raise OddAnswer(f"the sitemap {request.address} was cut short", cut=True)
    return Page((), tuple(_listed(request, text, asked)))


def _listed(request: Request, text: bytes, asked: Asked):
    host = _host(request.address)
    patterns = asked.many("match") or ("*",)
    for kind, entry in _ENTRY.findall(text):
        found = _LOC.search(entry)
        if found is None:
            continue
        there = unescape(found[1].decode("utf-8", "replace"))
        if _host(there) != host:
            continue  # a sitemap speaks for its own host alone
        if kind.lower() == b"sitemap":
            yield Request(there, is_index=True, shape="xml")
        elif any(fnmatch.fnmatchcase(there, pattern) for pattern in patterns):
            day = _DAY.search(entry)
            yield Request(there, version=day[1].decode("utf-8", "replace") if day else None, may_be_gone=True)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
