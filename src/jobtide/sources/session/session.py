"""A session with one source: asks politely, within bounds, and trusts nothing that comes back.

Each request has a deadline for all of it (a server that sends a byte a second cannot hold it), a body has a cap, each
hop of a redirect is judged like a first request, and what fails in passing is tried again. Touches: network.
"""

import asyncio
import base64
import fnmatch
from collections.abc import Callable, Mapping
from functools import partial
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpx

from jobtide.sources.asking import address as with_parameters
from jobtide.sources.session.decoding import ACCEPTED, Body
from jobtide.sources.session.exchange import Answer, Key, Known, Limits, World
from jobtide.sources.session.hosts import Hosts
from jobtide.sources.session.robots import MOST_BYTES, Robots, Rules, robots_of
from jobtide.sources.session.transport import Pinned
from jobtide.sources.session.trouble import Blocked, Failed, Gone, Refused, Trouble
from jobtide.sources.session.waiting import AGAIN, before_try, retry_after

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
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
        self._runner = asyncio.Runner()
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
            self._check_address(here)
            rules = self._rules(here, until)
            if rules.why:
                raise Failed(f"{_host(here)} is not asked for now: {rules.why}", of_host=True)
            if not rules.allows(here):
                raise Refused(f"{_host(here)} asks not to be read here: robots.txt disallows it")
            self._pace(here, rules, until)
            answer = self._once(here, known, own=_origin(here) == _origin(address))
            if answer.status not in _REDIRECTS:
                return self._judged(answer)
            here = self._next_hop(address, here, answer)
        raise Failed(f"it redirects more than {self._limits.redirects} times")

    def _next_hop(self, asked: str, here: str, answer: Answer) -> str:
        there = urljoin(here, answer.headers.get("location", ""))
        self._check_address(there)
        if urlsplit(here).scheme == "https" and urlsplit(there).scheme == "http":
            raise Refused(f"it redirects from https to http, to {_host(there)}")
        first, last = _host(asked).removeprefix("www."), _host(there).removeprefix("www.")
        if first != last and not any(fnmatch.fnmatchcase(_host(there), pattern) for pattern in self._also):
            raise Refused(f"it redirects to another host, {_host(there)}")
        if self._keys and _host(there) != _host(asked):
            raise Refused(f"it redirects to {_host(there)}, which would be told the key")
        return there

    def _judged(self, answer: Answer) -> Answer:
        status = answer.status
        if status in (200, 304):
            return answer
        wait = retry_after(answer.headers.get("retry-after"), self._world.now())
        if status in AGAIN:
            asked = f" and asks to be left alone for {wait:,.0f} s" if wait else ""
            raise Failed(f"it answers HTTP {status}{asked}", again=True, wait_seconds=wait or None, of_host=True)
        if status in (401, 403, 407, 451):
            hint = ": is the key right?" if self._keys else ""
            raise Blocked(f"it answers HTTP {status}{hint}", of_host=True)
        if status in (404, 410):
            raise Gone(f"there is nothing at {answer.address} (HTTP {status})")
        raise Failed(f"it answers HTTP {status}")

    def _rules(self, address: str, until: float | None) -> Rules:
        origin = _origin(address)
        rules = self._hosts.rules(origin, self._world.now())
        if rules is None:
            rules = self._hosts.learn(origin, self._robots(origin, until), self._world.now())
        if rules.signal:
            self.signals[_host(address)] = _printable(rules.signal)
        return rules

    def _robots(self, origin: str, until: float | None) -> Robots:
        here = f"{origin}/robots.txt"
        for _ in range(self._limits.redirects + 1):
            self._check_address(here)
            self._pace(here, None, until)
            try:
                answer = self._tried(partial(self._once, here, Known(), own=False, most_bytes=MOST_BYTES + 1), until)
            except Failed as trouble:
                return Robots(None, f"its robots.txt cannot be had now ({trouble})")
            if answer.status not in _REDIRECTS:
                return robots_of(answer.status, answer.body or b"")
            there = urljoin(here, answer.headers.get("location", ""))
            if urlsplit(here).scheme == "https" and urlsplit(there).scheme == "http":
                return Robots(None, "its robots.txt is redirected from https to http")
            here = there
        return Robots("")  # RFC 9309: after five redirects it may be taken as not there

    def _pace(self, address: str, rules: Rules | None, until: float | None) -> None:
        limits, host = self._limits, _host(address)
        asked = rules.pace_seconds if rules is not None else 0.0
        if asked > limits.longest_wait_seconds:
            raise Refused(f"{host} asks for {asked:,.0f} s between requests, more than we wait")
        wait = self._hosts.due_in(host, max(limits.pace_seconds, asked))
        if until is not None and self._world.clock() + wait > until:
            raise Failed("its time was up (caps.seconds)")
        if wait:
            self._world.sleep(wait)
        self._hosts.asked(host)

    def _check_address(self, address: str) -> None:
        try:
            parts = urlsplit(address)
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise Refused(f"{address!r:.200} is no address") from error
        if parts.scheme not in ("http", "https") or not host:
            raise Refused(f"{address!r:.200} is no http or https address")
        if parts.username is not None or parts.password is not None:
            raise Refused(f"the address of {host} holds a name or a password")
        if self._keys and parts.scheme != "https" and not {host, parts.netloc} & self._allow_private:
            raise Refused(f"{host} would be told the key without encryption")

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
                raise Refused(f"the certificate of {_host(address)} is not valid: {_short(error)}") from error
            raise Failed(f"the connection failed: {_short(error)}", again=True, of_host=True) from error
        except (httpx.InvalidURL, httpx.DecodingError, UnicodeError) as error:
            raise Refused(f"{_host(address)} cannot be asked: {type(error).__name__}") from error

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
            self.signals[_host(address)] = _printable(signal[:300])


def _host(address: str) -> str:
    return _printable((urlsplit(address).hostname or "").lower())


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _short(error: Exception) -> str:
    """The error's own words, without addresses and headers that were sent, which may hold keys."""
    text = str(error).strip()
    if not text or "://" in text or isinstance(error, httpx.LocalProtocolError):
        return type(error).__name__
    return _printable(text[:160])


def _printable(text: str) -> str:
    """For a terminal: nothing that moves its cursor."""
    return "".join(character if character.isprintable() else "?" for character in text)
