"""The months of an earlier edition's vacancies that stand, and those to which something was added or lost something.

A month in which no row is other than before is the same file, under a second name where the disk allows that. Where
only the numbers of its vacancies moved, since an earlier month gained or lost some, it is written again with them.

Touches: both editions' folders.
"""

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.edition import manifest
from jobtide.edition.by_month import ORDER, MonthFile, by_month, file_of, month_of, numbered, table_files, write_month
from jobtide.edition.folders import MAPPED, TABLES
from jobtide.errors import Error

_GONE = -1


class Damaged(Error):
    """A file of the earlier edition is not the one that was published."""


@dataclass(frozen=True)
class Earlier:
    """An edition of the same market and rules, made from some of what there is now."""

    folder: Path
    said: manifest.Manifest

    def months(self) -> list[MonthFile]:
        """Its files of vacancies. Damaged where the manifest does not know one, or one is not the size it says."""
        found, first = [], 0
        for file in table_files(self.folder / TABLES, tables.VACANCIES):
            known = self.said.parts.get(f"{TABLES}/{file.name}")
            if known is None or known.rows is None or not file.exists() or file.stat().st_size != known.bytes:
                raise Damaged(f"{file.name} of edition {self.said.id} is not the file that was published.")
            found.append(MonthFile(month_of(file), file, first, known.rows))
            first += known.rows
        return found

    def whole(self, name: str) -> Path:
        """One of its files, held against its hash. Damaged where it is another one."""
        file, known = self.folder / name, self.said.parts.get(name)
        if known is None or not file.exists() or manifest.part(file).sha256 != known.sha256:
            raise Damaged(f"{name} of edition {self.said.id} is not the file that was published.")
        return file

    @property
    def mapped(self) -> Path:
        return self.folder / MAPPED


@dataclass(frozen=True)
class Moved:
    """`gone` are the names of the vacancies to take out; `months` those in which any of them may lie ("2025-11")."""

    gone: pa.Array
    months: frozenset[str]


@dataclass(frozen=True)
class Month:
    """A month's file, and the one of before whose rows it has; None where it has others."""

    file: MonthFile
    before: MonthFile | None


@dataclass(frozen=True)
class Merged:
    """`numbers` are the new numbers of the earlier edition's vacancies, -1 for one that was taken out. `left` and
    `came` are the files of before and of now of the months in which rows are others, `held` the files of now in which
    the new rows lie."""

    months: list[Month]
    numbers: np.ndarray
    left: list[Path]
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


def merged(earlier: Earlier, moved: Moved, new: Iterable[pa.RecordBatch], folder: Path, as_of: date) -> Merged:
    """Writes the months into `folder`, a folder of tables. `new` are the rows of all vacancies that were taken out and
    still are, and of new ones, in the order of by_month.ORDER, without their numbers."""
    before = {each.month: each for each in earlier.months()}
    came = dict(by_month(new))
    numbers = np.full(sum(each.rows for each in before.values()), _GONE, np.int32)
    months: list[Month] = []
    lost: list[Path] = []
    first = 0
    for name in sorted(before.keys() | came.keys()):
        old, rows = before.get(name), came.get(name)
        if old is None:
            months.append(Month(write_month(name, rows, first, folder), None))
        elif rows is None and name not in moved.months:
            months.append(_standing(earlier, old, first, folder))
            numbers[old.first : old.first + old.rows] = np.arange(first, first + old.rows)
        else:
            there = pq.read_table(earlier.whole(f"{TABLES}/{old.file.name}"), use_threads=False)
            stays = pc.invert(pc.is_in(there["vacancy_id"], moved.gone))
            kept = np.flatnonzero(stays.to_numpy())
            if _same(there.filter(pc.invert(stays)), rows):
                months.append(_standing(earlier, old, first, folder))
                numbers[old.first + kept] = first + kept  # its adverts may be others even so
            else:
                lost.append(old.file)
                together, places = _together(there.filter(stays), rows)
                numbers[old.first + kept] = first + places
                if not len(together):
                    continue
                months.append(Month(write_month(name, together, first, folder), None))
        first += months[-1].file.rows
    if not months:
        months.append(Month(write_month(f"{as_of:%Y-%m}", None, 0, folder), None))
    new_files = [each.file.file for each in months if each.before is None]
    held = [each.file.file for each in months if each.file.month in came]
    return Merged(months, numbers, lost, new_files, held)


def link(file: Path, place: Path) -> None:
    """Has the file at a second place as well: the same one where the disk allows that, and else a copy."""
    try:
        os.link(file, place)
    except OSError:  # another disk, or one that knows no second names
        shutil.copyfile(file, place)


def _standing(earlier: Earlier, old: MonthFile, first: int, folder: Path) -> Month:
    """The month as it was, its vacancies numbered from `first`."""
    file = file_of(old.month, folder)
    whole = earlier.whole(f"{TABLES}/{old.file.name}")
    if first == old.first:
        link(whole, file)
        return Month(MonthFile(old.month, file, first, old.rows), old)
    return Month(write_month(old.month, pq.read_table(whole, use_threads=False), first, folder), old)


def _same(gone: pa.Table, came: pa.Table | None) -> bool:
    if came is None:
        return not len(gone)
    return len(gone) == len(came) and numbered(gone, 0).equals(numbered(came, 0))


def _together(kept: pa.Table, came: pa.Table | None) -> tuple[pa.Table, np.ndarray]:
    """Both in the order of ORDER, and the places of the kept ones in it."""
    parts = [kept] if came is None else [kept, came]
    whole = pa.concat_tables([numbered(each, 0) for each in parts])
    order = pc.sort_indices(whole, [(name, "ascending") for name in ORDER])
    places = np.empty(len(whole), np.int64)
    places[order.to_numpy()] = np.arange(len(whole))
    return whole.take(order), places[: len(kept)]
