"""The loops over vacancies and the categories of each, which are few: a mark for each instead of a list.

Row v of `marks` is vacancy v's: 1 under each category that it has. Rows are as wide as WIDTH makes them, so that all of
one are gone through in a few steps. Otherwise as in counting.
"""

import numpy as np

from jobtide.machine_code import compiled

WIDTH = 32  # a row is some of these; machine code takes so many at once


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
    ones, seen, largest = np.empty(width, np.int32), np.zeros(width, np.int32), np.empty(width, np.int32)
    n, different, squares = np.empty(width, np.int64), np.empty(width, np.int64), np.empty(width, np.int64)
    for place in range(low, high):
        ones[:], n[:], different[:], largest[:], squares[:] = 0, 0, 0, 0, 0
        at, end = ends[place], ends[place + 1]
        while at < end:
            employer, begin = employers[listed[at]], at
            at += 1
            while at < end and employers[listed[at]] == employer:
                at += 1
            if at - begin == 1:  # as of most employers in most places
                of = marks[listed[begin]]
                for key in range(width):
                    ones[key] += of[key]
                continue
            for one in range(begin, at):
                of = marks[listed[one]]
                for key in range(width):
                    seen[key] += of[key]
            for key in range(width):
                many = np.int64(seen[key])
                n[key] += many
                different[key] += many > 0
                largest[key] = max(largest[key], seen[key])
                squares[key] += many * many
                seen[key] = 0
        for key in range(keys):
            row, many = row_of[(place - low) * keys + key], ones[key]
            if row >= 0:
                behind[0, row], behind[1, row] = n[key] + many, different[key] + many
                behind[2, row], behind[3, row] = max(largest[key], min(many, 1)), squares[key] + many
