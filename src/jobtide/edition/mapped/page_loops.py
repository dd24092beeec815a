"""The loops of pages over vacancies by their numbers, as machine code: what `swiftly` answers from.

`numbers` are vacancies of one type in ascending order; columns are those of the edition, by number.
"""

import numpy as np

from jobtide.machine_code import compiled

_FEW = 16  # sorting a vacancy costs about so many times what going past a value does
_BLOCK = 32  # values whose counts are summed, so that a place is found in few steps


@compiled
def among_bits(numbers, starts, ends, bits, into, into_ends):
    """Fills `into` with those of each window whose bit is set, one window's after the other's, and where each ends.

    Window w has the numbers at places starts[w] up to, not including, ends[w]; `into` has a place more than all.
    """
    found = 0
    for window in range(len(starts)):
        for at in range(starts[window], ends[window]):
            number = numbers[at]
            into[found] = number  # written always and kept sometimes: a branch would be guessed wrong half the time
            found += (bits[number >> 3] >> (number & 7)) & 1
        into_ends[window] = found


@compiled
def _before(numbers, number, low):
    """How many are less than `number`, of which there are at least `low`; near `low` it is fast."""
    step, size = 1, len(numbers)
    while low + step < size and numbers[low + step] < number:
        low += step
        step *= 2
    end = min(low + step, size)
    while low < end:
        middle = (low + end) // 2
        if numbers[middle] < number:
            low = middle + 1
        else:
            end = middle
    return low


@compiled
def among_list(numbers, starts, ends, listed, into, into_ends):
    """The same with those that are in a list in order, in time that follows the shorter of both."""
    found = 0
    for window in range(len(starts)):
        mine = numbers[starts[window] : ends[window]]
        into_ends[window] = found
        if len(mine) == 0 or len(listed) == 0:
            continue
        first, last = _before(listed, mine[0], 0), _before(listed, mine[-1] + 1, 0)
        theirs = listed[first:last]
        short, long = (mine, theirs) if len(mine) < len(theirs) else (theirs, mine)
        low = 0
        for number in short:
            low = _before(long, number, low)
            if low == len(long):
                break
            into[found] = number
            found += long[low] == number
        into_ends[window] = found


@compiled
def by_unit(members, ends, unit, units, into, into_ends):
    """Puts the members of each group that quote pay into `into`, those of each unit together: a group for each unit.

    Group g has the members at places ends[g] up to, not including, ends[g + 1]. `into` has a place more than `members`.
    """
    digits = np.empty(len(members), np.int8)
    for at in range(len(members)):
        digits[at] = unit[members[at]]
    found = 0
    for group in range(len(ends) - 1):
        mine = digits[ends[group] : ends[group + 1]]
        for digit in range(units):
            into_ends[group * units + digit] = found
            if (mine == digit).sum() == 0:
                continue
            for at in range(ends[group], ends[group + 1]):
                into[found] = members[at]
                found += digits[at] == digit
    into_ends[(len(ends) - 1) * units] = found


@compiled
def tally(numbers, column, counts):
    """Counts the vacancies of each value of a column of digits."""
    for number in numbers:
        counts[column[number]] += 1


@compiled
def tally_lists(numbers, starts, keys, counts):
    """Counts the vacancies of each key of their lists."""
    for number in numbers:
        for at in range(starts[number], starts[number + 1]):
            counts[keys[at]] += 1


@compiled
def behind(members, ends, employer, known, has, counts):
    """Counts for each group its members, their employers, the most of one of them, and the squares of what each has.

    Employers with numbers from `known` on have one vacancy each. `has` is a zero for each known one, before and after.
    """
    most = 0
    for group in range(len(ends) - 1):
        most = max(most, ends[group + 1] - ends[group])
    seen = np.empty(most, np.int32)
    for group in range(len(ends) - 1):
        employers, largest, squares, known_ones = 0, 0, 0, 0
        for at in range(ends[group], ends[group + 1]):
            who = employer[members[at]]
            mine = 0
            if who < known:
                seen[known_ones] = who
                known_ones += 1
                mine = has[who]
                has[who] = mine + 1
            employers += mine == 0
            squares += 2 * mine + 1
            largest = max(largest, mine + 1)
        for at in range(known_ones):
            has[seen[at]] = 0
        counts[group, 0], counts[group, 1] = ends[group + 1] - ends[group], employers
        counts[group, 2], counts[group, 3] = largest, squares


@compiled
def _sort(values, many):
    """Sorts the first `many`, which are few, in place."""
    gap = many
    while gap > 1:
        gap = 1 if gap < 4 else gap * 4 // 9
        for start in range(gap, many):
            value, at = values[start], start
            while at >= gap and values[at - gap] > value:
                values[at] = values[at - gap]
                at -= gap
            values[at] = value


@compiled
def at_places(numbers, column, size, starts, ends, places, found):
    """What stands at `places` among the values of a column, in ascending order, of the vacancies in each window.

    Window w has those at places starts[w] up to, not including, ends[w], and at least one; places[p, w] counts from 0.
    The column has digits below `size`.
    """
    held, most, first, last = 0, 0, len(numbers), 0
    for window in range(len(starts)):
        held += ends[window] - starts[window]
        most = max(most, ends[window] - starts[window])
        first, last = min(first, starts[window]), max(last, ends[window])
    ranks = np.empty(max(last - first, 0), np.int32)
    for at in range(first, last):
        ranks[at - first] = column[numbers[at]]
    if held * _FEW < len(starts) * size:
        buffer = np.empty(most, np.int32)
        for window in range(len(starts)):
            many = ends[window] - starts[window]
            buffer[:many] = ranks[starts[window] - first : ends[window] - first]
            _sort(buffer, many)
            for which in range(len(places)):
                found[which, window] = buffer[places[which, window]]
        return
    counts = np.zeros((size // _BLOCK + 1) * _BLOCK, np.int32)
    blocks = np.empty(size // _BLOCK + 1, np.int32)
    start, end = 0, 0  # what `counts` are of: windows slide, and one has much of the one before
    for window in range(len(starts)):
        if starts[window] < start or starts[window] >= end or ends[window] < end:
            counts[:] = 0
            start, end = starts[window], starts[window]
        for rank in ranks[start - first : starts[window] - first]:
            counts[rank] -= 1
        for rank in ranks[end - first : ends[window] - first]:
            counts[rank] += 1
        start, end = starts[window], ends[window]
        for block in range(len(blocks)):
            blocks[block] = counts[block * _BLOCK : (block + 1) * _BLOCK].sum()
        for which in range(len(places)):
            left, block = places[which, window], 0
            while left >= blocks[block]:
                left -= blocks[block]
                block += 1
            value = block * _BLOCK
            while left >= counts[value]:
                left -= counts[value]
                value += 1
            found[which, window] = value
