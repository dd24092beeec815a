"""Records of JSON Lines, with exact counts: every line that is not blank is one record, good or bad."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO

from jobtide.issue import Issue
from jobtide.record import BadRecord, Record
from jobtide.sources.json_text import RAW, BadJson, JsonText
from jobtide.sources.opening import Opened
from jobtide.sources.text import LONGEST, NOT_UTF8, decoded, lines

SUFFIXES = (".jsonl", ".ndjson", ".jl")  # not .json, which is one value as a rule

GENERAL = 2
CUT = "not JSON, the last line is cut short"
_LOOKED_AT = 20  # lines
_PART_LINES, _PART_BYTES = 1_000, 8_000_000  # whichever is full first
Part = list[tuple[int, int, bytes | None]]  # position and number of each line; None is one that is too long
_OBJECT = re.compile(rb'\{[ \t]*(?:"[^"]|\}$)')


def looks_like(head: bytes) -> bool:
    """Whether one of the first lines is an object, and the whole is not an array."""
    lines_ = [line for raw in head.split(b"\n", _LOOKED_AT) if (line := raw.strip())][:_LOOKED_AT]
    return any(map(_OBJECT.match, lines_)) and not lines_[0].startswith(b"[")


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading: each object names its own."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    for part in parts(stream):
        yield from of_part(part)


def parts(stream: BinaryIO, wanted: frozenset[str] | None = None) -> Iterator[Part]:
    """The lines that are records, some at a time: what is made of them can be made elsewhere."""
    part: Part = []
    position = size = 0
    for number, line in enumerate(lines(Opened(stream)), 1):
        if line is None or not line.isspace():
            part.append((position, number, line))
            position += 1
            size += len(line or b"")
            if len(part) >= _PART_LINES or size >= _PART_BYTES:
                yield part
                part, size = [], 0
    if part:
        yield part


def of_part(part: Part) -> Iterator[Record | BadRecord]:
    json_text = JsonText()
    for position, number, line in part:
        if line is None:
            yield BadRecord(position, Issue("longer than 5 MB", f"line {number}, over {LONGEST} bytes"))
        else:
            bare = line.strip().removeprefix(BOM_UTF8)  # files put together have one in the middle
            yield _read(json_text, position, number, bare, whole=line.endswith(b"\n"))


def _read(json_text: JsonText, position: int, number: int, line: bytes, whole: bool) -> Record | BadRecord:
    text, is_utf8 = decoded(line)

    def bad(reason: str, detail: object = "") -> BadRecord:
        return BadRecord(position, Issue(reason, f"line {number}: {detail}"[:200]), text[:RAW])

    try:
        fields = json_text.value(text)
        if not isinstance(fields, dict):
            return bad("not an object", f"a {type(fields).__name__}")
        fields, issues = json_text.mended(fields, text)
    except BadJson as error:
        cut = error.reason == "not JSON" and not whole
        return bad(CUT if cut else error.reason, error)
    return Record(position, fields, issues if is_utf8 else (NOT_UTF8, *issues))
