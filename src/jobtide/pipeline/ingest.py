"""Files to adverts: each file becomes a capture, its records adverts, what cannot be read goes to the quarantine.

A file that was refused leaves no trace. A crash leaves nothing half done: bytes are stored before they are read, the
ledger tells of a reading before its adverts appear, and doing it again completes it.

Touches: the home, the files to read, standard input.
"""

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from jobtide.adverts.clean import Cleaner, Defaults
from jobtide.adverts.mapping import Columns, Missing, columns
from jobtide.adverts.quarantine import Quarantine
from jobtide.adverts.store import Counts, Store, Writing
from jobtide.errors import Error, Unreadable
from jobtide.landing import Capture, Entry, Landing
from jobtide.lock import locked
from jobtide.record import BadRecord
from jobtide.settings import Home, Settings
from jobtide.sources import formats
from jobtide.sources.opening import Opened

STANDARD_INPUT = "-"
_NAMES = 1000  # columns that are counted; a hostile file could name a new one in every record


@dataclass(frozen=True)
class Options:
    """What the operator says of the files. `map` holds FIELD=COLUMN texts; None leaves it to the file."""

    source: str | None = None
    format: str | None = None
    map: tuple[str, ...] = ()
    place: str | None = None
    seen_at: date | None = None


@dataclass
class FileReport:
    """What became of one file. `refused` says why nothing of it was read; None where all went well."""

    name: str
    format: str | None = None
    source: str | None = None
    counts: Counts = field(default_factory=Counts)
    quarantine: Path | None = None
    reasons: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    unused: Counter[str] = field(default_factory=Counter)
    refused: str | None = None


@dataclass(frozen=True)
class IngestReport:
    """`quarantine` is the folder; each file of `files` names its own. `reasons` count quarantined records, `issues`
    oddities of accepted ones, `unused` the records that had each column which was not read."""

    files: tuple[FileReport, ...]
    quarantine: Path

    @property
    def total(self) -> Counts:
        counts = [file.counts for file in self.files]
        return Counts(*(sum(getattr(c, name) for c in counts) for name in ("accepted", "repeated", "quarantined")))

    @property
    def reasons(self) -> Counter[str]:
        return sum((file.reasons for file in self.files), Counter())

    @property
    def issues(self) -> Counter[str]:
        return sum((file.issues for file in self.files), Counter())

    @property
    def unused(self) -> Counter[str]:
        return sum((file.unused for file in self.files), Counter())

    @property
    def refused(self) -> tuple[FileReport, ...]:
        return tuple(file for file in self.files if file.refused)


def ingest(
    home: Home,
    settings: Settings,
    files: Sequence[str | Path],
    options: Options,
    today: date,
    done: Callable[[int], None] = lambda records: None,
) -> IngestReport:
    """Reads all files into the home. One that cannot be read does not stop the others; Error where none can.

    `done` is told the number of records read, every few thousand.
    """
    mapping = columns(options.map)
    reports = []
    with locked(home, "ingest"):
        store, landing = Store(home), Landing(home)
        for file in files:
            try:
                reports.append(_File(home, store, landing, mapping, options, today, done).taken(str(file)))
            except Error as error:
                store.reload()
                if len(files) == 1:
                    raise
                reports.append(FileReport(str(file), refused=str(error)))
            except OSError as error:
                raise Error(f"{file} was not read: {error}. What was read before is kept; do it again.") from error
    if reports and all(report.refused for report in reports):
        raise Error("\n".join(report.refused for report in reports))
    return IngestReport(tuple(reports), home.quarantine)


@dataclass
class _File:
    home: Home
    store: Store
    landing: Landing
    mapping: Columns
    options: Options
    today: date
    done: Callable[[int], None]

    def taken(self, file: str) -> FileReport:
        capture, name = self._landed(file)
        try:
            adapter = self._adapter(capture, name)
            entry, known = self._entry(capture, name, adapter)
            return self._read(capture, adapter, entry, known)
        except Error as error:
            self.landing.refuse(capture)
            if isinstance(error, Unreadable):
                raise Unreadable(f"{name} cannot be read: {error}.") from error
            raise Error(f"{name} was not read. {error}") from error

    def _landed(self, file: str) -> tuple[Capture, str]:
        if file == STANDARD_INPUT:
            return self.landing.keep(sys.stdin.buffer), "standard-input"
        with _opened(file) as stream:
            return self.landing.keep(stream), Path(file).name

    def _adapter(self, capture: Capture, name: str) -> ModuleType:
        if self.options.format is not None:
            return formats.adapter_of(self.options.format)
        with self.landing.opened(capture) as stream:
            return formats.recognised(Opened(stream).head, name)

    def _entry(self, capture: Capture, name: str, adapter: ModuleType) -> tuple[Entry, Entry | None]:
        """What the ledger may have to say of this reading, and what it says already, None where it is the first."""
        before = self.landing.entries()
        taken = min((entry.taken for entry in before if entry.capture == capture.hash), default=self.today)
        options = self.options
        entry = Entry(
            ingest=len(before),
            capture=capture.hash,
            name=name,
            source=options.source or formats.source_of(adapter) or Path(formats.bare_name(name)).stem,
            format=formats.name_of(adapter),
            map=options.map,
            place=options.place,
            seen_at=options.seen_at,
            bytes=capture.size,
            taken=taken,
        )
        known = next((old for old in reversed(before) if old.says_as(entry)), None)
        if known is not None and not self.store.holds(capture.hash, known.ingest):
            entry = known  # a crash came between the ledger and the adverts
        return entry, known

    def _read(self, capture: Capture, adapter: ModuleType, entry: Entry, known: Entry | None) -> FileReport:
        report = FileReport(entry.name, entry.format, entry.source)
        writing = self.store.writing(capture.hash, entry.ingest)
        quarantine = Quarantine(self.home)
        try:
            self._records(capture, adapter, entry, writing, quarantine, report)
            writing.flush()
            report.counts = writing.counts
            report.counts.quarantined = sum(report.reasons.values())
            if known is not None and not writing.counts.accepted:
                entry = known  # nothing new was found
            if entry != known:
                self.landing.record(entry)
            report.quarantine = quarantine.commit(f"{capture.hash[:16]}-{entry.ingest}")
            writing.commit(entry.ingest)
        finally:
            writing.drop()
            quarantine.drop()
        return report

    def _records(
        self,
        capture: Capture,
        adapter: ModuleType,
        entry: Entry,
        writing: Writing,
        quarantine: Quarantine,
        report: FileReport,
    ) -> None:
        wanted = self.mapping.named
        day = entry.seen_at or entry.taken
        cleaner = Cleaner(self.mapping, Defaults(entry.source, day, entry.seen_at, entry.place))
        missing = Missing(self.mapping)
        every = self._columns(capture, adapter)
        if every is not None:
            missing.check_columns(every)
        unused = report.unused
        number = 0
        with self.landing.opened(capture) as stream:
            for number, record in enumerate(adapter.read(stream, wanted, entry.address), 1):
                if number % 5000 == 0:
                    self.done(number)
                if isinstance(record, BadRecord):
                    report.reasons[record.issue.reason] += 1
                    quarantine.add(record.position, record.issue, record.raw)
                    continue
                missing.watch(record.fields)
                for name in record.fields.keys() - wanted:
                    if name in unused or len(unused) < _NAMES:
                        unused[name] += 1
                cleaned = cleaner.cleaned(record.fields)
                if cleaned.advert is None:
                    report.reasons[cleaned.issues[-1].reason] += 1
                    quarantine.add(record.position, cleaned.issues[-1], record.fields)
                    continue
                for issue in (*record.issues, *cleaned.issues):
                    report.issues[issue.reason] += 1
                writing.add(cleaned.advert, record.position)
        missing.check()
        for name in frozenset(every or ()) - wanted:
            unused.setdefault(name, number)  # the adapter did not even read it

    def _columns(self, capture: Capture, adapter: ModuleType) -> tuple[str, ...] | None:
        with self.landing.opened(capture) as stream:
            return adapter.columns(stream)


def _opened(file: str) -> BinaryIO:
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise Unreadable(f"{file} cannot be opened: {error.strerror}.") from error
