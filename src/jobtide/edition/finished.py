"""Files of an edition that are finished: hashed, and brought to disk, while the next ones are made.

Touches: the edition's folder.
"""

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from jobtide.edition import manifest

_AT_ONCE = 2  # files; what makes the next ones leaves a processor idle for most of the time


class Finished:
    """The files of the draft in `folder`. Use it as a context: none is being read when it ends."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._pool = ThreadPoolExecutor(_AT_ONCE)  # hashing runs beside the interpreter
        self._begun: dict[str, tuple[tuple, Future]] = {}

    def __enter__(self) -> "Finished":
        return self

    def __exit__(self, *_) -> None:
        self._pool.shutdown(cancel_futures=True)

    def look(self) -> None:
        """Begins with all files that are there, none of which may be half written.

        Those that have a second name are not begun: another edition's manifest tells of them.
        """
        files = (file for file in self._folder.rglob("*") if file.is_file() and file.stat().st_nlink == 1)
        self._begin(str(file.relative_to(self._folder)) for file in files)

    def parts(self, rows: Mapping[str, int | None]) -> dict[str, manifest.Part]:
        """What the manifest says of the files of these names, whose rows are so many; as they are now."""
        self._begin(rows)
        return {name: replace(self._begun[name][1].result(), rows=many) for name, many in rows.items()}

    def flushed(self) -> set[str]:
        """The names of those that outlast a loss of power by now."""
        return {name for name, (_, said) in self._begun.items() if said.done() and said.exception() is None}

    def _begin(self, names: Iterable[str]) -> None:
        """With the largest first, so that two end together; again with one that was changed since."""
        files = {name: (self._folder / name).stat() for name in names}
        for name, said in sorted(files.items(), key=lambda file: -file[1].st_size):
            written = said.st_ino, said.st_size, said.st_mtime_ns
            if name not in self._begun or self._begun[name][0] != written:
                self._begun[name] = written, self._pool.submit(_part, self._folder / name)


def _part(file: Path) -> manifest.Part:
    """The file's, which outlasts a loss of power from now on."""
    found = manifest.part(file)
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return found
