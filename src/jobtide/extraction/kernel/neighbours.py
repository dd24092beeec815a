"""What stands around a weak alias (company.py): words of its company, certain terms, other names."""

import numpy as np

from jobtide.extraction.company import REACH
from jobtide.extraction.kernel.characters import (
    is_lower,
    is_space,
    is_upper,
    is_word,
    is_word_or_line,
    letters,
    stands,
)  # fmt: skip
from jobtide.extraction.kernel.columns import EDGE, END, START
from jobtide.extraction.kernel.compiling import compiled, inlined, item
from jobtide.extraction.kernel.proofs import may_be_a_state
from jobtide.extraction.kernel.rules import SEEN_BITS
from jobtide.extraction.kernel.vocabulary import looked_up
from jobtide.extraction.kernel.words import hashed, next_word

_BEFORE = 20  # characters that show whether a sentence begins
_NEAR = 3  # certain terms to either side
_ETC, _EG, _IE = letters("etc"), letters("e.g"), letters("i.e")


@inlined
def beside_its_words(words, rules, lower, size, count, desk, place, start, end, slug):
    """The number of the phrase of its own company that stands within reach; -1.

    `desk.beside` has those of the `count` words of the text that may be somebody's company; the ones from `place` on
    are looked at. A word that the reach cuts counts as what is left of it.
    """
    found = behind = np.int64(rules.company_firsts[slug + 1])
    if rules.company_firsts[slug] == behind:
        return -1
    left, right = max(0, start - REACH), min(size, end + REACH)
    if left > 0 and is_word(lower[left]) and is_word(lower[left - 1]):
        begin, to = next_word(lower, left, start)
        number = hashed(lower, begin, to)
        if _is_seen(rules, slug, number):
            found = _phrase(words, rules, lower, desk, number, slug, found, np.int64(-1), left, start, end)
    begin = _cut_word(lower, end, right, size)
    if begin >= 0:
        number = hashed(lower, begin, right)
        if _is_seen(rules, slug, number):
            word = _word_behind(desk.turns, count, begin)
            found = _phrase(words, rules, lower, desk, number, slug, found, word, left, start, end)
    while True:
        word = np.int64(item(desk.beside, place))
        place += 1
        begin = np.int64(item(desk.turns, 2 * word))
        if begin >= right:
            break
        number = item(desk.hashes, word)
        if not _is_seen(rules, slug, number):
            continue
        if begin >= left and not start <= begin < end and item(desk.turns, 2 * word + 1) <= right:
            found = _phrase(words, rules, lower, desk, number, slug, found, word, left, start, end)
    return found if found < behind else -1


@inlined
def _is_seen(rules, slug, number):
    bit = number & np.uint64(SEEN_BITS - 1)
    return (rules.seen[slug, bit >> np.uint64(3)] >> np.uint8(bit & np.uint64(7))) & 1


@inlined
def _cut_word(lower, end, right, size):
    """Where the word begins that the place `right` cuts, behind `end`; -1 where it cuts none."""
    if right >= size or not (is_word(lower[right]) or lower[right] == 43 or lower[right] == 35):
        return -1
    at = right
    if not is_word(lower[right]):
        while at > end and (lower[at - 1] == 43 or lower[at - 1] == 35):
            at -= 1
    letters_end = at
    while at > end and is_word(lower[at - 1]):
        at -= 1
    if at == letters_end or (at == end and at > 0 and is_word(lower[at - 1])):
        return -1
    return at


@inlined
def _word_behind(turns, count, place):
    """The first word that ends behind a place."""
    low, high = np.int64(0), np.int64(count)
    while low < high:
        middle = (low + high) >> 1
        if item(turns, 2 * middle + 1) <= place:
            low = middle + 1
        else:
            high = middle
    return low


@inlined
def _phrase(words, rules, lower, desk, number, slug, last, word, left, start, end):
    """The first phrase of the term's company, before `last`, that ends with a word whose hash is `number`; else `last`.

    The word's place among those of the text is `word`, -1 where it is the first within reach. The words before it are
    those from `left` on that are not of start..end.
    """
    for phrase in range(np.int64(item(rules.company_firsts, slug)), np.int64(last)):
        if number == item(rules.final_hashes, phrase) or number == item(rules.plural_hashes, phrase):
            begin = np.int64(item(rules.phrase_firsts, phrase))
            more = np.int64(item(rules.phrase_firsts, phrase + 1)) - begin - 1
            if more == 0 or _stand_before(
                words, rules.phrase_words, lower, desk.turns, begin, more, word, left, start, end
            ):
                return phrase
    return np.int64(last)


@compiled
def _stand_before(words, phrase_words, lower, turns, begin, more, word, left, start, end):
    """Whether `more` words of a phrase, which are at `begin` of the phrases' words, stand before the word."""
    before = word
    for step in range(more - 1, -1, -1):
        before -= 1
        while before >= 0 and start <= turns[2 * before] < end:
            before -= 1
        if before < 0 or turns[2 * before + 1] <= left:
            return False
        first, to = next_word(lower, max(turns[2 * before], left), turns[2 * before + 1])
        if to == first or looked_up(words, lower, first, to) != phrase_words[begin + step]:
            return False
    return True


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
def is_small(cased, start, end):
    """Whether it has letters, and no capital among them."""
    small = False
    for at in range(start, end):
        if is_upper(cased[at]):
            return False
        small |= is_lower(cased[at])
    return small


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
