"""The loops over lists of vacancies: `keys[starts[v]:starts[v + 1]]` are those of vacancy v."""

import numpy as np

from jobtide.machine_code import compiled


@compiled
def closed(starts, keys, closure_starts, closures, always, many, found_starts, found):
    """Each list with all that its keys lie in, `always` among them, each once and in ascending order.

    A key of -1 is none. There are `many` keys. Returns the length of all lists.
    """
    stamp = np.full(many, -1, np.int64)
    total = 0
    for number in range(len(starts) - 1):
        first = total
        found_starts[number] = first
        if always >= 0:
            stamp[always] = number
            found[total] = always
            total += 1
        for at in range(starts[number], starts[number + 1]):
            key = keys[at]
            if key < 0:
                continue
            for one in range(closure_starts[key], closure_starts[key + 1]):
                each = closures[one]
                if stamp[each] != number:
                    stamp[each] = number
                    place = total
                    while place > first and found[place - 1] > each:
                        found[place] = found[place - 1]
                        place -= 1
                    found[place] = each
                    total += 1
    found_starts[len(starts) - 1] = total
    return total


@compiled
def taken(starts, keys, numbers, into):
    """The lists of `numbers`, one after the other."""
    total = 0
    for number in numbers:
        for at in range(starts[number], starts[number + 1]):
            into[total] = keys[at]
            total += 1


@compiled
def counted(keys, counts):
    """Adds how often each key occurs."""
    for key in keys:
        counts[key] += 1


@compiled
def inverted(starts, keys, first, last, low, high, next_free, vacancies):
    """Adds each vacancy from `first` up to `last` to the list of each of its keys from `low` up to, not including,
    `high`; the lists' free places begin at `next_free`."""
    for number in range(first, last):
        for at in range(starts[number], starts[number + 1]):
            key = np.int64(keys[at])
            if low <= key < high:
                vacancies[next_free[key - low]] = number
                next_free[key - low] += 1


@compiled
def renumbered(ends, listed, runs, new_ends, new, low, high, each, into):
    """Lists of vacancies by key, for keys from `low` up to `high`: those in `listed` under their new numbers, with
    `new`, under theirs, among them. Both have those of key k from `ends[k]` up to `ends[k + 1]`, ascending.

    A row of `runs` are numbers from one up to another, and the old number of the first; below 0 for new ones. Writes
    the lists one after the other into `into`, how long each is into `each`, and returns how long all are.
    """
    total = 0
    for key in range(low, high):
        begun, at, stop, one, last = total, ends[key], ends[key + 1], new_ends[key], new_ends[key + 1]
        for run in range(len(runs)):
            first, end, before = runs[run]
            if before < 0:
                while one < last and new[one] < end:
                    into[total] = new[one]
                    total += 1
                    one += 1
            else:
                at += np.searchsorted(listed[at:stop], before)
                beyond = at + np.searchsorted(listed[at:stop], before + end - first)
                for place in range(at, beyond):
                    into[total + place - at] = listed[place] + (first - before)
                total += beyond - at
                at = beyond
        each[key] = total - begun
    return total


@compiled
def occurring(codes, occurs):
    """Marks the codes that occur; those that `occurs` has no place for are none."""
    for code in codes:
        if 0 <= code < len(occurs):
            occurs[code] = True


@compiled
def recoded(codes, places, none, step, into):
    """What each code stands for in `places`; where it is none, `none`, and so many steps more as codes were before."""
    for at in range(len(codes)):
        code = codes[at]
        into[at] = places[code] if 0 <= code < len(places) else none + at * step


@compiled
def bits(numbers, into):
    """Sets the bit of each number, that of 0 the lowest of the first byte."""
    for number in numbers:
        into[number >> 3] |= np.uint8(1 << (number & 7))
