"""Answers over HTTP: made once per edition and address, kept, and not sent again to those who have them."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request, Response

HTML, JSON, CSV = "text/html; charset=utf-8", "application/json", "text/csv; charset=utf-8"
SVG, PNG = "image/svg+xml", "image/png"
FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, max-age=0, must-revalidate"
# An SVG drawing brings its own styles (its colours for dark screens), and nothing else.
_POLICY_OF_SVG = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


@dataclass(frozen=True)
class Body:
    content: bytes
    media_type: str


class Kept:
    """The latest answers, least recently used thrown away first. May be used from several threads."""

    def __init__(self, most: int):
        self._most = most
        self._bodies: OrderedDict[tuple, Body] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple, make: Callable[[], Body]) -> Body:
        """Two threads that ask for the same new answer at once both make it: cheaper than making others wait."""
        with self._lock:
            if key in self._bodies:
                self._bodies.move_to_end(key)
                return self._bodies[key]
        body = make()
        with self._lock:
            self._bodies[key] = body
            while len(self._bodies) > self._most:
                self._bodies.popitem(last=False)
        return body


def answer(
    request: Request, tag: str, kept: Kept, make: Callable[[], tuple[str | bytes, str]], for_ever: bool = False
) -> Response:
    """The kept answer to this address under `tag`, which names all that it was made from; 304 for those who have it.

    With `for_ever` nobody needs to ask again.
    """
    headers = {"ETag": f'W/"{tag}"', "Cache-Control": FOR_EVER if for_ever else _ASK_AGAIN}
    if _has(request, headers["ETag"]):
        return Response(status_code=304, headers=headers)

    def made() -> Body:
        content, media_type = make()
        return Body(content.encode() if isinstance(content, str) else content, media_type)

    body = kept.get((tag, request.url.path, request.url.query), made)
    if body.media_type == SVG:
        headers["Content-Security-Policy"] = _POLICY_OF_SVG
    return Response(body.content, media_type=body.media_type, headers=headers)


def _has(request: Request, tag: str) -> bool:
    asked = request.headers.get("if-none-match", "")
    return asked.strip() == "*" or tag in (each.strip() for each in asked.split(","))
