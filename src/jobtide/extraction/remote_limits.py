"""Where those who work remotely have to be: "Remote (UK only)", "remote within the EU", "must be based in Ireland".

A finding is a place of the gazetteer, a country or larger. A time zone is no place, and a preference no limit.
"""

import re
from collections.abc import Iterator

from jobtide.extraction.occurrences import occurrences
from jobtide.finding import ConditionFinding
from jobtide.gazetteer import WORLD, Gazetteer

OCCURRENCES = 6
AFTER = 60
_KINDS = frozenset(("country", "nation", "area"))
_SHORT = 3  # letters of a name that is a word when written small (US, UK, IT): read only in capitals
_NO_NAMES = frozenset(
    ("IN", "IT", "AT", "BE", "IS", "NO", "ME", "MY", "CA", "DE", "AM", "SO", "TO")
)  # words in capitals
# Between "remote" and the first place.
_REMOTE_TO = re.compile(
    r"(?:ly)?(?:[ -](?:ok|okay|only|work(?:ing)?|role|position|job|first|based|friendly|possible|allowed|option"
    r"|candidates|opportunity|is|are"
    r"|available|considered|welcome|anywhere|from anywhere|full[ -]?time|but))*[ ]*(?:[(:,/–—-]|\bin\b"
    r"|\bwithin\b|\bacross\b|\bfrom\b"
    r"|\binside\b|\bthroughout\b|\banywhere in\b|\bto\b|\bfor\b)?[ (:-]*(?:anywhere )?(?:(?:in|within|from"
    r"|across|inside|based in)[ ])?"
    r"(?:the |continental |mainland |all of )?"
)
_LIST = re.compile(r"(?:[ ]?[/,&+][ ]?|[ ](?:or|and)[ ](?:the )?|[ ]?,[ ]?(?:or|and)[ ](?:the )?)")
_NOT_LIMIT = re.compile(
    r"[ -]{0,2}(?:time|tz|hours|prefer|est\b|office|customers|clients|team|only hours|\w* ?timezone)", re.IGNORECASE
)
_MUST = re.compile(
    r"(?:must|need to|have to|should|required to)(?: \w+){0,3}? (?:be (?:based|located|living|resident"
    r"|residing)|live|reside|work)"
    r"(?: \w+){0,2}? (?:in|within|from)[ ](?:the )?",
    re.IGNORECASE,
)


class RemoteLimitReader:
    """Reads the names of countries and larger places of one gazetteer."""

    def __init__(self, gazetteer: Gazetteer):
        self._slugs: dict[str, str] = {}
        for place in gazetteer:
            if place.kind not in _KINDS or place.slug == WORLD:
                continue
            for name in (place.name, *((place.long_name,) if place.long_name else ()), *place.aliases):
                if name not in place.weak and name not in _NO_NAMES and name.upper() not in _NO_NAMES:
                    self._slugs.setdefault(_key(name), place.slug)
        names = sorted((re.escape(name) for name in self._slugs), key=len, reverse=True)
        self._name = re.compile(rf"(?:{'|'.join(names)})(?![^\W_])", re.IGNORECASE) if names else re.compile("(?!)")

    def read(self, texts: tuple[tuple[str, str, str], ...]) -> tuple[ConditionFinding, ...]:
        """The places that remote work is limited to, in the first text that names any: (where, text, folded)."""
        for where, text, low in texts:
            found = {
                slug: ConditionFinding(slug, words, where, rule)
                for slug, words, rule in reversed(
                    [*self._after_remote(text, low), *self._only(text, low), *self._must(text, low)]
                )
            }
            if found:
                return tuple(reversed(found.values()))
        return ()

    def _after_remote(self, text: str, low: str) -> Iterator[tuple[str, str, str]]:
        for at in occurrences("remote", low, OCCURRENCES):
            opened = _REMOTE_TO.match(low, at + 6, at + 6 + AFTER)
            yield from self._listed(text, at, opened.end(), "named beside remote")

    def _only(self, text: str, low: str) -> Iterator[tuple[str, str, str]]:
        """UK only, US-based only."""
        for at in occurrences(" only", low, OCCURRENCES):
            start = max(0, at - 24)
            for match in self._name.finditer(text, start, at + 1):
                if _whole(text, match) and self._written(match) and match.end() in (at, at - 6):
                    yield self._slugs[_key(match[0])], text[match.start() : at + 5], "only there"

    def _must(self, text: str, low: str) -> Iterator[tuple[str, str, str]]:
        for word in ("must ", "need to "):
            for at in occurrences(word, low, OCCURRENCES):
                if opened := _MUST.match(text, at, at + 60):
                    yield from self._listed(text, at, opened.end(), "where one must be")

    def _listed(self, text: str, start: int, at: int, rule: str) -> Iterator[tuple[str, str, str]]:
        """The places listed from `at` on: US/Canada, UK or Ireland; none of them where a preference follows."""
        found, reached = [], at
        while match := self._name.match(text, reached):
            if not self._written(match) or not _whole(text, match):
                break
            found.append(self._slugs[_key(match[0])])
            at = match.end()
            link = _LIST.match(text, at)
            if link is None:
                break
            reached = link.end()
        if found and not _NOT_LIMIT.match(text, at):
            words = " ".join(text[start:at].split())
            yield from ((slug, words, rule) for slug in found)

    @staticmethod
    def _written(match: re.Match[str]) -> bool:
        name = match[0].replace(".", "")
        return len(name) > _SHORT or name.isupper()


def _whole(text: str, match: re.Match[str]) -> bool:
    return match.start() == 0 or not text[match.start() - 1].isalnum()


def _key(name: str) -> str:
    return name.lower()
