"""Connections over a real socket: slow ones, odd ones, and those that are there when the site is told to stop."""

import asyncio
import contextlib
import socket
import threading
import time
from contextlib import closing, contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from jobtide.serving.patience import PatientProtocol
from jobtide.serving.server import _listening, config


async def slow(request):
    await asyncio.sleep(0.4)
    return PlainTextResponse("answered")


async def quick(request):
    return PlainTextResponse("quick")


class Impatient(PatientProtocol):
    seconds_to_ask = 0.3


@contextmanager
def served(protocol=Impatient):
    listening = _listening("127.0.0.1", 0)
    settings = config(Starlette(routes=[Route("/slow", slow), Route("/", quick)]))
    settings.http = protocol
    server = uvicorn.Server(settings)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield listening.getsockname()[1], server
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        listening.close()


@pytest.fixture(scope="module")
def port():
    with served() as (found, _):
        yield found


def connected(port):
    return closing(socket.create_connection(("127.0.0.1", port), timeout=5))


def all_of(connection) -> bytes:
    """What comes until the other side hangs up."""
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def until(connection, words: bytes) -> None:
    """Reads until the words have come."""
    got = b""
    while words not in got:
        part = connection.recv(65536)
        assert part, f"hung up after {got!r}"
        got += part


@pytest.mark.parametrize("begun", [b"", b"GET /", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_07_who_does_not_ask_in_time_is_hung_up_on(port, begun):
    with connected(port) as connection:
        connection.sendall(begun)
        assert all_of(connection) == b""


def test_07_a_byte_at_a_time_does_not_help(port):
    with connected(port) as connection, pytest.raises(OSError):
        for byte in b"GET / HTTP/1.1\r\nHost: " + b"x" * 200:  # four seconds long
            connection.sendall(bytes([byte]))
            time.sleep(0.02)


def test_07_a_second_request_must_come_in_time_too(port):
    with connected(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        until(connection, b"quick")
        connection.sendall(b"GET / HT")
        assert all_of(connection) == b""


def test_an_answer_may_take_longer_than_asking(port):
    with connected(port) as connection:
        connection.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        until(connection, b"answered")
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        until(connection, b"quick")


@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n\r\n", b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"x" * 200_000,
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n", b"GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
    ],
)  # fmt: skip
def test_68_what_is_no_request_ends_its_connection_and_no_other(port, sent):
    with connected(port) as connection:
        connection.settimeout(0.5)
        with contextlib.suppress(OSError):
            connection.sendall(sent)
            all_of(connection)
    with connected(port) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert b"quick" in all_of(connection)


def test_who_is_being_answered_when_the_site_stops_is_answered_and_nobody_new_is():
    with served(PatientProtocol) as (port, server), connected(port) as connection, connected(port) as idle:
        connection.sendall(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n")
        time.sleep(0.1)
        server.should_exit = True
        assert b"answered" in all_of(connection)
        assert all_of(idle) == b""


def test_answers_are_sent_at_once():
    """Without TCP_NODELAY each small answer waits 40 ms for the visitor's machine to acknowledge its headers."""
    with closing(_listening("127.0.0.1", 0)) as listening, connected(listening.getsockname()[1]) as asking:
        accepted, _ = listening.accept()
        with closing(accepted):
            assert accepted.proto == socket.IPPROTO_TCP and asking
