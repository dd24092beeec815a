"""The editions of a home, and which of them is current.

An edition is written in scratch space, moved in whole and then made current by replacing one small file, so a reader
sees the old edition or the new one and never something between.

Touches: editions/.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jobtide.edition import manifest
from jobtide.errors import NoEdition, Unknown
from jobtide.settings import Home

CURRENT = "current"


class Shelf:
    def __init__(self, home: Home):
        self._editions, self._scratch = home.editions, home.scratch

    def ids(self) -> list[str]:
        """All published editions, oldest first."""
        if not self._editions.exists():
            return []
        return sorted(folder.name for folder in self._editions.iterdir() if (folder / manifest.FILE).exists())

    def current_id(self) -> str:
        """Raises NoEdition while nothing has been published."""
        try:
            return (self._editions / CURRENT).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise NoEdition(
                f"Nothing has been published in {self._editions.parent} yet. "
                "Read adverts with `jobtide ingest FILE`, then run `jobtide publish`; or try `jobtide demo`."
            ) from None

    def folder(self, edition_id: str | None = None) -> Path:
        """The folder of an edition, the current one by default."""
        wanted = edition_id or self.current_id()
        if wanted not in self.ids():
            raise Unknown("edition", wanted, tuple(reversed(self.ids()))[:5])
        return self._editions / wanted

    @contextmanager
    def draft(self, edition_id: str) -> Iterator[Path]:
        """An empty folder to write an edition into; it is thrown away unless `publish` has taken it."""
        folder = self._scratch / f"edition-{edition_id}-{os.getpid()}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish(self, draft: Path, edition_id: str) -> None:
        """Moves a finished draft among the editions."""
        self._editions.mkdir(parents=True, exist_ok=True)
        for file in draft.rglob("*"):
            if file.is_file():
                _flush(file)
        _flush(draft)
        os.rename(draft, self._editions / edition_id)
        _flush(self._editions)

    def make_current(self, edition_id: str) -> None:
        beside = self._editions / f".{CURRENT}-{os.getpid()}"
        beside.write_text(edition_id + "\n", encoding="utf-8")
        _flush(beside)
        os.replace(beside, self._editions / CURRENT)
        _flush(self._editions)


def _flush(path: Path) -> None:
    """Makes what was written last through a loss of power."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
