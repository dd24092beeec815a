"""The editions of a home, open for those who ask.

Touches: the home's editions, for reading.
"""

import threading
from collections import OrderedDict

from jobtide.edition import manifest
from jobtide.edition.reader import Reader
from jobtide.edition.shelf import Shelf
from jobtide.errors import NoEdition
from jobtide.settings import Home

_MOST_OPEN = 4


class Editions:
    """The readers of a home's editions; each edition is opened once, and again when words were taken down from it.

    An edition that is being replaced stays open for the requests that still read it; its files never change. Of older
    ones the few that were asked last are kept.
    """

    def __init__(self, home: Home):
        self._home, self._shelf, self._lock = home, Shelf(home), threading.Lock()
        self._readers: OrderedDict[str, tuple[int, Reader]] = OrderedDict()
        self._opened = 0

    def current(self) -> Reader:
        """Raises NoEdition while there is none."""
        return self._reader(self._shelf.current_id())

    def named(self, edition_id: str) -> Reader:
        """Raises Unknown for an edition that is not there."""
        self._shelf.folder(edition_id)
        return self._reader(edition_id)

    def ids(self) -> list[str]:
        return self._shelf.ids()

    def state(self) -> object:
        """Another one whenever an answer may have changed: an edition was published, taken away or made current, or
        words were taken down from one that is open."""
        try:
            current = self._shelf.current_id()
            folder = self._home.editions.stat().st_mtime_ns
        except (NoEdition, FileNotFoundError):
            return None
        with self._lock:
            changed = [edition_id for edition_id, (made, _) in self._readers.items() if made != self._made(edition_id)]
            for edition_id in changed:
                del self._readers[edition_id]
            self._opened += len(changed)
            return current, folder, self._opened

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

    def _made(self, edition_id: str) -> int:
        """When its manifest was written: a takedown is the one thing that writes it again. 0 where there is none."""
        try:
            return (self._home.editions / edition_id / manifest.FILE).stat().st_mtime_ns
        except FileNotFoundError:
            return 0
