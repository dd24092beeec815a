"""A capture without some of its records: JSON Lines, in which stubs stand for what was taken out.

JSON Lines keep every other line as it was. What was in another format is kept as the fields of its records.
"""

import json
import math
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from jobtide.adverts.tombstones import REJECTED, Stub, is_stub
from jobtide.record import BadRecord, Record
from jobtide.sources import formats
from jobtide.sources.opening import Opened
from jobtide.sources.text import lines

JSON_LINES = "json_lines"


def without(stream: BinaryIO, format_: str, address: str | None, stubs: Mapping[int, Stub | None]) -> Iterator[bytes]:
    """The lines of what remains. `stubs` by the number of the record; None for one that had been rejected."""
    if format_ == JSON_LINES:
        yield from _lines_without(stream, stubs)
        return
    for record in formats.adapter_of(format_).read(stream, None, address):
        if record.position in stubs:
            yield _line(stubs[record.position])
        elif isinstance(record, BadRecord):
            yield json.dumps(record.raw).encode()  # no object, so that it is rejected again
        else:
            yield json.dumps(_plain(record.fields), default=str).encode()


def stubs_and_records(records: Iterator[Record | BadRecord], stubs: list[Record]) -> Iterator[Record | BadRecord]:
    """Those records of a rewritten capture that are none; `stubs` gets the others."""
    for record in records:
        if isinstance(record, Record) and is_stub(record.fields):
            stubs.append(record)
        else:
            yield record


def _lines_without(stream: BinaryIO, stubs: Mapping[int, Stub | None]) -> Iterator[bytes]:
    position = 0
    for line in lines(Opened(stream)):
        if line is not None and not line.strip():
            continue
        if position in stubs:
            yield _line(stubs[position])
        else:
            yield b'"longer than 5 MB"' if line is None else line.rstrip(b"\r\n")
        position += 1


def _line(stub: Stub | None) -> bytes:
    return json.dumps(REJECTED if stub is None else stub.fields()).encode()


def _plain(value: object) -> object:
    """What JSON can say of it: NaN and infinity are nothing, bytes text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value
