"""Every occurrence of every phrase in a text, nested and overlapping ones too (phrases.py)."""

import numpy as np

from jobtide.extraction.kernel.book import DOT, FOLLOWED, KIND, PLACE, after, may_open, word_at
from jobtide.extraction.kernel.book import FORM as FORM_NUMBER
from jobtide.extraction.kernel.columns import (
    BLOCKER,
    CUE_ENDS,
    END,
    FORM,
    ID,
    INSIDE,
    NOT,
    RULE,
    START,
    STRONG,
    STRONG_ALIAS,
    UNPROVED,
    A,
    B,
)  # fmt: skip
from jobtide.extraction.kernel.compiling import inlined
from jobtide.extraction.kernel.stretches import with_its_abbreviation
from jobtide.extraction.kernel.words import edges, hashed, unglued
from jobtide.extraction.phrases import SOFT

_LETTERS = 3
_LONGEST_GAP = max(map(len, SOFT))
_GAPS = np.array(sorted(sum(ord(one) << (8 * at) for at, one in enumerate(gap)) for gap in SOFT), dtype=np.int64)
_SHORT = np.zeros(256, dtype=np.bool_)
for _gap in SOFT:
    if len(_gap) == 1:
        _SHORT[ord(_gap)] = True


@inlined
def is_soft(lower, start, end):
    """Whether the gap start..end may lie within a phrase."""
    size = end - start
    if size == 1:
        return _SHORT[lower[start]]
    if size > _LONGEST_GAP:
        return False
    number = 0
    for step in range(size):
        number |= np.int64(lower[start + step]) << (8 * step)
    for gap in range(len(_GAPS)):  # noqa: SIM110  the compiler takes no generators
        if _GAPS[gap] == number:
            return True
    return False


@inlined
def part(lower, in_words, size, desk):
    """Words of the text to `desk.starts`, `desk.ends`, `desk.hashes`; returns how many."""
    count = edges(in_words, size, desk.turns) >> 1
    for word in range(count):
        start, end = desk.turns[2 * word], desk.turns[2 * word + 1]
        while lower[end] == 43 or lower[end] == 35:
            end += 1
        desk.starts[word] = start
        desk.ends[word] = end
        desk.hashes[word] = hashed(lower, start, end)
    desk.hashes[count] = 0
    desk.starts[count] = desk.ends[count] = size
    return count


@inlined
def _may_be_glued(lower, desk, word):
    """Whether a version may be glued to the word: three letters at least, then digits or a plus."""
    last = lower[desk.ends[word] - 1]
    return (desk.ends[word] - desk.starts[word] > _LETTERS) & ((48 <= last <= 57) | (last == 43))


@inlined
def match(book, words, lower, count, desk):
    """Candidates to `desk.found`, blockers to `desk.stretches`, ends of denying words to `desk.marks`.

    Returns how many of the first two; -1 where a table is full.
    """
    found = blocked = 0
    opening = 0
    glued = _may_be_glued(lower, desk, 0)
    for word in range(count):
        next_glued = _may_be_glued(lower, desk, word + 1)
        desk.openings[opening] = word
        opening += may_open(book.openings, desk.hashes[word], desk.hashes[word + 1]) | glued | next_glued
        glued = next_glued
    for at in range(opening):
        word = desk.openings[at]
        start, end = desk.starts[word], desk.ends[word]
        number = word_at(words, lower, start, end, desk.hashes[word])
        node = book.roots[number] if number >= 0 else np.int32(-1)
        itself = node >= 0
        if not itself:
            bare = unglued(lower, start, end)
            if bare == start:
                continue
            number = word_at(words, lower, start, bare, hashed(lower, start, bare))
            node = book.roots[number] if number >= 0 else np.int32(-1)
        while node >= 0:
            shown = end - 1 if not itself and lower[end - 1] == 43 else end
            first = book.firsts[node]
            for ending in range(first & PLACE, book.firsts[node + 1] & PLACE):
                begin = start
                mark = book.ends[ending]
                if mark & DOT:
                    if start == 0 or lower[start - 1] != 46:
                        continue
                    begin -= 1
                kind = (mark & ~DOT) >> KIND
                if kind == BLOCKER:
                    if blocked == len(desk.stretches):
                        return -1, -1
                    desk.stretches[blocked, 0] = begin
                    desk.stretches[blocked, 1] = with_its_abbreviation(lower, shown, desk.starts[count])
                    blocked += 1
                elif kind == NOT:
                    if desk.marked[0] == len(desk.spots):
                        return -1, -1
                    desk.spots[desk.marked[0]] = shown
                    desk.marked[0] += 1
                    desk.marks[shown] |= CUE_ENDS
                else:
                    if found == len(desk.found):
                        return -1, -1
                    desk.found[found, START] = begin
                    desk.found[found, END] = shown
                    desk.found[found, FORM] = mark & FORM_NUMBER
                    desk.found[found, RULE] = STRONG_ALIAS if kind == STRONG else UNPROVED
                    desk.found[found, A] = desk.found[found, B] = 0
                    desk.found[found, INSIDE] = desk.found[found, ID] = -1
                    found += 1
            if not first & FOLLOWED or word + 1 == count:
                break
            word += 1
            if not is_soft(lower, end, desk.starts[word]):
                break
            begin, end = desk.starts[word], desk.ends[word]
            number = word_at(words, lower, begin, end, desk.hashes[word])
            following = after(book, node, number) if number >= 0 else np.int32(-1)
            itself = following >= 0
            if not itself:
                bare = unglued(lower, begin, end)
                if bare > begin:
                    number = word_at(words, lower, begin, bare, hashed(lower, begin, bare))
                    following = after(book, node, number) if number >= 0 else np.int32(-1)
            node = following
    return found, blocked
