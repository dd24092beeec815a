"""Compression of answers: what is compressed, and for whom. Pure."""

import gzip

_LEAST = 600  # bytes below which the headers cost more than compressing saves
_LEVEL = 6
_TEXTS = (b"text/", b"application/json", b"image/svg", b"application/atom", b"application/xml", b"application/ld+json",
          b"application/manifest", b"application/vnd.oai", b"application/x-ipynb", b"application/rss")  # fmt: skip


def is_text(media_type: bytes) -> bool:
    return media_type.startswith(_TEXTS)


def gzipped(body: bytes) -> bytes:
    """The body compressed, the same bytes each time; empty where that saves nothing."""
    if len(body) < _LEAST:
        return b""
    smaller = gzip.compress(body, _LEVEL, mtime=0)
    return smaller if len(smaller) < len(body) else b""


def accepts_gzip(accepted: bytes) -> bool:
    """Whether `Accept-Encoding` allows gzip: named, or "*", and not refused by q=0.

    >>> accepts_gzip(b"br, gzip;q=0.8"), accepts_gzip(b"gzip;q=0, *"), accepts_gzip(b"")
    (True, False, False)
    """
    qualities = {}
    for part in accepted.lower().split(b","):
        name, _, quality = part.partition(b";")
        qualities[name.strip()] = quality.replace(b" ", b"").removeprefix(b"q=")
    quality = qualities.get(b"gzip", qualities.get(b"*"))
    return quality is not None and (quality == b"" or quality.strip(b"0.") != b"")
