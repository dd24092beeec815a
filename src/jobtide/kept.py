"""What takes seconds to make and follows from files alone, kept from run to run beside the package's byte code.

    <package>/__pycache__/<name>-<digest>.kept

It is Python's own form of objects, which can run code as it is read. So it lies where code does, and nowhere else: who
may write there can change what runs anyway. Where that folder cannot be written, things are made each time.

Touches: the package's folder.
"""

import gc
import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

_HERE = Path(__file__).parent
_PLACE = _HERE / "__pycache__"
_NAMES = (
    4  # how many of one name are kept, the last used: somebody may go back and forth between reference data or settings
)
_HASH = 32  # bytes of SHA-256

Made = TypeVar("Made")


def kept(name: str, rooms: Iterable[str], decided_by: Iterable[bytes], make: Callable[[], Made]) -> Made:
    """What `make` makes, or what it made before from the same: each is decided by the bytes given, by the modules at
    the package's root and in these `rooms`, and by the interpreter.

    What was kept and is damaged is made again. What `make` raises comes through, and nothing is kept.
    """
    there = place(name, rooms, decided_by)
    found = content(there)
    if found is not None:
        with _without_collecting():
            return pickle.loads(found)  # noqa: S301: see above
    made = make()
    keep(there, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    return made


def place(name: str, rooms: Iterable[str], decided_by: Iterable[bytes]) -> Path:
    """Where what all this decides is kept."""
    return _PLACE / f"{name}-{_digest(rooms, decided_by)}.kept"


def _digest(rooms: Iterable[str], decided_by: Iterable[bytes]) -> str:
    files = [*_HERE.glob("*.py"), *(file for room in rooms for file in (_HERE / room).rglob("*.py"))]
    whole = hashlib.sha256(f"{sys.implementation.cache_tag} {sys.version}".encode())
    for part in (*(file.read_bytes() for file in sorted(files)), *decided_by):
        whole.update(hashlib.sha256(part).digest())
    return whole.hexdigest()[:24]


def content(place: Path) -> memoryview | None:
    """What is kept there; None where nothing is, or it is not whole."""
    try:
        found = memoryview(place.read_bytes())
        os.utime(place)  # the last used go last
    except OSError:
        return None
    return found[_HASH:] if hashlib.sha256(found[_HASH:]).digest() == found[:_HASH] else None


def keep(place: Path, content: bytes) -> None:
    """Keeps it there, where that folder can be written."""
    scratch = place.with_name(f"{place.name}-{os.getpid()}")
    try:
        place.parent.mkdir(exist_ok=True)
        scratch.write_bytes(hashlib.sha256(content).digest() + content)
        os.replace(scratch, place)
        others = place.parent.glob(f"{place.name.rpartition('-')[0]}-*.kept")
        for old in sorted(others, key=lambda file: file.stat().st_mtime)[:-_NAMES]:
            old.unlink()
    except OSError:  # not ours to write, or full: see above
        with suppress(OSError):
            scratch.unlink(missing_ok=True)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Reading makes a hundred thousand objects of which none is to go; looking for some takes longer than reading."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
