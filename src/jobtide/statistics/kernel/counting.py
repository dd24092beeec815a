"""The loops over vacancies, the places each counts in and the keys (terms or categories) each has there.

A cell is (place - low) * keys + key, for places from `low` up to, not including, `high`.
"""

import numpy as np

from jobtide.machine_code import compiled


@compiled
def count(numbers, place_starts, places, starts, key_list, base, keys, low, high, counts):
    """Adds each vacancy to its cells. `starts` are those of vacancies from number `base` on."""
    for number in numbers:
        first, last = starts[number - base], starts[number - base + 1]
        for at in range(place_starts[number], place_starts[number + 1]):
            place = np.int64(places[at])
            if low <= place < high:
                row = (place - low) * keys
                for one in range(first, last):
                    counts[row + key_list[one]] += 1


@compiled
def count_places(numbers, place_starts, places, group, groups, counts):
    """Adds each vacancy to its group in each of its places."""
    for number in numbers:
        for at in range(place_starts[number], place_starts[number + 1]):
            counts[np.int64(places[at]) * groups + group[number]] += 1


@compiled
def placed(numbers, place_starts, places, low, high):
    """Which vacancies count in each place: `listed[ends[p]:ends[p + 1]]` are their turns in `numbers`, in order."""
    ends = np.zeros(high - low + 1, np.int64)
    for number in numbers:
        for at in range(place_starts[number], place_starts[number + 1]):
            place = np.int64(places[at])
            if low <= place < high:
                ends[place - low + 1] += 1
    ends = np.cumsum(ends)
    free = ends[:-1].copy()
    listed = np.empty(ends[-1], np.int32)
    for turn in range(len(numbers)):
        for at in range(place_starts[numbers[turn]], place_starts[numbers[turn] + 1]):
            place = np.int64(places[at])
            if low <= place < high:
                listed[free[place - low]] = turn
                free[place - low] += 1
    return ends, listed


@compiled
def await_first(at, wanted, columns, turn, left):
    """Puts each row of `wanted` into ascending order; `columns` receives where each stood, `turn` which is the first
    that is not negative, and `left`, by cell, how many are to be seen until it stands there. `at` are the rows' cells.
    """
    for row in range(len(at)):
        for one in range(wanted.shape[1]):
            place, free = wanted[row, one], one
            while free > 0 and wanted[row, free - 1] > place:
                wanted[row, free] = wanted[row, free - 1]
                columns[row, free] = columns[row, free - 1]
                free -= 1
            wanted[row, free] = place
            columns[row, free] = one
        first = 0
        while first < wanted.shape[1] and wanted[row, first] < 0:
            first += 1
        turn[row] = first
        if first < wanted.shape[1]:
            left[at[row]] = wanted[row, first] + 1


@compiled
def pick(numbers, ranks, ends, listed, starts, key_list, base, keys, row_of, wanted, columns, turn, left, picked):
    """Which ranks stand at wanted places among those of each cell.

    `numbers` are in ascending order of `ranks`; `ends` and `listed` are those of `placed`: the cells of one place lie
    together in the processor's own memory, where those of all places would not. `left` counts down in each cell to the
    next wanted place; only there the cell's row of the other arrays is looked up, and `picked` receives what stands.
    """
    nothing, many = np.int32(np.iinfo(np.int32).max), wanted.shape[1]
    for place in range(len(ends) - 1):
        for at in range(ends[place], ends[place + 1]):
            number = numbers[listed[at]] - base
            for one in range(starts[number], starts[number + 1]):
                cell = place * keys + key_list[one]
                still = left[cell] - np.int32(1)
                left[cell] = still
                if still == 0:
                    row = row_of[cell]
                    next_one = turn[row]
                    reached = wanted[row, next_one]
                    while next_one < many and wanted[row, next_one] == reached:
                        picked[row, columns[row, next_one]] = ranks[listed[at]]
                        next_one += 1
                    turn[row] = next_one
                    left[cell] = wanted[row, next_one] - reached if next_one < many else nothing


@compiled
def stand_behind(numbers, employers, place_starts, places, starts, key_list, base, keys, low, high, row_of, behind):
    """How many vacancies, how many employers, the largest one's and the sum of squares of each cell's employers.

    `numbers` are in the order of `employers`. Columns of `behind`: those four, then the last employer and how many of
    its vacancies were seen; the last employer is -1 at first.
    """
    for at_number in range(len(numbers)):
        number, employer = numbers[at_number], employers[at_number]
        first, last = starts[number - base], starts[number - base + 1]
        for at in range(place_starts[number], place_starts[number + 1]):
            place = np.int64(places[at])
            if low <= place < high:
                cell = (place - low) * keys
                for one in range(first, last):
                    row = row_of[cell + key_list[one]]
                    if behind[row, 4] != employer:
                        behind[row, 4] = employer
                        behind[row, 5] = 0
                        behind[row, 1] += 1
                    behind[row, 0] += 1
                    behind[row, 3] += 2 * behind[row, 5] + 1  # (k + 1)² - k²
                    behind[row, 5] += 1
                    if behind[row, 5] > behind[row, 2]:
                        behind[row, 2] = behind[row, 5]


@compiled
def dense_ranks(counts, keys, ranks):
    """Of each cell its dense rank by count among those of its place, 1 = most; 0 where nothing is counted."""
    for start in range(0, len(counts), keys):
        most = 0
        for cell in range(start, start + keys):
            most = max(most, counts[cell])
        rank_of = np.zeros(most + 1, np.int32)
        for cell in range(start, start + keys):
            rank_of[counts[cell]] = 1
        rank = 0
        for many in range(most, 0, -1):
            if rank_of[many]:
                rank += 1
                rank_of[many] = rank
        rank_of[0] = 0
        for cell in range(start, start + keys):
            ranks[cell] = rank_of[counts[cell]]


@compiled
def categories_of(starts, terms, first, last, category, found_starts, found):
    """The categories of which each vacancy from `first` up to `last` matches a term, in ascending order.

    Writes them one vacancy's after the other's into `found` and where each one's start; returns how many there are.
    """
    many = 0
    for number in range(first, last):
        found_starts[number - first] = many
        marks = np.uint64(0)
        for at in range(starts[number], starts[number + 1]):
            marks |= np.uint64(1) << np.uint64(category[terms[at]])
        one = 0
        while marks:
            if marks & np.uint64(1):
                found[many] = one
                many += 1
            marks >>= np.uint64(1)
            one += 1
    found_starts[last - first] = many
    return many
