"""The loops over vacancies, the places each counts in and the terms each has there: lists of a few of many.

A term is a key here, and a cell is (place - low) * keys + key, for places from `low` up to, not including, `high`.
`ends` and `listed` are those of `placed`: the cells of one place lie together in the processor's own memory, where
those of all places would not.
"""

import numpy as np

from jobtide.machine_code import compiled


@compiled
def placed(numbers, names, place_starts, places, many):
    """Which vacancies count in each of so many places: `listed[ends[p]:ends[p + 1]]`, in the order of `numbers`.

    They are listed by their `names`.
    """
    ends = np.zeros(many + 1, np.int64)
    for number in numbers:
        for place in places[place_starts[number] : place_starts[number + 1]]:
            ends[place + np.uint32(1)] += 1
    ends = np.cumsum(ends)
    free = ends[:-1].astype(np.uint32)
    listed = np.empty(ends[-1], np.int32)
    for at in range(len(numbers)):
        number = numbers[at]
        for place in places[place_starts[number] : place_starts[number + 1]]:
            listed[free[place]] = names[at]
            free[place] += np.uint32(1)
    return ends, listed


@compiled
def taken(starts, key_list, numbers, into):
    """The lists of `numbers`, one after the other."""
    total = 0
    for number in numbers:
        for at in range(starts[number], starts[number + 1]):
            into[total] = key_list[at]
            total += 1


@compiled
def by_rank(numbers, ranks, most):
    """The numbers in ascending order of `ranks[number]`, all below `most`; equal ones stay as they come."""
    free = np.zeros(most + 1, np.int64)
    for number in numbers:
        free[ranks[number] + 1] += 1
    free = np.cumsum(free)
    found = np.empty(len(numbers), np.int32)
    for number in numbers:
        found[free[ranks[number]]] = number
        free[ranks[number]] += 1
    return found


@compiled
def together(values):
    """The places of the values, from 0 up, in an order in which equal ones follow each other: that of the values."""
    half = 1
    while values.size and half * half <= values.max():
        half *= 2
    every = np.arange(len(values)).astype(np.int32)
    return by_rank(by_rank(every, values % half, half), values // half, half)


@compiled
def count(ends, listed, low, high, starts, key_list, keys, counts):
    """Adds each vacancy to its cells."""
    for place in range(low, high):
        here = counts[(place - low) * keys :][:keys]
        for at in range(ends[place], ends[place + 1]):
            number = np.uint32(listed[at])
            for one in range(starts[number], starts[number + 1]):
                here[key_list[one]] += np.int32(1)


@compiled
def rows_of(counts, keys, low, row_of, place, key, slot, count):
    """Gives each cell that holds any a row in each slot: a row of `counts`. They stand in the order of cells and slots.

    `row_of`, by slot and cell, receives it, -1 for none; the others, by row, what it is of and what is counted there.
    """
    row = 0
    for cell in range(counts.shape[1]):
        for one in range(counts.shape[0]):
            row_of[one, cell] = -1
            if counts[one, cell]:
                row_of[one, cell] = row
                place[row], key[row], slot[row], count[row] = low + cell // keys, cell % keys, one, counts[one, cell]
                row += 1


@compiled
def changes(keys, low, row_of, place, key, slot, slots, values, into):
    """By row, how far its value is above that of the row of the same cell so many slots on, as a share of the latter;
    not-a-number where there is none."""
    for row in range(len(place)):
        into[row] = np.nan
        other, cell = slot[row] + slots, (place[row] - low) * keys + key[row]
        if other < row_of.shape[0] and row_of[other, cell] >= 0:
            into[row] = values[row] / values[row_of[other, cell]] - 1


@compiled
def _rank_by_count(counts, ranks):
    """Writes under each count that occurs its dense rank among `counts`, 1 = most."""
    most = 0
    for many in counts:
        most = max(most, many)
    ranks[: most + 1] = 0
    for many in counts:
        ranks[many] = 1
    rank = 0
    for many in range(most, 0, -1):
        if ranks[many]:
            rank += 1
            ranks[many] = rank


@compiled
def ranked(counts, keys, low, whole, of_category, category, place, key, slot, count, rank, change, of_all, of_its_own):
    """The rows of `counts`, as those of rows_of, with the dense rank of each among those of its place and slot, how far
    that of the next slot is above it, and the shares of all and of its category.

    `whole` is by slot and place, from 0 on; `of_category` by slot, and category of each place from `low` on.
    """
    slots, categories = counts.shape[0], of_category.shape[1] // (counts.shape[1] // keys)
    ranks, row = np.empty((slots, counts.max() + 1), np.int32), 0
    for at in range(counts.shape[1] // keys):
        here = counts[:, at * keys : (at + 1) * keys]
        for one in range(slots):
            _rank_by_count(here[one], ranks[one])
        for of_key in range(keys):
            for one in range(slots):
                many = here[one, of_key]
                if many:
                    place[row], key[row], slot[row], count[row] = low + at, of_key, one, many
                    rank[row], change[row] = ranks[one, many], np.nan
                    if one + 1 < slots and here[one + 1, of_key]:
                        change[row] = ranks[one + 1, here[one + 1, of_key]] - ranks[one, many]
                    of_all[row] = many / whole[one, low + at]
                    of_its_own[row] = many / of_category[one, at * categories + category[of_key]]
                    row += 1
