"""The months of an earlier edition's vacancies that stand, and those to which something was added or lost something.

A month in which no row is other than before is the same file, under a second name where the disk allows that. Where
only the numbers of its vacancies moved, since an earlier month gained or lost some, it is written again with them.

Touches: both editions' folders.
"""

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jobtide import tables
from jobtide.arrow import arrow_schema
from jobtide.edition import manifest
from jobtide.edition.by_month import (
    ORDER,
    MonthFile,
    by_month,
    file_of,
    numbered,
    read_coded,
    read_month,
    write_again,
    write_month,
)
from jobtide.edition.earlier import Earlier, link
from jobtide.edition.folders import TABLES

_GONE = -1
_NONE = arrow_schema(tables.VACANCIES).empty_table()
_KEYS = pa.schema([_NONE.schema.field(name) for name in ORDER])
_AT_ONCE = min(os.cpu_count() or 1, 4)  # months that are held at a time
_OF_THE_DAY = {"last_seen", "live"}
_STRETCHES = 300  # of rows that stay together, up to which copying those is faster than copying row by row


@dataclass(frozen=True)
class Moved:
    """`gone` are the names of the vacancies to take out; `months` those in which any of them may lie ("2025-11")."""

    gone: pa.Array
    months: frozenset[str]


@dataclass(frozen=True)
class Month:
    """A month's file, and the one of before whose rows it has; None where it has others. `but_live` is that of before
    where rows are others only in what a further day alone changes: when they were last seen, and which are live."""

    file: MonthFile
    before: MonthFile | None
    but_live: MonthFile | None = None


@dataclass(frozen=True)
class Merged:
    """`numbers` are the new numbers of the earlier edition's vacancies, -1 for one that was taken out. `went` are the
    rows that were taken out, `came` the files of now of the months in which more is other than Month.but_live says,
    `held` those of now in which the new rows lie."""

    months: list[Month]
    numbers: np.ndarray
    went: pa.Table
    came: list[Path]
    held: list[Path]

    def linked(self, earlier: Earlier) -> dict[str, manifest.Part]:
        """What the manifest says of the files that are the earlier edition's own, by their names."""
        same = (each.file for each in self.months if each.before is not None and each.before.first == each.file.first)
        names = [f"{TABLES}/{file.file.name}" for file in same]
        return {name: earlier.said.parts[name] for name in names}

    def __str__(self) -> str:
        stand = sum(each.before is not None for each in self.months)
        return f"{stand} of {len(self.months)} months unchanged"


@dataclass(frozen=True)
class _Changed:
    """The rows of a month of before that stay, and the order of them and of those that came: its numbers are places
    in the rows of before with those that came behind them. `went` are the others of before."""

    kept: np.ndarray
    order: np.ndarray
    went: pa.Table


def merged(earlier: Earlier, moved: Moved, new: Iterable[pa.RecordBatch], folder: Path, as_of: date) -> Merged:
    """Writes the months into `folder`, a folder of tables. `new` are the rows of all vacancies that were taken out and
    still are, and of new ones, in the order of by_month.ORDER, without their numbers."""
    before = {each.month: each for each in earlier.months()}
    came = dict(by_month(new))
    names = sorted(before.keys() | came.keys())
    moving = [name for name in names if name in before and (name in came or name in moved.months)]
    with ThreadPoolExecutor(_AT_ONCE) as pool:  # hashing, reading and writing run beside the interpreter
        found = pool.map(lambda name: _changed(earlier, before[name], moved.gone, came.get(name)), moving)
        changed = dict(zip(moving, found, strict=True))
        firsts, numbers = _numbered(names, before, came, changed)
        # Those that are written take longest: begun first, they do not end alone.
        started = {
            name: pool.submit(
                _month, earlier, before.get(name), changed.get(name), came.get(name), name, firsts[name], folder
            )
            for name in sorted(firsts, key=lambda name: name not in changed)
        }
        months = [started[name].result() for name in firsts]
    if not months:
        months.append(Month(write_month(f"{as_of:%Y-%m}", None, 0, folder), None))
    went = pa.concat_tables([_NONE, *(change.went for change in changed.values())])
    new_files = [each.file.file for each in months if each.before is None and each.but_live is None]
    held = [each.file.file for each in months if each.file.month in came]
    return Merged(months, numbers, went, new_files, held)


def _changed(earlier: Earlier, old: MonthFile, gone: pa.Array, came: pa.Table | None) -> _Changed:
    there = read_coded(earlier.whole(f"{TABLES}/{old.file.name}"))
    stays = pc.invert(pc.is_in(there["vacancy_id"], gone)).to_numpy()
    kept, went = np.flatnonzero(stays), numbered(there.take(np.flatnonzero(~stays)), 0)
    if came is None:
        return _Changed(kept, kept, went)
    keys = [each.select(ORDER).cast(_KEYS) for each in (there.take(kept), came)]
    order = pc.sort_indices(pa.concat_tables(keys).combine_chunks(), [(name, "ascending") for name in ORDER])
    places = np.concatenate([kept, np.arange(len(there), len(there) + len(came))])
    return _Changed(kept, places[order.to_numpy()], went)


def _numbered(
    names: Iterable[str], before: Mapping[str, MonthFile], came: Mapping[str, pa.Table], changed: Mapping[str, _Changed]
) -> tuple[dict[str, int], np.ndarray]:
    """The first number of each month that has a vacancy, and Merged.numbers."""
    numbers = np.full(sum(each.rows for each in before.values()), _GONE, np.int32)
    firsts, first = {}, 0
    for name in names:
        old, change = before.get(name), changed.get(name)
        if change is not None:
            mine, many = numbers[old.first : old.first + old.rows], len(change.order)
            places = np.flatnonzero(change.order < old.rows)
            mine[change.order[places]] = first + places
        elif old is not None:
            many = old.rows
            numbers[old.first : old.first + many] = np.arange(first, first + many)
        else:
            many = len(came[name])
        if many:
            firsts[name] = first
        first += many
    return firsts, numbers


def _month(
    earlier: Earlier,
    old: MonthFile | None,
    change: _Changed | None,
    came: pa.Table | None,
    name: str,
    first: int,
    folder: Path,
) -> Month:
    if old is None:
        return Month(write_month(name, came, first, folder), None)
    if change is None:
        earlier.whole(f"{TABLES}/{old.file.name}")
        return _standing(old, first, folder)
    # Its file was held against its hash by _changed.
    if _in_place(change, old.rows):
        others = _others(old, change, came)
        if not others.num_columns:
            return _standing(old, first, folder)  # its adverts may be others even so
        again = write_again(old, others, first, folder)
        if again is not None:
            return Month(again, None, old if _OF_THE_DAY.issuperset(others.column_names) else None)
    there = read_month(old.file)
    whole = there if came is None else pa.concat_tables([there, numbered(came, 0)])
    return Month(write_month(name, _in(change.order, whole), first, folder), None)


def _standing(old: MonthFile, first: int, folder: Path) -> Month:
    """The month as it was, its vacancies numbered from `first`."""
    if first != old.first:
        again = write_again(old, pa.table({}), first, folder)
        return Month(again or write_month(old.month, read_month(old.file), first, folder), old)
    file = file_of(old.month, folder)
    link(old.file, file)
    return Month(MonthFile(old.month, file, first, old.rows), old)


def _in_place(change: _Changed, rows: int) -> bool:
    """Whether each of those that came stands where one went."""
    stay = np.flatnonzero(change.order < rows)
    return len(change.order) == rows and np.array_equal(change.order[stay], stay)


def _others(old: MonthFile, change: _Changed, came: pa.Table | None) -> pa.Table:
    """The columns that are other than they were, where those that came stand where others went."""
    places = np.flatnonzero(change.order >= old.rows)
    if came is None or not len(places):
        return pa.table({})
    new = numbered(came, 0)
    names = [name for name in new.column_names if not new[name].equals(change.went[name])]
    if not names:
        return pa.table({})
    return _in(change.order, pa.concat_tables([read_month(old.file, names), new.select(names)]))


def _in(order: np.ndarray, rows: pa.Table) -> pa.Table:
    """The rows at these places, in this order."""
    ends = np.flatnonzero(np.diff(order, append=-1) != 1) + 1
    if len(ends) > _STRETCHES:
        return rows.take(order)
    starts = np.concatenate([[0], ends[:-1]])
    return pa.concat_tables([rows.slice(order[start], end - start) for start, end in zip(starts, ends, strict=True)])
