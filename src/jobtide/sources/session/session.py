"""A session with one source: asks politely, within bounds, and trusts nothing that comes back.

Each request has a deadline for all of it (a server that sends a byte a second cannot hold it), a body has a cap, each
hop of a redirect is judged like a first request, and what fails in passing is tried again. Touches: network.
"""

import asyncio
import base64
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial
from types import TracebackType

import httpx

from jobtide.sources.asking import address as with_parameters
from jobtide.sources.session.decoding import ACCEPTED, Body
from jobtide.sources.session.exchange import Answer, Key, Known, Limits, World
from jobtide.sources.session.hosts import Hosts
from jobtide.sources.session.judging import (
    REDIRECTS,
    check_address,
    check_encrypted,
    check_status,
    host_of,
    is_downgrade,
    led_to,
    next_hop,
    origin_of,
    printable,
)
from jobtide.sources.session.robots import MOST_BYTES, Robots, Rules, robots_of
from jobtide.sources.session.transport import Pinned
from jobtide.sources.session.trouble import Failed, Refused, Trouble
from jobtide.sources.session.waiting import before_try

_TOO_MUCH = 16 << 20  # bytes that a packed robots.txt may grow to before it is given up


class Session:
    """Use it as a context. `hosts` (patterns as in *.example.com) may be redirected to, beside the host asked."""

    def __init__(
        self,
        user_agent: str,
        hosts: Hosts,
        limits: Limits = Limits(),  # noqa: B008 (frozen)
        keys: tuple[Key, ...] = (),
        headers: Mapping[str, str] | None = None,
        allow_private: frozenset[str] = frozenset(),
        also_hosts: tuple[str, ...] = (),
        world: World = World(),  # noqa: B008
    ):
        self._limits, self._keys, self._hosts, self._world = limits, keys, hosts, world
        self._allow_private, self._also = allow_private, also_hosts
        self._headers = {"User-Agent": user_agent, "Accept-Encoding": ACCEPTED, "Accept": "*/*"} | dict(headers or {})
        self.signals: dict[str, str] = {}  # Content-Signal of each host that has one

    def __enter__(self) -> "Session":
        self._runner = _Runner()
        self._client = httpx.AsyncClient(
            transport=Pinned(self._allow_private, self._world.resolve, self._world.trust),
            timeout=self._limits.request_seconds,
            trust_env=False,
        )
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._runner.run(self._client.aclose())
        self._runner.close()

    def get(
        self,
        address: str,
        known: Known = Known(),  # noqa: B008
        until: float | None = None,
        check: Callable[[Answer], None] = lambda answer: None,
    ) -> Answer:
        """The answer, after as many tries as it takes. Raises Trouble.

        `until`: of the clock, when all must be over. `check` raises Trouble where the answer is not what is due.
        """

        def ask() -> Answer:
            answer = self._followed(address, known, until)
            check(answer)
            return answer

        return self._tried(ask, until)

    def _tried(self, ask: Callable[[], Answer], until: float | None) -> Answer:
        for tried in range(1, self._limits.tries + 1):
            try:
                return ask()
            except Trouble as trouble:
                if not trouble.again or tried == self._limits.tries:
                    raise
                self._wait_for(trouble, tried, until)
        raise AssertionError("the last try raises or returns")

    def _wait_for(self, trouble: Trouble, tried: int, until: float | None) -> None:
        world, limits = self._world, self._limits
        if trouble.wait_seconds is not None and trouble.wait_seconds > limits.longest_wait_seconds:
            raise trouble
        wait = max(trouble.wait_seconds or 0.0, before_try(tried, limits.first_wait_seconds, world.chance()))
        if until is not None and world.clock() + wait > until:
            raise trouble
        world.sleep(wait)

    def _followed(self, address: str, known: Known, until: float | None) -> Answer:
        here = address
        for _ in range(self._limits.redirects + 1):
            self._check(here)
            rules = self._rules(here, until)
            if rules.why:
                raise Failed(f"{host_of(here)} is not asked for now: {rules.why}", of_host=True)
            if not rules.allows(here):
                raise Refused(f"{host_of(here)} asks not to be read here: robots.txt disallows it")
            self._pace(here, rules, until)
            answer = self._once(here, known, own=origin_of(here) == origin_of(address))
            if answer.status not in REDIRECTS:
                answer = replace(answer, address=address)  # where a redirect led may hold a key
                check_status(answer, self._world.now(), bool(self._keys))
                return answer
            here = next_hop(address, here, answer, self._also, bool(self._keys))
        raise Failed(f"it redirects more than {self._limits.redirects} times")

    def _rules(self, address: str, until: float | None) -> Rules:
        origin = origin_of(address)
        rules = self._hosts.rules(origin, self._world.now())
        if rules is None:
            rules = self._hosts.learn(origin, self._robots(origin, until), self._world.now())
        if rules.signal:
            self.signals[host_of(address)] = printable(rules.signal)
        return rules

    def _robots(self, origin: str, until: float | None) -> Robots:
        here = f"{origin}/robots.txt"
        for _ in range(self._limits.redirects + 1):
            self._check(here)
            self._pace(here, None, until)
            try:
                answer = self._tried(partial(self._once, here, Known(), own=False, most_bytes=MOST_BYTES + 1), until)
            except Failed as trouble:
                return Robots(None, f"its robots.txt cannot be had now ({trouble})")
            if answer.status not in REDIRECTS:
                return robots_of(answer.status, answer.body or b"")
            there = led_to(here, answer)
            if is_downgrade(here, there):
                return Robots(None, "its robots.txt is redirected from https to http")
            here = there
        return Robots("")  # RFC 9309: after five redirects it may be taken as not there

    def _pace(self, address: str, rules: Rules | None, until: float | None) -> None:
        limits, host = self._limits, host_of(address)
        asked = rules.pace_seconds if rules is not None else 0.0
        if asked > limits.longest_wait_seconds:
            raise Refused(f"{host} asks for {asked:,.0f} s between requests, more than we wait")
        wait = self._hosts.due_in(host, max(limits.pace_seconds, asked))
        if until is not None and self._world.clock() + wait > until:
            raise Failed("its time was up (caps.seconds)")
        if wait:
            self._world.sleep(wait)
        self._hosts.asked(host)

    def _check(self, address: str) -> None:
        check_address(address)
        if self._keys:
            check_encrypted(address, self._allow_private)

    def _once(self, address: str, known: Known, own: bool, most_bytes: int | None = None) -> Answer:
        """One request and its answer. `own`: keys go along. `most_bytes`: what follows is not read."""
        try:
            return self._runner.run(self._asked(address, known, own, most_bytes))
        except TimeoutError as error:
            seconds = self._limits.request_seconds
            raise Failed(
                f"it took longer than {seconds:g} s to answer one request", again=True, of_host=True
            ) from error
        except httpx.TransportError as error:
            if "certificate" in str(error).lower():
                raise Refused(f"the certificate of {host_of(address)} is not valid: {_short(error)}") from error
            raise Failed(f"the connection failed: {_short(error)}", again=True, of_host=True) from error
        except (httpx.InvalidURL, httpx.DecodingError, UnicodeError) as error:
            raise Refused(f"{host_of(address)} cannot be asked: {type(error).__name__}") from error

    async def _asked(self, address: str, known: Known, own: bool, most_bytes: int | None) -> Answer:
        headers = dict(self._headers)
        for name, value in (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified)):
            if value:
                headers[name] = value
        sent = address
        for key in self._keys if own else ():
            if key.where == "query":
                sent = with_parameters(sent, **{key.name: key.secret})
            elif key.where == "header":
                headers[key.name] = key.secret
            else:
                headers["Authorization"] = "Basic " + base64.b64encode(f"{key.secret}:".encode()).decode()
        async with (
            asyncio.timeout(self._limits.request_seconds),
            self._client.stream("GET", sent, headers=headers) as response,
        ):
            told = {name.lower(): value for name, value in response.headers.items()}
            self._note_signal(address, told)
            if response.status_code != 200:
                return Answer(address, response.status_code, told, None, 0)
            most = self._limits.bytes_per_answer if most_bytes is None else _TOO_MUCH
            body = Body(told.get("content-encoding", ""), most, self._limits.folds)
            async for chunk in response.aiter_raw():
                body.feed(chunk)
                if most_bytes is not None and body.size >= most_bytes:
                    return Answer(address, 200, told, body.so_far(), body.taken)
            return Answer(address, 200, told, body.whole(), body.taken)

    def _note_signal(self, address: str, headers: Mapping[str, str]) -> None:
        if signal := headers.get("content-signal"):
            self.signals[host_of(address)] = printable(signal[:300])


def _short(error: Exception) -> str:
    """The error's own words, without addresses and headers that were sent, which may hold keys."""
    text = str(error).strip()
    if not text or "://" in text or isinstance(error, httpx.LocalProtocolError):
        return type(error).__name__
    return printable(text[:160])


class _Runner:
    """Runs coroutines from plain code, also where an event loop runs already, as in a notebook: then in a thread."""

    def __init__(self):
        self._runner, self._thread = asyncio.Runner(), None
        with suppress(RuntimeError):  # none is running
            asyncio.get_running_loop()
            self._thread = ThreadPoolExecutor(1)

    def run(self, work: Coroutine):
        return self._thread.submit(self._runner.run, work).result() if self._thread else self._runner.run(work)

    def close(self) -> None:
        if self._thread is None:
            return self._runner.close()
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()
