"""Lists of keys by vacancy → lists of vacancies by key.

Touches: the folder it is given.
"""

from pathlib import Path

import numpy as np

from jobtide.edition.mapped import loops
from jobtide.edition.mapped.columns import Columns, create, save

_ROWS = 1 << 22  # of a piece
_BITS = 64  # a place with more than one in so many of all vacancies has a bit for each of them


def lay_out(key: str, many: int, folder: Path) -> None:
    """Writes which vacancies have each of `many` keys, in order, from the lists that are there already."""
    columns = Columns(folder)
    starts, keys = columns[f"{key}.starts"], columns[f"{key}.of_vacancy"]
    each = np.zeros(many, np.int64)
    for start in range(0, len(keys), _ROWS):
        each += np.bincount(keys[start : start + _ROWS], minlength=many)
    ends = np.concatenate([[0], np.cumsum(each)])
    vacancies = create(folder, f"{key}.vacancies", np.int32, len(keys))
    loops.inverted(starts, keys, ends[:-1].copy(), vacancies)
    save(folder, f"{key}.ends", ends)


def lay_out_bits(key: str, vacancies: int, folder: Path) -> None:
    """A bit for each vacancy beside the longest lists, so that belonging is looked up and not searched for."""
    columns = Columns(folder)
    numbers, ends = columns[f"{key}.vacancies"], columns[f"{key}.ends"]
    long = np.flatnonzero(np.diff(ends) * _BITS > vacancies)
    row = np.full(len(ends) - 1, -1, np.int32)
    row[long] = np.arange(len(long))
    width = (vacancies + 7) // 8
    bits = create(folder, f"{key}.bits", np.uint8, len(long) * width)
    for place, one in enumerate(long):
        has = np.zeros(vacancies, bool)
        has[numbers[ends[one] : ends[one + 1]]] = True
        bits[place * width : (place + 1) * width] = np.packbits(has, bitorder="little")
    save(folder, f"{key}.row", row)
