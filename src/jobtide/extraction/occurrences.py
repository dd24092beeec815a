"""Where a few fixed words stand in a long text, and what stands around them.

Reading everything about pay, employment type and work mode with one large pattern costs a hundred times what it takes
to look for a dozen words; so the words are looked for first, and only their neighbourhoods are read.
"""

from collections.abc import Collection, Container, Mapping, Sequence


def folded(text: str) -> str:
    """The text in lower case, character for character: positions in it are positions in the text.

    Letters outside Latin-1 become "?" and those outside ASCII keep their case; no word that is looked for has any.
    Dashes and no-break blanks are outside too: a pattern that allows "-" has to allow "?".
    """
    return text.encode("latin-1", "replace").lower().decode("latin-1")


class Searched:
    """A text and the same folded, in which fixed words are looked for.

    `places` may hold where `known` words stand, which were looked for beforehand, all at once (spotting.py); other
    words are looked for when they are asked for.
    """

    __slots__ = ("_known", "_places", "low", "text")

    def __init__(
        self,
        text: str,
        low: str | None = None,
        places: Mapping[str, Sequence[int]] | None = None,
        known: Container[str] = (),
    ):
        self.text = text
        self.low = folded(text) if low is None else low
        self._places, self._known = places, known

    def may_hold(self, words: Collection[str]) -> bool:
        """False only where it is known, without a look, that none of the words stands here."""
        return not self._known or not self._places.keys().isdisjoint(words)

    def places(self, word: str, limit: int) -> Sequence[int]:
        """The first `limit` places where the folded text holds a word."""
        if word in self._known:
            return self._places.get(word, ())[:limit]
        return occurrences(word, self.low, limit)


def occurrences(word: str, low: str, limit: int) -> list[int]:
    """The first `limit` places where a folded text holds a word."""
    at = low.find(word)
    if at < 0:
        return []
    places = [at]
    while len(places) < limit and (at := low.find(word, at + len(word))) >= 0:
        places.append(at)
    return places


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a word of its own, or was glued to its neighbours by lost markup ("DayRemoteUK")."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    starts = not before.isalpha() or (before.islower() and text[start].isupper())
    return starts and (not after.isalpha() or (after.isupper() and text[end - 1].islower()))
