"""What a home remembers of its live sources: each one's last fetch, and where a fetch that was cut off must go on.

One SQLite file. What belongs to one answer is written in one transaction, so a kill at any moment leaves the fetch at
an answer that is whole. Touches: fetching/ in the home.
"""

import json
import sqlite3
from collections.abc import Iterator, MutableMapping
from contextlib import closing, contextmanager
from dataclasses import asdict, fields, replace
from datetime import datetime
from pathlib import Path

from jobtide.errors import Error
from jobtide.pipeline.fetch_status import DONE, FAILED, LEFT, SAME, WAITING, Asking, Kept, PartKept, Status
from jobtide.pipeline.robots_kept import RobotsKept
from jobtide.settings import Home
from jobtide.sources.asking import Page, Request
from jobtide.sources.session.exchange import Known
from jobtide.sources.session.hosts import KeptRobots

_SCHEMA = """
CREATE TABLE IF NOT EXISTS source (name TEXT PRIMARY KEY, status TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS part (source TEXT, part TEXT, adverts INTEGER, heads TEXT, PRIMARY KEY (source, part));
CREATE TABLE IF NOT EXISTS answer (source TEXT, address TEXT, etag TEXT, last_modified TEXT, version TEXT,
    capture TEXT NOT NULL, run INTEGER NOT NULL, PRIMARY KEY (source, address));
CREATE TABLE IF NOT EXISTS asking (source TEXT, position INTEGER PRIMARY KEY AUTOINCREMENT, part TEXT, again INTEGER,
    address TEXT, request TEXT, state TEXT NOT NULL, capture TEXT, ids TEXT, total INTEGER, bytes INTEGER, note TEXT,
    UNIQUE (source, again, address));
CREATE INDEX IF NOT EXISTS asking_in_order ON asking (source, state, position);
CREATE TABLE IF NOT EXISTS robots (origin TEXT PRIMARY KEY, fetched TEXT NOT NULL, text TEXT NOT NULL);
"""


class FetchState:
    def __init__(self, home: Home):
        self._file = home.folder / "fetching" / "state.sqlite"
        self._file.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._base = sqlite3.connect(self._file, isolation_level=None, timeout=30)
            self._base.executescript(_SCHEMA)
            self._base.execute("PRAGMA synchronous = FULL")
        except sqlite3.Error as error:
            raise Error(f"{self._file} cannot be used: {error}.") from error

    def close(self) -> None:
        self._base.close()

    def status(self, name: str) -> Status:
        row = self._base.execute("SELECT status FROM source WHERE name = ?", (name,)).fetchone()
        return _status(row[0]) if row else Status(name)

    def put(self, status: Status) -> None:
        with self._whole():
            self._put(status)

    def begin(self, status: Status, requests: tuple[Request, ...]) -> None:
        """A new fetch, which forgets what an earlier one left undone."""
        with self._whole():
            self._put(status)
            self._base.execute("DELETE FROM asking WHERE source = ?", (status.name,))
            self._wait(status.name, requests, 0)

    def ask_again(self, name: str, requests: tuple[Request, ...], again: int) -> None:
        with self._whole():
            self._wait(name, requests, again)

    def waiting(self, name: str) -> "Asking | None":
        rows = self._base.execute(
            f"{_ASKED} WHERE source = ? AND state = ? ORDER BY position LIMIT 1", (name, WAITING)
        ).fetchall()
        return _asked(rows[0]) if rows else None

    def asked(self, name: str) -> list["Asking"]:
        rows = self._base.execute(f"{_ASKED} WHERE source = ? ORDER BY position", (name,)).fetchall()
        return [_asked(row) for row in rows]

    def answered(
        self, name: str, one: Asking, page: Page, capture: str | None, taken: int, kept: Kept | None, note: str = ""
    ) -> int:
        """An answer is whole: what it held, what follows. `kept` None: the earlier one stands. How many requests that
        it led to were asked for before."""
        with self._whole():
            state = DONE if kept is not None or capture is None else SAME
            self._base.execute(
                "UPDATE asking SET state = ?, capture = ?, ids = ?, total = ?, bytes = ?, note = ? WHERE position = ?",
                (state, capture, json.dumps(page.ids), page.total, taken, note, one.position),
            )
            if kept is not None:
                self._base.execute(
                    "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?)",
                    (name, one.request.address, kept.known.etag, kept.known.last_modified, kept.version, kept.capture,
                     kept.run),
                )  # fmt: skip
            return len(page.next) - self._wait(name, page.next, one.again)

    def failed(self, one: Asking, note: str) -> None:
        """It came to nothing."""
        with self._whole():
            self._base.execute("UPDATE asking SET state = ?, note = ? WHERE position = ?", (FAILED, note, one.position))

    def noted(self, one: Asking, note: str) -> None:
        """It came, and something about it means that there may be more than came."""
        with self._whole():
            self._base.execute("UPDATE asking SET note = ? WHERE position = ?", (note, one.position))

    def leave(self, name: str, note: str, start: str = "") -> None:
        """What waits, and whose address starts so, is not asked for any more."""
        with self._whole():
            self._base.execute(
                "UPDATE asking SET state = ?, note = ? WHERE source = ? AND state = ? AND substr(address, 1, ?) = ?",
                (LEFT, note, name, WAITING, len(start), start),
            )

    def kept(self, name: str, address: str) -> Kept | None:
        row = self._base.execute(
            "SELECT etag, last_modified, version, capture, run FROM answer WHERE source = ? AND address = ?",
            (name, address),
        ).fetchone()
        return Kept(Known(row[0], row[1]), row[2], row[3], row[4]) if row else None

    def part(self, name: str, part: str) -> PartKept:
        row = self._base.execute(
            "SELECT adverts, heads FROM part WHERE source = ? AND part = ?", (name, part)
        ).fetchone()
        return PartKept(row[0], tuple(json.loads(row[1]))) if row else PartKept(0, ())

    def forget(self, name: str) -> None:
        """What a source's parts had."""
        with self._whole():
            self._base.execute("DELETE FROM part WHERE source = ?", (name,))

    def end(self, status: Status, parts: dict[str, PartKept]) -> None:
        with self._whole():
            self._put(status)
            for part, kept in parts.items():
                self._base.execute(
                    "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?)",
                    (status.name, part, kept.adverts, json.dumps(kept.heads)),
                )
            self._base.execute("DELETE FROM asking WHERE source = ?", (status.name,))

    @property
    def robots(self) -> MutableMapping[str, KeptRobots]:
        return RobotsKept(self._base)

    def _put(self, status: Status) -> None:
        said = {name: _plain(value) for name, value in asdict(status).items()}
        self._base.execute("INSERT OR REPLACE INTO source VALUES (?, ?)", (status.name, json.dumps(said)))

    def _wait(self, name: str, requests: tuple[Request, ...], again: int) -> int:
        new = 0
        for request in requests:
            cursor = self._base.execute(
                "INSERT OR IGNORE INTO asking (source, part, again, address, request, state) VALUES (?, ?, ?, ?, ?, ?)",
                (name, request.part, again, request.address, json.dumps(asdict(request)), WAITING),
            )
            new += cursor.rowcount
        return new

    @contextmanager
    def _whole(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._base.execute("COMMIT")
        except BaseException:
            self._base.execute("ROLLBACK")
            raise


def statuses(home: Home) -> dict[str, Status]:
    """Every source's last fetch, read without a lock; nothing where nothing was ever fetched."""
    file = Path(home.folder / "fetching" / "state.sqlite")
    if not file.exists():
        return {}
    with closing(sqlite3.connect(file, timeout=30)) as base:  # not mode=ro: a kill may have left a journal to roll back
        found = [_status(row[0]) for row in base.execute("SELECT status FROM source")]
    return {status.name: status for status in found}


_ASKED = "SELECT position, request, again, state, capture, ids, total, bytes, note FROM asking"
_MOMENTS = tuple(each.name for each in fields(Status) if "datetime" in str(each.type))


def _asked(row: tuple) -> Asking:
    position, request, again, state, capture, ids, total, taken, note = row
    ids = tuple(json.loads(ids)) if ids else ()
    return Asking(position, Request(**json.loads(request)), again, state, capture, ids, total, taken or 0, note or "")


def _status(text: str) -> Status:
    said = json.loads(text)
    known = {each.name for each in fields(Status)}
    status = Status(**{name: value for name, value in said.items() if name in known})
    moments = {name: datetime.fromisoformat(said[name]) for name in _MOMENTS if said.get(name)}
    return replace(status, **moments)


def _plain(value):
    return value.isoformat() if isinstance(value, datetime) else value
