"""The robots.txt of each host, kept between fetches.

Touches: fetching/ in the home.
"""

import sqlite3
from collections.abc import Iterator, MutableMapping
from datetime import datetime

from jobtide.sources.session.hosts import KeptRobots
from jobtide.sources.session.robots import Robots


class RobotsKept(MutableMapping):
    def __init__(self, base: sqlite3.Connection):
        self._base = base

    def __getitem__(self, origin: str) -> KeptRobots:
        row = self._base.execute("SELECT fetched, text FROM robots WHERE origin = ?", (origin,)).fetchone()
        if row is None:
            raise KeyError(origin)
        return KeptRobots(Robots(row[1]), datetime.fromisoformat(row[0]))

    def __setitem__(self, origin: str, kept: KeptRobots) -> None:
        self._base.execute(
            "INSERT OR REPLACE INTO robots VALUES (?, ?, ?)", (origin, kept.fetched.isoformat(), kept.robots.text)
        )

    def __delitem__(self, origin: str) -> None:
        self._base.execute("DELETE FROM robots WHERE origin = ?", (origin,))

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._base.execute("SELECT origin FROM robots"))

    def __len__(self) -> int:
        return self._base.execute("SELECT count(*) FROM robots").fetchone()[0]
