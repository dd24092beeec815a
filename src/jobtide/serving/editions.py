"""The editions of a home, open for those who ask.

Touches: the home's editions, for reading.
"""

import os
import threading
from collections import OrderedDict

from jobtide.edition import manifest
from jobtide.edition.reader import Reader
from jobtide.edition.shelf import TELLING, Shelf
from jobtide.settings import Home

_MOST_OPEN = 4


class Editions:
    """The readers of a home's editions; each edition is opened once, and again when words were taken down from it.

    An edition that is being replaced stays open for the requests that still read it; its files never change. Of older
    ones the few that were asked last are kept.
    """

    def __init__(self, home: Home):
        self._shelf, self._lock = Shelf(home), threading.Lock()
        # Paths as text: making them is most of what a look at a file costs.
        self._folder = str(home.editions)
        self._current, *self._others = [f"{self._folder}/{file}" for file in TELLING]
        self._readers: OrderedDict[str, tuple[object, Reader]] = OrderedDict()
        self._opened = 0

    def current(self) -> Reader:
        """Raises NoEdition while there is none."""
        return self._reader(self._shelf.current_id())

    def named(self, edition_id: str) -> Reader:
        """Raises Unknown for an edition that is not there."""
        self._shelf.folder(edition_id)
        return self._reader(edition_id)

    def ids(self) -> list[str]:
        """Those that have been current, in that order; one that is held is not published."""
        return self._shelf.history()

    def state(self) -> object:
        """Another one whenever an answer may have changed: an edition was published, taken away, held or made current,
        or words were taken down from one that is open. It costs a few looks at files: it is asked with every request.
        """
        current = _mark(self._current)
        if current is None:
            return None
        with self._lock:
            changed = [edition_id for edition_id, (made, _) in self._readers.items() if made != self._made(edition_id)]
            for edition_id in changed:
                del self._readers[edition_id]
            self._opened += len(changed)
            return current, _mark(self._folder), *map(_mark, self._others), self._opened

    def _reader(self, edition_id: str) -> Reader:
        with self._lock:
            made = self._made(edition_id)
            known, reader = self._readers.get(edition_id, (None, None))
            if reader is None or known != made:
                reader = Reader(self._shelf.folder(edition_id))
                self._readers[edition_id] = made, reader
                self._opened += known is not None
            self._readers.move_to_end(edition_id)
            while len(self._readers) > _MOST_OPEN:
                self._readers.popitem(last=False)
            return reader

    def _made(self, edition_id: str) -> object:
        """A takedown is the one thing that writes an edition's manifest again."""
        return _mark(f"{self._folder}/{edition_id}/{manifest.FILE}")


def _mark(file: str) -> tuple[int, int, int] | None:
    """Tells one content of a file, or of a folder's list of files, from another; None where there is none."""
    try:
        found = os.stat(file)
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
