"""What is remembered of a live source: its last fetch, and each request of one that is under way."""

from dataclasses import dataclass
from datetime import datetime

from jobtide.sources.asking import Request
from jobtide.sources.session.exchange import Known

WAITING, DONE, SAME, FAILED, LEFT = "waiting", "done", "same", "failed", "left"


@dataclass(frozen=True)
class Status:
    """Of a source's last fetch. `state` is one of RUNNING, OK … below; `run` counts fetches from 1, whatever the clock
    says. `since` is when the last one that went well began; `config` a digest of what was asked for. Counts are of the
    last fetch that ended."""

    name: str
    run: int = 0
    state: str = "never run"
    reason: str = ""
    started: datetime | None = None
    ended: datetime | None = None
    since: datetime | None = None
    not_before: datetime | None = None
    full: bool = True
    config: str = ""
    pages: int = 0
    bytes: int = 0
    adverts: int = 0
    received: int = 0
    accepted: int = 0
    repeated: int = 0
    quarantined: int = 0
    complete: bool = False
    signals: str = ""


@dataclass(frozen=True)
class Asking:
    """A request of the fetch under way, and what became of it."""

    position: int
    request: Request
    again: int
    state: str
    capture: str | None
    ids: tuple[str, ...]
    total: int | None
    bytes: int
    note: str


@dataclass(frozen=True)
class Kept:
    """The last whole answer of an address: its capture, what to ask it by, and the number of the fetch it came with."""

    known: Known
    version: str | None
    capture: str
    run: int


@dataclass(frozen=True)
class PartKept:
    """Of a part: how many adverts it had at its last full fetch, and those at its head."""

    adverts: int
    heads: tuple[str, ...]
