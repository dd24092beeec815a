"""Terms that a text denies or that are the employer's own name (negation.py, terms.py, employer.py)."""

import numpy as np

from jobtide.extraction.kernel.characters import after_spaces, is_space, is_word_or_line, letters, stands
from jobtide.extraction.kernel.columns import CUE_ENDS, END, START
from jobtide.extraction.kernel.compiling import inlined
from jobtide.extraction.kernel.words import next_word
from jobtide.extraction.negation import REACH

_SUBJECTS = tuple(letters(word) for word in ("experience", "knowledge", "skills", "skill", "background"))
_COPULAS = tuple(letters(word) for word in ("is", "are"))
_NOTS = tuple(letters(word) for word in ("not", "isn't", "aren't"))
_ADVERBS = tuple(letters(word) for word in ("strictly", "absolutely", "actually"))
_WANTED = tuple(letters(word) for word in ("required", "needed", "necessary"))
_YET = tuple(letters(word) for word in ("but", "though", "however", "if"))
_MAY_FOLLOW = np.zeros(256, dtype=np.bool_)
for _word in (*_SUBJECTS, *_COPULAS, *_NOTS):
    _MAY_FOLLOW[_word[0]] = True
_OR, _NOR = letters("or"), letters("nor")


@inlined
def deny(lower, size, marks, kept, count, out):
    """Sets `out` for those that the text denies."""
    also = after_also = -1
    last_start = last_end = -1
    for at in range(count):
        start, end = kept[at, START], kept[at, END]
        if last_end >= 0 and last_start <= start and end <= last_end:
            out[at] = True
        elif (
            _denied_before(lower, start, marks)
            or _denied_afterwards(lower, end, min(size, end + REACH))
            or (also >= 0 and also <= start <= after_also)
        ):
            out[at] = True
            last_start, last_end = start, end
            also = _also(lower, end, size)
            after_also = after_spaces(lower, also, size) if also >= 0 else -1


@inlined
def _denied_before(lower, start, marks):
    if start < 1 or not (marks[start - 1] | marks[max(0, start - 2)]) & CUE_ENDS:
        return False
    before = start - 1
    while before > 0 and start - before < 3:
        byte = lower[before - 1]
        if byte != 32 and byte != 45 and byte != 40:
            break
        before -= 1
    if before < 0 or not marks[before] & CUE_ENDS:
        return False
    first = lower[before]
    if start - before == 1:
        return first == 32 or first == 45
    return start - before == 2 and first == 32 and (lower[before + 1] == 32 or lower[before + 1] == 40)


@inlined
def _also(lower, start, size):
    """The place right behind the slash, the "or" or the "nor" that comes next; -1."""
    at = after_spaces(lower, start, size)
    if at < size and lower[at] == 47:
        return at + 1
    if at > 0 and is_word_or_line(lower[at - 1]):
        return -1
    if stands(lower, at, size, _OR):
        return at + 2
    if stands(lower, at, size, _NOR):
        return at + 3
    return -1


@inlined
def _past(lower, at, end, words):
    """The place behind the one of the words that stands here and the white space after it; -1."""
    for word in words:
        if stands(lower, at, end, word):
            behind = at + len(word)
            if behind < end and is_space(lower[behind]):
                return behind + 1
    return -1


@inlined
def _denied_afterwards(lower, at, end):
    """Whether "is not required" or the like follows, and no "but"."""
    if at >= end or not is_space(lower[at]):
        return False
    at += 1
    if not _MAY_FOLLOW[lower[at]]:
        return False
    behind = _past(lower, at, end, _SUBJECTS)
    if behind >= 0:
        at = behind
    behind = _past(lower, at, end, _COPULAS)
    if behind >= 0:
        at = behind
    at = _past(lower, at, end, _NOTS)
    if at < 0:
        return False
    behind = _past(lower, at, end, _ADVERBS)
    if behind >= 0:
        at = behind
    for word in _WANTED:
        if stands(lower, at, end, word):
            at += len(word)
            if at < end and is_word_or_line(lower[at]):
                return False
            at = after_spaces(lower, at, end)
            if at < end and lower[at] == 44:
                at = after_spaces(lower, at + 1, end)
            for yet in _YET:  # noqa: SIM110  the compiler takes no generators
                if stands(lower, at, end, yet):
                    return False
            return True
    return False


@inlined
def is_named(lower, start, end, own, first, last):
    """Whether the words of start..end are own[first:last], which are parted by one space."""
    if lower[start] != own[first]:
        return False
    at, place = start, first
    while True:
        begin, at = next_word(lower, at, end)
        if begin == at:
            return place == last
        if place > first:
            if place == last or own[place] != 32:
                return False
            place += 1
        if place + at - begin > last:
            return False
        for step in range(begin, at):
            if lower[step] != own[place]:
                return False
            place += 1
