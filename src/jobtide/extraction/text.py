"""Text made comparable, with the way back: what is found in folded text is shown in the words that were written."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from jobtide.extraction.line_ends import lost_line_ends

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
# Markdown's C\+\+ and self\-service: a backslash before a sign is no more than that.
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_ODD = re.compile(rf"{_NOT_ASCII.pattern}|{_ESCAPE.pattern}")
_LINE_ENDS = "\u0085\u2028\u2029"
_APOSTROPHES = "‘’‛ʼ′´"
# Letters that Unicode does not take apart, and people write in two ways.
_WRITTEN_OUT = {
    **{"ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i"},
    **{"Σ": "σ", "ς": "σ"},  # else its small letter would hang on what follows
}


@dataclass(frozen=True)
class Folded:
    """A text in which one thing is written one way.

    `text` is in lower case, without accents, invisible characters and full-width forms; what is neither letter, digit
    nor ASCII has become a comma, a space, a hyphen or an apostrophe, and line ends stand where they were lost
    (line_ends.py). `cased` is the same, character by character, in
    the case that was written. `starts` and `origins` lead back where lengths differ: stretch k begins at starts[k] of
    `text` and came from origins[k] of the original; `single[k]` says that the whole stretch came from one character.
    """

    text: str
    cased: str
    starts: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()
    single: tuple[bool, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where start..end (end excluded, not empty) of the folded text stands in the original."""
        if not self.starts:
            return start, end
        return self._origin(start), self._origin(end - 1) + 1

    def _origin(self, position: int) -> int:
        stretch = bisect_right(self.starts, position) - 1
        within = 0 if self.single[stretch] else position - self.starts[stretch]
        return self.origins[stretch] + within


def fold(text: str) -> Folded:
    """The text folded. A few passes over it, however odd it is.

    >>> fold("Ｊａｖａ – Caf\\u00e9").text
    'java - cafe'
    >>> fold("knowledge of SQLExperience with Python").text
    'knowledge of sql\\nexperience with python'
    """
    folded = _written_plainly(text)
    lost = list(lost_line_ends(folded.cased))
    return _with_line_ends(folded, lost) if lost else folded


def _with_line_ends(folded: Folded, lost: list[int]) -> Folded:
    """The same with a line end before each of these places, in their order."""
    pieces, starts, origins, single = [], [], [], []
    length = 0

    def add(piece: str, origin: int, from_one: bool) -> None:
        nonlocal length
        pieces.append(piece)
        starts.append(length)
        origins.append(origin)
        single.append(from_one)
        length += len(piece)

    stretches = list(zip(folded.starts or (0,), folded.origins or (0,), folded.single or (False,), strict=True))
    edges = [start for start, _, _ in stretches[1:]] + [len(folded.cased)]
    waiting = 0
    for (start, origin, from_one), end in zip(stretches, edges, strict=True):
        at = start
        while waiting < len(lost) and lost[waiting] < end:
            place = lost[waiting]
            if place > at:
                add(folded.cased[at:place], origin if from_one else origin + at - start, from_one)
            at = place
            add("\n", origin if from_one else origin + at - start, True)
            waiting += 1
        add(folded.cased[at:end], origin if from_one else origin + at - start, from_one)
    cased = "".join(pieces)
    return Folded(cased.lower(), cased, tuple(starts), tuple(origins), tuple(single))


def _written_plainly(text: str) -> Folded:
    if "\\" in text and _ESCAPE.search(text):
        return _with_way_back(text, {ord(odd): plain_of(odd) for odd in set(_NOT_ASCII.findall(text))})
    if text.isascii():
        return Folded(text.lower(), text)
    written = {ord(odd): plain_of(odd) for odd in set(_NOT_ASCII.findall(text))}
    if all(len(plain) == 1 for plain in written.values()):
        cased = text.translate(written) if len(written) > 24 else _replaced(text, written)
        return Folded(cased.lower(), cased)
    return _with_way_back(text, written)


def _replaced(text: str, written: dict[int, str]) -> str:
    # Several times faster than str.translate for the handful of quotes and dashes that an advert has.
    for odd, plain in written.items():
        text = text.replace(chr(odd), plain)
    return text


def _with_way_back(text: str, written: dict[int, str]) -> Folded:
    pieces, starts, origins, single = [], [], [], []
    length = done = 0

    def add(piece: str, origin: int, from_one: bool) -> None:
        nonlocal length
        if piece:
            pieces.append(piece)
            starts.append(length)
            origins.append(origin)
            single.append(from_one)
            length += len(piece)

    for odd in _ODD.finditer(text):
        plain = "" if odd[0] == "\\" else written[ord(odd[0])]
        if len(plain) != 1:
            add(text[done : odd.start()].translate(written), done, False)
            add(plain, odd.start(), True)
            done = odd.end()
    add(text[done:].translate(written), done, False)
    cased = "".join(pieces)
    return Folded(cased.lower(), cased, tuple(starts), tuple(origins), tuple(single))


def plain_of(odd: str) -> str:
    """What one character outside ASCII is read as; "" for one that cannot be seen."""
    kind = unicodedata.category(odd)
    if odd in _WRITTEN_OUT:
        return _WRITTEN_OUT[odd]
    if odd in _LINE_ENDS:
        return "\n"
    if kind in ("Cf", "Mn", "Me"):  # soft hyphens, zero-width spaces, direction marks, accents that stand alone
        return ""
    if kind == "Zs":
        return " "
    if kind == "Pd" or odd == "−":
        return "-"
    if odd in _APOSTROPHES:
        return "'"
    if unicodedata.decomposition(odd).startswith("<super>") and odd not in "ªº":
        return " "  # ™ and footnote marks: Java™, Python²
    taken_apart = unicodedata.normalize("NFKD", odd)
    plain = "".join(character for character in taken_apart if not unicodedata.combining(character))
    if plain.isalnum():
        return plain if len(plain.lower()) == len(plain) else plain.lower()
    if len(plain) == 1 and plain.isascii() and plain.isprintable():
        return plain
    return ","
