"""Servers on the loopback that behave and misbehave: what they send is written byte for byte in the test."""

import contextlib
import socketserver
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from jobtide.sources.session.exchange import World


@dataclass(frozen=True)
class Got:
    """A request as the server got it; names of headers are in lower case, `query` has the last of each name."""

    target: str
    headers: dict[str, str]

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.target).query).items()}


def http(status: int = 200, body: bytes | str = b"", length: int | None = None, **headers: str) -> bytes:
    """A whole answer; an underscore in a header's name stands for a dash, and `length` lies about the body's."""
    body = body.encode() if isinstance(body, str) else body
    said = {"Content-Length": str(len(body) if length is None else length), "Connection": "close"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    lines = [f"HTTP/1.1 {status} Said", *(f"{name}: {value}" for name, value in said.items())]
    return "\r\n".join([*lines, "", ""]).encode() + body


@dataclass
class Loopback:
    """Answers by path: bytes, chunks of them, or a function of what was got. Unknown paths are 404, robots.txt too."""

    answers: dict[str, bytes | Iterable[bytes] | Callable[[Got], bytes | Iterable[bytes]]]
    seen: list[Got] = field(default_factory=list)
    tls: object = None  # an ssl.SSLContext

    def __enter__(self) -> "Loopback":
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    if outer.tls is not None:
                        self.request = outer.tls.wrap_socket(self.request, server_side=True)
                        self.rfile, self.wfile = self.request.makefile("rb"), self.request.makefile("wb", 0)
                    outer.answer(self.rfile, self.wfile)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads, allow_reuse_address = True, True

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"http://{self.host}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, reading, writing) -> None:
        first = reading.readline().decode("latin-1").split()
        if len(first) < 2:
            return
        headers = {}
        while (line := reading.readline().decode("latin-1").strip()) != "":
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        got = Got(first[1], headers)
        self.seen.append(got)
        said = self.answers.get(got.path, http(404))
        said = said(got) if callable(said) else said
        for chunk in [said] if isinstance(said, bytes) else said:
            writing.write(chunk)
            writing.flush()

    def paths(self, robots: bool = False) -> list[str]:
        """What was asked for, in order."""
        return [got.target for got in self.seen if robots or got.path != "/robots.txt"]


def one_after_the_other(*answers: bytes) -> Callable[[Got], bytes]:
    """A different answer each time, the last one for ever."""
    left = list(answers)
    return lambda got: left.pop(0) if len(left) > 1 else left[0]


def slowly(whole: bytes, seconds: float) -> Callable[[Got], Iterable[bytes]]:
    """A byte at a time."""

    def chunks(got: Got):
        for at in range(len(whole)):
            yield whole[at : at + 1]
            time.sleep(seconds)

    return chunks


@dataclass
class Imagined:
    """A world where time passes by sleeping alone; `slept` are the waits."""

    moment: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)
    passed: float = 0.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.pass_by(seconds)

    def pass_by(self, seconds: float) -> None:
        self.passed += seconds
        self.moment += timedelta(seconds=seconds)

    def world(self, **other: object) -> World:
        return World(clock=lambda: self.passed, sleep=self.sleep, now=lambda: self.moment, chance=lambda: 0.5, **other)
