"""Lets scripts of any other site read the API, without credentials: what it says is public."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECONDS = 86_400  # that a browser may remember the answer to its question


class OpenToAll:
    """Adds to every answer that anybody may read it, and answers OPTIONS, by which browsers ask whether they may."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)

        async def open_to_all(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Access-Control-Allow-Origin"] = "*"
                headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After"
            await send(message)

        if scope["method"] == "OPTIONS":
            headers = {
                "Allow": "GET, HEAD, OPTIONS",
                "Access-Control-Allow-Methods": "GET, HEAD",
                "Access-Control-Allow-Headers": "If-None-Match, Accept",
                "Access-Control-Max-Age": str(_SECONDS),
            }
            said = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
            await open_to_all({"type": "http.response.start", "status": 204, "headers": said})
            return await send({"type": "http.response.body", "body": b""})
        await self._app(scope, receive, open_to_all)
