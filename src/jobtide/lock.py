"""One writer at a time: the lock of a home.

The operating system gives the lock back when its owner ends, however it ends, so a stale lock cannot exist; the file
only says who holds it. Touches: the home's folder.
"""

import errno
import fcntl
import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from jobtide.durable import finish
from jobtide.errors import Busy, Unwritable
from jobtide.settings import Home

NAME = "lock"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)


@contextmanager
def locked(home: Home, doing: str) -> Iterator[None]:
    """Hold the home's lock while `doing` ("ingest"); Busy at once where another process holds it.

    Unwritable where the home is not ours to write, or its disk is full before all is done. What a killed writer had
    decided to do is done first.
    """
    path = home.folder / NAME
    try:
        home.folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise Unwritable(f"{home.folder} cannot be written to: {error.strerror}.") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(f"{home.folder} is in use by {_owner(path)}. Wait until it is done and try again.") from error
        os.ftruncate(handle, 0)
        with suppress(OSError):  # a full disk need not say who holds it
            os.pwrite(handle, json.dumps({"process": os.getpid(), "doing": doing}).encode() + b"\n", 0)
        with writable(home):
            finish(home.folder)
            yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


@contextmanager
def writable(home: Home, also: Collection[int] = ()) -> Iterator[None]:
    """Has a full disk told as Unwritable, and what else the system's numbers `also` stand for."""
    try:
        yield
    except OSError as error:
        if error.errno not in (*_FULL, *also):
            raise
        raise Unwritable(
            f"{home.folder} cannot be written to: {os.strerror(error.errno)}. What was there before is kept; do it "
            "again when there is room."
        ) from error


def _owner(path: Path) -> str:
    try:
        owner = json.loads(path.read_text())
        return f"process {owner['process']} ({owner['doing']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
