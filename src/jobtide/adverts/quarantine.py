"""Rejected records, kept with the reason so that a person can look: JSON Lines, a file for each ingest that had any.

    {"position": 17, "reason": "not an object", "detail": "line 19: a list", "record": "[1, 2, 3]"}

Touches: quarantine/, scratch/.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from jobtide.durable import put
from jobtide.issue import Issue
from jobtide.settings import Home

_LONGEST = 10_000  # characters of a record that are kept; the capture has all of it


class Quarantine:
    """The rejected records of one ingest. Nothing is kept until `commit`."""

    def __init__(self, home: Home):
        self._scratch = home.scratch / "quarantine"
        self._folder = home.quarantine
        self._file = None

    def add(self, position: int, issue: Issue, record: str | Mapping[str, object]) -> None:
        if self._file is None:
            self._scratch.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._scratch.open("w", encoding="utf-8")
        raw = record if isinstance(record, str) else _written(record)
        line = {"position": position, "reason": issue.reason, "detail": issue.detail, "record": raw[:_LONGEST]}
        self._file.write(json.dumps(line) + "\n")

    def commit(self, name: str) -> Path | None:
        """Where they are; None where there were none."""
        if self._file is None:
            return None
        self._file.close()
        place = self._folder / f"{name}.jsonl"
        put(self._scratch, place)
        return place

    def drop(self) -> None:
        if self._file is not None:
            self._file.close()
            self._scratch.unlink(missing_ok=True)


def _written(record: Mapping[str, object]) -> str:
    try:
        return json.dumps(record, ensure_ascii=False, default=str)
    except (RecursionError, ValueError, TypeError) as error:
        return f"(cannot be written: {error})"
