"""One capture into a home: its bytes are kept, its records become adverts, what cannot be read goes to the quarantine.

A capture that was refused leaves no trace. A crash leaves nothing half done: bytes are stored before they are read, the
ledger tells of a reading before its adverts appear, and doing it again completes it.

Touches: the home.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from jobtide.adverts.batch import Batch
from jobtide.adverts.closing import Closing
from jobtide.adverts.mapping import Missing, columns
from jobtide.adverts.quarantine import TAKEN_DOWN, Quarantine, Rejected, name_of, rejected
from jobtide.adverts.store import Store, Writing
from jobtide.adverts.tombstones import Stub, stub_of
from jobtide.durable import Change
from jobtide.errors import Error, UnknownFormat, Unreadable, Unwritable
from jobtide.landing import Capture, Entry, Landing
from jobtide.lock import locked
from jobtide.pipeline.cleaning import Cleaning
from jobtide.pipeline.contents import Contents
from jobtide.pipeline.redacting import JSON_LINES, without
from jobtide.pipeline.reports import FileReport, doubt
from jobtide.settings import Home, Settings
from jobtide.sources import formats
from jobtide.sources.opening import Opened

_KEPT = " It is kept, and counts as one record in the quarantine."
_NAMES = 1000  # columns that are counted; a hostile file could name a new one in every record


@dataclass(frozen=True)
class Options:
    """What is said of captures. `map` holds FIELD=COLUMN texts; None leaves it to the capture.

    `seen_at` is its day, `address` where its bytes came from. `complete` says that it holds all that its source had on
    that day (today, where none is given), so that what is not in it was gone. `named` says whether somebody named this
    very file. What cannot be read is kept, with how it was to be, for a `reread` by software that can: but for a file
    that nobody named and nobody can tell the format of, and, unless `keep_unread`, what was asked for wrongly.
    """

    source: str | None = None
    format: str | None = None
    map: tuple[str, ...] = ()
    place: str | None = None
    seen_at: date | None = None
    address: str | None = None
    complete: bool = False
    named: bool = True
    keep_unread: bool = False


@contextmanager
def taking(home: Home, settings: Settings, today: date, doing: str = "ingest") -> Iterator["Taking"]:
    """Something to take captures with, while this process holds the lock of the home."""
    with locked(home, doing):
        taker = Taking(home, settings, today)
        try:
            yield taker
        finally:
            taker.close()


class Taking:
    """Takes captures into a home whose lock is held. `into` is another home's store to write to, where one is rebuilt.

    `done` is told the number of records read, every few thousand.
    """

    def __init__(
        self,
        home: Home,
        settings: Settings,
        today: date,
        done: Callable[[int], None] = lambda records: None,
        into: Home | None = None,
    ):
        self._home, self.landing = home, Landing(home)
        self._into, self._today, self.done = into or home, today, done
        self._store = Store(self._into)
        self._cleaning = Cleaning(settings.workers)
        self._entries = self.landing.entries()

    def close(self) -> None:
        self._cleaning.close()

    def take(self, stream: BinaryIO, name: str, options: Options) -> FileReport:
        """Keeps and reads everything that is left in `stream`; `name` is shown, and its ending may tell the format.

        Error where nothing of it can be read; then the next can be taken. Where it was kept, it counts as one record in
        the quarantine.
        """
        try:
            capture = self.landing.keep(stream)
        except OSError as error:
            raise _unwritable(name, error) from error
        except Unreadable as error:
            raise Unreadable(f"{name} cannot be read: {error}.") from error
        return self.take_kept(capture, name, options)

    def take_kept(self, capture: Capture, name: str, options: Options) -> FileReport:
        """The same of a capture that landing has already."""
        if options.complete and options.seen_at is None:
            options = replace(options, seen_at=self._today)
        entry = None
        try:
            adapter = self._adapter(capture, name, options.format)
            entry = self._entry(capture, name, adapter, options)
            return self._taken(capture, entry)
        except OSError as error:
            self._store.reload()
            raise _unwritable(name, error) from error
        except Error as error:
            self._store.reload()
            kept = self._kept_unread(capture, name, options, entry, error)
            if not kept:
                self.landing.refuse(capture)
            if isinstance(error, Unreadable):
                told = Unreadable(f"{name} cannot be read: {error}.{_KEPT if kept else ''}")
                told.kept = capture.path if kept else None
                raise told from error
            raise Error(f"{name} was not read. {error}") from error

    def _kept_unread(self, capture: Capture, name: str, options: Options, entry: Entry | None, error: Error) -> bool:
        """Whether a capture stays in the home though it cannot be read, with a line in the ledger."""
        if not options.keep_unread and not isinstance(error, Unreadable):
            return False
        if isinstance(error, UnknownFormat) and not options.named:
            return False
        entry = entry or self._entry(capture, name, None, options)
        self.landing.record_unreadable(replace(entry, quarantined=1, complete=False, trouble=str(error)))
        return True

    def again(self, entry: Entry) -> FileReport:
        """Reads a capture once more as the ledger says it was read. What is new is accepted under a number of its own,
        and the quarantine holds what is rejected now."""
        return self._taken(self.landing.capture(entry.capture), replace(entry, ingest=len(self._entries)))

    def at_last(self, entry: Entry) -> FileReport | None:
        """Reads a capture that could not be read when it came; None where it still cannot."""
        entry = replace(entry, quarantined=0, trouble=None)
        try:
            if not entry.format:
                adapter = self._adapter(self.landing.capture(entry.capture), entry.name, None)
                entry = replace(entry, format=formats.name_of(adapter))
            return self.again(entry)
        except Unreadable:
            self._store.reload()
            return None

    def rebuilt(self, entry: Entry) -> FileReport:
        """Reads a capture as the ledger says it was read, into the store, under the number that it had."""
        return self._read(self.landing.capture(entry.capture), entry, lambda report: entry)

    def _adapter(self, capture: Capture, name: str, format_: str | None) -> ModuleType:
        if format_ is not None:
            return formats.adapter_of(format_)
        known = [entry.format for entry in self._entries if entry.capture == capture.hash]
        if known and capture.redacted:
            return formats.adapter_of(known[-1])  # its bytes no longer tell
        with self.landing.opened(capture) as stream:
            return formats.recognised(Opened(stream).head, name)

    def _entry(self, capture: Capture, name: str, adapter: ModuleType | None, options: Options) -> Entry:
        """What the ledger may have to say of this reading; without an adapter nobody knows the format."""
        taken = [entry.taken for entry in self._entries if entry.capture == capture.hash]
        return Entry(
            ingest=len(self._entries),
            capture=capture.hash,
            name=name,
            source=options.source or formats.source_of(adapter) or Path(formats.bare_name(name)).stem,
            format=formats.name_of(adapter) if adapter is not None else "",
            map=options.map,
            place=options.place,
            seen_at=options.seen_at,
            bytes=capture.size,
            taken=min(taken, default=self._today),
            address=options.address,
            complete=options.complete,
        )

    def _taken(self, capture: Capture, entry: Entry) -> FileReport:
        known = next((old for old in reversed(self._entries) if old.says_as(entry)), None)
        crashed = known is not None and known.accepted > 0 and not self._store.holds(capture.hash, known.ingest)
        if crashed:  # between the ledger and the adverts
            entry = replace(entry, ingest=known.ingest)

        def recorded(report: FileReport) -> Entry:
            counts = report.counts
            report.not_complete = self._doubt(report, entry) if entry.complete else None
            complete = entry.complete and report.not_complete is None
            if known is not None and complete <= known.complete and (crashed or not counts.accepted):
                return known  # nothing new was found
            told = replace(
                entry,
                ingest=len(self._entries),
                complete=complete,
                accepted=counts.accepted,
                repeated=counts.repeated,
                quarantined=counts.quarantined,
            )
            self.landing.record(told)
            self._entries.append(told)
            return told

        return self._read(capture, entry, recorded)

    def _doubt(self, report: FileReport, entry: Entry) -> str | None:
        """Why a capture does not complete a round of its source. Its last page may be empty, but not all of them."""
        pages = [old for old in self._entries if (old.source, old.seen_at) == (entry.source, entry.seen_at)]
        if not report.counts.received and any(old.accepted + old.repeated for old in pages):
            return None
        return doubt(report)

    def _read(self, capture: Capture, entry: Entry, recorded: Callable[[FileReport], Entry]) -> FileReport:
        report = FileReport(entry.name, entry.format, entry.source, capture=capture.hash)
        writing = self._store.writing(capture.hash, entry.ingest)
        quarantine = Quarantine(self._into)
        try:
            self._read_into(writing, quarantine, report, capture, entry)
            if writing.taken_down:
                self._redact(capture, entry, writing.taken_down)
            report.counts = writing.counts
            report.counts.quarantined = sum(report.reasons.values())
            entry = recorded(report)
            report.quarantine = quarantine.commit(name_of(capture.hash, entry.ingest))
            writing.commit(entry.ingest)
            for old in self._entries[: entry.ingest]:
                # An earlier reading, whose rejected records were tried again here: as it was, or in vain without a map.
                in_vain = old.capture == entry.capture and not old.accepted + old.repeated
                if old.says_as(entry) or (in_vain and report.counts.accepted + report.counts.repeated):
                    (self._into.quarantine / name_of(old.capture, old.ingest)).unlink(missing_ok=True)
        finally:
            writing.drop()
            quarantine.drop()
        return report

    def _read_into(
        self, writing: Writing, quarantine: Quarantine, report: FileReport, capture: Capture, entry: Entry
    ) -> None:
        missing = Missing(columns(entry.map))
        contents = Contents(self.landing, capture, entry)
        every = contents.columns()
        mapping = contents.mapping(every)
        if every is not None:
            missing.check_columns(every)
        number = 0
        closings: list[tuple[Closing, Rejected]] = []
        with contents.watched(self._cleaning, mapping, missing) as (batches, stubs):
            for batch in batches:
                _counted(batch, report)
                for one in batch.rejected:
                    quarantine.add(one)
                writing.add(batch.rows)
                closings += batch.closings
                number += batch.rows.num_rows + len(batch.rejected) + len(batch.closings)
                self.done(number)
        missing.check()
        for name in frozenset(every or ()) - mapping.named:
            report.unused.setdefault(name, number)  # the adapter did not even read it
        self._close(closings, writing, quarantine, report)
        for record in stubs:
            stub = stub_of(record.fields)
            if stub is None:
                report.reasons[TAKEN_DOWN.reason] += 1
                quarantine.add(rejected(record.position, TAKEN_DOWN, ""))
            else:
                writing.see(stub)
        writing.flush()

    def _close(
        self, closings: list[tuple[Closing, Rejected]], writing: Writing, quarantine: Quarantine, report: FileReport
    ) -> None:
        """Closes the adverts that records without words speak of, when all that have words are in."""
        if not closings:
            return
        known = writing.close([closing for closing, _ in closings], [one.position for _, one in closings])
        for (_, one), is_known in zip(closings, known, strict=True):
            if not is_known:
                report.reasons[one.reason] += 1
                quarantine.add(one)

    def _redact(self, capture: Capture, entry: Entry, stubs: Mapping[int, Stub | None]) -> None:
        """Takes records out of a capture that should not have come back with it."""
        change = Change(self._home.folder)
        with self.landing.opened(capture) as stream:
            format_ = JSON_LINES if capture.redacted else entry.format
            self.landing.redact(capture, without(stream, format_, entry.address, stubs), change)
        change.commit()


def _unwritable(name: str, error: OSError) -> Unwritable:
    why = error if error.errno is None else os.strerror(error.errno)
    return Unwritable(f"{name} was not read: {why}. What was read before is kept; do it again.")


def _counted(batch: Batch, report: FileReport) -> None:
    report.reasons.update(one.reason for one in batch.rejected)
    report.issues.update(batch.issues)
    unused: Counter[str] = report.unused
    for name, many in batch.unused.items():
        if name in unused or len(unused) < _NAMES:
            unused[name] += many
