"""The words of a folded text (phrases.py): where they stand, and a hash of each."""

import numpy as np

from jobtide.extraction.kernel.blocks import AT_ONCE, BLOCK, look_at_block, put_places
from jobtide.extraction.kernel.characters import is_word
from jobtide.extraction.kernel.compiling import bits_set, compiled, eight_bytes, inlined, item, lowest_bit, put

PADDING = 160  # bytes after a text that may be looked at and are no part of it
_FIRST = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)
_MASKS = np.array([(1 << (8 * size)) - 1 for size in range(9)], dtype=np.uint64)
_HEADS = np.array([(1 << (8 * min(size, 8))) - 1 for size in range(17)], dtype=np.uint64)
_TAILS = np.array([(1 << (8 * max(size - 8, 0))) - 1 for size in range(17)], dtype=np.uint64)


@inlined
def places_of(bits, first, places, count):
    """Appends the place of every bit, counted from `first`, to `places`, of which there are `count`; returns how many.

    More may be written behind them: as many as there mostly are at most are put down without a look at how many there
    are, which is faster.
    """
    behind = count + np.int64(bits_set(bits))
    put_places(bits, first, places, count)
    if behind > count + AT_ONCE:
        for _ in range(AT_ONCE):
            bits &= bits - np.uint64(1)
        for place in range(count + AT_ONCE, behind):
            put(places, place, np.int32(first + np.int64(lowest_bit(bits))))
            bits &= bits - np.uint64(1)
    return behind


@inlined
def scanned(cased, size, lower, desk):
    """Writes the text in lower case, then padding, and to the desk where its words and the signs of addresses stand.

    `desk.turns` gets start, end, start, end, ... of every word (the pluses and sharps behind it too), and the size
    twice behind the last; `desk.tails` the words that end in a digit, plus or sharp, `desk.signs` the places where a
    sign may be (blocks.py). Returns how many words, tails and signs those are, and whether "n't" is in the text.
    """
    for at in range(size, size + PADDING):
        cased[at] = 0
    turning = signs = tails = 0
    before = denied = np.uint64(0)
    for block in range(0, size + 1, BLOCK):
        bits, marked, denying, ending = look_at_block(cased, block, lower)
        denied |= denying
        turns = bits ^ ((bits << np.uint64(1)) | before)
        before = bits >> np.uint64(63)
        while ending != np.uint64(0):
            up_to_here = turns & (ending ^ (ending - np.uint64(1)))
            put(desk.tails, tails, np.int32((turning + np.int64(bits_set(up_to_here)) - 1) >> 1))
            tails += 1
            ending &= ending - np.uint64(1)
        turning = places_of(turns, block, desk.turns, turning)
        while marked != np.uint64(0):
            desk.signs[signs] = block + np.int64(lowest_bit(marked))
            signs += 1
            marked &= marked - np.uint64(1)
    for at in range(size, size + PADDING):
        lower[at] = 0
    for tail in range(tails):
        at = 2 * np.int64(item(desk.tails, tail)) + 1
        end = np.int64(item(desk.turns, at))
        while item(lower, end) == 43 or item(lower, end) == 35:
            end += 1
        put(desk.turns, at, np.int32(end))
    put(desk.turns, turning, np.int32(size))
    put(desk.turns, turning + 1, np.int32(size))
    return turning >> 1, tails, signs, denied != np.uint64(0)


@inlined
def hashed(lower, start, end):
    """A number for the word start..end that no other word of up to eight letters has, and hardly any longer one.

    Reads up to sixteen bytes beyond its start, whatever its length.
    """
    size = end - start
    number = (eight_bytes(lower, start) & item(_HEADS, min(size, 16))) * _FIRST
    number = (number ^ (number >> np.uint64(29))) + (
        eight_bytes(lower, start + 8) & item(_TAILS, min(size, 16))
    ) * _SECOND
    if size > 16:
        for at in range(start + 16, end - 8, 8):
            number = (number ^ (number >> np.uint64(29)) ^ eight_bytes(lower, at)) * _SECOND
        number = (number ^ (number >> np.uint64(29)) ^ eight_bytes(lower, end - 8)) * _FIRST
    number ^= number >> np.uint64(32)
    number *= _SECOND
    return number ^ (number >> np.uint64(29))


@inlined
def same_letters(letters, first, lower, start, end):
    """Whether the word start..end of the text is the one that begins at `first` of the letters and is as long."""
    size = end - start
    while size > 8:
        if eight_bytes(letters, first) != eight_bytes(lower, start):
            return False
        first += 8
        start += 8
        size -= 8
    return (eight_bytes(letters, first) ^ eight_bytes(lower, start)) & _MASKS[size] == np.uint64(0)


@inlined
def next_word(lower, at, end):
    """(start, end) of the first word in at..end, the pluses and sharps behind it too; start is `end` where none is."""
    while at < end and not is_word(lower[at]):
        at += 1
    start = at
    while at < end and is_word(lower[at]):
        at += 1
    if at > start:
        while at < end and (lower[at] == 43 or lower[at] == 35):
            at += 1
    return start, at


@inlined
def unglued(lower, start, end):
    """The end of the word without the version glued to it (html5, java8+); `start` where nothing is glued to it."""
    at = end
    if lower[at - 1] == 43:
        at -= 1
    digits = 0
    while at > start and digits < 4 and 48 <= lower[at - 1] <= 57:
        at -= 1
        digits += 1
    if at == end or at - start < 3:
        return start
    for step in range(1, 4):
        byte = lower[at - step]
        if 48 <= byte <= 57 or byte == 43 or byte == 35:
            return start
    return at


@compiled
def hash_all(data, offsets, found):
    """Writes the hash of each of many words that lie behind each other; the data ends in padding."""
    for word in range(len(found)):
        found[word] = hashed(data, offsets[word], offsets[word + 1])
