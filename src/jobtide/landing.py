"""Captures: the bytes that sources gave, kept for ever by their hash, and the ledger of what they were said to be.

    landing/ledger.jsonl        one line for each ingest, in order, only ever added to; and one for each day on which
                                all that a source had was seen, where several captures hold it: {"complete": …};
                                and one for each that was kept though it could not be read: {"unreadable": …}
    landing/ab/abcd….zst        a capture, compressed; Parquet, which is compressed already, as abcd….parquet
    landing/ab/abcd….redacted.zst   what is left of one from which a record was taken down, as JSON Lines

Nothing is interpreted. A capture is stored once however often it comes; a ledger line exists only for a capture that
is stored whole. Touches: landing/, scratch/.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

import zstandard

from jobtide.durable import Change, append_line, put
from jobtide.errors import Error
from jobtide.settings import Home

_CHUNK = 1 << 20
_THREADS = 2  # the compressed bytes are the same for any number of them but 0
_PARQUET = b"PAR1"
_REDACTED = ".redacted.zst"
_SUFFIXES = (_REDACTED, ".zst", ".parquet")
_COMPLETE, _UNREADABLE = b'{"complete"', b'{"unreadable"'


@dataclass(frozen=True)
class Capture:
    """`hash` is the SHA-256 of the bytes as they came, in hex; `size` counts those bytes."""

    hash: str
    size: int
    path: Path
    new: bool

    @property
    def redacted(self) -> bool:
        """Whether a record was taken out of it: what is left is JSON Lines, whatever it was."""
        return self.path.name.endswith(_REDACTED)


@dataclass(frozen=True)
class Entry:
    """A line of the ledger: an ingest, its number from 0, and what the operator said of the capture.

    `seen_at` is the day that the operator gave, None where they gave none; `taken` the day of the ingest. `address` is
    where the bytes were fetched from, None for a file. `complete` says that they hold all that their source had on that
    day, so that what is not among them was gone from it. The counts are those of this ingest: together they are all
    records of the capture. `trouble` says why one cannot be read; then `format` is "" where nobody can tell it.
    """

    ingest: int
    capture: str
    name: str
    source: str
    format: str
    map: tuple[str, ...]
    place: str | None
    seen_at: date | None
    bytes: int
    taken: date
    address: str | None = None
    complete: bool = False
    accepted: int = 0
    repeated: int = 0
    quarantined: int = 0
    trouble: str | None = None

    def says_as(self, other: "Entry") -> bool:
        """Whether both are the same capture read in the same way."""
        same_format = self.format == other.format or not (self.format and other.format)
        return same_format and self._reading() == other._reading()

    def _reading(self) -> tuple:
        return (self.capture, self.source, self.map, self.place, self.seen_at, self.address)


class Landing:
    """The captures and the ledger of a home. Only the holder of the home's lock may add to them."""

    def __init__(self, home: Home):
        self._folder = home.landing
        self._scratch = home.scratch
        self._ledger = home.landing / "ledger.jsonl"

    def keep(self, stream: BinaryIO) -> Capture:
        """Stores everything that is left in `stream`, in constant memory."""
        self._scratch.mkdir(parents=True, exist_ok=True)
        half = self._scratch / "capture"
        try:
            digest, size, suffix = _copied(stream, half)
            place = self._place(digest)
            new = place is None
            if new:
                place = self._folder / digest[:2] / f"{digest}{suffix}"
                put(half, place)
        finally:
            half.unlink(missing_ok=True)
        return Capture(digest, size, place, new)

    def capture(self, hash_: str) -> Capture:
        """A capture that was kept before. Error where it is no longer there."""
        place = self._place(hash_)
        if place is None:
            raise Error(f"The capture {hash_} is not in {self._folder}. Restore it from a backup.")
        return Capture(hash_, place.stat().st_size, place, new=False)

    def redact(self, capture: Capture, lines: Iterable[bytes], change: Change) -> None:
        """Puts `lines` of JSON in the place of a capture, as a part of `change`. Its hash stays that of all it held."""
        place = capture.path.with_name(f"{capture.hash}{_REDACTED}")
        compressor = zstandard.ZstdCompressor(level=3, write_checksum=True)
        with change.new(place).open("wb") as file, compressor.stream_writer(file, closefd=False) as into:
            for line in lines:
                into.write(line + b"\n")
        if place != capture.path:
            change.remove(capture.path)

    def unread(self) -> list[Capture]:
        """Captures that no line of the ledger knows: of a fetch that is not read yet, or of a crash."""
        known = {entry.capture for entry in self.entries()}
        hashes = {file.name.split(".")[0] for file in self._folder.glob("??/*.*")}
        return [self.capture(hash_) for hash_ in sorted(hashes - known)]

    def _place(self, hash_: str) -> Path | None:
        places = (self._folder / hash_[:2] / f"{hash_}{suffix}" for suffix in _SUFFIXES)
        return next((place for place in places if place.exists()), None)

    def refuse(self, capture: Capture) -> None:
        """Lets go of a capture that turned out to be unreadable, unless the ledger knows it."""
        if not any(entry.capture == capture.hash for entry in self.entries()):
            capture.path.unlink(missing_ok=True)
            with suppress(OSError):  # others lie beside it
                capture.path.parent.rmdir()

    @contextmanager
    def opened(self, capture: Capture) -> Iterator[BinaryIO]:
        """The bytes as they came; those of Parquet can be sought in."""
        with capture.path.open("rb") as file:
            if capture.path.suffix == ".zst":
                with zstandard.ZstdDecompressor().stream_reader(file, read_size=_CHUNK) as stream:
                    yield stream
            else:
                yield file

    def entries(self) -> list[Entry]:
        """The ledger, oldest first. A last line that a crash cut short was never promised and is left out."""
        others = (_COMPLETE, _UNREADABLE)
        return [self._entry(number, line) for number, line in self._lines() if not line.startswith(others)]

    def unreadable(self) -> list[Entry]:
        """Captures that were kept though they could not be read, as they were to be read, and were not since then."""
        entries = self.entries()
        lines = [(number, line) for number, line in self._lines() if line.startswith(_UNREADABLE)]
        told = [self._entry(number, line, "unreadable") for number, line in lines]
        return [one for one in told if not any(one.says_as(entry) for entry in entries) and self._place(one.capture)]

    def rounds(self) -> dict[str, set[date]]:
        """The days on which all that a source had was seen, by source."""
        days: dict[str, set[date]] = {}
        for entry in self.entries():
            if entry.complete:
                days.setdefault(entry.source, set()).add(entry.seen_at or entry.taken)
        for _, line in self._lines():
            if line.startswith(_COMPLETE):
                said = json.loads(line)["complete"]
                days.setdefault(said["source"], set()).add(date.fromisoformat(said["day"]))
        return days

    def complete(self, source: str, day: date) -> None:
        """Notes that what was recorded of a source for this day is all that it had. A second time changes nothing."""
        if day not in self.rounds().get(source, ()):
            self._repair()
            append_line(self._ledger, json.dumps({"complete": {"source": source, "day": day.isoformat()}}))

    def _lines(self) -> list[tuple[int, bytes]]:
        if not self._ledger.exists():
            return []
        return list(enumerate(self._ledger.read_bytes().split(b"\n")[:-1]))

    def record(self, entry: Entry) -> None:
        """Adds a line, on disk before this returns; first takes away a last line that a crash cut short."""
        self._repair()
        append_line(self._ledger, json.dumps(_said(entry)))

    def record_unreadable(self, entry: Entry) -> None:
        """Notes how a capture is to be read that cannot be read now. A second time changes nothing."""
        if not any(entry.says_as(known) for known in (*self.unreadable(), *self.entries())):
            self._repair()
            append_line(self._ledger, json.dumps({"unreadable": _said(entry)}))

    def _repair(self) -> None:
        if self._ledger.exists():
            written = self._ledger.read_bytes()
            whole = written.rfind(b"\n") + 1
            if whole < len(written):
                with self._ledger.open("r+b") as file:
                    file.truncate(whole)

    def _entry(self, number: int, line: bytes, inside: str | None = None) -> Entry:
        try:
            said = json.loads(line)
            said = said[inside] if inside else said
            said["map"] = tuple(said["map"])
            said["taken"] = date.fromisoformat(said["taken"])
            said["seen_at"] = said["seen_at"] and date.fromisoformat(said["seen_at"])
            return Entry(**said)
        except (ValueError, KeyError, TypeError) as error:
            raise Error(
                f"Line {number + 1} of {self._ledger} is damaged: {error}. Restore it from a backup."
            ) from error


def _copied(stream: BinaryIO, half: Path) -> tuple[str, int, str]:
    """Hash, size and suffix of what was written to `half`."""
    digest, size = hashlib.sha256(), 0
    chunk = _filled(stream)
    suffix = ".parquet" if chunk.startswith(_PARQUET) else ".zst"
    with half.open("wb") as file:
        # What is longer than one chunk is compressed beside being read and hashed.
        compressor = zstandard.ZstdCompressor(
            level=3, write_checksum=True, threads=_THREADS if len(chunk) == _CHUNK else 0
        )
        into = file if suffix == ".parquet" else compressor.stream_writer(file, closefd=False)
        while chunk:
            digest.update(chunk)
            size += len(chunk)
            into.write(chunk)
            chunk = stream.read(_CHUNK)
        if into is not file:
            into.close()
    return digest.hexdigest(), size, suffix


def _filled(stream: BinaryIO) -> bytes:
    """A first chunk of at least four bytes where there are so many, though a pipe may give one at a time."""
    chunk = b""
    while len(chunk) < len(_PARQUET) and (more := stream.read(_CHUNK)):
        chunk += more
    return chunk


def _said(entry: Entry) -> dict[str, object]:
    said = asdict(entry) | {"seen_at": _text(entry.seen_at), "taken": _text(entry.taken)}
    if entry.trouble is None:
        del said["trouble"]
    return said


def _text(day: date | None) -> str | None:
    return day and day.isoformat()
