"""Words by number, for rules that name words; a table of hashes leads to them."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from jobtide.extraction.kernel.compiling import compiled, inlined
from jobtide.extraction.kernel.words import PADDING, hash_all, hashed, same_letters

SHORT = 8  # letters; no two words of up to so many have one hash


class Words(NamedTuple):
    """Those of up to SHORT letters have the first numbers."""

    short: int  # how many these are
    letters: np.ndarray  # uint8
    starts: np.ndarray  # int32, one more than there are words
    hashes: np.ndarray  # uint64, by slot
    slots: np.ndarray  # int32: the word in each slot, -1 where none is


def numbered(words: Iterable[str]) -> tuple[Words, dict[str, int]]:
    """The words, which must be in ASCII, and the number of each."""
    ordered = sorted(set(words), key=lambda word: (len(word) > SHORT, word))
    starts = np.zeros(len(ordered) + 1, dtype=np.int32)
    np.cumsum([len(word) for word in ordered], out=starts[1:])
    letters = np.frombuffer("".join(ordered).encode("ascii") + bytes(PADDING), dtype=np.uint8).copy()
    size = 1 << (2 * len(ordered) + 64).bit_length()
    hashes, slots = np.zeros(size, dtype=np.uint64), np.full(size, -1, dtype=np.int32)
    _settle(hashes_of(letters, starts), hashes, slots)
    short = sum(len(word) <= SHORT for word in ordered)
    return Words(short, letters, starts, hashes, slots), {word: at for at, word in enumerate(ordered)}


def hashes_of(letters: np.ndarray, starts: np.ndarray) -> np.ndarray:
    found = np.empty(len(starts) - 1, dtype=np.uint64)
    hash_all(letters, starts, found)
    return found


@compiled
def _settle(hashes_of_words, hashes, slots):
    mask = len(slots) - 1
    for word in range(len(hashes_of_words)):
        at = np.int64(hashes_of_words[word] & np.uint64(mask))
        while slots[at] >= 0:
            at = (at + 1) & mask
        hashes[at] = hashes_of_words[word]
        slots[at] = word


@inlined
def word_at(words, lower, start, end, number):
    """The number of the word start..end, whose hash is `number`; -1 for a word that is not among them."""
    mask = len(words.slots) - 1
    at = np.int64(number & np.uint64(mask))
    while words.slots[at] >= 0:
        if words.hashes[at] == number:
            word = words.slots[at]
            if end - start <= SHORT:
                if word < words.short:
                    return word
                at = (at + 1) & mask
                continue
            first = words.starts[word]
            if words.starts[word + 1] - first == end - start and same_letters(words.letters, first, lower, start, end):
                return word
        at = (at + 1) & mask
    return np.int32(-1)


@inlined
def looked_up(words, lower, start, end):
    return word_at(words, lower, start, end, hashed(lower, start, end))
