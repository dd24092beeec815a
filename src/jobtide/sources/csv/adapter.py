"""Records of CSV. Blank rows are not counted; every other row under the header is one record, good or bad."""

import csv
from collections.abc import Iterator
from typing import BinaryIO

from jobtide.errors import Unreadable
from jobtide.issue import Issue
from jobtide.record import BadRecord, Record
from jobtide.sources.csv.dialect import dialect_of, is_table
from jobtide.sources.opening import Opened
from jobtide.sources.text import LONGEST, NOT_UTF8, decoded, lines

SUFFIXES = (".csv", ".tsv", ".tab", ".psv")

GENERAL = True
_RAW = 10_000  # characters of a bad row that are passed on


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
    header = rows.header
    position = 0
    while True:
        try:
            row = next(rows.reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRecord(position, Issue("not CSV", f"line {rows.reader.line_num}: {error}"[:200]))
            position += 1
            continue
        if rows.too_long():
            yield BadRecord(position, Issue("longer than 5 MB", f"line {rows.reader.line_num}"))
            position += 1
            continue
        if not any(row):
            continue
        if len(row) > len(header) and not any(row[len(header) :]):
            row = row[: len(header)]
        if len(row) != len(header):
            found = f"line {rows.reader.line_num}: {len(row)} fields, the header has {len(header)}"
            yield BadRecord(position, Issue("wrong number of fields", found), repr(row)[:_RAW])
        else:
            yield Record(position, dict(zip(header, row, strict=True)), rows.issues())
        position += 1


class _Rows:
    """The header, and a reader that stands behind it."""

    def __init__(self, opened: Opened):
        csv.field_size_limit(LONGEST)
        self._mended = self._cut = False
        dialect = dialect_of(decoded(opened.head)[0])
        self.reader = csv.reader(self._text(opened), dialect)
        try:
            self.header = _named(next((row for row in self.reader if any(row)), []))
        except csv.Error as error:
            raise Unreadable(f"its first row is not CSV ({error})") from error
        if not self.header:
            raise Unreadable("it has no header row")

    def issues(self) -> tuple[Issue, ...]:
        """Those of the row that was read last."""
        mended, self._mended = self._mended, False
        return (NOT_UTF8,) if mended else ()

    def too_long(self) -> bool:
        """Whether the row that was read last had a line that was left out for its length."""
        cut, self._cut = self._cut, False
        return cut

    def _text(self, opened: Opened) -> Iterator[str]:
        for line in lines(opened):
            text, is_utf8 = decoded(b"\n" if line is None else line)
            self._mended |= not is_utf8
            self._cut |= line is None
            yield text


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
