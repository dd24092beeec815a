"""The values of a facet that a short text names."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jobtide.facet import FacetValue

_FIRST_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Said:
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
        self._exact = exact
        self._first = frozenset(_FIRST_WORD.findall(phrase.lower())[0] for phrase in (*names, *exact))
        self._any_case = _whole_words(names)
        self._this_case = _whole_words(exact)
        self._blocked = _whole_words(blockers, open_end=True)

    def find(self, text: str, low: str) -> Iterator[Said]:
        """In their order; `low` is the text in lower case, character for character."""
        if self._first.isdisjoint(_FIRST_WORD.findall(low)):
            return
        found = [(match, self._names[_key(match[0])]) for match in self._any_case.finditer(low)]
        if self._exact:
            found += [(match, self._exact[match[0]]) for match in self._this_case.finditer(text)]
            found.sort(key=lambda one: (one[0].start(), -one[0].end()))
        if not found:
            return
        blocked = [match.span() for match in self._blocked.finditer(low)]
        reached = 0
        for match, name in found:
            start, end = match.span()
            if start >= reached and not any(first <= start and end <= last for first, last in blocked):
                yield Said(name, start, end)
                reached = end


def _key(phrase: str) -> str:
    return " ".join(re.split(r"[ /-]+", phrase.lower()))


def _whole_words(phrases: Iterable[str], open_end: bool = False) -> re.Pattern[str]:
    """`open_end`: the last word may go on (graduate recruit: recruiter, recruitment)."""
    written = sorted({re.sub(r"(?:\\ |\\-|/)+", "[ /-]{1,3}", re.escape(phrase)) for phrase in phrases}, key=len)
    if not written:
        return re.compile(r"(?!)")
    end = "[^\\W_]*" if open_end else r"(?![^\W_])"
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(reversed(written))}){end}")
