"""Serves a home's current edition until it is told to stop.

Touches: the network, the home's editions for reading.
"""

import socket
import threading

import click
import uvicorn

from jobtide.edition.reader import Reader
from jobtide.edition.shelf import Shelf
from jobtide.errors import Error
from jobtide.settings import Home
from jobtide.site.app import create_app

_SECONDS_TO_FINISH = 10


class CurrentEdition:
    """The reader of whatever edition is current; each edition is opened once.

    An edition that is being replaced stays open for the requests that still read it; its files never change.
    """

    def __init__(self, home: Home):
        self._shelf, self._lock = Shelf(home), threading.Lock()
        self._reader: Reader | None = None

    def current(self) -> Reader:
        """Raises NoEdition while there is none."""
        edition_id = self._shelf.current_id()
        with self._lock:
            if self._reader is None or self._reader.edition.id != edition_id:
                self._reader = Reader(self._shelf.folder(edition_id))
            return self._reader


def run(home: Home, host: str, port: int) -> None:
    """Serves on `host` and `port` (0: a free one) until interrupted. Refuses a port that is taken."""
    source = CurrentEdition(home)
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
