"""Files to adverts: every file that is meant, and every file inside an archive, is taken as a capture of its own.

Touches: the home, the files to read, standard input.
"""

import io
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from jobtide.adverts.mapping import columns
from jobtide.errors import Error, Unreadable, Unwritable
from jobtide.pipeline.files import STANDARD_INPUT, Found, found
from jobtide.pipeline.reports import UNREADABLE, FileReport, IngestReport, doubt
from jobtide.pipeline.taking import Options, Taking, taking
from jobtide.settings import Home, Settings
from jobtide.sources.archives import is_archive, members
from jobtide.sources.opening import Opened

__all__ = ["FileReport", "IngestReport", "Options", "ingest"]


def ingest(
    home: Home,
    settings: Settings,
    files: Sequence[str | Path],
    options: Options,
    today: date,
    done: Callable[[int], None] = lambda records: None,
) -> IngestReport:
    """Reads all files into the home. One that cannot be read does not stop the others; Error where none can.

    With `options.complete` all files together hold what their sources had on the day: where one of them is refused,
    none is taken for complete. `done` is told the number of records read, every few thousand.
    """
    columns(options.map)  # refuses a wrong one before anything is read
    reports: list[FileReport] = []
    with taking(home, settings, today) as taker:
        taker.done = done
        if options.complete and options.seen_at is None:
            options = replace(options, seen_at=today)
        for file in found(files):
            reports += _read(taker, file, replace(options, complete=False))
        if options.complete:
            _complete(taker, reports, options.seen_at)
    read = [report for report in reports if report.left_out is None]
    if not read or all(report.refused for report in read):
        raise Unreadable(_nothing(reports))
    return IngestReport(tuple(reports), home.quarantine)


def _read(taker: Taking, file: Found, options: Options) -> Iterator[FileReport]:
    """A report of each capture in one file."""
    if file.left_out is not None:
        yield FileReport(file.path, left_out=file.left_out)
        return
    skipped: Counter[str] = Counter()
    try:
        with _opened(file) as stream:
            for name, member in _members(stream, file, skipped):
                asked = file.asked and member is stream
                yield _taken(taker, member, name, replace(options, named=asked), asked)
    except Unwritable:
        raise
    except Error as error:
        yield _refused(file.path, error, file.asked)
    for reason, many in skipped.items():
        yield FileReport(file.path, left_out=f"{many:,} of its members: {reason}")


def _taken(taker: Taking, stream: BinaryIO, name: str, options: Options, asked: bool) -> FileReport:
    try:
        return taker.take(stream, name, options)
    except Unwritable:
        raise
    except Error as error:
        return _refused(name, error, asked)


def _refused(name: str, error: Error, asked: bool) -> FileReport:
    report = FileReport(name, refused=str(error)) if asked else FileReport(name, left_out=str(error))
    if isinstance(error, Unreadable) and error.kept is not None:
        report.counts.quarantined = report.reasons[UNREADABLE] = 1
    return report


def _members(stream: BinaryIO, file: Found, skipped: Counter[str]) -> Iterator[tuple[str, BinaryIO]]:
    """What is inside an archive by name, or the file itself."""
    if file.path != STANDARD_INPUT and stream.seekable() and _is_archive(stream):
        yield from members(stream, file.name, skipped)
    else:
        yield file.name, stream  # a pipe can be read only once


def _is_archive(stream: BinaryIO) -> bool:
    try:
        return is_archive(Opened(stream).head)
    except Unreadable:  # which is found again when it is taken
        return False
    finally:
        stream.seek(0)


class _File(io.FileIO):
    """A file whose medium may fail while it is read: Unreadable then."""

    def readinto(self, into) -> int | None:
        try:
            return super().readinto(into)
        except OSError as error:
            raise Unreadable(f"its medium fails: {error.strerror}") from error


@contextmanager
def _opened(file: Found) -> Iterator[BinaryIO]:
    if file.path == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(io.BufferedReader(_File(file.path)))
        except OSError as error:
            raise Unreadable(f"{file.path} cannot be opened: {error.strerror}.") from error
        yield stream


def _complete(taker: Taking, reports: Sequence[FileReport], day: date) -> None:
    """Puts a complete round of each source into the ledger, unless something of it was not read."""
    refused = any(report.refused or UNREADABLE in report.reasons for report in reports)
    whole = {report.source for report in reports if report.source is not None}
    for report in reports:
        if report.refused or report.left_out:
            continue
        report.not_complete = "not all files could be read" if refused else doubt(report)
        if report.not_complete:
            whole.discard(report.source)
    for source in sorted(whole):
        taker.landing.complete(source, day)


def _nothing(reports: Sequence[FileReport]) -> str:
    if not reports:
        return "There is no file to read."
    return "\n".join(
        report.refused or f"{report.name} was left out: {report.left_out.rstrip('.')}." for report in reports[:20]
    )
