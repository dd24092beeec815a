"""Where a few fixed words stand in a long text, and what stands around them.

Reading everything about pay, employment type and work mode with one large pattern costs a hundred times what it takes
to look for a dozen words; so the words are looked for first, and only their neighbourhoods are read.
"""

import re
from collections.abc import Mapping, Sequence

ENOUGH = 200  # places of one word in one text: no reader asks for more


def folded(text: str) -> str:
    """The text in lower case, character for character: positions in it are positions in the text.

    Letters outside Latin-1 become "?" and those outside ASCII keep their case; no word that is looked for has any.
    Dashes and no-break blanks are outside too: a pattern that allows "-" has to allow "?".
    """
    return text.encode("latin-1", "replace").lower().decode("latin-1")


Sought = str | frozenset[str]  # a word, or any of some words


class Bits(dict):
    """The bits that stand for sets of words in a mask of what a text holds: those of each word, or one for the set.

    What is not known may stand anywhere, so that to ask for it is a mistake (KeyError).
    """

    def __init__(self, sought: Sequence[Sought]):
        super().__init__({one: 1 << number for number, one in enumerate(sought)})

    def __missing__(self, words: Sought) -> int:
        if isinstance(words, str):
            raise KeyError(words)
        bits = 0
        for word in words:
            bits |= self[word]
        self[words] = bits
        return bits


class Spots:
    """What was found in some texts, all at once (spotting.py).

    `numbers` of what was sought. A text's places stand in `places`, in the order of these numbers and then of the text;
    where those of the k-th that it holds begin, and where the last ones end, stands in `firsts` from its own place on.
    """

    __slots__ = ("bits", "firsts", "numbers", "places")

    def __init__(self, bits: Bits, numbers: Mapping[Sought, int], places: Sequence[int], firsts: Sequence[int]):
        self.bits, self.numbers, self.places, self.firsts = bits, numbers, places, firsts


class Searched:
    """A text and the same folded, in which fixed words are looked for: at once when asked, or beforehand by `spots`."""

    __slots__ = ("_first", "_mask", "_spots", "low", "text")

    def __init__(self, text: str, low: str | None = None, spots: Spots | None = None, mask: int = 0, first: int = 0):
        self.text = text
        self.low = folded(text) if low is None else low
        self._spots, self._mask, self._first = spots, mask, first

    @property
    def is_known(self) -> bool:
        """Whether what it holds was looked for beforehand."""
        return self._spots is not None

    def may_hold(self, words: frozenset[str]) -> bool:
        """False only where it is known, without a look, that none of the words stands here."""
        return self._spots is None or self._spots.bits[words] & self._mask != 0

    def held(self, words: Sequence[str]) -> Sequence[str]:
        """The words without those of which `may_hold` knows that they do not stand here."""
        if self._spots is None:
            return words
        numbers, mask = self._spots.numbers, self._mask
        return [word for word in words if mask >> numbers[word] & 1]

    def places(self, sought: Sought, limit: int) -> Sequence[int]:
        """The first `limit` places where the folded text holds a word or one of a set, in order; at most ENOUGH."""
        spots = self._spots
        if spots is None or (number := spots.numbers.get(sought)) is None:
            if isinstance(sought, str):
                return occurrences(sought, self.low, limit)
            return sorted(at for word in sought for at in occurrences(word, self.low, limit))[:limit]
        if not self._mask >> number & 1:
            return ()
        at = self._first + (self._mask & ((1 << number) - 1)).bit_count()
        first, end = spots.firsts[at], spots.firsts[at + 1]
        return spots.places[first : min(end, first + limit)]


def occurrences(word: str, low: str, limit: int) -> list[int]:
    """The first `limit` places where a folded text holds a word."""
    at = low.find(word)
    if at < 0:
        return []
    places = [at]
    while len(places) < limit and (at := low.find(word, at + len(word))) >= 0:
        places.append(at)
    return places


def ends(pattern: re.Pattern[str], before: str, most: int) -> re.Match[str] | None:
    """Where a text ends as a pattern says that ends in "$" and matches no more than `most` characters."""
    return pattern.search(before, max(0, len(before) - most))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a word of its own, or was glued to its neighbours by lost markup ("DayRemoteUK")."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    starts = not before.isalpha() or (before.islower() and text[start].isupper())
    return starts and (not after.isalpha() or (after.isupper() and text[end - 1].islower()))
