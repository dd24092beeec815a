"""Serves a home's editions until it is told to stop.

Touches: the network, the home's editions for reading, how this process takes memory.
"""

import os
import signal
import socket
import time
from collections.abc import Callable

import click
import uvicorn

from jobtide.edition.reader import EMPLOYMENT_TYPES, Reader
from jobtide.errors import Error
from jobtide.serving.allocation import with_one_heap
from jobtide.serving.app import create_app
from jobtide.serving.editions import Editions
from jobtide.serving.front import Request
from jobtide.serving.limits import LONGEST_HEADERS
from jobtide.serving.patience import PatientProtocol
from jobtide.settings import Home

_SECONDS_TO_FINISH = 10
_SECONDS_IDLE = 20  # a connection that asks nothing more is closed
_MOST_CONNECTIONS = 1000
_MOST_WAITING = 1024
_SECONDS_BEFORE_ANEW = 1.0  # a process that dies at once is not started in a whirl


def run(home: Home, host: str, port: int, *, log: Callable[[Request], None] | None = None, workers: int = 1) -> None:
    """Serves on `host` and `port` (0: a free one) until interrupted or told to stop (SIGTERM); requests that are being
    answered are answered first. Refuses a port that is taken."""
    with_one_heap()
    _make_ready(Editions(home).current())
    listening = _listening(host, port)
    click.echo(f"Serving on http://{_in_address(host)}:{listening.getsockname()[1]} — stop with Ctrl+C")
    if workers == 1:
        _serve(home, listening, log)
    else:
        _serve_with(workers, lambda: _serve(home, listening, log))


def _make_ready(edition: Reader) -> None:
    """What makes pages is loaded now (on a machine's first time, compiled), so that no visitor waits for it. Refuses an
    edition that no page can be made of."""
    for employment_type in EMPLOYMENT_TYPES:
        for row in edition.index(edition.root_place, employment_type, limit=1).rows:
            edition.page(row.slug, edition.root_place, employment_type)


def config(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app, http=PatientProtocol, ws="none", log_level="error", access_log=False, server_header=False,
        timeout_graceful_shutdown=_SECONDS_TO_FINISH, timeout_keep_alive=_SECONDS_IDLE,
        limit_concurrency=_MOST_CONNECTIONS, h11_max_incomplete_event_size=2 * LONGEST_HEADERS,
    )  # fmt: skip


def _serve(home: Home, listening: socket.socket, log: Callable[[Request], None] | None) -> None:
    uvicorn.Server(config(create_app(Editions(home), log))).run(sockets=[listening])


def _serve_with(workers: int, serve: Callable[[], None]) -> None:
    """In so many processes that share the listening socket. One that dies is started anew; all stop together."""
    running: set[int] = set()
    is_stopping = False

    def stop(number: int, frame: object) -> None:
        nonlocal is_stopping
        is_stopping = True
        for process in running:
            os.kill(process, signal.SIGTERM)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    while True:
        while len(running) < workers and not is_stopping:
            running.add(_started(serve))
        if not running:
            return
        process, _ = os.wait()
        running.discard(process)
        if not is_stopping:
            time.sleep(_SECONDS_BEFORE_ANEW)


def _started(serve: Callable[[], None]) -> int:
    process = os.fork()
    if process:
        return process
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    try:
        serve()
    finally:
        os._exit(0)


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named so that asyncio knows it for TCP and sends small answers at once: without it each waits
    # 40 ms until the visitor's machine has acknowledged its headers.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(_MOST_WAITING)  # who comes before the site is ready waits for it
    except OSError as error:
        listening.close()
        raise Error(f"{host}:{port} cannot be served on: {error.strerror}. Name another with --port.") from error
    return listening
