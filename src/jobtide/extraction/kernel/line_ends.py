"""Line ends that were lost (line_ends.py), put back into folded text."""

from collections.abc import Iterable

import numpy as np

from jobtide.extraction.kernel.blocks import BLOCK, copy_block, turns_in_block
from jobtide.extraction.kernel.characters import is_word
from jobtide.extraction.kernel.compiling import eight_bytes, inlined, lowest_bit
from jobtide.extraction.line_ends import BEGINNING, ENDING

_LONGEST = 16
_LINE_END = 10
_HEADS = np.array([(1 << (8 * min(size, 8))) - 1 for size in range(_LONGEST + 1)], dtype=np.uint64)
_TAILS = np.array([(1 << (8 * max(size - 8, 0))) - 1 for size in range(_LONGEST + 1)], dtype=np.uint64)


def _listed(words: Iterable[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The first eight letters of each word and the other eight, by their first letter, and where each letter begins."""
    ordered = sorted(words, key=str.lower)
    letters = [word.encode("ascii").ljust(_LONGEST, b"\0") for word in ordered]
    heads, tails = ([int.from_bytes(one[part : part + 8], "little") for one in letters] for part in (0, 8))
    firsts = [sum(word[0].lower() < chr(97 + letter) for word in ordered) for letter in range(27)]
    return np.array(firsts), np.array(heads, dtype=np.uint64), np.array(tails, dtype=np.uint64)


def _pairs(words: Iterable[str], first: int) -> np.ndarray:
    """Which two letters stand at a place of some word, so that most others need no closer look."""
    pairs = np.zeros(32 * 32, dtype=np.bool_)
    for word in words:
        two = word[first : first + 2 or None].lower()
        pairs[32 * (ord(two[0]) & 31) + (ord(two[1]) & 31)] = True
    return pairs


_BEGINNING_PAIRS, _ENDING_PAIRS = _pairs(BEGINNING, 0), _pairs(ENDING, -2)
_BEGINNING_FIRSTS, _BEGINNING_HEADS, _BEGINNING_TAILS = _listed(BEGINNING)
_ENDING_FIRSTS, _ENDING_HEADS, _ENDING_TAILS = _listed(ENDING)


@inlined
def _is_small(byte):
    return 97 <= byte <= 122


@inlined
def _is_pair(cased, at, pairs):
    return pairs[32 * np.int64(cased[at] & 31) + np.int64(cased[at + 1] & 31)]


@inlined
def _is_listed(cased, start, end, firsts, heads, tails):
    """Whether start..end, which begins with a letter, is one of the words."""
    size = end - start
    if size > _LONGEST:
        return False
    letter = np.int64(cased[start] | 32) - 97
    head, tail = eight_bytes(cased, start) & _HEADS[size], eight_bytes(cased, start + 8) & _TAILS[size]
    for word in range(firsts[letter], firsts[letter + 1]):  # noqa: SIM110  the compiler takes no generators
        if heads[word] == head and tails[word] == tail:
            return True
    return False


@inlined
def _is_lost(cased, at, size):
    """Whether a line end belongs before the capital at a place."""
    if _is_pair(cased, at, _BEGINNING_PAIRS):
        end = at + 1
        while end < size and end - at <= _LONGEST and _is_small(cased[end]):
            end += 1
        if (
            end > at + 1
            and (end == size or cased[end] < 128)
            and _is_listed(cased, at, end, _BEGINNING_FIRSTS, _BEGINNING_HEADS, _BEGINNING_TAILS)
        ):
            return True
    if at < 2 or not _is_pair(cased, at - 2, _ENDING_PAIRS):
        return False
    start = at
    while start > 0 and at - start <= _LONGEST and _is_small(cased[start - 1]):
        start -= 1
    if start == at:
        return False
    if start > 0 and 65 <= cased[start - 1] <= 90:
        start -= 1
    if at - start < 2 or (start > 0 and is_word(cased[start - 1])):
        return False
    return _is_listed(cased, start, at, _ENDING_FIRSTS, _ENDING_HEADS, _ENDING_TAILS)


@inlined
def with_line_ends(cased, size, origins, changed, places):
    """Puts them back; returns the new size, and whether the text has a way back in `origins`. `places` is room."""
    lost = 0
    for block in range(1, size, BLOCK):
        turns = turns_in_block(cased, block)
        while turns != np.uint64(0):
            at = block + np.int64(lowest_bit(turns))
            turns &= turns - np.uint64(1)
            if at < size and _is_lost(cased, at, size):
                places[lost] = at
                lost += 1
    if lost == 0:
        return size, changed
    end = size
    for one in range(lost - 1, -1, -1):
        at = np.int64(places[one])
        place = end
        while place - at >= BLOCK:
            place -= BLOCK
            copy_block(cased, place, cased, place + one + 1)
        while place > at:
            place -= 1
            cased[place + one + 1] = cased[place]
        cased[at + one] = _LINE_END
        if changed:
            for place in range(end - 1, at - 1, -1):
                origins[place + one + 1] = origins[place]
            origins[at + one] = origins[at]
        end = at
    if not changed:
        start = 0
        for one in range(lost):
            at = np.int64(places[one])
            for place in range(start, at + 1):
                origins[place + one] = place
            start = at
        for place in range(start, size):
            origins[place + lost] = place
    return size + lost, True
