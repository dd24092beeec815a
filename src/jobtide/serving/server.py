"""Serves a home's editions until it is told to stop.

Touches: the network, the home's editions for reading.
"""

import socket

import click
import uvicorn

from jobtide.errors import Error
from jobtide.serving.app import create_app
from jobtide.serving.editions import Editions
from jobtide.settings import Home

_SECONDS_TO_FINISH = 10


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
