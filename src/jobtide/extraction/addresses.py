"""Addresses of the web and of mail: what stands in them names a server, not a term."""

import re

from jobtide.extraction.text import fold

_SIGN = re.compile(r"://|www\.|@|\.(?:com|co|org|io|ai|dev|app|eu|uk|gov|edu|tech|jobs|careers|me)\b")
_PART = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-_.")
_LONGEST_HEAD = 100  # characters before the sign; longer ones are no address


def addresses(folded: str) -> list[tuple[int, int]]:
    """(start, end) of every address in a folded text, in order.

    >>> text = "see https://www.python.org/jobs or mail jobs@stripe.com"
    >>> [text[start:end] for start, end in addresses(text)]
    ['https://www.python.org/jobs', 'jobs@stripe.com']
    """
    found, done = [], 0
    for sign in _SIGN.finditer(folded):
        if sign.start() < done:
            continue
        start = sign.start()
        while start > max(done, sign.start() - _LONGEST_HEAD) and folded[start - 1] in _PART:
            start -= 1
        if start == sign.end() - 1 and sign[0] == "@":
            continue  # "@ home"
        done = _end(folded, sign.end(), sign[0] == "://")
        found.append((start, done))
    return found


def addresses_in(text: str) -> list[tuple[int, int]]:
    """The same of a text as it is written."""
    folded = fold(text)
    return [folded.span(start, end) for start, end in addresses(folded.text)]


def _end(folded: str, end: int, anything: bool) -> int:
    path = anything
    while end < len(folded) and (folded[end] in _PART or (folded[end] == "/" and not folded[end - 1].isspace())
                                 or (path and folded[end] not in " \n\t,<>()[]\"'")):  # fmt: skip
        path = path or folded[end] == "/"
        end += 1
    while folded[end - 1] in ".-":
        end -= 1
    return end
