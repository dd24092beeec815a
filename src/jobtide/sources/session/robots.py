"""What a host's robots.txt says to us (RFC 9309). Pure; the session fetches it.

None there (4xx): everything is allowed. Not to be had now (5xx, 429, no answer): nothing is, for now.
"""

import re
from dataclasses import dataclass

from protego import Protego

TOKEN = "jobtide"
MOST_BYTES = 500 * 1024  # RFC 9309 asks for at least that much; what follows is not read
KEPT_SECONDS = 24 * 3600.0
_SIGNAL = re.compile(r"^\s*content-signal\s*:\s*(.{1,300})$", re.I | re.M)


@dataclass(frozen=True)
class Robots:
    """`text` is None where nothing is allowed for now; `why` then says why."""

    text: str | None
    why: str = ""

    def rules(self) -> "Rules":
        return Rules(self)


class Rules:
    def __init__(self, robots: Robots):
        self.why = robots.why
        self._rules = None if robots.text is None else Protego.parse(robots.text)
        self.signal = _signal(robots.text or "")

    def allows(self, address: str) -> bool:
        return self._rules is not None and self._rules.can_fetch(address, TOKEN)

    @property
    def pace_seconds(self) -> float:
        """Seconds between requests that it asks for; 0 where it asks for none."""
        if self._rules is None:
            return 0.0
        rate = self._rules.request_rate(TOKEN)
        by_rate = rate.seconds / rate.requests if rate is not None and rate.requests > 0 else 0.0
        return max(float(self._rules.crawl_delay(TOKEN) or 0.0), by_rate)


def robots_of(status: int, body: bytes) -> Robots:
    """What an answer to /robots.txt means."""
    if status >= 500 or status == 429:
        return Robots(None, f"its robots.txt cannot be had now (HTTP {status})")
    if status != 200:
        return Robots("")
    if len(body) > MOST_BYTES:
        body = body[: body.rfind(b"\n", 0, MOST_BYTES) + 1]  # half a rule is another rule
    return Robots(body.decode("utf-8-sig", "replace"))


def _signal(text: str) -> str:
    found = _SIGNAL.search(text)
    return found[1].strip() if found else ""
