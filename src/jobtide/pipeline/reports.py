"""What became of files that were read."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from jobtide.adverts.store import Counts
from jobtide.sources import json_records, warc_records, xml_pieces
from jobtide.sources.json_lines import adapter as json_lines

UNREADABLE = "cannot be read as a whole"  # of a file, which counts as one record
_REJECTED = 0.01  # a file with a larger share of records in the quarantine does not show what is gone
_CUT = frozenset((json_records.CUT, json_lines.CUT, xml_pieces.CUT, warc_records.CUT))  # of a record, and all behind it


@dataclass
class FileReport:
    """What became of one file, or of one file inside an archive.

    `refused` says why nothing of it was read; None where all went well. `left_out` says the same of a file that nobody
    named (it was found in a folder), which stops nothing. `not_complete` says why a file that was said to hold all
    that its source had is not taken for that.
    """

    name: str
    format: str | None = None
    source: str | None = None
    counts: Counts = field(default_factory=Counts)
    quarantine: Path | None = None
    reasons: Counter[str] = field(default_factory=Counter)
    issues: Counter[str] = field(default_factory=Counter)
    unused: Counter[str] = field(default_factory=Counter)
    refused: str | None = None
    left_out: str | None = None
    not_complete: str | None = None
    capture: str | None = None


def cut_short(report: FileReport) -> str | None:
    """What is to be said of a file that ended in the middle of a record; nobody knows how many it has lost."""
    return None if _CUT.isdisjoint(report.reasons) else "it is cut short"


def doubt(report: FileReport) -> str | None:
    """Why a file cannot show what was gone from its source; None where it can."""
    counts = report.counts
    if not counts.received:
        return "it is empty"
    if (short := cut_short(report)) is not None:
        return short
    if counts.quarantined > _REJECTED * counts.received:
        return f"{counts.quarantined:,} of its {counts.received:,} records could not be read"
    return None


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
