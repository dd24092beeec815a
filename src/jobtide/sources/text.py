"""Lines of text from bytes, whatever their encoding, in constant memory.

UTF-8 with or without a byte order mark, UTF-16 and UTF-32 with one. A byte that is not UTF-8 is read as Windows-1252,
which is what such bytes nearly always are, and the line says so.
"""

import codecs
from collections.abc import Iterator

from jobtide.issue import Issue
from jobtide.sources.opening import Opened

LONGEST = 5_000_000  # bytes of a record; the longest real advert seen has 200,000
NOT_UTF8 = Issue("not UTF-8, read as Windows-1252", fatal=False)

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16, so it is tried first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def lines(opened: Opened, end: bytes = b"\n") -> Iterator[bytes | None]:
    """Each line with a line end, "\\n" for any; None for a line that is longer than LONGEST. `end` is one byte."""
    tail, too_long = b"", False
    for chunk in utf8(opened):
        parts = chunk.split(end)
        last = parts.pop()
        for part in parts:
            line = tail + part if tail else part
            yield None if too_long or len(line) > LONGEST else line + b"\n"
            tail, too_long = b"", False
        tail += last
        if len(tail) > LONGEST:
            tail, too_long = b"", True
    if tail or too_long:
        yield None if too_long else tail


def decoded(line: bytes) -> tuple[str, bool]:
    """The text of a line, and whether all of it was UTF-8."""
    try:
        return line.decode(), True
    except UnicodeDecodeError:
        return as_windows(line.decode("utf-8", "surrogateescape")), False


def as_windows(text: str) -> str:
    """The text with each byte that "surrogateescape" could not decode read as Windows-1252."""
    return text.translate(_WINDOWS)


def utf8_head(head: bytes) -> bytes:
    """The beginning of a capture as UTF-8 without a byte order mark."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace").encode("utf-8", "replace")
    return head.removeprefix(codecs.BOM_UTF8)


def utf8(opened: Opened) -> Iterator[bytes]:
    """Chunks of UTF-8 without a byte order mark."""
    head = opened.head[:4]
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            opened.read(len(mark))
            decoder = codecs.getincrementaldecoder(encoding)("replace")
            while chunk := opened.read():
                yield decoder.decode(chunk).encode("utf-8", "replace")
            yield decoder.decode(b"", True).encode("utf-8", "replace")
            return
    if head.startswith(codecs.BOM_UTF8):
        opened.read(len(codecs.BOM_UTF8))
    while chunk := opened.read():
        yield chunk


# What the surrogates of "surrogateescape" stand for.
_WINDOWS = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
