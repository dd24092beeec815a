"""Which vacancies name a term, or count in a place → lists of their numbers.

Touches: the files it is given.
"""

import itertools
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from jobtide.edition.mapped.columns import Columns, create, save

_ROWS = 1 << 20  # of a piece
_BITS = 64  # a place with more than one in so many of all vacancies has a bit for each of them


def lay_out(parquet: Path, key: str, many: int, number_of: np.ndarray, folder: Path) -> None:
    """Writes the lists of a table (`key`, vacancy), which is sorted by `key`.

    `many` is how many keys there are, `number_of` gives the number of each vacancy.
    """
    file = pq.ParquetFile(parquet)
    numbers = create(folder, f"{key}.vacancies", np.int32, file.metadata.num_rows)
    each = np.zeros(many, np.int64)
    done = 0
    for batch in file.iter_batches(_ROWS, columns=[key, "vacancy"]):
        each += np.bincount(batch[key].to_numpy(), minlength=many)
        numbers[done : done + len(batch)] = number_of[batch["vacancy"].to_numpy()]
        done += len(batch)
    ends = np.concatenate([[0], np.cumsum(each)])
    for start, end in itertools.pairwise(ends):
        numbers[start:end].sort()
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


def lay_out_backwards(key: str, vacancies: int, folder: Path) -> None:
    """The keys of each vacancy, in ascending order."""
    columns = Columns(folder)
    numbers, ends = columns[f"{key}.vacancies"], columns[f"{key}.ends"]
    each = np.zeros(vacancies, np.int64)
    for start in range(0, len(numbers), _ROWS):
        each += np.bincount(numbers[start : start + _ROWS], minlength=vacancies)
    starts = np.concatenate([[0], np.cumsum(each)])
    save(folder, f"{key}.starts", starts)
    keys = create(folder, f"{key}.of_vacancy", np.uint16 if len(ends) <= 1 << 16 else np.int32, len(numbers))
    next_free = starts[:-1].copy()
    for one in range(len(ends) - 1):
        mine = numbers[ends[one] : ends[one + 1]]
        keys[next_free[mine]] = one
        next_free[mine] += 1
