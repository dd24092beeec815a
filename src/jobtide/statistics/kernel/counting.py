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
def pick(numbers, ranks, place_starts, places, starts, key_list, base, keys, low, high, row_of, state, picked):
    """Which ranks stand at wanted places among those of each cell.

    `numbers` are in ascending order of `ranks`. `row_of` gives each cell's row of `state`, which holds how many were
    seen and then the wanted places from 0, and of `picked`, which receives what stands there.
    """
    wanted = picked.shape[1]
    for at_number in range(len(numbers)):
        number, rank = numbers[at_number], ranks[at_number]
        first, last = starts[number - base], starts[number - base + 1]
        for at in range(place_starts[number], place_starts[number + 1]):
            place = np.int64(places[at])
            if low <= place < high:
                cell = (place - low) * keys
                for one in range(first, last):
                    row = row_of[cell + key_list[one]]
                    seen = state[row, 0]
                    state[row, 0] = seen + 1
                    for which in range(wanted):
                        if state[row, which + 1] == seen:
                            picked[row, which] = rank


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
