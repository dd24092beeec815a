"""What is known of each host while fetching: when it was last asked, and what its robots.txt says."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jobtide.sources.session.robots import KEPT_SECONDS, Robots, Rules


@dataclass(frozen=True)
class KeptRobots:
    """A robots.txt and when it was fetched, as the home keeps it between runs."""

    robots: Robots
    fetched: datetime


class Hosts:
    """Shared by all sources of a run, so that two boards on one host keep one pace.

    `kept` outlives the run: it maps "https://example.com" to a KeptRobots.
    """

    def __init__(self, kept: MutableMapping[str, KeptRobots], clock: Callable[[], float]):
        self._kept, self._clock = kept, clock
        self._last: dict[str, float] = {}
        self._rules: dict[str, Rules] = {}

    def rules(self, origin: str, now: datetime) -> Rules | None:
        """None where it is not known, or not any more."""
        if origin not in self._rules:
            kept = self._kept.get(origin)
            # An age below zero comes of a clock that was set back; then nobody knows how old it is.
            if kept is None or not timedelta() <= now - kept.fetched <= timedelta(seconds=KEPT_SECONDS):
                return None
            self._rules[origin] = kept.robots.rules()
        return self._rules[origin]

    def learn(self, origin: str, robots: Robots, now: datetime) -> Rules:
        """Where it cannot be had now, an earlier one stands; that nothing is allowed is kept for this run alone."""
        if robots.text is None and origin in self._kept:
            self._rules[origin] = self._kept[origin].robots.rules()
        else:
            if robots.text is not None:
                self._kept[origin] = KeptRobots(robots, now)
            self._rules[origin] = robots.rules()
        return self._rules[origin]

    def due_in(self, host: str, pace_seconds: float) -> float:
        """Seconds until the host may be asked again."""
        last = self._last.get(host)
        return 0.0 if last is None else max(0.0, last + pace_seconds - self._clock())

    def asked(self, host: str) -> None:
        self._last[host] = self._clock()
