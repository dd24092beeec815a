"""The words of a folded text (phrases.py): where they stand, and a hash of each."""

import numpy as np

from jobtide.extraction.kernel.characters import is_word
from jobtide.extraction.kernel.compiling import compiled, eight_bytes, inlined, lowest_bit

PADDING = 80  # bytes after a text that may be looked at and are no part of it
_FIRST = np.uint64(0x9E3779B97F4A7C15)
_SECOND = np.uint64(0xC2B2AE3D27D4EB4F)
_MASKS = np.array([(1 << (8 * size)) - 1 for size in range(9)], dtype=np.uint64)
_GATHER = np.uint64(0x0102040810204080)  # gathers the low bits of eight bytes in the highest byte


@inlined
def lowered(cased, size, lower, in_words):
    """Writes the text in lower case, and which of its bytes are letters and digits; then padding that is neither."""
    for at in range(size):
        byte = np.uint8(cased[at])
        small = np.uint8(byte | np.uint8(0x20))
        is_letter = np.uint8(small - np.uint8(97)) < np.uint8(26)
        is_digit = np.uint8(byte - np.uint8(48)) < np.uint8(10)
        lower[at] = small if is_letter else byte
        in_words[at] = np.uint8(is_letter | is_digit | (byte >= np.uint8(128)))
    for at in range(size, size + PADDING):
        cased[at] = lower[at] = in_words[at] = 0


@inlined
def edges(in_words, size, found):
    """Writes start, end, start, end, ... of every run of letters and digits; returns how many numbers that are."""
    count = 0
    before = np.uint64(0)
    for block in range(0, size + 1, 64):
        bits = np.uint64(0)
        for part in range(8):
            eight = eight_bytes(in_words, block + 8 * part)
            bits |= ((eight * _GATHER) >> np.uint64(56)) << np.uint64(8 * part)
        turns = bits ^ ((bits << np.uint64(1)) | before)
        before = bits >> np.uint64(63)
        while turns != np.uint64(0):
            found[count] = block + np.int64(lowest_bit(turns))
            count += 1
            turns &= turns - np.uint64(1)
    return count


@inlined
def hashed(lower, start, end):
    """A number for the word start..end that hardly any other word has. Reads up to seven bytes beyond it."""
    size = end - start
    if size <= 8:
        number = (eight_bytes(lower, start) & _MASKS[size]) * _FIRST
    else:
        number = eight_bytes(lower, start) * _FIRST
        at = start + 8
        while at + 8 < end:
            number = (number ^ (number >> np.uint64(29)) ^ eight_bytes(lower, at)) * _SECOND
            at += 8
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
