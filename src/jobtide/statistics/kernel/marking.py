"""The loops over vacancies and the categories of each, which are few: a mark for each instead of a list.

Row v of `marks` is vacancy v's: 1 under each category that it has. Rows are as wide as WIDTH makes them, so that all of
one are gone through in a few steps. Otherwise as in counting.
"""

import numpy as np

from jobtide.machine_code import compiled

WIDTH = 32  # a row is some of these; machine code takes so many at once
_NEVER = np.iinfo(np.int32).max


@compiled
def marked(starts, terms, first, last, category, marks):
    """Marks the categories of which each vacancy from `first` up to `last` has a term."""
    for number in range(first, last):
        for at in range(starts[number], starts[number + 1]):
            marks[number - first, category[terms[at]]] = 1


@compiled
def count(ends, listed, low, high, marks, base, keys, counts):
    """Adds each vacancy to its cells. Row 0 of `marks` is that of vacancy `base`."""
    width = marks.shape[1]
    here = np.empty(width, np.int32)
    for place in range(low, high):
        here[:] = 0
        for at in range(ends[place], ends[place + 1]):
            of = marks[listed[at] - base]
            for key in range(width):
                here[key] += of[key]
        first = (place - low) * keys
        for key in range(keys):
            counts[first + key] += here[key]


@compiled
def stand_behind(ends, listed, employers, low, high, marks, keys, row_of, behind):
    """How many vacancies, how many employers, the largest one's and the sum of squares of each cell's employers.

    `listed` are in the order of `employers`, by number. `behind` has a line for each of those four, by row.
    """
    width = marks.shape[1]
    seen, largest = np.zeros(width, np.int32), np.empty(width, np.int32)
    n, different, squares = np.empty(width, np.int64), np.empty(width, np.int64), np.empty(width, np.int64)
    for place in range(low, high):
        n[:], different[:], largest[:], squares[:] = 0, 0, 0, 0
        end = ends[place + 1]
        for at in range(ends[place], end):
            of = marks[listed[at]]
            for key in range(width):
                seen[key] += of[key]
            if at + 1 == end or employers[listed[at + 1]] != employers[listed[at]]:  # the employer's last one
                for key in range(width):
                    many = np.int64(seen[key])
                    n[key] += many
                    different[key] += many > 0
                    largest[key] = max(largest[key], seen[key])
                    squares[key] += many * many
                    seen[key] = 0
        for key in range(keys):
            row = row_of[(place - low) * keys + key]
            if row >= 0:
                behind[0, row], behind[1, row] = n[key], different[key]
                behind[2, row], behind[3, row] = largest[key], squares[key]


@compiled
def standing(ends, listed, ranks, low, high, marks, keys, row_of, wanted, picked):
    """Which ranks stand at the `wanted` places, from 0, among the sorted ones of each row; nothing for one below 0.

    `listed` are in ascending order of `ranks`, so a place is reached when so many of the row have been seen. `wanted`
    and `picked` have as many columns as are asked for of each row.
    """
    width = marks.shape[1]
    reached, left = np.empty(width, np.int32), np.empty(width, np.int32)  # how far each is, and how far to go
    for place in range(low, high):
        left[:] = _NEVER
        first = (place - low) * keys
        for key in range(keys):
            row = row_of[first + key]
            if row >= 0:
                left[key] = _picked(row, -1, 0, wanted, picked)
                reached[key] = left[key] - 1
        for at in range(ends[place], ends[place + 1]):
            of, there = marks[listed[at]], 0
            for key in range(width):
                left[key] -= of[key]
                there += left[key] == 0
            if there:
                for key in range(keys):
                    if left[key] == 0:
                        left[key] = _picked(row_of[first + key], reached[key], ranks[listed[at]], wanted, picked)
                        reached[key] += left[key]  # of no use where it is never reached


@compiled
def _picked(row, place, rank, wanted, picked):
    """Picks the rank wherever its place is wanted, and returns how far it is to the next place that is."""
    far = _NEVER
    for which in range(wanted.shape[1]):
        further = wanted[row, which] - place
        if further == 0:
            picked[row, which] = rank
        elif further > 0:
            far = min(far, further)
    return far
