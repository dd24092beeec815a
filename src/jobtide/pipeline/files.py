"""The files that an operator means: names, folders, patterns, standard input.

Touches: the file system, for reading.
"""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jobtide.errors import Unreadable

STANDARD_INPUT = "-"
_PIPES = Path("/dev/fd")  # what a shell puts in the place of <(COMMAND); its numbers say nothing


@dataclass(frozen=True)
class Found:
    """`path` is what to open, STANDARD_INPUT for that; `name` what it is called.

    `asked` says whether somebody named this very file; `left_out` why it is not read, None where it is.
    """

    path: str
    name: str
    asked: bool = True
    left_out: str | None = None


def found(given: Sequence[str | Path]) -> Iterator[Found]:
    """The files behind names, each once, in the order given; those of a folder or a pattern by their paths.

    A folder is read to its depths. Hidden files in it, and what is no file, are named and left out. Unreadable where a
    name or a pattern leads to nothing.
    """
    seen: set[str] = set()
    for name in map(str, given):
        for one in _behind(name):
            key = os.path.abspath(one.path) if one.path != STANDARD_INPUT else one.path
            if key not in seen:
                seen.add(key)
                yield one


def _behind(name: str) -> Iterator[Found]:
    path = Path(name)
    if name == STANDARD_INPUT:
        yield Found(name, "standard-input")
    elif path.is_dir():
        yield from _inside(path)
    elif not path.exists() and glob.has_magic(name):
        matches = sorted(glob.glob(name, recursive=True))
        if not matches:
            raise Unreadable(f"{name} matches no file.")
        for match in matches:
            yield from _inside(Path(match)) if Path(match).is_dir() else [Found(match, Path(match).name, asked=False)]
    elif path.parent == _PIPES:
        yield Found(name, "standard-input")
    else:
        yield Found(name, path.name)


def _inside(folder: Path) -> Iterator[Found]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(str(folder), str(folder), asked=False, left_out=f"it cannot be opened: {error.strerror}")
        return
    for entry in entries:
        path = Path(entry.path)
        reason = _reason_against(entry)
        if reason is not None:
            yield Found(str(path), str(path), asked=False, left_out=reason)
        elif entry.is_dir(follow_symlinks=False):
            yield from _inside(path)
        else:
            yield Found(str(path), path.name, asked=False)


def _reason_against(entry: os.DirEntry) -> str | None:
    if entry.name.startswith("."):
        return "it is hidden"
    if entry.is_symlink() and entry.is_dir():
        return "it is a link to a folder"  # which may hold this one
    if not entry.is_dir() and not entry.is_file():
        return "it is no file"
    return None
