"""Whether an answer is the data that was asked for, or a page that stands in its way. Pure."""

import re
from collections.abc import Mapping

from jobtide.sources.session.trouble import Blocked

_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)
_GUARD = re.compile(
    rb"captcha|cf-challenge"
    rb"|<title>\s*(?:just a moment|attention required|access denied|are you (?:a )?human|pardon our)",
    re.I,
)
_LOOKED_AT = 64 << 10
_MARK = b"\xef\xbb\xbf"


def check(shape: str, headers: Mapping[str, str], body: bytes) -> None:
    """Blocked where `body` is no `shape` ("json", "json_lines", "xml" or "html") but a page for people."""
    if "challenge" in headers.get("cf-mitigated", ""):
        raise Blocked("it wants to see a person (a challenge instead of data)")
    head = body[:_LOOKED_AT].removeprefix(_MARK)
    if shape == "html":
        if _GUARD.search(head) and b"JobPosting" not in body:
            raise Blocked("it wants to see a person (a captcha instead of the page)")
    elif _HTML.match(head):
        guard = " (a captcha)" if _GUARD.search(head) else ""
        raise Blocked(f"it answers with a page for people{guard} where {shape.replace('_', ' ')} is due")
