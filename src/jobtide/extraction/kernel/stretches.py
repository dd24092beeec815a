"""Stretches of text in which nothing is read: blockers and addresses (blocked.py, addresses.py)."""

import numpy as np

from jobtide.extraction.kernel.characters import is_space, is_word_or_line, letters, stands
from jobtide.extraction.kernel.compiling import inlined

_LONGEST_HEAD = 100
_PART = np.zeros(256, dtype=np.bool_)
_PART[list(b"abcdefghijklmnopqrstuvwxyz0123456789-_.")] = True
_STOPS = np.zeros(256, dtype=np.bool_)  # no path goes on after these
_STOPS[list(b" \n\t,<>()[]\"'")] = True
_SCHEME = letters("://")
_WORDS = ["com", "co", "org", "io", "ai", "dev", "app", "eu", "uk", "gov", "edu", "tech", "jobs", "careers", "me"]
_LONGEST = max(map(len, _WORDS))
_ENDINGS = np.array([int.from_bytes(word.encode(), "little") for word in _WORDS], dtype=np.uint64)
_FEWEST, _MOST = 2, 8  # letters and digits in an abbreviation


@inlined
def after_its_abbreviation(lower, end, size):
    """The place behind the bracket that shortens a blocker; the end of the blocker where none does."""
    at = end + 1 if end < size and lower[end] == 32 else end
    if at >= size or lower[at] != 40:
        return end
    at += 1
    inside = 0
    while at < size and inside <= _MOST and is_word_or_line(lower[at]):
        at += 1
        inside += 1
    return at + 1 if _FEWEST <= inside <= _MOST and at < size and lower[at] == 41 else end


@inlined
def _after_ending(lower, dot, size):
    """The place behind the ending of a server's name that stands behind the dot; `dot` where none does."""
    end, number = dot + 1, np.uint64(0)
    while end < size and end - dot <= _LONGEST + 1 and is_word_or_line(lower[end]):
        number |= np.uint64(lower[end]) << np.uint64(8 * (end - dot - 1))
        end += 1
    if number != np.uint64(0):
        for ending in range(len(_ENDINGS)):
            if _ENDINGS[ending] == number:
                return end
    return dot


@inlined
def addresses(lower, size, signs, marked, found, count):
    """Appends every address to the stretches `found`, of which there are `count`; returns how many, or -1 if full.

    `signs` are the `marked` places where a sign of an address may stand, in order (blocks.py).
    """
    done = before = 0  # `before`: the end of the sign before
    for place in range(marked):
        at = np.int64(signs[place])
        if lower[at] == 119:
            at += 1
        if at < before:
            continue
        sign, end = at, at + 1
        byte = lower[at]
        if byte == 58:
            if not stands(lower, at, size, _SCHEME):
                continue
            end = at + 3
        elif byte == 46:
            if at - before >= 3 and lower[at - 1] == 119 and lower[at - 2] == 119 and lower[at - 3] == 119:
                sign = at - 3
            else:
                end = _after_ending(lower, at, size)
                if end == at:
                    continue
        before = end
        if sign < done:
            continue
        start = sign
        while start > max(done, sign - _LONGEST_HEAD) and _PART[lower[start - 1]]:
            start -= 1
        if start == end - 1 and byte == 64:
            continue
        done = _end(lower, end, size, byte == 58)
        if count == len(found):
            return -1
        found[count, 0] = start
        found[count, 1] = done
        count += 1
    return count


@inlined
def _end(lower, end, size, path):
    while end < size and (
        _PART[lower[end]] or (lower[end] == 47 and not is_space(lower[end - 1])) or (path and not _STOPS[lower[end]])
    ):
        path |= lower[end] == 47
        end += 1
    while lower[end - 1] == 46 or lower[end - 1] == 45:
        end -= 1
    return end


@inlined
def in_order(stretches, blockers, count, merged):
    """Sorts blockers, which are nearly in order, and behind them addresses, which are, by their start into `merged`.

    The end of each stretch becomes the furthest end of all up to it.
    """
    for one in range(1, blockers):
        _sink(stretches, one)
    left, right = 0, blockers
    furthest = 0
    for at in range(count):
        if right == count or (left < blockers and stretches[left, 0] <= stretches[right, 0]):
            one = left
            left += 1
        else:
            one = right
            right += 1
        furthest = max(furthest, stretches[one, 1])
        merged[at, 0] = stretches[one, 0]
        merged[at, 1] = furthest


@inlined
def _sink(stretches, one):
    start, end = stretches[one, 0], stretches[one, 1]
    while one > 0 and stretches[one - 1, 0] > start:
        stretches[one, 0] = stretches[one - 1, 0]
        stretches[one, 1] = stretches[one - 1, 1]
        one -= 1
    stretches[one, 0] = start
    stretches[one, 1] = end


@inlined
def up_to(stretches, count, start, place):
    """How many stretches begin at `start` or before it, `place` being how many did at a place that is mostly near."""
    while place < count and stretches[place, 0] <= start:
        place += 1
    while place > 0 and stretches[place - 1, 0] > start:
        place -= 1
    return place


@inlined
def holds(stretches, around, start, end):
    """Whether start..end lies inside a stretch that is longer than itself, `around` being how many begin up to it."""
    if around == 0:
        return False
    if stretches[around - 1, 1] > end:
        return True
    while around > 0 and stretches[around - 1, 0] >= start:
        around -= 1
    return around > 0 and stretches[around - 1, 1] >= end
