"""All words that are looked for, found in one pass over a text by compiled code. For many texts.

What it finds is what `occurrences` finds one word at a time, which costs a pass for each of some forty words. To import
this module is to import the compiler, which takes most of a second; nobody does who reads but a few adverts.
"""

from collections import deque
from collections.abc import Iterator, Sequence

import numba
import numpy as np

from jobtide.extraction import (
    clearances,
    employment_types,
    ir35,
    office_days,
    pay,
    place_texts,
    remote_limits,
    work_mode_words,
)
from jobtide.extraction.occurrences import Searched

WORDS = tuple(
    dict.fromkeys(
        (
            *pay.SIGNS, *pay.CODES, *pay.WORDS, *(word for word, _ in employment_types.JUDGES),
            *(word for word, _ in work_mode_words.JUDGES), *clearances.WORDS, ir35.WORD, *office_days.WORDS,
            *remote_limits.WORDS, *place_texts.WORDS,
        )
    )
)  # fmt: skip
MOST = 1_000  # places that are kept of a text; one with more is searched word by word


class Spotter:
    """Searches texts for words of small letters. It can be pickled."""

    def __init__(self, words: Sequence[str] = WORDS):
        self._words = tuple(words)
        self._known = frozenset(words)
        self._lengths = [len(word) for word in words]
        self._automaton = _automaton(self._words)

    def all_searched(self, texts: Sequence[str]) -> Iterator[Searched]:
        """Each text, searched; all of them in one call of the compiled code."""
        folded = [text.encode("latin-1", "replace").lower() for text in texts]
        hits = np.empty(2 * MOST * (len(texts) // 8 + 1), dtype=np.int32)
        data = np.frombuffer(b"\0".join(folded), dtype=np.uint8)  # no word holds a nought
        count = _scan(data, *self._automaton, hits)
        if 2 * count > len(hits):
            yield from map(self.searched, texts)
            return
        found = hits[: 2 * count].tolist()
        words, lengths, at, start = self._words, self._lengths, 0, 0
        found.append(0)
        found.append(len(data) + 1)  # beyond the last text
        for text, low in zip(texts, folded, strict=True):
            last = start + len(low)
            places: dict[str, list[int]] = {}
            while (end := found[at + 1]) <= last:
                number = found[at]
                word, place = words[number], end - start - lengths[number]
                if word in places:
                    places[word].append(place)
                else:
                    places[word] = [place]
                at += 2
            yield Searched(text, low.decode("latin-1"), places, self._known)
            start = last + 1

    def searched(self, text: str) -> Searched:
        low = text.encode("latin-1", "replace").lower()
        hits = np.empty(2 * MOST, dtype=np.int32)
        count = _scan(np.frombuffer(low, dtype=np.uint8), *self._automaton, hits)
        folded = low.decode("latin-1")
        if count > MOST:
            return Searched(text, folded)
        places: dict[str, list[int]] = {}
        found = hits[: 2 * count].tolist()
        for number, end in zip(found[::2], found[1::2], strict=True):
            word = self._words[number]
            places.setdefault(word, []).append(end - len(word))
        return Searched(text, folded, places, self._known)


def _automaton(words: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Aho and Corasick's: the class of each byte, the next state by state and class, and which words end in each state.

    States are numbered by their row, so that a step needs no multiplication; words that end are bits of a number.
    """
    letters = sorted({byte for word in words for byte in word.encode("latin-1")})
    classes = np.zeros(256, dtype=np.int32)
    classes[letters] = np.arange(1, len(letters) + 1)
    follow: list[dict[int, int]] = [{}]
    ends = [0]
    for number, word in enumerate(words):
        state = 0
        for byte in word.encode("latin-1"):
            if byte not in follow[state]:
                follow[state][byte] = len(follow)
                follow.append({})
                ends.append(0)
            state = follow[state][byte]
        ends[state] |= 1 << number
    width = len(letters) + 1
    steps = np.zeros((len(follow), width), dtype=np.int32)
    fail = [0] * len(follow)
    waiting = deque([0])
    while waiting:
        state = waiting.popleft()
        ends[state] |= ends[fail[state]]
        for byte in letters:
            at, other = classes[byte], steps[fail[state], classes[byte]] if state else 0
            if byte in follow[state]:
                below = follow[state][byte]
                steps[state, at], fail[below] = below, other
                waiting.append(below)
            else:
                steps[state, at] = other
    return classes, (steps * width).ravel(), np.repeat(np.array(ends, dtype=np.uint64), width)


def _compiled(function):
    try:
        return numba.njit(cache=True, nogil=True)(function)
    except RuntimeError:  # neither the package's folder nor the user's is writable
        return numba.njit(nogil=True)(function)


@_compiled
def _scan(text, classes, steps, ends, hits):
    """Writes number and end of each word that stands in a text; how many there are, which may be more than fit."""
    state, count, room = 0, 0, len(hits) // 2
    for place in range(len(text)):
        state = steps[state + classes[text[place]]]
        words = ends[state]
        if words != 0:
            for number in range(64):
                if (words >> np.uint64(number)) & np.uint64(1):
                    if count < room:
                        hits[2 * count], hits[2 * count + 1] = number, place + 1
                    count += 1
    return count
