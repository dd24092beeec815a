"""One line for each request: when, what was asked, and how it was answered. Nothing of who asked.

    2026-11-20T19:15:06Z GET /permanent/uk/python?months=3 200 12034 1.2ms kept

No address of a visitor, no browser, no page they came from; what was typed into a search (`q`) is left out too. What
remains tells which pages are slow, which links are broken and whether answers are kept.

Touches: standard error, or the file that it is given.
"""

import re
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from jobtide.errors import Error
from jobtide.serving.front import Request

_TYPED = re.compile(rb"((?:^|&)q=)[^&]*")
_LONGEST = 300


def line(request: Request, now: float) -> str:
    """`now` is in seconds since 1970. Anything that is no printable ASCII is escaped: nobody writes lines of theirs."""
    when = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now))
    asked = request.path + (b"?" + _TYPED.sub(rb"\1-", request.query) if request.query else b"")
    address = asked[:_LONGEST].decode("ascii", "backslashreplace")
    address = "".join(each if each.isprintable() and each != " " else f"\\x{ord(each):02x}" for each in address)
    kept = " kept" if request.is_kept else ""
    method = request.method if request.method.isalpha() else "?"
    return f"{when} {method[:10]} {address} {request.status} {request.size} {1000 * request.seconds:.1f}ms{kept}\n"


class AccessLog:
    """Writes to standard error, or adds to a file."""

    def __init__(self, file: Path | None = None, clock: Callable[[], float] = time.time):
        self._clock, self._lock = clock, threading.Lock()
        self._out: TextIO = sys.stderr if file is None else _opened(file)

    def __call__(self, request: Request) -> None:
        said = line(request, self._clock())
        with self._lock:
            self._out.write(said)
            self._out.flush()


def _opened(file: Path) -> TextIO:
    try:
        return file.open("a", encoding="ascii")
    except OSError as error:
        raise Error(f"The access log {file} cannot be written: {error.strerror}.") from error
