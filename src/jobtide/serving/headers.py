"""Headers that every answer has: a page of this site loads nothing from elsewhere, and nobody frames it but for the
charts that are there to be embedded."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors "
_HEADERS = {
    "Content-Security-Policy": _POLICY + "'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# Charts that others show in their own pages.
FRAMED = "/embed/"
_HEADERS_OF_FRAMED = {
    **{name: value for name, value in _HEADERS.items() if not name.startswith(("X-Frame", "Cross-Origin"))},
    "Content-Security-Policy": _POLICY + "*",
}
_FOR_EVER, _ASK_AGAIN = "public, max-age=31536000, immutable", "public, max-age=0, must-revalidate"


class SecurityHeaders:
    """Adds what an answer has not set itself. Files of the site are asked for with their digest, so they may be kept;
    the font, which never changes, goes without."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        path = scope["path"]
        keep = path.startswith("/static/") and (scope["query_string"] or path.endswith(".woff2"))
        added = _HEADERS_OF_FRAMED if path.startswith(FRAMED) else _HEADERS

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in added.items():
                    headers.setdefault(name, value)
                if path.startswith("/static/") and message["status"] == 200:
                    headers["Cache-Control"] = _FOR_EVER if keep else _ASK_AGAIN
            await send(message)

        await self._app(scope, receive, with_headers)
