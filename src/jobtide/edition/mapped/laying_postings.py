"""Lists of keys by vacancy → lists of vacancies by key.

Touches: the folder it is given.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from jobtide.edition.mapped import loops
from jobtide.edition.mapped.columns import Columns, Growing, save

_ROWS = 1 << 28  # of lists that are in memory at once
_BITS = 64  # a place with more than one in so many of all vacancies has a bit for each of them


def lay_out(key: str, many: int, folder: Path) -> None:
    """Writes which vacancies have each of `many` keys, in order, from the lists that are there already."""
    columns = Columns(folder)
    starts, keys = columns[f"{key}.starts"], columns[f"{key}.of_vacancy"]
    each = np.zeros(many, np.int64)
    loops.counted(keys, each)
    ends = np.concatenate([[0], np.cumsum(each)])
    # Not into a mapped file: each page of it that is written to costs more than all that is written there.
    vacancies = Growing(folder, f"{key}.vacancies", np.int32)
    for low, high in _pieces(ends):
        listed = np.empty(ends[high] - ends[low], np.int32)
        loops.inverted(starts, keys, low, high, ends[low:high] - ends[low], listed)
        vacancies.add(listed)
    vacancies.close()
    save(folder, f"{key}.ends", ends)


def _pieces(ends: np.ndarray) -> Iterator[tuple[int, int]]:
    """Keys in stretches whose lists are no longer than `_ROWS`, or one by one."""
    low = 0
    while low < len(ends) - 1:
        high = max(low + 1, int(np.searchsorted(ends, ends[low] + _ROWS, side="right")) - 1)
        yield low, high
        low = high


def lay_out_bits(key: str, vacancies: int, folder: Path) -> None:
    """A bit for each vacancy beside the longest lists, so that belonging is looked up and not searched for."""
    columns = Columns(folder)
    numbers, ends = columns[f"{key}.vacancies"], columns[f"{key}.ends"]
    long = np.flatnonzero(np.diff(ends) * _BITS > vacancies)
    row = np.full(len(ends) - 1, -1, np.int32)
    row[long] = np.arange(len(long))
    bits = Growing(folder, f"{key}.bits", np.uint8)
    for one in long:
        has = np.zeros(vacancies, bool)
        has[numbers[ends[one] : ends[one + 1]]] = True
        bits.add(np.packbits(has, bitorder="little"))
    bits.close()
    save(folder, f"{key}.row", row)
