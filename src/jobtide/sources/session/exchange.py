"""What goes into a request and what comes out of it, within which limits."""

import random
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from jobtide.sources.session.transport import Resolve, resolved


@dataclass(frozen=True)
class Limits:
    """What a source may cost. Seconds and bytes; `redirects` and `tries` of one request."""

    pace_seconds: float = 1.0
    request_seconds: float = 60.0
    bytes_per_answer: int = 64 << 20
    folds: float = 100.0
    redirects: int = 5
    tries: int = 4
    first_wait_seconds: float = 2.0
    longest_wait_seconds: float = 120.0


@dataclass(frozen=True)
class Key:
    """A secret that goes along: `where` is "query", "header" or "user" (the user of Basic authentication)."""

    name: str
    where: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Known:
    """What came with the last answer of an address; None where the source gave none."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True)
class Answer:
    """`body` is None where it has not changed since `Known`. Names of headers are in lower case."""

    address: str
    status: int
    headers: Mapping[str, str]
    body: bytes | None
    bytes_taken: int

    @property
    def known(self) -> Known:
        return Known(_sent_back(self.headers.get("etag")), _sent_back(self.headers.get("last-modified")))


@dataclass(frozen=True)
class World:
    """What a session needs of the world; the tests bring their own. `trust`: certificates that are trusted, None for
    the usual ones."""

    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    chance: Callable[[], float] = random.random
    resolve: Resolve = resolved
    trust: ssl.SSLContext | None = None


def _sent_back(said: str | None) -> str | None:
    """What a header can hold when it goes back; None for what cannot."""
    return said if said and said.isascii() and said.isprintable() and len(said) <= 500 else None
