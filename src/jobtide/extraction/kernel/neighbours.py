"""What stands around a weak alias (company.py): words of its company, certain terms, other names."""

import numpy as np

from jobtide.extraction.company import REACH
from jobtide.extraction.kernel.book import looked_up
from jobtide.extraction.kernel.characters import (
    is_lower,
    is_space,
    is_upper,
    is_word_or_line,
    letters,
    stands,
)  # fmt: skip
from jobtide.extraction.kernel.columns import EDGE, END, START
from jobtide.extraction.kernel.compiling import inlined
from jobtide.extraction.kernel.proofs import may_be_a_state
from jobtide.extraction.kernel.rules import SEEN_BITS
from jobtide.extraction.kernel.words import hashed, next_word

_BEFORE = 20  # characters that show whether a sentence begins
_NEAR = 3  # certain terms to either side
_ETC, _EG, _IE = letters("etc"), letters("e.g"), letters("i.e")


@inlined
def beside_its_words(words, rules, lower, size, count, start, end, slug, desk):
    """The number of the phrase of its own company that stands within reach; -1.

    `count` words of the text are on the desk. A word that the reach cuts counts as what is left of it.
    """
    found = behind = rules.company_firsts[slug + 1]
    if rules.company_firsts[slug] == behind:
        return -1
    first = _word_behind(desk.ends, count, max(0, start - REACH))
    filled = 0
    place, limit = first, start
    for side in range(2):
        while place < count and desk.starts[place] < limit:
            begin, last = desk.starts[place], desk.ends[place]
            number = desk.hashes[place]
            if side == 0 and begin < start - REACH:
                begin, last = next_word(lower, start - REACH, last)
                number = hashed(lower, begin, last)
            if side == 1 and last > limit:
                begin, last = next_word(lower, begin, limit)
                number = hashed(lower, begin, last)
            if last > begin:
                desk.around[filled, 0] = begin
                desk.around[filled, 1] = last
                filled += 1
                bit = number & np.uint64(SEEN_BITS - 1)
                if rules.seen[slug, bit >> np.uint64(3)] >> np.uint8(bit & np.uint64(7)) & 1:
                    found = _phrase(words, rules, lower, number, rules.company_firsts[slug], found, desk.around, filled)
            place += 1
        while place < count and desk.starts[place] < end:
            place += 1
        limit = min(size, end + REACH)
    return found if found < behind else -1


@inlined
def _word_behind(ends, count, place):
    """The first word that ends behind a place."""
    low, high = 0, count
    while low < high:
        middle = (low + high) >> 1
        if ends[middle] <= place:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def _phrase(words, rules, lower, number, first, last, around, filled):
    """The first of the phrases first..last that ends with the last of the words around, whose hash is `number`."""
    for phrase in range(first, last):
        if number == rules.final_hashes[phrase] or number == rules.plural_hashes[phrase]:
            begin, behind = rules.phrase_firsts[phrase], rules.phrase_firsts[phrase + 1]
            if behind - begin > filled:
                continue
            same = True
            for step in range(1, behind - begin):
                place = filled - 1 - step
                word = looked_up(words, lower, around[place, 0], around[place, 1])
                same &= word == rules.phrase_words[behind - 1 - step]
            if same:
                return phrase
    return last


@inlined
def nearest(lower, weak, one, technical, starts, count):
    """The row of the certain term that is nearest to row `one` of `weak` in the same sentence; -1: none is in reach.

    `starts` are the starts of the certain terms, in order, whose rows `technical` has.
    """
    start, end = weak[one, START], weak[one, END]
    low, high = 0, count
    while low < high:
        middle = (low + high) >> 1
        if starts[middle] < start:
            low = middle + 1
        else:
            high = middle
    found, best = -1, REACH + 1
    for at in range(max(0, low - _NEAR), min(count, low + _NEAR)):
        from_here, to_there = min(end, technical[at, END]), max(start, technical[at, START])
        gap = to_there - from_here
        if 0 <= gap < best and not _stops(lower, from_here, to_there):
            found, best = at, gap
    return found


@inlined
def _stops(lower, start, end):
    """Whether a sentence ends between; a line end is none, and neither is an abbreviation."""
    for at in range(start, end - 1):
        byte = lower[at]
        if (byte == 46 or byte == 33 or byte == 63) and is_space(lower[at + 1]):
            shortened = at >= 3 and (
                stands(lower, at - 3, at, _ETC) or stands(lower, at - 3, at, _EG) or stands(lower, at - 3, at, _IE)
            )
            if not shortened or (at >= 4 and is_word_or_line(lower[at - 4])):
                return True
    return False


@inlined
def capital_means_nothing(cased, size, start, end, marks):
    """Whether the word has no capital, would have it anyway, or has it as part of another name."""
    capitals = small = 0
    for at in range(start, end):
        capitals += is_upper(cased[at])
        small += is_lower(cased[at])
    if (small > 0 and capitals == 0) or may_be_a_state(cased, start, end):
        return True
    if not (is_upper(cased[start]) and small > 0 and capitals == 1):
        return False
    if _begins_a_sentence(cased, start):
        return True
    if start == 0 or not marks[start - 1] & EDGE:
        at = start - 1
        limit = max(0, start - _BEFORE)
        if at >= limit and cased[at] == 32:
            while at > limit and 97 <= cased[at - 1] <= 122:
                at -= 1
            if (
                start - 1 > at > limit
                and 65 <= cased[at - 1] <= 90
                and (at - 1 == limit or not is_word_or_line(cased[at - 2]))
            ):
                return True
    return bool(
        (not marks[end + 1] & EDGE)
        and end + 2 < size
        and cased[end] == 32
        and 65 <= cased[end + 1] <= 90
        and 97 <= cased[end + 2] <= 122
    )


@inlined
def _begins_a_sentence(cased, start):
    limit = max(0, start - _BEFORE)
    at, lines = start, 0
    while at > limit and is_space(cased[at - 1]):
        at -= 1
        lines += cased[at] == 10
    if at == limit:
        return True
    last = cased[at - 1]
    if last == 44 or last == 59 or last == 124:  # , ; |
        return False
    # . ! ? : * -
    return lines > 0 or last == 46 or last == 33 or last == 63 or last == 58 or last == 42 or last == 45
