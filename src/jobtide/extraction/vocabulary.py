"""The values of a facet that a short text names."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from jobtide.extraction.occurrences import ENOUGH, Searched
from jobtide.facet import FacetValue

WORD = re.compile(r"[^\W_]+")


class Said(NamedTuple):
    """A value whose words stand at `start`..`end` (excluded) of a text."""

    name: str
    start: int
    end: int


class Vocabulary:
    """Finds phrases as whole words, the longest at each place. A space stands for a hyphen or a slash as well."""

    def __init__(self, values: Iterable[FacetValue], lists: tuple[str, ...] = ("phrases", "exact", "alone")):
        names: dict[str, str] = {}
        exact: dict[str, str] = {}
        blockers: list[str] = []
        for value in values:
            for each in lists:
                (exact if each == "exact" else names).update(dict.fromkeys(getattr(value, each), value.name))
            blockers += value.blockers
        self._names = {_key(phrase): name for phrase, name in names.items()}
        self._exact = {_parted(phrase): name for phrase, name in exact.items()}
        self.first_words = frozenset(WORD.findall(phrase.lower())[0] for phrase in (*names, *exact))
        self._first = re.compile("|".join(sorted(self.first_words)) or "(?!)")
        self._any_case = _whole_words(names)
        self._this_case = _whole_words(exact)
        self._blocked = _whole_words(blockers, open_end=True)
        self.blocking_words = frozenset(WORD.findall(phrase.lower())[0] for phrase in blockers)

    def find(self, searched: Searched) -> list[Said]:
        """In their order."""
        said: list[Said] = []
        blocked: list[tuple[int, int]] | None = None
        reached = 0
        text, low = searched.text, searched.low
        for start in self._starts(searched):
            if start < reached:
                continue
            end, name = self._at(text, low, start)
            if name is None:
                continue
            if blocked is None:
                places = searched.places(self.blocking_words, ENOUGH)
                blocked = [match.span() for at in places if (match := self._blocked.match(low, at))]
            if not any(first <= start and end <= last for first, last in blocked):
                said.append(Said(name, start, end))
                reached = end
        return said

    def _starts(self, searched: Searched) -> Iterable[int]:
        """Where phrases may begin."""
        if searched.is_known or len(searched.low) > ENOUGH:
            return searched.places(self.first_words, ENOUGH)
        # In one pass. A word that begins inside another it finds is none by itself.
        return [match.start() for match in self._first.finditer(searched.low)]

    def _at(self, text: str, low: str, start: int) -> tuple[int, str | None]:
        """Where the longest phrase that begins at a place ends, and the value that it names."""
        any_case = self._any_case.match(low, start)
        exact = self._this_case.match(text, start) if self._exact else None
        if exact and (any_case is None or exact.end() >= any_case.end()):
            return exact.end(), self._exact[_parted(exact[0])]
        if any_case is None:
            return start, None
        phrase = any_case[0]
        return any_case.end(), self._names.get(phrase) or self._names[_parted(phrase)]


def _key(phrase: str) -> str:
    return _parted(phrase.lower())


def _parted(phrase: str) -> str:
    return " ".join(re.split(r"[ /-]+", phrase))


def _whole_words(phrases: Iterable[str], open_end: bool = False) -> re.Pattern[str]:
    """`open_end`: the last word may go on (graduate recruit: recruiter, recruitment)."""
    written = sorted({re.sub(r"(?:\\ |\\-|/)+", "[ /-]{1,3}", re.escape(phrase)) for phrase in phrases}, key=len)
    if not written:
        return re.compile(r"(?!)")
    end = "[^\\W_]*" if open_end else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(reversed(written))}){end}")
