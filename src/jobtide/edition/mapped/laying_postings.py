"""Lists of keys by vacancy → lists of vacancies by key.

Touches: the folder it is given.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from jobtide.edition.mapped import loops
from jobtide.edition.mapped.columns import Columns, Growing, save

_ROWS = 1 << 28  # of lists that are in memory at once
_NEAR = 1 << 18  # of those that are copied at once: they stay near the processor until they are written
_BITS = 64  # a place with more than one in so many of all vacancies has a bit for each of them


@dataclass(frozen=True)
class Before:
    """`runs` are vacancies from one number up to another, and the number that the first had in the earlier edition's
    `columns`, -1 for new ones: a row each. All that are there still are in the order of then."""

    columns: Columns
    runs: np.ndarray


def lay_out(key: str, many: int, folder: Path, before: Before | None = None) -> None:
    """Writes which vacancies have each of `many` keys, in order, from the lists of each that are there already; and
    from what was written `before`, which is the same and less to do."""
    columns = Columns(folder)
    starts, keys = columns[f"{key}.starts"], columns[f"{key}.of_vacancy"]
    # Not into a mapped file: each page of it that is written to costs more than all that is written there.
    vacancies, each = Growing(folder, f"{key}.vacancies", np.int32), np.zeros(many, np.int64)
    if before is None:
        lists = _inverted(starts, keys, [(0, len(starts) - 1)], each)
    else:
        lists = _renumbered(key, starts, keys, before, each)
    for listed in lists:
        vacancies.add(listed)
    vacancies.close()
    save(folder, f"{key}.ends", _ends(each))


def _inverted(
    starts: np.ndarray, keys: np.ndarray, stretches: Sequence[tuple[int, int]], each: np.ndarray
) -> Iterator[np.ndarray]:
    """The lists of the vacancies of these stretches, some at a time; `each` receives how long they are."""
    for first, last in stretches:
        loops.counted(keys[starts[first] : starts[last]], each)
    ends = _ends(each)
    for low, high in _pieces(ends, _ROWS):
        listed, free = np.empty(ends[high] - ends[low], np.int32), ends[low:high] - ends[low]
        for first, last in stretches:
            loops.inverted(starts, keys, first, last, low, high, free, listed)
        yield listed


def _renumbered(
    key: str, starts: np.ndarray, keys: np.ndarray, before: Before, each: np.ndarray
) -> Iterator[np.ndarray]:
    ends, listed = (before.columns[f"{key}.{part}"] for part in ("ends", "vacancies"))
    came, of_new = [(first, last) for first, last, then in before.runs.tolist() if then < 0], np.zeros_like(each)
    new = np.concatenate([np.zeros(0, np.int32), *_inverted(starts, keys, came, of_new)])
    new_ends = _ends(of_new)
    most = ends + new_ends
    pieces = list(_pieces(most, _NEAR))
    into = np.empty(max((most[high] - most[low] for low, high in pieces), default=0), np.int32)
    for low, high in pieces:
        many = loops.renumbered(ends, listed, before.runs, new_ends, new, low, high, each, into)
        yield into[:many]


def _ends(each: np.ndarray) -> np.ndarray:
    return np.concatenate([[0], np.cumsum(each)])


def _pieces(ends: np.ndarray, rows: int) -> Iterator[tuple[int, int]]:
    """Keys in stretches whose lists are no longer than so many rows, or one by one."""
    low = 0
    while low < len(ends) - 1:
        high = max(low + 1, int(np.searchsorted(ends, ends[low] + rows, side="right")) - 1)
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
        has = np.zeros(-(-vacancies // 8), np.uint8)
        loops.bits(numbers[ends[one] : ends[one + 1]], has)
        bits.add(has)
    bits.close()
    save(folder, f"{key}.row", row)
