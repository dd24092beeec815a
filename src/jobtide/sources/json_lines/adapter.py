"""Records of JSON Lines, with exact counts: every line that is not blank is one record, good or bad."""

import json
import math
import re
from collections.abc import Iterator
from typing import BinaryIO

from jobtide.issue import Issue
from jobtide.record import BadRecord, Record
from jobtide.sources.opening import Opened
from jobtide.sources.text import LONGEST, NOT_UTF8, decoded, lines

SUFFIXES = (".jsonl", ".ndjson", ".jl")  # not .json, which is one value as a rule

GENERAL = True
_LOOKED_AT = 20  # lines
_OBJECT = re.compile(rb'\{[ \t]*(?:"[^"]|\}$)')
_RAW = 10_000  # bytes of a bad line that are passed on
_MAYBE_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
LONE = Issue("lone surrogates replaced", fatal=False)


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
    decoder = json.JSONDecoder(strict=False, parse_constant=_refused, parse_float=_finite)
    position = 0
    for number, line in enumerate(lines(Opened(stream)), 1):
        if line is None:
            yield BadRecord(position, Issue("longer than 5 MB", f"line {number}, over {LONGEST} bytes"))
        elif not (stripped := line.strip()):
            continue
        else:
            yield _read(decoder, position, number, stripped, whole=line.endswith(b"\n"))
        position += 1


def _read(decoder: json.JSONDecoder, position: int, number: int, line: bytes, whole: bool) -> Record | BadRecord:
    text, is_utf8 = decoded(line)

    def bad(reason: str, detail: object = "") -> BadRecord:
        return BadRecord(position, Issue(reason, f"line {number}: {detail}"[:200]), text[:_RAW])

    try:
        fields, end = decoder.raw_decode(text)
        if end < len(text):
            return bad("not JSON", f"something follows the object at character {end + 1}")
    except _NotFinite as error:
        return bad("NaN or Infinity", error)
    except RecursionError:
        return bad("nested too deeply")
    except ValueError as error:
        return bad("not JSON" if whole else "not JSON, the last line is cut short", error)
    if not isinstance(fields, dict):
        return bad("not an object", f"a {type(fields).__name__}")
    issues = () if is_utf8 else (NOT_UTF8,)
    if _MAYBE_SURROGATE.search(line):
        try:
            mended = _without_surrogates(fields)
        except RecursionError:
            return bad("nested too deeply")
        if mended is not fields:
            fields, issues = mended, (*issues, LONE)
    return Record(position, fields, issues)


class _NotFinite(ValueError):
    pass


def _refused(constant: str) -> None:
    raise _NotFinite(constant)


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _NotFinite(digits[:50])
    return number


def _without_surrogates(value):
    """The value with U+FFFD for each lone surrogate; the very same object where there is none."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value) if _SURROGATE.search(value) else value
    if isinstance(value, list):
        mended = [_without_surrogates(item) for item in value]
        return mended if any(new is not old for new, old in zip(mended, value, strict=True)) else value
    if isinstance(value, dict):
        mended = {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
        same = all(a is b and mended[a] is value[b] for a, b in zip(mended, value, strict=False))
        return value if same and len(mended) == len(value) else mended
    return value
