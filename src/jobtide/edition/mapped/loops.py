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
def inverted(starts, keys, low, high, next_free, vacancies):
    """Adds each vacancy to the list of each of its keys from `low` up to, not including, `high`; the lists' free places
    begin at `next_free`."""
    for number in range(len(starts) - 1):
        for at in range(starts[number], starts[number + 1]):
            key = np.int64(keys[at])
            if low <= key < high:
                vacancies[next_free[key - low]] = number
                next_free[key - low] += 1


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
def bits(numbers, first, into):
    """Sets the bit of each number, counted from `first` on; that of 0 is the lowest of the first byte."""
    for number in numbers:
        into[(first + number) >> 3] |= np.uint8(1 << ((first + number) & 7))
