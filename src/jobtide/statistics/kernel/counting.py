"""The loops over vacancies, the places each counts in and the terms each has there: lists of a few of many.

A term is a key here, and a cell is (place - low) * keys + key, for places from `low` up to, not including, `high`.
`ends` and `listed` are those of `placed`: the cells of one place lie together in the processor's own memory, where
those of all places would not.
"""

import numpy as np

from jobtide import pay
from jobtide.machine_code import compiled

_between = compiled(pay.between)


@compiled
def placed(numbers, place_starts, places, many):
    """Which vacancies count in each of so many places: `listed[ends[p]:ends[p + 1]]`, in the order of `numbers`."""
    ends = np.zeros(many + 1, np.int64)
    for number in numbers:
        for at in range(place_starts[number], place_starts[number + 1]):
            ends[np.int64(places[at]) + 1] += 1
    ends = np.cumsum(ends)
    free = ends[:-1].copy()
    listed = np.empty(ends[-1], np.int32)
    for number in numbers:
        for at in range(place_starts[number], place_starts[number + 1]):
            place = np.int64(places[at])
            listed[free[place]] = number
            free[place] += 1
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
def count(ends, listed, low, high, starts, key_list, keys, counts):
    """Adds each vacancy to its cells."""
    for place in range(low, high):
        row = (place - low) * keys
        for at in range(ends[place], ends[place + 1]):
            number = listed[at]
            for one in range(starts[number], starts[number + 1]):
                counts[row + key_list[one]] += 1


@compiled
def rows_of(counts, keys, row_of, place, key, slot):
    """Gives each cell that holds any a row in each slot: a row of `counts`. They stand in the order of cells and slots.

    `row_of`, by slot and cell, receives it, -1 for none; the others, by row, what it is of.
    """
    row = 0
    for cell in range(counts.shape[1]):
        for one in range(counts.shape[0]):
            if counts[one, cell]:
                row_of[one, cell] = row
                place[row], key[row], slot[row] = cell // keys, cell % keys, one
                row += 1
            else:
                row_of[one, cell] = -1


@compiled
def later(row_of, cell, slot, slots, values, into):
    """By row, the value of the row of the same cell so many slots on; not-a-number where there is none."""
    for row in range(len(cell)):
        into[row] = np.nan
        other = slot[row] + slots
        if other < row_of.shape[0] and row_of[other, cell[row]] >= 0:
            into[row] = values[row_of[other, cell[row]]]


@compiled
def _sorted_by_cell(begin, end, listed, ranks, starts, key_list, counts, free, found):
    """The ranks of one place's vacancies, listed in their order, those of a cell after those of the one before.

    `counts` are those of the place's cells; `free` receives where the ranks of each end.
    """
    total = 0
    for key in range(len(counts)):
        free[key] = total
        total += counts[key]
    for at in range(begin, end):
        number = listed[at]
        rank = ranks[number]
        for one in range(starts[number], starts[number + 1]):
            key = key_list[one]
            found[free[key]] = rank
            free[key] += 1


@compiled
def percentiles(ends, listed, ranks, values, low, high, starts, key_list, keys, counts, row_of, quantiles, into):
    """Percentiles of type 7 of each cell's values, of so many as `counts` says, a row of `into` for each quantile.

    `listed` are vacancies in ascending order of `ranks`, places in `values`. `row_of` is that of rows_of for one slot.
    """
    found, free = np.empty(_most(counts, keys), np.int32), np.empty(keys, np.int32)
    for place in range(low, high):
        cell = (place - low) * keys
        here = counts[cell : cell + keys]
        _sorted_by_cell(ends[place], ends[place + 1], listed, ranks, starts, key_list, here, free, found)
        for key in range(keys):
            many = here[key]
            if many == 1:  # as half of all are
                into[:, row_of[cell + key]] = values[found[free[key] - 1]]
            elif many:
                first, row = free[key] - many, row_of[cell + key]
                for which in range(len(quantiles)):
                    standing = (many - 1) * quantiles[which]
                    below = np.int64(np.floor(standing))
                    lower, upper = found[first + below], found[first + min(below + 1, many - 1)]
                    into[which, row] = _between(values[lower], values[upper], standing - below)


@compiled
def _most(counts, keys):
    """What the cells of the place with most of them hold."""
    most = 0
    for start in range(0, len(counts), keys):
        most = max(most, counts[start : start + keys].sum())
    return most


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
