"""Serves a home's editions until it is told to stop.

Touches: the network, the home's editions for reading.
"""

import socket
import threading
from collections import OrderedDict

import click
import uvicorn

from jobtide.edition.reader import Reader
from jobtide.edition.shelf import Shelf
from jobtide.errors import Error
from jobtide.serving.app import create_app
from jobtide.settings import Home

_SECONDS_TO_FINISH = 10
_MOST_OPEN = 4


class Editions:
    """The readers of a home's editions; each edition is opened once.

    An edition that is being replaced stays open for the requests that still read it; its files never change. Of older
    ones the few that were asked last are kept.
    """

    def __init__(self, home: Home):
        self._shelf, self._lock = Shelf(home), threading.Lock()
        self._readers: OrderedDict[str, Reader] = OrderedDict()

    def current(self) -> Reader:
        """Raises NoEdition while there is none."""
        return self._reader(self._shelf.current_id())

    def named(self, edition_id: str) -> Reader:
        """Raises Unknown for an edition that is not there."""
        self._shelf.folder(edition_id)
        return self._reader(edition_id)

    def ids(self) -> list[str]:
        return self._shelf.ids()

    def _reader(self, edition_id: str) -> Reader:
        with self._lock:
            if edition_id not in self._readers:
                self._readers[edition_id] = Reader(self._shelf.folder(edition_id))
            self._readers.move_to_end(edition_id)
            while len(self._readers) > _MOST_OPEN:
                self._readers.popitem(last=False)
            return self._readers[edition_id]


def run(home: Home, host: str, port: int) -> None:
    """Serves on `host` and `port` (0: a free one) until interrupted. Refuses a port that is taken."""
    source = Editions(home)
    source.current()
    listening = _listening(host, port)
    click.echo(f"Serving on http://{host}:{listening.getsockname()[1]} — stop with Ctrl+C")
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(source), log_level="warning", server_header=False, timeout_graceful_shutdown=_SECONDS_TO_FINISH
        )
    )
    server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise Error(f"{host}:{port} cannot be served on: {error.strerror}. Name another with --port.") from error
    return listening
