"""Where those who work remotely have to be: "Remote (UK only)", "remote within the EU", "must be based in Ireland".

A finding is a place of the gazetteer, a country or larger. A time zone is no place, and a preference no limit.
"""

import re
from collections.abc import Iterator

from jobtide.extraction.occurrences import Searched
from jobtide.finding import ConditionFinding
from jobtide.gazetteer import WORLD, Gazetteer

WORDS = ("remote", " only", "must ", "need to ")
ANY_WORD = frozenset(WORDS)
OCCURRENCES = 6  # of each word that are looked at in one text
AFTER = 60
_KINDS = frozenset(("country", "nation", "area"))
LONGEST = 40  # characters before "only" that are looked at
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
_WORD = re.compile(r"[A-Za-z][A-Za-z.]*")
_FIRST_WORDS = re.compile(r"[A-Za-z][A-Za-z.]*(?:[ ][A-Za-z][A-Za-z.]*){0,3}")
_LAST_WORDS = re.compile(r"(?<![A-Za-z])[A-Za-z][A-Za-z.]*(?:[ ][A-Za-z][A-Za-z.]*){0,2}$")
_LETTERS = "abcdefghijklmnopqrstuvwxyz."
_BASED = re.compile(r"[ -]based$", re.IGNORECASE)
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
        self._slugs: dict[str, str] = {}  # by name, in lower case
        for place in gazetteer:
            if place.kind not in _KINDS or place.slug == WORLD:
                continue
            for name in (place.name, *((place.long_name,) if place.long_name else ()), *place.aliases):
                if name not in place.weak and name not in _NO_NAMES and name.upper() not in _NO_NAMES:
                    self._slugs.setdefault(_key(name), place.slug)
        self._first_words = frozenset(name.split(" ")[0] for name in self._slugs)
        self._last_words = frozenset(_last_word(name) for name in self._slugs)

    def read(self, texts: tuple[tuple[str, Searched], ...]) -> tuple[ConditionFinding, ...]:
        """The places that remote work is limited to, in the first text that names any: (where, text)."""
        for where, searched in texts:
            if not searched.may_hold(ANY_WORD):
                continue
            found: dict[str, ConditionFinding] = {}
            for slug, words, rule in self._named(searched):
                found.setdefault(slug, ConditionFinding(slug, words, where, rule))
            if found:
                return tuple(found.values())
        return ()

    def _named(self, searched: Searched) -> Iterator[tuple[str, str, str]]:
        text = searched.text
        for at in searched.places(WORDS[0], OCCURRENCES):
            opened = _REMOTE_TO.match(searched.low, at + 6, at + 6 + AFTER)
            yield from self._listed(text, at, opened.end(), "named beside remote")
        for at in searched.places(WORDS[1], OCCURRENCES):
            if self._may_end(searched.low[max(0, at - LONGEST) : at]):
                yield from self._before(text, at)
        for word in WORDS[2:]:
            for at in searched.places(word, OCCURRENCES):
                if opened := _MUST.match(text, at, at + AFTER):
                    yield from self._listed(text, at, opened.end(), "where one must be")

    def _may_end(self, low: str) -> bool:
        """Whether the last word before "only" is one of a name."""
        return _last_word(low.removesuffix("based")[: -1 if low.endswith("based") else None]) in self._last_words

    def _before(self, text: str, at: int) -> Iterator[tuple[str, str, str]]:
        """UK only, US-based only."""
        words = _LAST_WORDS.search(_BASED.sub("", text[max(0, at - LONGEST) : at]))
        if words is None:
            return
        parts = words[0].split()
        for first in range(len(parts)):
            name = " ".join(parts[first:])
            if slug := self._slug(name):
                yield slug, f"{name}{text[at : at + 5]}", "only there"
                return

    def _listed(self, text: str, start: int, at: int, rule: str) -> Iterator[tuple[str, str, str]]:
        """The places listed from `at` on: US/Canada, UK or Ireland; none of them where a preference follows."""
        found, reached = [], at
        while named := self._at(text, reached):
            slug, at = named
            found.append(slug)
            link = _LIST.match(text, at)
            if link is None:
                break
            reached = link.end()
        if found and not _NOT_LIMIT.match(text, at):
            words = " ".join(text[start:at].split())
            yield from ((slug, words, rule) for slug in found)

    def _at(self, text: str, at: int) -> tuple[str, int] | None:
        """The longest name that begins at a place of the text, and where it ends."""
        words = _FIRST_WORDS.match(text, at)
        if words is None:
            return None
        first = words[0].partition(" ")[0].lower()
        if first not in self._first_words and first.removesuffix(".") not in self._first_words:
            return None
        ends = [match.end() for match in _WORD.finditer(text, at, words.end())]
        for end in reversed(ends):
            if slug := self._slug(text[at:end]):
                return slug, end
        return None

    def _slug(self, name: str) -> str | None:
        slug = self._slugs.get(_key(name))
        letters = name.replace(".", "")
        return slug if len(letters) > _SHORT or letters.isupper() else None


def _last_word(low: str) -> str:
    return low[len(low.rstrip(_LETTERS)) :].removesuffix(".")


def _key(name: str) -> str:
    return name.lower().removesuffix(".")
