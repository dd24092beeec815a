"""Every occurrence of every phrase in a text, nested and overlapping ones too (phrases.py)."""

import numpy as np

from jobtide.extraction.kernel.blocks import BLOCK, marked_in_block
from jobtide.extraction.kernel.book import (
    ALONE,
    CAPITAL,
    CAPITAL_BIT,
    COMPANY,
    DOT,
    FIRST,
    GLUED,
    KIND,
    SECOND,
    after,
    ends_of,
    may_begin,
    place_of,
    root_of,
)
from jobtide.extraction.kernel.book import FORM as FORM_NUMBER
from jobtide.extraction.kernel.columns import (
    BLOCKER,
    CUE_ENDS,
    NOT,
    STRONG,
    STRONG_ALIAS,
    UNPROVED,
)  # fmt: skip
from jobtide.extraction.kernel.compiling import inlined, item, put, put_row
from jobtide.extraction.kernel.stretches import after_its_abbreviation
from jobtide.extraction.kernel.words import hashed, places_of, unglued
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
        return item(_SHORT, item(lower, start))
    if size > _LONGEST_GAP:
        return False
    number = 0
    for step in range(size):
        number |= np.int64(item(lower, start + step)) << (8 * step)
    for gap in range(len(_GAPS)):  # noqa: SIM110  the compiler takes no generators
        if _GAPS[gap] == number:
            return True
    return False


@inlined
def part(book, lower, count, tails, desk):
    """The hash of each of so many words to `desk.hashes`, and what it may be to `desk.kinds`.

    Words that may be one of some term's company are listed in `desk.beside`; the list ends in one behind the last word.
    """
    beside, places = 0, len(book.kinds)
    for word in range(count):
        start, end = np.int64(item(desk.turns, 2 * word)), np.int64(item(desk.turns, 2 * word + 1))
        number = hashed(lower, start, end)
        put(desk.hashes, word, number)
        put(desk.kinds, word, item(book.kinds, place_of(number, places)))
    for tail in range(tails):
        word = np.int64(item(desk.tails, tail))
        start, end = np.int64(item(desk.turns, 2 * word)), np.int64(item(desk.turns, 2 * word + 1))
        last = item(lower, end - 1)
        glued = (end - start > _LETTERS) & ((48 <= last <= 57) | (last == 43))
        put(desk.kinds, word, np.uint8(item(desk.kinds, word) | (np.uint8(glued) << np.uint8(4))))
    for word in range(count, count + BLOCK + 1):
        put(desk.kinds, word, np.uint8(0))
    put(desk.hashes, count, np.uint64(0))
    for block in range(0, count, BLOCK):
        beside = places_of(marked_in_block(desk.kinds, block, np.uint8(COMPANY)), block, desk.beside, beside)
    put(desk.beside, beside, np.int32(count))


@inlined
def _openings(book, count, desk):
    """Words that may begin a phrase to `desk.openings`, twice their number, plus one if the next may go on with it.

    Returns how many.
    """
    opening = surer = 0
    for block in range(0, count, BLOCK):
        alone = marked_in_block(desk.kinds, block, np.uint8(ALONE | GLUED))
        alone |= marked_in_block(desk.kinds, block + 1, np.uint8(GLUED))
        pairs = marked_in_block(desk.kinds, block, np.uint8(FIRST))
        pairs &= marked_in_block(desk.kinds, block + 1, np.uint8(SECOND))
        opening = places_of(alone | pairs, block, desk.openings, opening)
    for at in range(opening):
        word = np.int64(item(desk.openings, at))
        glued = (item(desk.kinds, word) | item(desk.kinds, word + 1)) >> np.uint8(4)
        alone, pair = may_begin(book.begins, item(desk.hashes, word), item(desk.hashes, word + 1))
        put(desk.openings, surer, np.int32(2 * word + np.int64((glued | pair) & 1)))
        surer += np.int64((glued | alone | pair) & 1)
    return surer


@inlined
def match(book, lower, count, desk):
    """Candidates to `desk.found`, blockers to `desk.stretches`, ends of denying words to `desk.marks`.

    Returns how many of the first two; -1 where a table is full.
    """
    found = blocked = 0
    openings = _openings(book, count, desk)
    for at in range(openings):
        word = np.int64(item(desk.openings, at)) >> 1
        start, end = np.int64(item(desk.turns, 2 * word)), np.int64(item(desk.turns, 2 * word + 1))
        put(desk.roots, at, np.int32(root_of(book, lower, start, end, item(desk.hashes, word))))
    for at in range(openings):
        opening, node = np.int64(item(desk.openings, at)), np.int64(item(desk.roots, at))
        word, goes_on = opening >> 1, opening & 1 != 0
        start, end = np.int64(item(desk.turns, 2 * word)), np.int64(item(desk.turns, 2 * word + 1))
        itself = node >= 0
        if not itself:
            if item(desk.kinds, word) & GLUED == 0:
                continue
            bare = unglued(lower, start, end)
            if bare == start:
                continue
            node = root_of(book, lower, start, bare, hashed(lower, start, bare))
        while node >= 0:
            shown = end - 1 if not itself and item(lower, end - 1) == 43 else end
            first, last, followed = ends_of(book, node)
            for ending in range(first, last):
                begin = start
                mark = np.int64(item(book.ends, ending))
                if mark & DOT:
                    if start == 0 or item(lower, start - 1) != 46:
                        continue
                    begin -= 1
                kind = (mark >> KIND) & 7
                if kind == BLOCKER:
                    if blocked + 1 >= len(desk.stretches):
                        return -1, -1
                    desk.stretches[blocked, 0] = begin
                    desk.stretches[blocked, 1] = shown
                    blocked += 1
                    behind = after_its_abbreviation(lower, shown, item(desk.turns, 2 * count))
                    if behind > shown:
                        desk.stretches[blocked, 0] = shown
                        desk.stretches[blocked, 1] = behind
                        blocked += 1
                elif kind == NOT:
                    if desk.marked[0] == len(desk.spots):
                        return -1, -1
                    desk.spots[desk.marked[0]] = shown
                    desk.marked[0] += 1
                    desk.marks[shown] |= CUE_ENDS
                else:
                    if found + 1 == len(desk.found):
                        return -1, -1
                    rule = np.int32(STRONG_ALIAS if kind == STRONG else UNPROVED)
                    form = np.int32(mark & FORM_NUMBER)
                    nothing, none = np.int32(0), np.int32(-1)
                    row = (np.int32(begin), np.int32(shown), form, rule, nothing, nothing, none, none)
                    put_row(desk.found, found, row)
                    # Nothing comes of it where it is written small, which no branch could foretell.
                    is_small = np.int64(np.uint8(item(desk.cased, begin) - np.uint8(97)) < np.uint8(26))
                    found += 1 - (is_small & np.int64((mark & CAPITAL) >> CAPITAL_BIT))
            if not followed or not goes_on or word + 1 == count:
                break
            word += 1
            begin = np.int64(item(desk.turns, 2 * word))
            if not is_soft(lower, end, begin):
                break
            end = np.int64(item(desk.turns, 2 * word + 1))
            following = after(book, node, lower, begin, end, item(desk.hashes, word))
            itself = following >= 0
            if not itself and item(desk.kinds, word) & GLUED != 0:
                bare = unglued(lower, begin, end)
                if bare > begin:
                    following = after(book, node, lower, begin, bare, hashed(lower, begin, bare))
            node = following
    return found, blocked
