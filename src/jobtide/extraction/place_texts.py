"""Where a title and a description say where the work is. Anything less than plain is left unread."""

import re
from collections.abc import Iterator

from jobtide.extraction.occurrences import Searched
from jobtide.extraction.place_meanings import Meant, PlaceMeanings
from jobtide.extraction.place_names import NOISE, SOFT, Words

_AROUND = frozenset(("of", "near", "around", "surrounding"))
_DENIALS = frozenset(("no", "not", "non", "outside", "excluding", "except"))
_FAR = 20  # miles or minutes
_MILES = frozenset(("mile", "miles", "mi", "minutes", "mins", "km"))
_ABOUT = frozenset(("near", "nr", "around", "surrounding"))
_NOT_PLAIN = _AROUND | _ABOUT | _DENIALS


def is_plain(words: Words) -> bool:
    """No word stands there without which no name is denied or one to measure from."""
    return _NOT_PLAIN.isdisjoint(words.folded)


def is_around(words: Words, first: int) -> bool:
    """The name at word `first` is a point to measure far from: "within 40 miles of Leeds", "near Bath".

    A short distance is no more than the town and its edges: "within 10 miles of Leeds" is Leeds.
    """
    before = words.folded[max(first - 6, 0) : first]
    if not before:
        return False
    if before[-1] in _AROUND and not _MILES.isdisjoint(before):
        return max((int(word) for word in before if word.isdecimal() and len(word) < 4), default=_FAR) >= _FAR
    return before[-1] in _ABOUT


def is_denied(words: Words, first: int) -> bool:
    """The name at word `first` is where the work is not: "no US", "outside of the EU"."""
    before = words.folded[max(first - 3, 0) : first]
    return not _DENIALS.isdisjoint(before[-2:] if before and before[-1] not in ("the", "of") else before)


# -- titles ---------------------------------------------------------------------------------------------------------

_PARTING = re.compile(r"\s*[|•·;/\n]|\s[-–—]+\s|--|—|\.\s|\s:\s|:\s")
_IN = frozenset(("in", "near", "around"))


def in_title(words: Words, meanings: PlaceMeanings) -> list[Meant]:
    """Places of a headline.

    A part of it that holds nothing but places ("Acme | Developer | London, UK | Onsite") says it best; else a name
    after "in", before "based" or at the very end ("PHP Developer Leeds"). A weak name needs company here (Deal, Sale).
    """
    meant = [one for one in meanings.in_text(words) if one.certain]
    if not meant:
        return []
    count = len(words.folded)
    of_place = [word in NOISE or word.isdigit() for word in words.folded]
    for one in meant:
        of_place[one.first : one.end] = [True] * (one.end - one.first)
    plain = [one for one in meant if _part_is_plain(words, one, of_place)]
    said = [
        one
        for one in meant
        if one not in plain
        and (
            (one.first and words.gaps[one.first - 1] == SOFT and words.folded[one.first - 1] in _IN)
            or (one.end < count and words.gaps[one.end - 1] == SOFT and words.folded[one.end] == "based")
        )
    ]
    if plain or said:
        return sorted((*plain, *said), key=lambda one: one.first)
    return [one for one in meant if one.first and all(of_place[one.first :])]


def _part_is_plain(words: Words, one: Meant, of_place: list[bool]) -> bool:
    """Between the bars, dashes and commas around it there is nothing but places and noise."""
    at = one.first
    while at > 0 and not _parts(words, at - 1):
        at -= 1
        if not of_place[at]:
            return False
    at = one.end
    while at < len(words.folded) and not _parts(words, at - 1):
        if not of_place[at]:
            return False
        at += 1
    return True


def _parts(words: Words, at: int) -> bool:
    return words.gaps[at] != SOFT


# -- descriptions ---------------------------------------------------------------------------------------------------

# The words that a cue cannot do without, and what must stand around them; "Location:" first.
LABELS, BASES = ("location",), ("based", "located")
OFFICES = ("office", "headquarters", "head quarters", "hq", "studio", "lab")
WORDS = (*LABELS, *BASES, *OFFICES)
_ANY_WORD = frozenset(WORDS)
_OCCURRENCES = 200  # of each word in one description
_LABEL = re.compile(r"[Ll](?:ocation|OCATION)[sS]?(?: of work)? ?[:–-]{1,2}\s{0,3}(?=[\w(])")
_BASED = re.compile(r"[BbLl](?:ased|ocated|ASED|OCATED) (?:in|at|out of|from|IN)\s+")
# "Offices in A, B and C" are where the company is; "our offices are in A" is where the work is.
_OFFICE = re.compile(
    r"[OoHhSsLl](?:(?:ffice|FFICE|ead ?quarters|Q|tudio|ab)(?: is)?|ffices are) (?:based |located )?in\s+"
)
_OFFICE_AFTER = re.compile(r"[OoHSs](?:ffice|Q|eadquarters|tudio)\b")
_BASED_AFTER = re.compile(r"based\b")
_BEFORE_OFFICE = re.compile(
    r"\b(?:our|the|in|at|from) ((?:[A-Z][\w.'’-]*(?:,? (?:and |or |& )?)){1,5})(?:[Hh]ead |main |central )?$"
)
_BEFORE_BASED = re.compile(r"\b((?:[A-Z][\w'’]*[ -]){0,2}[A-Z][\w'’]*)$")
_LONG_BEFORE = 60  # characters before a word that are looked at
# Those whom the advert tells of, not the work.
_OTHERS = re.compile(
    r"(?:(?:client|customer|partner|user|colleague|candidate|applicant|team|compan(?:y|ies)|startup|firm|investor"
    r"|founder)s?\W+(?:\w+\W+){0,3}|(?:jobs|roles|positions|individuals|employees|those|people|residents|hires)[^\w.!?\n]+"
    r"(?:\w+[^\w.!?\n]+){0,2})$",
    re.IGNORECASE,
)
_LONG = 100  # characters after a cue that are read
# After any other cue than "Location:" names go on as long as words with capitals do.
_NAMES = re.compile(
    r"(?:[\s,/&()–-]*(?:[A-Z][\w.'’]*|and|or|upon|under|on|the|of|in|our|either|both|central|downtown|sunny|beautiful|heart|near)\b)+"
)


def in_description(description: Searched) -> Iterator[str]:
    """Stretches that begin where a place is to be expected, the plainest first."""
    text = description.text
    if not description.may_hold(_ANY_WORD):
        return
    yield from called_location(description)
    for cue, words in ((_BASED, BASES), (_OFFICE, OFFICES)):
        for match in _matches(cue, words, description):
            if not _OTHERS.search(text[max(match.start() - 40, 0) : match.start()]):
                names = _NAMES.match(text, match.end(), match.end() + _LONG)
                if names:
                    yield names[0]
    for match in _matches(_BASED_AFTER, BASES[:1], description):
        start = match.start()
        if start and text[start - 1] in " -":
            names = _BEFORE_BASED.search(text[max(start - 1 - _LONG_BEFORE, 0) : start - 1])
            if names:
                yield names[1]
    for match in _matches(_OFFICE_AFTER, OFFICES, description):
        names = _BEFORE_OFFICE.search(text[max(match.start() - _LONG_BEFORE, 0) : match.start()])
        if names:
            yield names[1]


def called_location(description: Searched) -> Iterator[str]:
    """What follows "Location:"."""
    for match in _matches(_LABEL, LABELS, description):
        yield description.text[match.end() : match.end() + _LONG]


def _matches(pattern: re.Pattern[str], words: tuple[str, ...], description: Searched) -> Iterator[re.Match[str]]:
    """Where the pattern matches at one of the words, in the order of the text."""
    places = [at for word in words for at in description.places(word, _OCCURRENCES)]
    for at in sorted(places) if len(words) > 1 else places:
        if match := pattern.match(description.text, at):
            yield match
