"""Live sources into the home: what is due is asked for, kept, and read. One source's failure never stops another.

Touches: network, the home, the environment for reading (through its caller).
"""

import sqlite3
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from jobtide.errors import Busy, Error, Unwritable
from jobtide.lock import locked
from jobtide.pipeline.due import why_not_now
from jobtide.pipeline.fetch_ending import FAILED, NOT_DUE, OFF, Ending, Outcome
from jobtide.pipeline.fetch_state import FetchState
from jobtide.pipeline.live_source import LiveSource
from jobtide.pipeline.source_fetch import SourceFetch
from jobtide.settings import Home, Settings
from jobtide.sources.session.exchange import World
from jobtide.sources.session.hosts import Hosts
from jobtide.sources.session.session import Session


@dataclass(frozen=True)
class Wanted:
    """How to fetch. `due`: only what is; `full`: everything that a source has, also where it would ask for news alone;
    `accept_fewer`: that a source has far fewer adverts than it had is right."""

    due: bool = False
    full: bool = False
    accept_fewer: bool = False
    contact: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)


def fetch(
    home: Home,
    settings: Settings,
    sources: Sequence[LiveSource],
    wanted: Wanted,
    world: World = World(),  # noqa: B008 (frozen)
    told: Callable[[str], None] = lambda message: None,
) -> tuple[Outcome, ...]:
    """Fetches each source in turn. Error only where nothing can be fetched at all: another fetch is under way, the home
    cannot be written to. `told` hears which source is being asked."""
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(Home(home.folder / "fetching"), "fetch"))
            state = FetchState(home)
        except OSError as error:
            raise Unwritable(f"{home.folder} cannot be written to: {error}. Nothing was fetched.") from error
        stack.callback(state.close)
        fetching = _Fetching(home, settings, wanted, world, state, Hosts(state.robots, world.clock), told)
        return tuple(fetching.outcome(source) for source in sources)


@dataclass(frozen=True)
class _Fetching:
    home: Home
    settings: Settings
    wanted: Wanted
    world: World
    state: FetchState
    hosts: Hosts
    told: Callable[[str], None]

    def outcome(self, source: LiveSource) -> Outcome:
        outcome = Outcome(source.name, source.facts.kind, OFF)
        if source.off_because is not None:
            return replace(outcome, reason=source.off_because)
        reason = why_not_now(source, self.state.status(source.name), self.world.now(), self.wanted.due)
        if reason is not None:
            return replace(outcome, state=NOT_DUE, reason=reason)
        self.told(f"{source.name} …")
        try:
            return self._fetched(source)
        except (Unwritable, Busy):
            raise  # of the home: no source would fare better
        except (OSError, sqlite3.OperationalError) as error:
            raise Unwritable(
                f"{self.home.folder} cannot be written to: {error}. What was fetched before is kept; do it again."
            ) from error
        except Error as error:  # a key that is missing, a parameter that cannot be meant
            return self._failed(outcome, str(error))
        except Exception as error:  # a fault in what reads one source must not cost the others
            where = traceback.extract_tb(error.__traceback__)[-1]
            fault = f"{type(error).__name__} in {Path(where.filename).name}, line {where.lineno}: {error}"
            return self._failed(outcome, f"a fault of jobtide itself, please report it ({fault:.300})")

    def _failed(self, outcome: Outcome, reason: str) -> Outcome:
        now = self.world.now()
        status = replace(self.state.status(outcome.name), state=FAILED, reason=reason, started=now, ended=now)
        self.state.put(status)
        return replace(outcome, state=FAILED, reason=reason)

    def _fetched(self, source: LiveSource) -> Outcome:
        keys = source.secrets(self.wanted.environment)
        run = SourceFetch(self.home, source, self.state, self.world, self.wanted.full)
        session = Session(
            _user_agent(self.wanted.contact),
            self.hosts,
            source.limits,
            keys,
            source.facts.headers,
            source.allow_private,
            source.facts.also_hosts,
            self.world,
        )
        with session:
            run.pages(session)
        signals = "; ".join(f"{host}: {signal}" for host, signal in sorted(session.signals.items()))
        ending = Ending(
            self.home, self.settings, source, self.wanted.accept_fewer, self.world, self.state, run, signals
        )
        return ending.outcome()


def _user_agent(contact: str) -> str:
    said = f"jobtide/{version('jobtide')}"
    return f"{said} (+{contact})" if contact else said
