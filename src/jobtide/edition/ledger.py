"""What became of a home's editions, an event a line: which were made current, held and why, accepted, removed.

It lies beside the editions and not in them, so that equal inputs still give an edition of equal bytes.

Touches: editions/ledger.jsonl.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from jobtide.durable import append_line

FILE = "ledger.jsonl"
CURRENT, HELD, ACCEPTED, REMOVED = "current", "held", "accepted", "removed"


@dataclass(frozen=True)
class Event:
    """`reasons` are why the edition is held, or was when somebody accepted it; `against` is the one it was held
    against."""

    edition: str
    event: str
    reasons: Sequence[str] = ()
    against: str | None = None


class Ledger:
    def __init__(self, folder: Path):
        self._file = folder / FILE

    def add(self, event: Event) -> None:
        # After a line that a loss of power cut short a new one begins.
        is_cut = self._file.exists() and self._file.read_bytes()[-1:] not in (b"", b"\n")
        append_line(self._file, ("\n" if is_cut else "") + json.dumps(asdict(event), ensure_ascii=False))

    def last(self) -> dict[str, Event]:
        """The latest event of each edition that the ledger knows."""
        return {event.edition: event for event in self._events()}

    def order(self) -> list[str]:
        """The editions that have been current, by when they first were."""
        return list(dict.fromkeys(event.edition for event in self._events() if event.event in (CURRENT, ACCEPTED)))

    def _events(self) -> Iterator[Event]:
        if not self._file.exists():
            return
        for line in self._file.read_text(encoding="utf-8").split("\n"):
            try:
                said = json.loads(line)
            except ValueError:
                continue  # the end of the file, or a line that a loss of power cut short
            yield Event(said["edition"], said["event"], tuple(said["reasons"]), said["against"])
