"""Files that are whole or not there: written in scratch, then renamed into place.

Touches: the file system.
"""

import os
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


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
