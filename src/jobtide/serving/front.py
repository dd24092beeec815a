"""The outermost layer: whole answers kept and sent at once, before anything is routed, and one line a request for the
log.

What an answer says depends on its whole address and on the edition that is current, and on nothing else that a request
brings: an answer that is public and has an ETag is kept under these, as it is and compressed, and made again when the
edition changes. One that varies by anything but its encoding and host is not kept. The host is a part of the address
because some answers name addresses of this site in whole: whoever makes one up is told it alone.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jobtide.serving.encoding import accepts_gzip, gzipped, is_text
from jobtide.serving.keeping import Kept, KeptAnswer, is_had

# A larger answer is passed on as it comes: downloads are no pages.
_LARGEST = 4 * 2**20
_ASKED = ("GET", "HEAD")


@dataclass(frozen=True)
class Request:
    """What the log tells of a request: nothing of who asked."""

    method: str
    path: bytes
    query: bytes
    status: int
    size: int
    seconds: float
    is_kept: bool


class Front:
    """`state` names the state of the editions that answers are made from; `log` is told of each request."""

    def __init__(self, app: ASGIApp, kept: Kept, state: Callable[[], object], log: Callable[[Request], None] | None):
        self._app, self._kept, self._state, self._log = app, kept, state, log
        self._kept_of: object = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        started = time.perf_counter()
        method, path, query = scope["method"], scope.get("raw_path") or scope["path"].encode(), scope["query_string"]
        sent = _Sent(send)
        is_kept = False
        try:
            if method in _ASKED:
                is_kept = await self._asked(scope, receive, sent, (scope.get("scheme"), _host(scope), path, query))
            else:
                await self._app(scope, receive, sent)
        finally:
            if self._log is not None:
                seconds = time.perf_counter() - started
                self._log(Request(method, path, query, sent.status or 500, sent.size, seconds, is_kept))

    async def _asked(self, scope: Scope, receive: Receive, send: "_Sent", key: tuple) -> bool:
        """Whether the answer was a kept one."""
        state = self._state()
        if state != self._kept_of:
            self._kept.clear()
            self._kept_of = state
        answer = self._kept.get(key)
        if answer is not None:
            await _send(scope, answer, send)
            return True
        caught = _Caught(send)
        # A HEAD is answered as a GET without its body, so that both are one answer.
        await self._app({**scope, "method": "GET"}, receive, caught)
        if caught.start is not None and not caught.is_passed_on:
            answer = _answer(caught)
            if state is not None and _may_be_kept(caught) and self._state() == state == self._kept_of:
                self._kept.put(key, answer)
            await _send(scope, answer, send)
        return False


class _Sent:
    """Sends on, and knows what was sent."""

    def __init__(self, send: Send):
        self._send, self.status, self.size = send, 0, 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif message["type"] == "http.response.body":
            self.size += len(message.get("body", b""))
        await self._send(message)


class _Caught:
    """Holds an answer back until it is whole, or larger than is held."""

    def __init__(self, send: Send):
        self._send, self._size = send, 0
        self.start: Message | None = None
        self.parts: list[bytes] = []
        self.is_passed_on = False

    async def __call__(self, message: Message) -> None:
        if self.is_passed_on or message["type"] not in ("http.response.start", "http.response.body"):
            return await self._send(message)
        if message["type"] == "http.response.start":
            self.start = message
            if _size(message) > _LARGEST:
                await self._pass_on()
            return
        self.parts.append(message.get("body", b""))
        self._size += len(self.parts[-1])
        if self._size > _LARGEST:
            await self._pass_on(message.get("more_body", False))

    async def _pass_on(self, more: bool = True) -> None:
        self.is_passed_on = True
        await self._send(self.start)
        if self.parts:
            await self._send({"type": "http.response.body", "body": b"".join(self.parts), "more_body": more})


def _answer(caught: _Caught) -> KeptAnswer:
    """Its length is said when it is sent, which depends on the encoding."""
    body = b"".join(caught.parts)
    headers = [(name, value) for name, value in caught.start["headers"] if name != b"content-length"]
    named = dict(headers)
    compressed = b""
    # A part is a part of what was to be sent as it is.
    is_part = caught.start["status"] == 206
    if is_text(named.get(b"content-type", b"")) and b"content-encoding" not in named and not is_part:
        compressed = gzipped(body)
    return KeptAnswer.of(caught.start["status"], headers, body, compressed, named.get(b"etag", b""))


def _may_be_kept(caught: _Caught) -> bool:
    """An answer that varies by something that was asked beside its address is not; the host is in the address."""
    named = dict(caught.start["headers"])
    is_public = named.get(b"cache-control", b"").startswith(b"public")
    return (
        caught.start["status"] == 200
        and is_public
        and b"etag" in named
        and named.get(b"vary", b"Host").lower() == b"host"
    )


async def _send(scope: Scope, answer: KeptAnswer, send: Send) -> None:
    asked = _asked(scope)
    if answer.status == 200 and is_had(answer.tag, asked.get(b"if-none-match", b"")):
        start, body = answer.unchanged, b""
    elif answer.compressed and accepts_gzip(asked.get(b"accept-encoding", b"")):
        start, body = answer.start_compressed, answer.compressed
    else:
        start, body = answer.start, answer.body
    await send(start)
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else bytes(body)})


def _asked(scope: Scope) -> dict[bytes, bytes]:
    return {name: value for name, value in scope["headers"] if name in (b"if-none-match", b"accept-encoding")}


def _host(scope: Scope) -> bytes:
    return next((value for name, value in scope["headers"] if name == b"host"), b"")


def _size(start: Message) -> int:
    length = dict(start["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else 0
