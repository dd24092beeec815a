"""Whether a contract falls inside or outside IR35, the British rules for contractors taxed as employees."""

import re

from jobtide.extraction.occurrences import Searched
from jobtide.finding import NOT_SAID, ConditionFinding

INSIDE, OUTSIDE, UNDETERMINED = "inside", "outside", "undetermined"
WORD = "ir35"
ANY_WORD = frozenset((WORD,))
OCCURRENCES = 6
_BEFORE = re.compile(
    r"\b(?P<outside>outside|out of scope|not caught|not within|ltd company and outside)(?: of| by| for| the"
    r"| scope)*[ :(\"'?-]{0,3}$"
    r"|\b(?P<inside>inside|in[- ]scope|within|caught|deemed(?: to be)?(?: inside| in)?|captured)(?: of| by| for"
    r"| the| scope)*[ :(\"'?-]{0,3}$"
)
_AFTER = re.compile(
    r"[ ]?(?:\W{0,3}(?:status|determination|position|assessment|category|scope)){0,2}(?: is| as| has been"
    r"| will be| deemed| determined"
    r"|[ :;,=(?-]){0,5}(?:deemed )?"
    r"(?:(?P<outside>outside|out of scope|out\b|exempt|not caught)|(?P<inside>inside|in scope|in\b|caught"
    r"|applies|applicable|deemed)"
    r"|(?P<undetermined>to be (?:determined|confirmed|decided|assessed)|tb[acd]\b|pending|under review"
    r"|undetermined|not (?:yet )?"
    r"(?:determined|decided|known)|unknown))"
)
_EITHER = re.compile(
    r"\b(?:inside|in)[ ]?(?:/|or|and|&)[ ]?(?:outside|out)|\b(?:outside|out)[ ]?(?:/|or|and|&)[ ]?(?:inside|in)\b"
)


def ir35(texts: tuple[tuple[str, Searched], ...]) -> ConditionFinding:
    """inside, outside or undetermined with the words that say so. `texts`: (where, text)."""
    found: dict[str, ConditionFinding] = {}
    for where, searched in texts:
        if not searched.may_hold(ANY_WORD):
            continue
        for at in searched.places(WORD, OCCURRENCES):
            text, low, end = searched.text, searched.low, at + len(WORD)
            before, after = low[max(0, at - 34) : at], low[end : end + 34]
            said = _EITHER.search(before)
            status = UNDETERMINED if said else None
            if status is None and (match := _BEFORE.search(before)):
                status = match.lastgroup
            if status is None and (match := _AFTER.match(after)):
                status = match.lastgroup
            if status is not None:
                words = " ".join(text[max(0, at - 24) : end + 24].split())
                found.setdefault(status, ConditionFinding(status, words, where, "the words beside IR35"))
        if found:
            break
    if INSIDE in found and OUTSIDE in found:
        first = found[INSIDE]
        return ConditionFinding(UNDETERMINED, first.text, first.where, "inside and outside are both said")
    return next(iter(found.values()), NOT_SAID)
