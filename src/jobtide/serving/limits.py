"""What is refused before anything looks at it: requests that are too long, that bring a body, or that are no text.

Nothing asked of this site is long, and nothing is sent to it. Refusals are short, cost the same whatever was sent, and
say nothing back of what was asked.
"""

import json
import logging
import re
import traceback
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jobtide.api.problems import MEDIA_TYPE as PROBLEM
from jobtide.api.problems import Problem

LONGEST_ADDRESS = 4096  # bytes of path and query together
MOST_PARAMETERS = 100
MOST_HEADERS, LONGEST_HEADERS = 100, 32_768
_ALLOWED = "GET, HEAD"
_HOST = re.compile(rb"(?:[\w.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])?(?::\d{1,5})?")
_log = logging.getLogger("jobtide")


@dataclass(frozen=True)
class Refusal:
    status: int
    words: str


_NO_TEXT = Refusal(400, "The address has bytes in it that are no text.")


class Limits:
    """Refuses, sends those who write a slash too many to the one address of a page, and answers for what broke."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1003})
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        refused = refusal(scope)
        if refused is not None:
            return await _send_refusal(scope, send, refused)
        elsewhere = _without_slash(scope)
        if elsewhere is not None:
            return await _send(send, 308, [(b"location", elsewhere)], b"")
        await self._answered(_with_one_range(scope), receive, send)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def begun(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, begun)
        except Exception:
            # The traceback is for those who run the site; those who ask learn that it is not their mistake.
            _log.error("%s could not be answered.\n%s", _printable(scope["path"]), traceback.format_exc())
            if has_begun:
                raise
            await _send_refusal(scope, send, Refusal(500, "Something broke here. It is not a mistake in your request."))


def refusal(scope: Scope) -> Refusal | None:
    """Why a request is not looked at; None for one that is."""
    path, query = scope.get("raw_path") or scope["path"].encode(), scope["query_string"]
    if len(path) + len(query) > LONGEST_ADDRESS:
        return Refusal(414, f"Addresses are at most {LONGEST_ADDRESS:,} bytes long.")
    if query.count(b"&") >= MOST_PARAMETERS:
        return Refusal(400, f"An address has at most {MOST_PARAMETERS} parameters.")
    if not (_is_text(path) and _is_text(query)):
        return _NO_TEXT
    headers = scope["headers"]
    if len(headers) > MOST_HEADERS or sum(len(name) + len(value) for name, value in headers) > LONGEST_HEADERS:
        return Refusal(431, "The request has too many headers, or too long ones.")
    if scope["method"] not in ("GET", "HEAD") and not _is_preflight(scope):
        return Refusal(405, "This address can only be read.")
    named = dict(headers)
    if not _HOST.fullmatch(named.get(b"host", b"")):
        return Refusal(400, "The request names no host that could be one.")
    if named.get(b"content-length", b"0") != b"0" or b"transfer-encoding" in named:
        return Refusal(413, "This address takes no body.")
    return None


def _is_preflight(scope: Scope) -> bool:
    """A browser that asks on behalf of another site's script whether it may ask the API."""
    return scope["method"] == "OPTIONS" and scope["path"].startswith("/api/")


def _is_text(part: bytes) -> bool:
    try:
        text = unquote_to_bytes(part).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(character < " " or character == "\x7f" for character in text)


def _without_slash(scope: Scope) -> bytes | None:
    """The address without slashes at its end, and with one at its start: `//host/` would lead elsewhere."""
    path = scope.get("raw_path") or scope["path"].encode()
    if path == b"/" or not path.endswith(b"/"):
        return None
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    return b"/" + path.strip(b"/\\") + query


def _with_one_range(scope: Scope) -> Scope:
    """Of many ranges at once none is honoured: the whole is sent, as if no range had been asked for."""
    if not any(name == b"range" and b"," in value for name, value in scope["headers"]):
        return scope
    return {**scope, "headers": [header for header in scope["headers"] if header[0] != b"range"]}


async def _send_refusal(scope: Scope, send: Send, refused: Refusal) -> None:
    headers = [(b"cache-control", b"no-store")]
    if scope["path"].startswith("/api/"):
        problem = Problem(refused.status, "That cannot be asked", refused.words)
        body, media_type = json.dumps(problem.in_json()).encode(), PROBLEM
        headers.append((b"access-control-allow-origin", b"*"))
    elif scope["path"].endswith(".json"):
        body, media_type = json.dumps({"error": refused.words, "nearest": []}).encode(), "application/json"
    else:
        body, media_type = refused.words.encode() + b"\n", "text/plain; charset=utf-8"
    headers.append((b"content-type", media_type.encode()))
    if refused.status == 405:
        headers.append((b"allow", _ALLOWED.encode()))
    if refused.status in (413, 431):
        headers.append((b"connection", b"close"))  # what was not read is thrown away with the connection
    await _send(send, refused.status, headers, b"" if scope["method"] == "HEAD" else body, len(body))


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes, length: int = 0) -> None:
    headers = [*headers, (b"content-length", str(length).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _printable(path: str) -> str:
    return path.encode("ascii", "backslashreplace").decode()[:200]
