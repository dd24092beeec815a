"""Answers over HTTP: of which kind they are, how long they hold, and whether somebody has them already."""

from collections.abc import Callable

from fastapi import Request, Response

from jobtide.serving.keeping import is_had

HTML, JSON, CSV = "text/html; charset=utf-8", "application/json", "text/csv; charset=utf-8"
SVG, PNG = "image/svg+xml", "image/png"
FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, max-age=0, must-revalidate"
# Templates write the one address of a page without its site; search engines take a whole one alone.
_CANONICAL = '<link rel="canonical" href="/'
# An SVG drawing brings its own styles (its colours for dark screens), and nothing else.
_POLICY_OF_SVG = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def answer(request: Request, tag: str, make: Callable[[], tuple[str | bytes, str]], for_ever: bool = False) -> Response:
    """What `make` gives (content and media type) under `tag`, which names all that it was made from; 304 for those who
    have it, without making it.

    With `for_ever` nobody needs to ask again. The front keeps the answer.
    """
    headers = {"ETag": f'W/"{tag}"', "Cache-Control": FOR_EVER if for_ever else _ASK_AGAIN}
    if is_had(headers["ETag"].encode(), request.headers.get("if-none-match", "").encode("latin-1")):
        return Response(status_code=304, headers=headers)
    content, media_type = make()
    if media_type == HTML:
        content = content.replace(_CANONICAL, f"{_CANONICAL[:-1]}{site_of(request)}/", 1)
    if media_type == SVG:
        headers["Content-Security-Policy"] = _POLICY_OF_SVG
    return Response(content, media_type=media_type, headers=headers)


def site_of(request: Request) -> str:
    """Where the site is as the visitor knows it, such as https://jobs.example.org."""
    return str(request.base_url).rstrip("/")
