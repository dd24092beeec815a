"""The values in a block of JSON-LD as pages hold it, each on its own, with the common faults mended.

Mended are comments, commas before a closing bracket, escapes that JSON does not know (`\\'`), a wrapping of CDATA or of
an HTML comment, entities for quotes (`&quot;`), and several values one after the other. What cannot be read is
Unread, after the values before it.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobtide.sources.json_text import JsonText

_WRAPPING = re.compile(
    r"<!--|-->|(?://|/\*)?[ \t]{0,9}(?:<!\[CDATA\[|\]\]>)[ \t]{0,9}(?:\*/|-->)?|/\*[ \t]{0,9}\*/|[;,\ufeff\x00]"
)
_SPACE = re.compile(r"\s*+")
# A text, and what is a fault outside of one. Texts are matched so that nothing inside them is taken for a fault; what
# has no end goes on to the end, or every beginning would be looked at to there.
_FAULT = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\Z|\\\Z)|/\*.*?(?:\*/|\Z)|//[^\n]*+|,(?=\s*+[}\]])|<!--|-->', re.DOTALL
)
_BAD_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt]|u[0-9a-fA-F]{4})|(.))', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Unread:
    """The rest of a block that could not be read, and why."""

    reason: str
    detail: str
    text: str


def values(block: str) -> Iterator[object | Unread]:
    """Each value of a block, in order; one that is Unread ends it."""
    json_text = JsonText()
    text = block
    at = _begun(text, 0)
    is_mended = False
    while at < len(text):
        try:
            value, end = json_text.begun(text, at)
        except RecursionError:
            yield Unread("nested too deeply", "", text[at:])
            return
        except ValueError as error:
            if not is_mended:
                text, at, is_mended = _mended(text[at:]), 0, True
                at = _begun(text, at)
                continue
            yield Unread(getattr(error, "reason", "not JSON"), str(error), text[at:])
            return
        yield value
        at = _begun(text, end)


def _begun(text: str, at: int) -> int:
    """Where the next value begins, behind white space and what wraps values."""
    at = _SPACE.match(text, at).end()
    while found := _WRAPPING.match(text, at):
        at = _SPACE.match(text, found.end()).end()
    return at


def _mended(text: str) -> str:
    if "&quot;" in text and text.count("&quot;") > text.count('"'):
        text = html.unescape(text)
    # Twice, for a comment may stand between a comma and its bracket.
    return _FAULT.sub(_without, _FAULT.sub(_without, text))


def _without(fault: re.Match) -> str:
    if fault[0][0] != '"':
        return ""
    if "\\" not in fault[0]:
        return fault[0]
    return _BAD_ESCAPE.sub(lambda escape: escape[0] if escape[1] else escape[2], fault[0])
