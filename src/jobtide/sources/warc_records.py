"""The records of a web archive (WARC 1.0 and 1.1, ISO 28500), with what was lost between them.

The usual reader stops at the first fault. This one goes on where the next record begins, which is at the next gzip
member or the next line that says "WARC/1.", and tells the loss.
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from jobtide.errors import Unreadable
from jobtide.sources.opening import Opened

LARGEST = 50 << 20  # bytes of a record that are held
DAMAGED, CUT, WRONG, TOO_LARGE = (
    "a damaged record of the archive", "a record of the archive cut short",
    "a record of the archive with a wrong length", "a record of the archive over 50 MB",
)  # fmt: skip

_GZIP = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_CHUNK = 1 << 18
_HEADER = 1 << 14
_BEGUN = re.compile(rb"WARC/1\.\d[ \t]*\r?\n")
_NEXT = re.compile(rb"(?<=\n)WARC/1\.\d[ \t]*\r?\n")
_ENDS = (b"\r\n\r\n", b"\n\n")
_DAMAGED = 10_000  # records and members without a head; an archive with more is none
_FREE, _FOLDS = 64 << 20, 200  # as of one capture (opening.py)


@dataclass(frozen=True)
class WarcRecord:
    """`headers` by lower-case name. Where `loss` says why a record is missing, the rest is what is left of it."""

    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    loss: str | None = None


def warc_records(stream: BinaryIO, wanted: frozenset[str]) -> Iterator[WarcRecord]:
    """Every record whose WARC-Type is one of `wanted`, and every loss, in order."""
    raw = _Raw(stream)
    if not raw.data.startswith(b"\x1f\x8b"):
        yield from _Stretch(_Whole(raw)).records(wanted)
        return
    lost, vain = False, 0
    while raw.found(_GZIP):
        member = _Member(raw)
        stretch = _Stretch(member)
        if lost and not stretch.begun():
            vain += 1  # bytes within a damaged member that look like the beginning of one
            if vain > _DAMAGED:
                raise Unreadable("too much of it is damaged; it is no web archive that can be read")
            continue
        lost = False
        for record in stretch.records(wanted):
            lost = record.loss is not None
            yield record
        if member.damaged and not lost:
            lost = True
            yield WarcRecord(loss=DAMAGED)


def head_fields(lines: bytes) -> dict[str, str]:
    """Header lines ("Name: value") by lower-case name; the first of two alike counts, folded lines go on."""
    fields: dict[str, str] = {}
    for line in re.sub(rb"\r?\n[ \t]+", b" ", lines).splitlines():
        name, colon, value = line.partition(b":")
        if colon:
            fields.setdefault(name.strip().lower().decode("latin-1"), value.strip().decode("utf-8", "replace"))
    return fields


class _Raw:
    """The bytes as they came; `data` are those not yet used."""

    def __init__(self, stream: BinaryIO):
        self._stream = stream
        self.data = b""
        self.taken = self.given = 0
        while len(self.data) < 4 and self.more():
            pass

    def more(self) -> bool:
        chunk = self._stream.read(_CHUNK)
        self.data += chunk
        self.taken += len(chunk)
        return bool(chunk)

    def found(self, mark: re.Pattern) -> bool:
        """Goes to the next `mark`; False where there is none."""
        while (at := mark.search(self.data)) is None:
            self.data = self.data[-3:]
            if not self.more():
                return False
        self.data = self.data[at.start() :]
        return True

    def read(self, size: int) -> bytes:
        if self.data:
            given, self.data = self.data[:size], self.data[size:]
            return given
        return self._stream.read(size)


class _Whole:
    """What an archive holds that is not gzip: plain, or zstd."""

    def __init__(self, raw: _Raw):
        self._opened, self.damaged = Opened(raw), False

    def read(self) -> bytes:
        try:
            return self._opened.read(_CHUNK)
        except Unreadable:
            self.damaged = True
            return b""


class _Member:
    """What is in one gzip member."""

    def __init__(self, raw: _Raw):
        self._raw, self.damaged = raw, False
        self._inflate = zlib.decompressobj(31)
        self._used = False

    def read(self) -> bytes:
        raw = self._raw
        while not self._inflate.eof and not self.damaged:
            if not raw.data and not raw.more():
                self.damaged = True
                break
            try:
                chunk = self._inflate.decompress(raw.data, _CHUNK)
            except zlib.error:
                self.damaged = True
                if not self._used:
                    raw.data = raw.data[1:]  # or the same beginning would be found again
                break
            self._used = True
            raw.data = self._inflate.unused_data if self._inflate.eof else self._inflate.unconsumed_tail
            raw.given += len(chunk)
            if raw.given > max(_FREE, _FOLDS * raw.taken):
                raise Unreadable(
                    f"its compressed content grows more than {_FOLDS}-fold; unpack it first if that is right"
                )
            if chunk:
                return chunk
        return b""


class _Stretch:
    """The records in one gzip member, or in all of an archive that is not made of them."""

    def __init__(self, source: "_Member | _Whole"):
        self._source = source
        self._data = b""

    def begun(self) -> bool:
        """Goes behind the empty lines between records, and says whether one begins there."""
        self._blank()
        return _BEGUN.match(self._data) is not None

    def records(self, wanted: frozenset[str]) -> Iterator[WarcRecord]:
        damaged = 0
        while self._blank():
            end = self._end_of_header()
            begun = _BEGUN.match(self._data)
            if begun is None or end is None:
                yield WarcRecord(loss=CUT if begun and not self._has(_HEADER) else DAMAGED)
                end = 1
                damaged += 1
                if damaged > _DAMAGED:
                    raise Unreadable("too much of it is damaged; it is no web archive that can be read")
            else:
                headers = head_fields(self._data[begun.end() : end])
                is_wanted = headers.get("warc-type") in wanted
                record, size = self._record(headers, end, is_wanted)
                if size is not None:
                    self._data = self._data[size:]
                if is_wanted or (record.loss and size is None):
                    yield record
                if size is not None:
                    continue
            if not self._resynchronised(end):
                return

    def _record(self, headers: dict[str, str], start: int, is_wanted: bool) -> tuple[WarcRecord, int | None]:
        """The record whose body begins at `start`, and its size with its head; None where its length is wrong."""
        said = headers.get("content-length", "")
        if not (said.isascii() and said.isdigit() and len(said) < 16):
            return WarcRecord(headers, loss=WRONG), None
        end = start + int(said)
        if int(said) > LARGEST:
            left = end - self._skipped(end)
            return WarcRecord(headers, loss=TOO_LARGE if not left else CUT), 0 if not left else None
        if not self._has(end):
            again = _NEXT.search(self._data, start)
            return WarcRecord(headers, self._data[start:], WRONG if again else CUT), None
        self._has(end + 2)
        if self._data[end : end + 2] not in (b"\r\n", b"\n\n", b"\n", b"\nW", b""):
            return WarcRecord(headers, self._data[start:end], WRONG), None
        return WarcRecord(headers, self._data[start:end]), end

    def _blank(self) -> bool:
        """Goes behind empty lines; False where nothing follows them."""
        while True:
            self._data = self._data.lstrip(b"\r\n")
            if len(self._data) >= 16 or not self._more():
                return bool(self._data)

    def _end_of_header(self) -> int | None:
        """Where the body begins; None where no empty line ends the header."""
        while not (
            ends := [end for mark in _ENDS if (end := self._data.find(mark, 0, _HEADER) + len(mark)) >= len(mark)]
        ):
            if len(self._data) >= _HEADER or not self._more():
                return None
        return min(ends)

    def _has(self, size: int) -> bool:
        if len(self._data) >= size:
            return True
        parts, held = [self._data], len(self._data)
        while held < size and (chunk := self._source.read()):
            parts.append(chunk)
            held += len(chunk)
        self._data = b"".join(parts)
        return held >= size

    def _more(self) -> bool:
        return self._has(len(self._data) + 1)

    def _skipped(self, size: int) -> int:
        """Lets go of so many bytes, without holding them; how many there were."""
        gone = 0
        while gone < size:
            step = min(len(self._data), size - gone)
            self._data = self._data[step:]
            gone += step
            if not self._data and not self._more():
                break
        return gone

    def _resynchronised(self, start: int) -> bool:
        """Goes to the next line that begins a record; False where there is none."""
        while (found := _NEXT.search(self._data, start)) is None:
            self._data, start = self._data[-16:], 0
            if not self._more():
                return False
        self._data = self._data[found.start() :]
        return True
