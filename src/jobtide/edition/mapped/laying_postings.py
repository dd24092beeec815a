"""Lists of keys by vacancy, and from them lists of vacancies by key; those of an era in files of their own.

Touches: the folder it is given.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from jobtide.edition.mapped import loops
from jobtide.edition.mapped.columns import Columns, Growing, save
from jobtide.edition.mapped.eras import PARTS, Era, eras_of
from jobtide.edition.mapped.layout import whole
from jobtide.edition.mapped.postings import Listed, Postings
from jobtide.edition.mapped.stretch import Lists, Stretch, small

_ROWS = 1 << 28  # of lists that are in memory at once
_NEAR = 1 << 18  # vacancies of which a column is made at once: they stay near the processor until they are written
_BITS = 64  # a place with more than one in so many of all vacancies has a bit for each of them


class Before:
    """The lists of an earlier edition of the same keys, in `columns`; `take` has one of its columns in this one too."""

    def __init__(self, columns: Columns, take: Callable[[str], None]):
        self._columns, self._take = columns, take

    def took(self, key: str, era: Era, stretches: Sequence[Stretch], kind: int) -> bool:
        """Takes the lists of an era over where they are the same; else it does nothing."""
        theirs = [each for each in eras_of(self._columns) if each.number == era.number]
        if not theirs or not self._same(key, theirs[0], stretches, kind):
            return False
        for part in PARTS:
            self._take(era.name(key, part))
        return True

    def _same(self, key: str, then: Era, stretches: Sequence[Stretch], kind: int) -> bool:
        many = [stretch.many(kind) for stretch in stretches]
        if sum(many) != then.end - then.first:
            return False
        listed, at = Listed(key, then, self._columns), then.first
        whole_era = Lists(listed.starts, listed.keys)
        for stretch, rows in zip(stretches, many, strict=True):
            there = whole_era.between(at - then.first, at - then.first + rows)
            # One that stood where it stands is not gone through.
            if rows and stretch.before(kind) != at and not stretch.lists(key, kind).same_as(there):
                return False
            at += rows
        return True


def lay_out(
    key: str, many: int, eras: Sequence[tuple[Era, int, Sequence[Stretch]]], folder: Path, before: Before | None
) -> None:
    """Writes the lists of `many` keys. An era has vacancies of a kind, those of its stretches."""
    for era, kind, stretches in eras:
        if before is None or not before.took(key, era, stretches, kind):
            _lists_of_keys(key, era, [stretch.lists(key, kind) for stretch in stretches], small(many), folder)
            _lists_of_vacancies(key, era, many, folder)


def _lists_of_keys(key: str, era: Era, lists: Sequence[Lists], dtype: type, folder: Path) -> None:
    of_starts = whole(sum(int(one.starts[-1] - one.starts[0]) for one in lists) + 1)
    keys, starts = (
        Growing(folder, era.name(key, "of_vacancy"), dtype),
        Growing(folder, era.name(key, "starts"), of_starts),
    )
    filled = 0
    for one in lists:
        first, end = int(one.starts[0]), int(one.starts[-1])
        keys.add(one.keys[first:end])
        for low in range(0, len(one.starts) - 1, _NEAR):
            piece = one.starts[low : min(low + _NEAR, len(one.starts) - 1)]
            starts.add(piece.astype(of_starts, copy=False) + of_starts(filled - first))
        filled += end - first
    starts.add(np.array([filled]))
    keys.close()
    starts.close()


def _lists_of_vacancies(key: str, era: Era, many: int, folder: Path) -> None:
    """From the lists of keys, which are there already."""
    listed = Listed(key, era, Columns(folder))
    # Not into a mapped file: each page of it that is written to costs more than all that is written there.
    vacancies, each = Growing(folder, era.name(key, "vacancies"), np.int32), np.zeros(many, np.int64)
    for numbers in _inverted(listed.starts, listed.keys, each):
        vacancies.add(numbers)
    vacancies.close()
    save(folder, era.name(key, "ends"), np.concatenate([[0], np.cumsum(each)]))


def _inverted(starts: np.ndarray, keys: np.ndarray, each: np.ndarray) -> Iterator[np.ndarray]:
    """The lists of vacancies, some at a time; `each` receives how long they are."""
    loops.counted(keys, each)
    ends = np.concatenate([[0], np.cumsum(each)])
    for low, high in _pieces(ends, _ROWS):
        numbers, free = np.empty(ends[high] - ends[low], np.int32), ends[low:high] - ends[low]
        loops.inverted(starts, keys, low, high, free, numbers)
        yield numbers


def _pieces(ends: np.ndarray, rows: int) -> Iterator[tuple[int, int]]:
    """Keys in stretches whose lists are no longer than so many rows, or one by one."""
    low = 0
    while low < len(ends) - 1:
        high = max(low + 1, int(np.searchsorted(ends, ends[low] + rows, side="right")) - 1)
        yield low, high
        low = high


def lay_out_bits(key: str, vacancies: int, folder: Path) -> None:
    """A bit for each vacancy beside the longest lists, so that belonging is looked up and not searched for."""
    postings = Postings(key, Columns(folder))
    sizes = postings.sizes()
    long = np.flatnonzero(sizes * _BITS > vacancies)
    row = np.full(len(sizes), -1, np.int32)
    row[long] = np.arange(len(long))
    bits = Growing(folder, f"{key}.bits", np.uint8)
    for one in long:
        has = np.zeros(-(-vacancies // 8), np.uint8)
        for first, numbers in postings.by_era(one):
            loops.bits(numbers, first, has)
        bits.add(has)
    bits.close()
    save(folder, f"{key}.row", row)
