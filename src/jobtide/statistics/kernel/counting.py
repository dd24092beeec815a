"""The loops over vacancies, the places each counts in and the keys (terms or categories) each has there.

A cell is (place - low) * keys + key, for places from `low` up to, not including, `high`. `ends` and `listed` are those
of `placed`: the cells of one place lie together in the processor's own memory, where those of all places would not.
`starts` are those of vacancies from number `base` on.
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
def count(ends, listed, low, high, starts, key_list, base, keys, counts):
    """Adds each vacancy to its cells."""
    for place in range(low, high):
        row = (place - low) * keys
        for at in range(ends[place], ends[place + 1]):
            number = listed[at] - base
            for one in range(starts[number], starts[number + 1]):
                counts[row + key_list[one]] += 1


@compiled
def count_places(numbers, place_starts, places, group, groups, counts):
    """Adds each vacancy to its group in each of its places."""
    for number in numbers:
        for at in range(place_starts[number], place_starts[number + 1]):
            counts[np.int64(places[at]) * groups + group[number]] += 1


@compiled
def rows_of(counts, keys, row_of, place, key, slot):
    """Gives each cell that holds any a row in each slot: a row of `counts`. They stand in the order of cells and slots.

    `row_of`, by cell and slot, receives it, -1 for none; the others, by row, what it is of.
    """
    row = 0
    for cell in range(counts.shape[1]):
        for one in range(counts.shape[0]):
            if counts[one, cell]:
                row_of[cell, one] = row
                place[row], key[row], slot[row] = cell // keys, cell % keys, one
                row += 1
            else:
                row_of[cell, one] = -1


@compiled
def later(row_of, cell, slot, slots, values, into):
    """By row, the value of the row of the same cell so many slots on; not-a-number where there is none."""
    for row in range(len(cell)):
        into[row] = np.nan
        other = slot[row] + slots
        if other < row_of.shape[1] and row_of[cell[row], other] >= 0:
            into[row] = values[row_of[cell[row], other]]


@compiled
def _sorted_by_cell(begin, end, listed, ranks, starts, key_list, base, counts, free, found):
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
        for one in range(starts[number - base], starts[number - base + 1]):
            key = key_list[one]
            found[free[key]] = rank
            free[key] += 1


@compiled
def percentiles(
    ends, listed, ranks, values, low, high, starts, key_list, base, keys, counts, row_of, slot, quantiles, into
):
    """Percentiles of type 7 of each cell's values, of so many as `counts` says, a row of `into` for each quantile.

    `listed` are vacancies in ascending order of `ranks`, places in `values`. `row_of` is that of rows_of.
    """
    found, free = np.empty(_most(counts, keys), np.int32), np.empty(keys, np.int32)
    for place in range(low, high):
        row = (place - low) * keys
        here = counts[row : row + keys]
        _sorted_by_cell(ends[place], ends[place + 1], listed, ranks, starts, key_list, base, here, free, found)
        for key in range(keys):
            many = here[key]
            if many:
                first = free[key] - many
                for which in range(len(quantiles)):
                    standing = (many - 1) * quantiles[which]
                    below = np.int64(np.floor(standing))
                    lower, upper = found[first + below], found[first + min(below + 1, many - 1)]
                    into[which, row_of[row + key, slot]] = _between(values[lower], values[upper], standing - below)


@compiled
def standing(ends, listed, ranks, low, high, starts, key_list, base, keys, counts, row_of, wanted, picked):
    """Which ranks stand at `wanted` places, from 0, among the sorted ones of each cell; 0 for a place below 0."""
    found, free = np.empty(_most(counts, keys), np.int32), np.empty(keys, np.int32)
    for place in range(low, high):
        row = (place - low) * keys
        here = counts[row : row + keys]
        _sorted_by_cell(ends[place], ends[place + 1], listed, ranks, starts, key_list, base, here, free, found)
        for key in range(keys):
            if here[key]:
                at = row_of[row + key]
                for which in range(wanted.shape[1]):
                    if wanted[at, which] >= 0:
                        picked[at, which] = found[free[key] - here[key] + wanted[at, which]]


@compiled
def _most(counts, keys):
    """What the cells of the place with most of them hold."""
    most = 0
    for start in range(0, len(counts), keys):
        most = max(most, counts[start : start + keys].sum())
    return most


@compiled
def stand_behind(ends, listed, employers, low, high, starts, key_list, base, keys, row_of, behind):
    """How many vacancies, how many employers, the largest one's and the sum of squares of each cell's employers.

    `listed` are in the order of `employers`, by number. Columns of `behind`: those four, then the last employer and how
    many of its vacancies were seen; the last employer is -1 at first.
    """
    for place in range(low, high):
        cell = (place - low) * keys
        for at in range(ends[place], ends[place + 1]):
            number, employer = listed[at] - base, employers[listed[at]]
            for one in range(starts[number], starts[number + 1]):
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
