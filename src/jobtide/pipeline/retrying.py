"""The quarantine of a home: what was rejected and why, and another try after a fix.

Touches: the home.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from jobtide.adverts.quarantine import Rejected, kept
from jobtide.adverts.store import Counts, ingest_of
from jobtide.landing import Entry, Landing
from jobtide.pipeline.reports import UNREADABLE
from jobtide.pipeline.taking import taking
from jobtide.settings import Home, Settings

_EXAMPLES = 3


@dataclass
class Group:
    """Rejected records of one source for one reason. `examples` are the first few, each with the name of its file."""

    source: str
    reason: str
    many: int = 0
    examples: list[tuple[str, Rejected]] = field(default_factory=list)


@dataclass(frozen=True)
class Retried:
    """`counts` are those of the captures that were read again; `before` the records of the quarantine until then."""

    captures: int
    before: int
    after: int
    counts: Counts


def groups(home: Home, reason: str | None = None, source: str | None = None) -> list[Group]:
    """By source and reason, the largest first."""
    found: dict[tuple[str, str], Group] = {}
    for entry, record in _records(home):
        if reason not in (None, record.reason) or source not in (None, entry.source):
            continue
        group = found.setdefault((entry.source, record.reason), Group(entry.source, record.reason))
        group.many += 1
        if len(group.examples) < _EXAMPLES:
            group.examples.append((entry.name, record))
    return sorted(found.values(), key=lambda group: (-group.many, group.source, group.reason))


def retried(
    home: Home, settings: Settings, today: date, reason: str | None = None, source: str | None = None
) -> Retried:
    """Reads those captures again whose records were rejected (for this reason, from this source).

    A record that is accepted now leaves the quarantine; received = accepted + repeated + quarantined of each capture.
    """
    total, captures = Counts(), 0
    with taking(home, settings, today, "quarantine") as taker:
        wanted: dict[int, Entry] = {}
        before = 0
        waiting: list[Entry] = []
        for entry, record in _records(home):
            before += 1
            if reason in (None, record.reason) and source in (None, entry.source):
                if entry.trouble is None:
                    wanted[entry.ingest] = entry
                else:
                    waiting.append(entry)
        for entry in (*(entry for _, entry in sorted(wanted.items())), *waiting):
            report = taker.again(entry) if entry.trouble is None else taker.at_last(entry)
            counts = report.counts if report is not None else Counts(quarantined=1)
            total = Counts(
                total.accepted + counts.accepted,
                total.repeated + counts.repeated,
                total.quarantined + counts.quarantined,
            )
            captures += 1
        after = sum(1 for _ in _records(home))
    return Retried(captures, before, after, total)


def _records(home: Home) -> Iterator[tuple[Entry, Rejected]]:
    """Each rejected record, and each capture that cannot be read as a whole, which is one too."""
    landing = Landing(home)
    entries = landing.entries()
    for file in sorted(home.quarantine.glob("*.jsonl"), key=ingest_of):
        entry = entries[ingest_of(file)]
        for record in kept(file):
            yield entry, record
    for entry in landing.unreadable():
        detail = entry.trouble or "as it was to be read"
        yield replace(entry, trouble=detail), Rejected(0, UNREADABLE, detail, "")
