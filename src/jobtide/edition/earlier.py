"""An earlier edition, whose files the next one reads or has as well, each held against its hash.

Touches: its folder, for reading.
"""

import os
import shutil
from collections.abc import Iterable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path

from jobtide import tables
from jobtide.edition import manifest
from jobtide.edition.by_month import MonthFile, month_of, table_files
from jobtide.edition.folders import MAPPED, TABLES
from jobtide.errors import Error


class Damaged(Error):
    """A file of the earlier edition is not the one that was published."""


@dataclass(frozen=True)
class Earlier:
    """An edition of the same market and rules, made from some of what there is now."""

    folder: Path
    said: manifest.Manifest
    _hashes: dict[str, Future] = field(default_factory=dict, compare=False)

    def begin(self, names: Iterable[str], pool: Executor) -> None:
        """Has files hashed that will be asked for, while other things are done."""
        for name in names:
            self._hashes[name] = pool.submit(self._hash, name)

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
        begun, known = self._hashes.get(name), self.said.parts.get(name)
        # One that waits for its turn is not waited for.
        hashed = self._hash(name) if begun is None or begun.cancel() else begun.result()
        if known is None or hashed != known.sha256:
            raise Damaged(f"{name} of edition {self.said.id} is not the file that was published.")
        return self.folder / name

    def _hash(self, name: str) -> str | None:
        file = self.folder / name
        return manifest.part(file).sha256 if file.exists() else None

    @property
    def mapped(self) -> Path:
        return self.folder / MAPPED


def link(file: Path, place: Path) -> None:
    """Has the file at a second place as well: the same one where the disk allows that, and else a copy."""
    try:
        os.link(file, place)
    except OSError:  # another disk, or one that knows no second names
        shutil.copyfile(file, place)
