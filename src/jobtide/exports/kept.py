"""The exports of editions, made when they are first asked for and kept while they are.

Touches: a folder of its own for each among the system's temporary files, which goes when this is closed.
"""

import tempfile
import threading
from collections import OrderedDict
from pathlib import Path

from jobtide import tables
from jobtide.exports import csvw
from jobtide.exports.datapackage import FILE as DATAPACKAGE
from jobtide.exports.edition import SUMS, write_edition, zipped
from jobtide.exports.formats import whole

ARCHIVE = "edition.zip"
FORMATS = ("csv", "parquet")
ABOUT = ("README.md", "LICENCE.txt", "CITATION.cff", "definitions.json", "edition.json", DATAPACKAGE, SUMS)
_MOST = 2  # editions: the current one, and the one before or one that somebody reads


def names() -> tuple[str, ...]:
    """All files that an edition's export has, the archive of them first."""
    of_tables = (
        f"{table.name}.{ending}" for table in tables.EDITION for ending in ("csv", f"csv{csvw.ENDING}", "parquet")
    )
    return (ARCHIVE, *of_tables, *ABOUT)


def state_of(reader) -> str:
    """Another one for each edition, and when words were taken down from it."""
    return f"{reader.edition.id}-{reader.manifest.redacted}"


class KeptExports:
    """May be used from several threads; one makes while the others wait."""

    def __init__(self, most: int = _MOST):
        self._most = most
        self._folders: OrderedDict[str, tempfile.TemporaryDirectory] = OrderedDict()
        self._lock = threading.Lock()

    def ready(self, reader, name: str) -> Path | None:
        """The file, where it is made already."""
        folder = self._folders.get(state_of(reader))
        file = folder and Path(folder.name) / name
        return file if file and file.exists() else None

    def file(self, reader, name: str) -> Path:
        """One of `names()`, made now if need be. Raises Unwritable."""
        with self._lock:
            folder = Path(self._folder(reader).name)
            if name == ARCHIVE and not (folder / name).exists():
                inside = f"jobtide-{reader.edition.id}"
                whole(folder / name, lambda beside: zipped(folder, inside, beside))
            return folder / name

    def close(self) -> None:
        """Throws all of them away."""
        with self._lock:
            while self._folders:
                self._folders.popitem()[1].cleanup()

    def _folder(self, reader) -> tempfile.TemporaryDirectory:
        wanted = state_of(reader)
        if wanted not in self._folders:
            made = tempfile.TemporaryDirectory(prefix="jobtide-data-")
            try:
                write_edition(reader, FORMATS, Path(made.name))
            except BaseException:
                made.cleanup()
                raise
            self._folders[wanted] = made
        self._folders.move_to_end(wanted)
        while len(self._folders) > self._most:
            _, oldest = self._folders.popitem(last=False)
            oldest.cleanup()
        return self._folders[wanted]
