"""The text of a web page, whatever its encoding.

Its byte order mark is believed first; then UTF-8, where all of it is that, for other encodings hardly ever happen to
be; then what the page or its server declares; and at last Windows-1252, which can read anything.
"""

import codecs
import re

from jobtide.issue import Issue
from jobtide.sources.text import NOT_UTF8, decoded

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
          (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
_DECLARED = re.compile(
    rb"""<meta[^>]{1,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|encoding\s*=\s*["']([\w.:-]{2,40})""", re.I
)
_WITHIN = 4096  # bytes in which a page declares its encoding
# Browsers read these as Windows-1252, and pages are made for browsers.
_WINDOWS = frozenset(("iso8859-1", "ascii", "cp1252", "latin-1"))


def page_text(body: bytes, declared: str | None = None) -> tuple[str, tuple[Issue, ...]]:
    """The text, and the encoding as an issue where it was none of Unicode's. `declared` is what the server said."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace"), ()
    try:
        return body.decode(), ()
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(body, 0, _WITHIN)
    said = (found[1] or found[2]).decode("ascii", "replace") if found else None
    for name in (declared, said):
        encoding = _encoding(name)
        if encoding is None:
            continue
        try:
            return body.decode(encoding), (Issue(f"not UTF-8, read as {encoding}", fatal=False),)
        except UnicodeDecodeError:
            continue
    return decoded(body)[0], (NOT_UTF8,)


def _encoding(name: str | None) -> str | None:
    """The codec of a declared name; None where it is unknown, UTF-8 (which it is not) or Windows-1252 (asked last)."""
    try:
        codec = codecs.lookup(name or "")
    except LookupError:
        return None
    is_text = getattr(codec, "_is_text_encoding", True)
    return codec.name if is_text and not codec.name.startswith("utf") and codec.name not in _WINDOWS else None
