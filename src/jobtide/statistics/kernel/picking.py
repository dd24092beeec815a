"""The loops that pick what stands at some places among the sorted values of each cell.

Vacancies come in ascending order of the middle of their pay: so the middles of a cell stand sorted as they come, and of
its lower and upper points, which come nearly so, only those that are asked for are sorted, from their end. Arguments
are as in counting and marking; `listed` are places in that order, by which `lower`, `middle` and `upper` say where each
point stands among its values. Those of `upper` are counted from the greatest value down, as its values stand here.
"""

import numpy as np

from jobtide import pay
from jobtide.machine_code import compiled

_between = compiled(pay.between)
_SHORT = 4  # so many times the square of those that are wanted: measured


@compiled
def _least(cell, ranks, wanted, seen, least):
    """Writes the so many `wanted` least ranks of a cell's vacancies, in order, to `least`.

    `seen` has room for a number for each rank that there is.
    """
    if wanted == 0:
        return
    if wanted * wanted < _SHORT * len(seen):  # each stands near its place: to go through all ranks would take longer
        for at in range(wanted):
            _put_in(ranks[cell[at]], at, least)
        for number in cell[wanted:]:
            rank = ranks[number]
            if rank < least[wanted - 1]:
                _put_in(rank, wanted - 1, least)
        return
    seen[:] = 0
    tried = min(len(cell), wanted + wanted // 4 + 8)  # those that are wanted are among them, but for a few
    for number in cell[:tried]:
        seen[ranks[number]] += np.int32(1)
    most, found = 0, seen[0]
    while found < wanted:
        most += 1
        found += seen[most]
    for number in cell[tried:]:
        rank = ranks[number]
        if rank < most:
            seen[rank] += np.int32(1)
    kept, rank = 0, 0
    while kept < wanted:
        for _ in range(min(seen[rank], wanted - kept)):
            least[kept] = rank
            kept += 1
        rank += 1


@compiled
def _put_in(rank, place, into):
    """Puts the rank where it belongs among those before the place, which are in order."""
    while place > 0 and into[place - 1] > rank:
        into[place] = into[place - 1]
        place -= 1
    into[place] = rank


@compiled
def _most(counts, keys):
    """What the cells of the place with most of them hold."""
    most = 0
    for start in range(0, len(counts), keys):
        most = max(most, counts[start : start + keys].sum())
    return most


@compiled
def percentiles(
    ends, listed, low, high, starts, key_list, keys, counts, row_of,
    lower, lower_values, middle, middle_values, upper, upper_values, quantiles, into,
):  # fmt: skip
    """Percentiles of type 7 of each cell's values, of so many as `counts` says, a row of `into` for each quantile.

    The quantiles are two of the lower points, one of the middles and two of the upper points, each less than the next.
    `row_of` is that of rows_of for one slot.
    """
    of_cells, free = np.empty(_most(counts, keys), np.uint32), np.empty(keys, np.uint32)
    least = np.empty(counts.max() + 1, np.int32)
    lower_seen, upper_seen = np.empty(len(lower_values), np.int32), np.empty(len(upper_values), np.int32)
    for place in range(low, high):
        first, total = (place - low) * keys, 0
        for key in range(keys):
            free[key] = total
            total += counts[first + key]
        for at in range(ends[place], ends[place + 1]):
            number = np.uint32(listed[at])
            for one in range(starts[number], starts[number + 1]):
                key = key_list[one]
                of_cells[free[key]] = number
                free[key] += np.uint32(1)
        for key in range(keys):
            many, row = counts[first + key], row_of[first + key]
            if many == 1:  # as half of all are
                number = of_cells[free[key] - 1]
                into[0, row] = into[1, row] = lower_values[lower[number]]
                into[2, row] = middle_values[middle[number]]
                into[3, row] = into[4, row] = upper_values[upper[number]]
            elif many:
                end = np.int64(free[key])
                cell = of_cells[end - many : end]
                below, part = _standing(many, quantiles[2])
                one, other = middle[cell[below]], middle[cell[below + 1]]
                into[2, row] = _between(middle_values[one], middle_values[other], part)
                wanted = _standing(many, quantiles[1])[0] + 2
                _least(cell, lower, wanted, lower_seen, least)
                for which in (0, 1):
                    below, part = _standing(many, quantiles[which])
                    into[which, row] = _between(lower_values[least[below]], lower_values[least[below + 1]], part)
                wanted = many - _standing(many, quantiles[3])[0]
                _least(cell[::-1], upper, wanted, upper_seen, least)
                for which in (3, 4):
                    below, part = _standing(many, quantiles[which])
                    one, other = least[many - 1 - below], least[many - 2 - below]
                    into[which, row] = _between(upper_values[one], upper_values[other], part)


@compiled
def _standing(many, quantile):
    """The place of two or more values that a percentile stands at or after, not the last, and how far after it."""
    exactly = (many - 1) * quantile
    below = np.int64(exactly)
    return below, exactly - below


@compiled
def standing(
    ends, listed, low, high, marks, keys, counts, row_of,
    lower, lower_wanted, lower_most, middle, middle_wanted, upper, upper_wanted, upper_most,
):  # fmt: skip
    """Replaces the `wanted` places among the sorted values of each row by the ranks that stand there.

    Places count from 0, those of the upper points from the greatest down; one below 0 stays as it is. They have as many
    columns as are asked for of each row. The ranks of `lower` and `upper` are all below `lower_most` and `upper_most`.
    """
    of_cells, least = np.empty(_most(counts, keys) + keys, np.uint32), np.empty(counts.max() + 1, np.int32)
    begin, free = np.empty(keys, np.int64), np.empty(keys, np.uint32)
    lower_seen, upper_seen = np.empty(lower_most, np.int32), np.empty(upper_most, np.int32)
    for place in range(low, high):
        first, total = (place - low) * keys, 0
        for key in range(keys):
            begin[key] = free[key] = total
            total += counts[first + key] + 1  # behind each its next one is written, which may not be one of it
        for at in range(ends[place], ends[place + 1]):
            number = np.uint32(listed[at])
            of = marks[number]
            for key in range(keys):
                of_cells[free[key]] = number
                free[key] += np.uint32(of[key])
        for key in range(keys):
            many, row = counts[first + key], row_of[first + key]
            if many:
                cell = of_cells[begin[key] : begin[key] + many]
                for which in range(middle_wanted.shape[1]):
                    if middle_wanted[row, which] >= 0:
                        middle_wanted[row, which] = middle[cell[middle_wanted[row, which]]]
                _picked(cell, lower, lower_wanted[row], lower_seen, least)
                _picked(cell[::-1], upper, upper_wanted[row], upper_seen, least)


@compiled
def _picked(cell, ranks, wanted, seen, least):
    _least(cell, ranks, wanted.max() + 1, seen, least)
    for which in range(len(wanted)):
        if wanted[which] >= 0:
            wanted[which] = least[wanted[which]]
