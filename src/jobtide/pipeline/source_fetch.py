"""One source's fetch: asks page after page, keeps each answer before anyone reads it, and goes on where it was cut off.

Touches: network, landing/, fetching/.
"""

import hashlib
import io
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from jobtide.errors import Busy, Error
from jobtide.landing import Entry, Landing
from jobtide.lock import locked
from jobtide.pipeline.due import WENT_WELL
from jobtide.pipeline.fetch_state import FetchState
from jobtide.pipeline.fetch_status import WAITING, Asking, Kept, Status
from jobtide.pipeline.live_source import LiveSource
from jobtide.pipeline.stock import missing
from jobtide.settings import Home
from jobtide.sources import formats
from jobtide.sources.asking import Asked, OddAnswer, Page, Request
from jobtide.sources.facts import requests_of
from jobtide.sources.session import shape
from jobtide.sources.session.exchange import Answer, Known, World
from jobtide.sources.session.session import Session
from jobtide.sources.session.trouble import Failed, Gone, Trouble

RUNNING = "running"
T = TypeVar("T")
_STALE = timedelta(hours=24)  # an older fetch that was cut off is not gone on with: its pages have shifted
_LOCK_SECONDS = 600.0
_LONGEST_ADDRESS = 4000  # characters; a source that asks for more wants something else than to be read
_ENOUGH = 3  # failures of a host, one after the other, before the rest of what it has is left alone


class SourceFetch:
    """The requests of one source, from the first to the last. `status` is its last fetch, ended or not."""

    def __init__(self, home: Home, source: LiveSource, state: FetchState, world: World, full: bool):
        self._home, self._source, self._state, self._world = home, source, state, world
        self._landing = Landing(home)
        self._plan = requests_of(source.facts.kind)
        self.status = self._begun(state.status(source.name), full)
        self.trouble: Trouble | None = None
        self._in_a_row: dict[str, int] = {}  # of each host, failures that are likely those of all its addresses
        self._seen: dict[tuple[str, int], set[str]] = {}  # ids of each part and look
        self._pages = self._bytes = 0
        for each in state.asked(source.name):
            if each.state != WAITING:
                self._seen.setdefault((each.request.part, each.again), set()).update(each.ids)
                self._pages, self._bytes = self._pages + 1, self._bytes + each.bytes

    def _begun(self, last: Status, full: bool) -> Status:
        now, digest = self._world.now(), _digest(self._source)
        fresh = last.started is not None and timedelta() <= now - last.started < _STALE
        if last.state == RUNNING and last.config == digest and fresh and not (full and not last.full):
            return last
        run, since = last.run + 1, last.since
        if last.config and last.config.split()[0] != digest.split()[0]:
            since = None  # other adverts are asked for: nothing of before can be compared with
            self._state.forget(last.name)
        went_badly = last.full and last.state not in WENT_WELL
        everything = full or since is None or went_badly or last.run % self._source.full_every == 0
        status = replace(
            last, run=run, state=RUNNING, reason="", started=now, since=since, full=everything, config=digest
        )
        asked = self._asked(status)
        requests = tuple(one for part in self._plan.parts(asked) for one in self._plan.first(part, asked))
        self._state.begin(status, requests)
        return status

    def _asked(self, status: Status) -> Asked:
        source = self._source
        since = None if status.full and not source.facts.window else status.since
        return Asked(status.started, source.boards, source.addresses, source.parameters, since)

    def pages(self, session: Session) -> None:
        """Asks until nothing waits, the caps are reached, or the source wants to be left alone."""
        until = self._world.clock() + self._source.caps.seconds
        asked = self._asked(self.status)
        while True:
            while (one := self._state.waiting(self._source.name)) is not None:
                if (cap := self._cap(until)) is not None:
                    self._state.leave(self._source.name, cap)
                    return
                if not self._page(session, one, asked, until):
                    return
            if not self._second_look(asked):
                return

    def _cap(self, until: float) -> str | None:
        caps = self._source.caps
        if self._pages >= self._source.pages:
            return f"its cap of {self._source.pages:,} pages was reached (caps.pages)"
        if self._bytes >= caps.bytes:
            return f"its cap of {caps.bytes:,} bytes was reached (caps.bytes)"
        if self._world.clock() >= until:
            return f"its cap of {caps.seconds:g} s was reached (caps.seconds)"
        return None

    def _page(self, session: Session, one: Asking, asked: Asked, until: float) -> bool:
        """Whether the next request makes sense."""
        origin = _origin(one.request.address)
        try:
            self._answered(session, one, asked, until)
            self._in_a_row.pop(origin, None)
        except Gone as trouble:
            if one.request.may_be_gone:
                self._state.answered(self._source.name, one, Page(), None, 0, None)
            else:
                self._fail(one, trouble)
        except Trouble as trouble:
            self._fail(one, trouble)
            if trouble.wait_seconds is not None:
                self._state.leave(self._source.name, str(trouble))
                return False
            if trouble.of_host:
                self._in_a_row[origin] = self._in_a_row.get(origin, 0) + 1
                if self._in_a_row[origin] >= _ENOUGH:
                    self._state.leave(self._source.name, str(trouble), f"{origin}/")
        return True

    def _fail(self, one: Asking, trouble: Trouble) -> None:
        of = f"{one.request.part}: " if one.request.part else ""
        self.trouble = self.trouble or trouble
        self._state.failed(one, f"{of}{trouble}")

    def _answered(self, session: Session, one: Asking, asked: Asked, until: float) -> None:
        source, request = self._source, one.request
        kept = self._kept(request)
        if kept is not None and request.version is not None and request.version == kept.version:
            return self._settle(one, self._page_of(one, self._body(kept), asked), kept.capture, 0, None)
        read: list[Page] = []

        def check(answer: Answer) -> None:
            body = answer.body
            if body is None and kept is None:
                raise Failed("it says that nothing has changed, and nobody asked")
            if body is not None:
                shape.check(request.shape or source.facts.shape, answer.headers, body)
            try:
                read[:] = [self._page_of(one, self._body(kept) if body is None else body, asked)]
            except Failed as trouble:
                if body is None or trouble.again:
                    raise
                place = self._kept_unread(one, body)
                raise Failed(f"{trouble}. The answer is kept as {place}") from trouble

        sent = self._sent_to(request.address)
        answer = session.get(sent, kept.known if kept is not None else Known(), until, check)
        self._pages, self._bytes = self._pages + 1, self._bytes + answer.bytes_taken
        if answer.body is None:
            return self._settle(one, read[0], kept.capture, answer.bytes_taken, None)
        if request.is_index or not read[0].ids:
            return self._settle(one, read[0], None, answer.bytes_taken, None)
        capture = self._land(answer.body)
        found = Kept(answer.known, request.version, capture, self.status.run)
        self._settle(one, read[0], capture, answer.bytes_taken, found)

    def _kept(self, request: Request) -> Kept | None:
        kept = self._state.kept(self._source.name, request.address)
        if kept is None or request.is_index or self.status.run - kept.run >= self._source.refetch_every:
            return None  # a source that says "not modified" for ever is not believed for ever
        try:
            self._landing.capture(kept.capture)
        except Error:
            return None  # it could not be read, and was let go
        return kept

    def _settle(self, one: Asking, page: Page, capture: str | None, taken: int, found: Kept | None) -> None:
        """Writes down what came, and follows on unless the source leads in circles."""
        name, part, note = self._source.name, one.request.part, ""
        seen = self._seen.setdefault((part, one.again), set())
        page = replace(page, next=tuple(each for each in page.next if len(each.address) <= _LONGEST_ADDRESS))
        if not one.request.is_index and page.ids and page.next:
            if set(page.ids) <= seen:
                page, note = replace(page, next=()), "its pages repeat what earlier ones held"
            elif not self.status.full and page.ids[-1] in self._state.part(name, part).heads:
                page = replace(page, next=())  # from here on all is known
        seen.update(page.ids)
        before = self._state.answered(name, one, page, capture, taken, found, note)
        if before and not one.request.is_index:
            self._state.noted(one, "its pages lead back to earlier ones")

    def _second_look(self, asked: Asked) -> bool:
        """Whether a part that gave fewer adverts than it tells of is asked once more: its pages may have shifted."""
        name, again = self._source.name, False
        if not self.status.full:
            return False
        parts: dict[str, list[Asking]] = {}
        for each in self._state.asked(name):
            parts.setdefault(each.request.part, []).append(each)
        for part, all_asked in parts.items():
            looked = max(each.again for each in all_asked)
            if looked == 0 and len(all_asked) > 1 and all(not each.note for each in all_asked) and missing(all_asked):
                first = self._plan.first(part, asked)
                if not any(request.is_index for request in first):
                    self._state.ask_again(name, first, 1)
                    again = True
        return again

    def _page_of(self, one: Asking, body: bytes, asked: Asked) -> Page:
        try:
            return self._plan.after(one.request, body, asked)
        except OddAnswer as odd:
            raise Failed(str(odd), again=odd.cut) from odd
        except Error:
            raise
        except (LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise Failed(f"its answer is of no shape that is known ({type(error).__name__})") from error

    def _body(self, kept: Kept) -> bytes:
        with self._landing.opened(self._landing.capture(kept.capture)) as stream:
            return stream.read()

    def _land(self, body: bytes) -> str:
        with waiting_lock(self._home, self._world):
            return self._landing.keep(io.BytesIO(body)).hash

    def _kept_unread(self, one: Asking, body: bytes) -> Path:
        """Where an answer lies that cannot be read: it may hold adverts, for who knows its shape."""
        source, day = self._source, self.status.started.date()
        with waiting_lock(self._home, self._world):
            capture = self._landing.keep(io.BytesIO(body))
            if source.format is not None:
                entry = Entry(
                    0, capture.hash, one.request.address, source.advert_source(one.request.part),
                    formats.name_of(formats.adapter_of(source.format)), source.map, source.place, day, len(body), day,
                    one.request.address,
                )  # fmt: skip
                self._landing.record_unreadable(entry)
        return capture.path

    def _sent_to(self, address: str) -> str:
        if not self._source.at:
            return address
        parts = urlsplit(address)
        return self._source.at + parts.path + (f"?{parts.query}" if parts.query else "")


@contextmanager
def waiting_lock(home: Home, world: World) -> Iterator[None]:
    """The home's lock, waited for; Busy where another process keeps it for ten minutes."""
    with ExitStack() as stack:
        waited_for(lambda: stack.enter_context(locked(home, "fetch")), world)
        yield


def waited_for(enter: Callable[[], T], world: World) -> T:
    """What `enter` gives, tried until it raises Busy no more; Busy after ten minutes."""
    until = world.clock() + _LOCK_SECONDS
    while True:
        try:
            return enter()
        except Busy:
            if world.clock() > until:
                raise
            world.sleep(0.2)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _digest(source: LiveSource) -> str:
    """Of what is asked for, in two words: of the question, and of all the boards that it goes to."""
    asked = (source.facts.kind, source.addresses, sorted(source.parameters.items()), source.at)
    return " ".join(
        hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()[:16] for said in (asked, source.boards)
    )
