"""Where names of places stand in a short text, and how the text parts them.

A text is taken as words with gaps between them. A name is a run of words with soft gaps; a comma, bracket or dash
links two names ("Newport, Shropshire", "Cambridge (MA)", "India - Pune"); a slash, bar, semicolon or any other word
between them parts them.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jobtide.gazetteer import WORK_FROM_HOME, WORLD, Gazetteer, Place

SOFT, LINK, BREAK, ABBREVIATED = 0, 1, 2, 3
# Letters and digits of any script, with apostrophes inside (King's, L'Islet); single letters with dots are one word
# (U.K., D.C.); "&" is "and".
_WORD = re.compile(r"([A-Za-z](?:\.[A-Za-z])+(?![^\W_])|[^\W_]+(?:['’`´][^\W_]+)*|&)")
_SOFT = re.compile(r"[ \t\xa0]*|-|[-_]|\.[ \t\xa0]*|['’] ?")
_LINK = re.compile(r"[ \t\xa0.]*(?:,|\(|\)|\[|\]|\),|,\s*\(|-|–|—|:|>|»)[ \t\xa0]*")
_SHORT = 3  # letters: the longest abbreviation after which a dot and a space do not part (St. Albans, Co. Down)
# Names so short that they are words when written small: read only as capitals, or as all that there is.
_CODE = re.compile(r"[A-Z]{2,3}")
# Words that name no place but stand beside places, so that a name among them still stands by itself.
# fmt: off
NOISE = frozenset((
    "remote", "remotely", "hybrid", "onsite", "on", "site", "sites", "offsite", "office", "offices", "hq",
    "headquarters", "head", "main", "home", "homeworking", "working", "work", "from", "wfh", "flexible", "flexibly",
    "area", "areas", "city", "centre", "center", "town", "region", "regional", "county", "wide", "the", "in", "at",
    "or", "and", "full", "time", "fulltime", "part", "parttime", "permanent", "contract", "perm", "based",
    "only", "ok", "okay", "first", "friendly", "anywhere", "within", "various", "multiple", "locations", "location",
    "select", "selected", "days", "day", "per", "week", "fully", "100", "campus", "studio", "hub", "north", "south",
    "east", "west", "northern", "southern", "eastern", "western", "central", "inner", "greater", "outer", "mid",
    "upper", "lower", "downtown", "possible", "preferred", "optional", "available", "allowed", "considered",
    "option", "required", "welcome", "applicants", "candidates", "residents", "citizens", "visa", "visas", "intern",
    "interns", "internship", "internships", "ft", "pt", "temporary", "freelance", "partial", "partially", "mostly",
    "timezone", "timezones", "tz", "utc", "gmt", "est", "pst", "cet", "to", "around", "near", "surrounding",
    "other", "plus", "also", "either", "both", "some", "occasional", "travel", "field", "worldwide", "global",
    "globally", "international", "distributed", "virtual", "nationwide", "commutable", "telecommute", "inoffice",
    "relocation", "relocate", "person", "anytime", "new", "state", "province", "country", "metro", "metropolitan",
    "district", "borough", "permanently", "temp", "inside", "outside", "ir35", "excluding", "except", "hour",
    "hours", "minutes", "min", "mins", "mi", "mile", "miles",
))
# fmt: on
_CITY_WORDS = frozenset(("city", "centre", "center", "town", "area", "region", "county", "office", "hq", "metro"))


@dataclass(slots=True)
class Words:
    """A text's words: `folded`, and the gap after each (the last has BREAK). `pieces`: gaps and words in turns."""

    text: str
    pieces: list[str]
    folded: list[str]
    gaps: list[int]

    def written(self, first: int, end: int) -> str:
        """The words from `first` to `end` (excluded) with what stands between them."""
        return self.pieces[2 * first + 1] if end - first == 1 else "".join(self.pieces[2 * first + 1 : 2 * end])


@dataclass(slots=True)
class Named:
    """A name at words `first`..`end` (end excluded): the slugs it may mean, and which of them it means by itself."""

    first: int
    end: int
    name: str  # folded
    strong: tuple[str, ...]
    weak: tuple[str, ...]
    is_code: bool = False  # US, MA, NI

    @property
    def slugs(self) -> tuple[str, ...]:
        return self.strong + self.weak


class _Folds(dict):
    """Words by how they are written. Remembers those it was asked."""

    def __missing__(self, word: str) -> str:
        fold = word.lower() if word.isascii() else _plain(word)
        for mark in ".'’`´":
            if mark in fold:
                fold = fold.replace(mark, "")
        if fold == "&":
            fold = "and"
        elif fold == "saint":
            fold = "st"
        if len(self) < 100_000:
            self[word] = fold
        return fold


class _Gaps(dict):
    """What lies between two words, by how it is written: SOFT, LINK, BREAK; ABBREVIATED with a dot, which is soft only
    after few letters. Remembers those it was asked."""

    def __missing__(self, between: str) -> int:
        if _SOFT.fullmatch(between):
            gap = ABBREVIATED if "." in between else SOFT
        else:
            gap = LINK if _LINK.fullmatch(between) else BREAK
        if len(self) < 10_000:
            self[between] = gap
        return gap


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold().replace("ł", "l").replace("ø", "o"))
    return "".join(character for character in apart if not unicodedata.combining(character))


class PlaceNames:
    """Finds the names of all places of a gazetteer, the longest at each word. Work from Home and World are no names."""

    def __init__(self, gazetteer: Gazetteer):
        self._folds, self._gaps = _Folds(), _Gaps()
        strong: dict[str, list[str]] = {}
        weak: dict[str, list[str]] = {}
        self._coded: set[str] = set()
        for place in gazetteer:
            if place.slug in (WORLD, WORK_FROM_HOME):
                continue
            for name, is_weak in _names(place):
                key = " ".join(self.words(name).folded)
                owners = (weak if is_weak else strong).setdefault(key, [])
                if place.slug not in owners:
                    owners.append(place.slug)
                if _CODE.fullmatch(name):
                    self._coded.add(key)
        self._coded -= {"uk", "usa", "nyc", "uae"}
        self._named: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
            key: (
                tuple(strong.get(key, ())),
                tuple(slug for slug in weak.get(key, ()) if slug not in strong.get(key, ())),
            )
            for key in {*strong, *weak}
        }
        self._longest: dict[str, int] = {}
        for key in self._named:
            opening, _, rest = key.partition(" ")
            length = 1 + rest.count(" ") + bool(rest)
            self._longest[opening] = max(length, self._longest.get(opening, 0))

    def words(self, text: str) -> Words:
        pieces = _WORD.split(text)  # what stands between words, and a word, in turns
        folded = list(map(self._folds.__getitem__, pieces[1::2]))
        gaps = list(map(self._gaps.__getitem__, pieces[2:-1:2]))
        if ABBREVIATED in gaps:
            gaps = [
                (SOFT if len(before) <= _SHORT else BREAK) if gap == ABBREVIATED else gap
                for gap, before in zip(gaps, folded, strict=False)
            ]
        if folded:
            gaps.append(BREAK)
        return Words(text, pieces, folded, gaps)

    def may_open(self, text: str) -> bool:
        """Whether a word with which names begin stands in a text with nothing but noise and "of" before it."""
        for match in _WORD.finditer(text):
            word = self._folds[match[0]]
            if word in self._longest:
                return True
            if word not in NOISE and word != "of":
                return False
        return False

    def find(self, words: Words) -> list[Named]:
        """All names, leftmost first, none inside another."""
        named, longest, folded, gaps = self._named, self._longest, words.folded, words.gaps
        found: list[Named] = []
        count, reached = len(folded), 0
        for at in [at for at, word in enumerate(folded) if word in longest]:
            if at < reached:
                continue
            most = longest[folded[at]]
            end = at + 1
            while end < count and end - at < most and gaps[end - 1] == SOFT:
                end += 1
            while end > at:
                key = " ".join(folded[at:end]) if end - at > 1 else folded[at]
                if key in named and (key not in self._coded or self._is_code(words, at, end)):
                    if key in _CITY_WORDS and found and found[-1].end == at and gaps[at - 1] == SOFT:
                        break  # the City of "Grove City" is not London's
                    found.append(Named(at, end, key, *named[key], key in self._coded))
                    reached = end
                    break
                end -= 1
        return found

    def _is_code(self, words: Words, first: int, end: int) -> bool:
        """Written in capitals, or the end of what a list of places says ("Paris, IDF, fr"), or all of it."""
        written = words.written(first, end)
        if written.replace(".", "").isupper():
            return True
        if end < len(words.folded) or words.folded[first] in NOISE:
            return False
        return first == 0 or words.gaps[first - 1] == LINK


def _names(place: Place) -> Iterable[tuple[str, bool]]:
    names = (place.name, *((place.long_name,) if place.long_name else ()), *place.aliases)
    yield from ((name, name in place.weak) for name in names)
    yield from ((name, True) for name in place.weak)


def by_itself(words: Words, named: Named) -> bool:
    """Between the gaps that part it from the rest only noise stands beside the name, and beside a code nothing."""
    first, end = named.first, named.end
    if named.is_code:
        return (first == 0 or words.gaps[first - 1] != SOFT) and words.gaps[end - 1] != SOFT
    at = first
    while at > 0 and words.gaps[at - 1] == SOFT:
        at -= 1
        if words.folded[at] not in NOISE or (words.folded[at] == "new" and at == first - 1):
            return False  # New Britain and New England are elsewhere
    at = end
    while at < len(words.folded) and words.gaps[at - 1] == SOFT:
        if words.folded[at] not in NOISE and not words.folded[at].isdigit():
            return False
        at += 1
    return True


def linked(words: Words, end: int, first: int) -> bool:
    """A name that ends at word `end` is followed by one at `first` with nothing between that parts them."""
    if first < end:
        return False
    if BREAK in words.gaps[end - 1 : first]:
        return False
    return first == end or all(words.folded[at] in _CITY_WORDS for at in range(end, first))
