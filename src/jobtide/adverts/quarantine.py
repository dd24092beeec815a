"""Rejected records, kept with the reason so that a person can look: JSON Lines, a file for each ingest that had any.

    {"position": 17, "reason": "not an object", "detail": "line 19: a list", "record": "[1, 2, 3]"}

Touches: quarantine/, scratch/.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from jobtide.durable import put
from jobtide.issue import Issue
from jobtide.settings import Home

TAKEN_DOWN = Issue("taken down")  # what a record is rejected for whose words had to go
_LONGEST = 10_000  # characters of a record that are kept; the capture has all of it


@dataclass(frozen=True, slots=True)
class Rejected:
    """`record` is the record as JSON, or the beginning of its bytes where it could not be read."""

    position: int
    reason: str
    detail: str
    record: str


def rejected(position: int, issue: Issue, record: str | Mapping[str, object]) -> Rejected:
    raw = record if isinstance(record, str) else _written(record)
    return Rejected(position, issue.reason, issue.detail, raw[:_LONGEST])


def name_of(capture: str, ingest: int) -> str:
    """The name of the file for what an ingest of a capture rejected."""
    return f"{capture[:16]}-{ingest}.jsonl"


def kept(file: Path) -> Iterator[Rejected]:
    """The records of one file of a quarantine."""
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield Rejected(**json.loads(line))


class Quarantine:
    """The rejected records of one ingest. Nothing is kept until `commit`."""

    def __init__(self, home: Home):
        self._scratch = home.scratch / "quarantine"
        self._folder = home.quarantine
        self._file = None

    def add(self, record: Rejected) -> None:
        if self._file is None:
            self._scratch.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._scratch.open("w", encoding="utf-8")
        self._file.write(json.dumps(asdict(record)) + "\n")

    def commit(self, name: str) -> Path | None:
        """Where they are; None where there were none, and what was there under this name is no longer."""
        place = self._folder / name
        if self._file is None:
            place.unlink(missing_ok=True)
            return None
        self._file.close()
        put(self._scratch, place)
        return place

    def drop(self) -> None:
        if self._file is not None:
            with suppress(OSError):  # what is thrown away need not fit on a full disk
                self._file.close()
            self._scratch.unlink(missing_ok=True)


def _written(record: Mapping[str, object]) -> str:
    try:
        return json.dumps(record, ensure_ascii=False, default=str)
    except (RecursionError, ValueError, TypeError) as error:
        return f"(cannot be written: {error})"
