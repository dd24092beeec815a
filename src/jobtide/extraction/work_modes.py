"""Whether a job is done onsite, remote or as a mix of both (hybrid), and the words that say so.

Asked in this order: the source's field, the location, the title, the description. Where remote work is offered beside
the office ("REMOTE or ONSITE") the job is remote; where the week is divided between them it is hybrid. An advert that
names only its town says nothing, and so does one that merely has an office, a home page or remote colleagues.
"""

import re

from jobtide.advert import Advert
from jobtide.extraction.occurrences import ENOUGH, Searched
from jobtide.extraction.work_mode_words import (
    AFTER,
    BEFORE,
    HINT,
    HYBRID,
    JUDGES,
    NOT_HYBRID,
    NOT_REMOTE,
    ONSITE,
    REMOTE,
    SURE,
)
from jobtide.finding import NOT_SAID, ConditionFinding

# Where several are said: a divided week explains both others, and remote work beside an office is remote.
ORDER = (HYBRID, REMOTE, ONSITE)
# The same for a description, with hints.
WEIGHT = ((SURE, HYBRID), (SURE, REMOTE), (HINT, HYBRID), (SURE, ONSITE), (HINT, REMOTE), (HINT, ONSITE))
OCCURRENCES = 12  # of each word that are looked at in one description

_JUDGE_OF, _WORD_ORDER = dict(JUDGES), tuple(word for word, _ in JUDGES)
_WORDS = frozenset(_WORD_ORDER)

AROUND = 24  # characters beside a word of a headline
# Field, location and headline: short texts, whose every word counts.
_SHORT = re.compile(
    rf"\b(?=[a-z0-9])(?:(?P<not_remote>(?:no|not|non)[ -]remotes?\b)"
    rf"|(?P<hybrid>hybrid(?![ -](?:{NOT_HYBRID}))|(?:partial(?:ly)?|part|some|semi|occasional)[ -]remote"
    rf"|remote \d(?:[-/]\d)? days?|part[ -]office"
    r"|\d(?:[-/]\d)? days? (?:(?:a|per) week |/ ?week )?(?:in |at |from )?(?:the )?(?:office|home|remote"
    r"|on-?site|wfh))"
    rf"|(?P<remote>remote(?:ly)?(?![a-z])(?![ -](?:{NOT_REMOTE}))|home[ -]?based\b|home ?work(?:ing|er)\b"
    rf"|work(?:ing)? from home\b|wfh\b|telecommut|telework|(?<!automation )anywhere\b|^virtual$)"
    r"|(?P<onsite>on[ _-]?site\b|in[ _-]?office\b|office[ -]based\b|in[ _-]person\b|^office$"
    r"|workplace[ -]based\b))"
)
SHORT_WORDS = frozenset(
    ("remote", "hybrid", "site", "home", "office", "wfh", "tele", "anywhere", "person", "virtual", "workplace")
)
LONGEST = max(map(len, SHORT_WORDS))


def work_mode(
    advert: Advert, description: Searched | None = None, headline: Searched | None = None
) -> ConditionFinding:
    """onsite, hybrid or remote with the words that show it; None where the advert does not say.

    `description` and `headline` are the advert's, where they are at hand for several readers.
    """
    if advert.work_mode and (said := _in_field(advert.work_mode)):
        return ConditionFinding(*said, "work_mode", "the source's field")
    for location in advert.locations:
        if said := _in_field(location):
            return ConditionFinding(*said, "location", "the location's words")
    if said := _short(headline or Searched(advert.headline)):
        return ConditionFinding(*said, "title", "the title's words")
    return _described(description or Searched(advert.description))


def _in_field(text: str) -> tuple[str, str] | None:
    return _short(Searched(text[:300])) if _may_say(text.lower()) else None


def _short(searched: Searched) -> tuple[str, str] | None:
    if not searched.may_hold(SHORT_WORDS):
        return None
    places = searched.places(SHORT_WORDS, ENOUGH)
    if not places:
        return None
    text, low = searched.text, searched.low.replace("?", "-")
    found: dict[str, str] = {}
    read_to = 0
    for at in places:
        # Only around the words: a headline is long beside them, and the pattern slow.
        for match in _SHORT.finditer(low, max(read_to, at - AROUND), at + LONGEST + AROUND):
            found.setdefault(match.lastgroup, text[match.start() : match.end()])
            read_to = match.end()
    if "not_remote" in found:
        return ONSITE, found["not_remote"]
    return next(((mode, found[mode]) for mode in ORDER if mode in found), None)


def _may_say(low: str) -> bool:
    """Whether one of SHORT_WORDS stands in it; written out, for most locations have none."""
    return (
        "remote" in low or "hybrid" in low or "site" in low or "home" in low or "office" in low or "wfh" in low
        or "tele" in low or "anywhere" in low or "person" in low or "virtual" in low or "workplace" in low
    )  # fmt: skip


def _described(searched: Searched) -> ConditionFinding:
    if not searched.may_hold(_WORDS):
        return NOT_SAID
    found: dict[tuple[str, str], str] = {}
    text, low = searched.text, searched.low
    for word in searched.held(_WORD_ORDER):
        judge = _JUDGE_OF[word]
        for at in searched.places(word, OCCURRENCES):
            end = at + len(word)
            before, after = low[max(0, at - BEFORE) : at], low[end : end + AFTER]
            said = judge(before, after, text, at)
            if said and said not in found:
                found[said] = " ".join(text[max(0, at - 20) : end + 20].split())
                if said == (SURE, HYBRID):
                    return ConditionFinding(HYBRID, found[said], "description", SURE)
    for certainty, mode in WEIGHT:
        if (certainty, mode) in found:
            return ConditionFinding(mode, found[certainty, mode], "description", certainty)
    return NOT_SAID
