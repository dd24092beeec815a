"""Records of CSV. Blank rows are not counted; every other row under the header is one record, good or bad."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from jobtide.errors import Unreadable
from jobtide.issue import Issue
from jobtide.record import BadRecord, Record
from jobtide.sources.csv.dialect import below, dialect_of, is_table
from jobtide.sources.opening import Opened
from jobtide.sources.text import LONGEST, NOT_UTF8, decoded, lines

SUFFIXES = (".csv", ".tsv", ".tab", ".psv")

GENERAL = TABLE = True
STRAY = Issue("stray quotes in a row of CSV", fatal=False)
_RAW = 10_000  # characters of a bad row that are passed on
_AGAIN = 256 << 20  # characters that are read a second time, all in all
_ENDLESS = ("unexpected end of data", "field larger than field limit")


def looks_like(head: bytes) -> bool:
    """Never sure: any text might be CSV."""
    return False


def might_be(head: bytes) -> bool:
    """Whether some delimiter splits the first rows into as many fields as the header has names."""
    return is_table(decoded(head)[0])


def columns(stream: BinaryIO) -> tuple[str, ...]:
    return tuple(_Rows(Opened(stream)).header)


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    rows = _Rows(Opened(stream))
    position = 0
    for row in rows:
        if row.fields is not None and not any(row.fields) and not row.is_cut:
            continue
        yield _record(position, row, rows.header)
        position += 1


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    is_utf8: bool
    is_cut: bool  # left out for its length


@dataclass(frozen=True, slots=True)
class _Row:
    """`fields` is None where the lines are not CSV, for the reason `fault`."""

    number: int  # of its last line, from 1
    fields: list[str] | None
    lines: tuple[_Line, ...]
    fault: str = ""
    issues: tuple[Issue, ...] = ()

    @property
    def is_cut(self) -> bool:
        return any(line.is_cut for line in self.lines)


def _record(position: int, row: _Row, header: list[str]) -> Record | BadRecord:
    raw = "".join(line.text for line in row.lines[:100])[:_RAW]
    if row.is_cut:
        return BadRecord(position, Issue("longer than 5 MB", f"line {row.number}"))
    if row.fields is None:
        return BadRecord(position, Issue("not CSV", f"line {row.number}: {row.fault}"[:200]), raw)
    fields = row.fields
    if len(fields) > len(header) and not any(fields[len(header) :]):
        fields = fields[: len(header)]
    if len(fields) != len(header):
        found = f"line {row.number}: {len(fields)} fields, the header has {len(header)}"
        return BadRecord(position, Issue("wrong number of fields", found), raw)
    odd = () if all(line.is_utf8 for line in row.lines) else (NOT_UTF8,)
    return Record(position, dict(zip(header, fields, strict=True)), (*row.issues, *odd))


class _Rows:
    """The header, and the rows under it.

    A quote that is never closed, or closed by the next one far below, makes one row of many; such a row is one bad
    line, and the lines below it are read again.
    """

    def __init__(self, opened: Opened):
        csv.field_size_limit(LONGEST)
        sample = decoded(opened.head)[0]
        self._dialect = dialect_of(sample)
        self._lines = _Lines(opened, b"\r" if "\r" in sample and "\n" not in sample else b"\n")  # as Macs once wrote
        if below(sample) is not sample:
            next(self._lines, None)
        self._reader = csv.reader(self._lines, self._dialect, strict=True)
        self._again = _AGAIN
        self.header: list[str] = []
        row = next((row for row in self if row.fields is None or any(row.fields)), None)
        if row is not None and row.fields is None:
            raise Unreadable(f"its first row is not CSV ({row.fault})")
        self.header = _named(row.fields if row else [])
        if not self.header:
            raise Unreadable("it has no header row")

    def __iter__(self) -> Iterator[_Row]:
        return self

    def __next__(self) -> _Row:
        self._lines.begin()
        try:
            fields = next(self._reader)
        except csv.Error as error:
            return self._mended(str(error))
        return _Row(self._lines.number, fields, tuple(self._lines.taken))

    def _mended(self, fault: str) -> _Row:
        """What the lines say that the strict reader stopped in."""
        lines = tuple(self._lines.taken)
        if len(lines) > 1 and (fault.startswith(_ENDLESS) or self._are_rows(lines[1:])) and self._again > 0:
            self._again -= sum(len(line.text) for line in lines)
            self._lines.back(lines[1:])
            return _Row(self._lines.number, None, lines[:1], "a quote that is not closed")
        loose = [row for row in self._loosely(lines) if row]
        if fault.startswith(_ENDLESS) or len(loose) != 1:
            return _Row(self._lines.number, None, lines, fault)
        return _Row(self._lines.number, loose[0], lines, issues=(STRAY,))

    def _are_rows(self, lines: tuple[_Line, ...]) -> bool:
        """Whether most lines have as many fields by themselves as the header has."""
        looked_at = lines[:100]
        widths = [len(row) for line in looked_at for row in self._loosely((line,))]
        return 2 * sum(width == len(self.header) for width in widths) > len(looked_at)

    def _loosely(self, lines: tuple[_Line, ...]) -> list[list[str]]:
        try:
            return list(csv.reader([line.text for line in lines], self._dialect))
        except csv.Error:
            return []


class _Lines:
    """Lines as text; `taken` are those since the last `begin`, `number` counts all."""

    def __init__(self, opened: Opened, end: bytes):
        self._lines = lines(opened, end)
        self._ready: deque[_Line] = deque()
        self.taken: list[_Line] = []
        self.number = 0

    def begin(self) -> None:
        self.taken = []

    def back(self, again: tuple[_Line, ...]) -> None:
        """Lines that are to be given once more."""
        self._ready.extendleft(reversed(again))
        self.number -= len(again)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._ready:
            line = self._ready.popleft()
        else:
            given = next(self._lines)
            line = _Line(*decoded(b"\n" if given is None else given), given is None)
        self.number += 1
        self.taken.append(line)
        return line.text


def _named(row: list[str]) -> list[str]:
    """Each name once: a column without one is `column 3`, a second `city` is `city (2)`."""
    header: list[str] = []
    for number, name in enumerate(row, 1):
        name = name.strip().lstrip("\ufeff") or f"column {number}"
        unique, again = name, 2
        while unique in header:
            unique, again = f"{name} ({again})", again + 1
        header.append(unique)
    return header
