"""Files that are whole or not there: written in scratch, then renamed into place.

Several files change together by `Change`: the new ones are written beside, one small file says that they stand, and
from then on whoever comes next finishes what was begun (`finish`).

Touches: the file system.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def put(scratch: Path, place: Path) -> None:
    """Move a finished scratch file to its place so that a power cut leaves either all of it or nothing."""
    with scratch.open("rb") as file:
        os.fsync(file.fileno())
    place.parent.mkdir(parents=True, exist_ok=True)
    os.replace(scratch, place)
    _settle(place.parent)


def append_line(path: Path, line: str) -> None:
    """Add one line at the end, on disk before this returns."""
    new = not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        file.write(line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if new:
        _settle(path.parent)


@contextmanager
def replacing(place: Path, scratch: Path) -> Iterator[BinaryIO]:
    """A file to write that takes its place when the block ends well, and vanishes when it does not."""
    scratch.parent.mkdir(parents=True, exist_ok=True)
    try:
        with scratch.open("wb") as file:
            yield file
        put(scratch, place)
    finally:
        scratch.unlink(missing_ok=True)


class Change:
    """Files of a home that are replaced, added and removed all at once, or not at all.

    New ones are written to `new(place)`. Only the holder of the home's lock may make one, and it makes one at a time.
    """

    def __init__(self, home: Path):
        self._home, self._folder = home, home / _CHANGE
        shutil.rmtree(self._folder, ignore_errors=True)
        self._new: dict[str, Path] = {}
        self._gone: list[str] = []

    def new(self, place: Path) -> Path:
        """Where to write the file that shall lie at `place`."""
        name = str(place.relative_to(self._home))
        if name not in self._new:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._new[name] = self._folder / str(len(self._new))
        return self._new[name]

    def remove(self, place: Path) -> None:
        self._gone.append(str(place.relative_to(self._home)))

    def commit(self) -> None:
        """Decides the change and carries it out."""
        if not self._new and not self._gone:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        for scratch in self._new.values():
            with scratch.open("rb") as file:
                os.fsync(file.fileno())
        decided = {"new": {name: scratch.name for name, scratch in self._new.items()}, "gone": self._gone}
        (self._folder / "half").write_text(json.dumps(decided), encoding="utf-8")
        put(self._folder / "half", self._folder / _DECIDED)
        finish(self._home)

    def drop(self) -> None:
        """Forgets all of it."""
        shutil.rmtree(self._folder, ignore_errors=True)


_CHANGE, _DECIDED = "change", "decided.json"


def finish(home: Path) -> None:
    """Carries out a change that was decided and not done; one that was not decided yet is forgotten."""
    folder = home / _CHANGE
    if not folder.exists():
        return
    if (folder / _DECIDED).exists():
        decided = json.loads((folder / _DECIDED).read_text(encoding="utf-8"))
        folders = set()
        for name in decided["gone"]:
            (home / name).unlink(missing_ok=True)
        for name, scratch in decided["new"].items():
            if (folder / scratch).exists():  # else it was moved before the crash
                (home / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(folder / scratch, home / name)
                folders.add((home / name).parent)
        for changed in folders:
            _settle(changed)
        (folder / _DECIDED).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
