"""How many pages the site serves: kept ones and new ones, how long they take at a pace, and whether memory grows.

    python benchmarks/serving.py [--home DIR] [--seconds N] [--pace N]
    python benchmarks/serving.py --minutes 10 --pace 40 [--home DIR]

Without --home a demo market is made first. Processor time is that of the server alone, told by the system; so figures
hold on a machine that does other work. Pages asked at a pace arrive at random, as visitors do.

With --minutes new pages are asked at the pace for so long, each once. A line for each minute says how they were
answered and the memory that is the server's own (files that it has mapped are the system's, and counted apart). After
the minutes that fill the store of answers, the last line says whether memory is flat: the slope of a straight line
through the minutes, with its 95% interval. Exits 1 if a request failed or if memory may grow by a megabyte a minute.
"""

import argparse
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
CLIENTS = 8
PLACES = 30
MOST_MB_A_MINUTE = 1.0
# Student's t for a 95% interval, by degrees of freedom; beyond, that of the normal distribution is near.
T = (12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13)


@dataclass
class Server:
    port: int
    pid: int

    @property
    def cpu_seconds(self) -> float:
        """Of the server and the processes it started."""
        pids = [self.pid, *(int(pid) for pid in _children(self.pid))]
        return sum(_cpu(pid) for pid in pids)

    @property
    def megabytes(self) -> float:
        pids = [self.pid, *(int(pid) for pid in _children(self.pid))]
        return sum(_memory(pid) for pid in pids) / 1024

    @property
    def mapped_megabytes(self) -> float:
        """Of files, as far as they are in memory."""
        pids = [self.pid, *(int(pid) for pid in _children(self.pid))]
        return sum(_memory(pid, "RssFile") for pid in pids) / 1024


@contextmanager
def served(home: str, *options: str) -> Iterator[Server]:
    jobtide = str(Path(sys.executable).with_name("jobtide"))
    command = [jobtide, "serve", "--home", home, "--port", "0", "--access-log", os.devnull, *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)", process.stdout.readline()).group(1))
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait()


class Client:
    """One connection that asks one page after another."""

    def __init__(self, port: int, headers: str = ""):
        self._port, self._headers, self._socket = port, headers, None

    def get(self, path: str) -> tuple[int, int]:
        """Status and size."""
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n{self._headers}\r\n".encode())
        got = b""
        while b"\r\n\r\n" not in got:
            part = self._socket.recv(262_144)
            if not part:
                self._socket = None
                return self.get(path)
            got += part
        head, _, body = got.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head.lower())
        size = int(length.group(1)) if length else 0
        left = size - len(body)
        while left > 0:
            left -= len(self._socket.recv(262_144))
        return int(head.split()[1]), size


def all_at_once(server: Server, paths: Callable[[], str], seconds: float, headers: str = "") -> dict:
    """As fast as some clients can ask."""
    counts, wrong, stop = [0] * CLIENTS, [0] * CLIENTS, time.monotonic() + seconds

    def ask(which: int) -> None:
        client = Client(server.port, headers)
        while time.monotonic() < stop:
            status, _ = client.get(paths())
            counts[which] += 1
            wrong[which] += status not in (200, 304)

    before, started = server.cpu_seconds, time.monotonic()
    run(ask)
    took, cpu = time.monotonic() - started, server.cpu_seconds - before
    asked = sum(counts)
    return {"asked": asked, "errors": sum(wrong), "a second": asked / took, "a second and core": asked / cpu}


def at_a_pace(server: Server, paths: Callable[[], str], seconds: float, pace: float) -> dict:
    """Requests that arrive at random, `pace` a second, whether or not those before were answered."""
    times, wrong, due, lock = [], [0], [time.monotonic()], threading.Lock()
    stop = due[0] + seconds

    def ask(which: int) -> None:
        client, chance = Client(server.port), random.Random(which)
        while True:
            with lock:
                mine = due[0] = due[0] + chance.expovariate(pace)
            if mine > stop:
                return
            time.sleep(max(0, mine - time.monotonic()))
            status, _ = client.get(paths())
            with lock:
                times.append(time.monotonic() - mine)
                wrong[0] += status != 200

    before = server.cpu_seconds
    run(ask)
    times.sort()
    return {
        "asked": len(times), "errors": wrong[0], "ms cpu": 1000 * (server.cpu_seconds - before) / len(times),
        "p50 ms": 1000 * times[len(times) // 2], "p99 ms": 1000 * times[int(len(times) * 0.99)],
    }  # fmt: skip


def for_minutes(server: Server, paths: Callable[[], str], minutes: int, pace: float) -> bool:
    """Whether no request failed and memory stayed flat."""
    from jobtide.serving.app import KEPT_ANSWERS

    print("minute   asked  errors  p50 ms  p99 ms  ms cpu  own memory MB  mapped files MB", flush=True)
    memory, errors = [], 0
    for minute in range(1, minutes + 1):
        found, own = {}, []

        def ask(found=found) -> None:
            found.update(at_a_pace(server, paths, 60, pace))

        asking = threading.Thread(target=ask)
        asking.start()
        while asking.is_alive():
            asking.join(2)
            own.append(server.megabytes)
        memory.append(statistics.mean(own))
        errors += found["errors"]
        print(
            f"{minute:>6}{found['asked']:>8,}{found['errors']:>8}{found['p50 ms']:>8.1f}{found['p99 ms']:>8.1f}"
            f"{found['ms cpu']:>8.1f}{memory[-1]:>15.1f}{server.mapped_megabytes:>17.1f}",
            flush=True,
        )
    # A minute more than the store of answers takes to fill.
    full = int(KEPT_ANSWERS / pace / 60) + 2
    slope, either_way = slope_of(memory[full:])
    is_flat = slope + either_way < MOST_MB_A_MINUTE
    print(
        f"{errors} errors. From minute {full + 1} own memory changes by {slope:+.2f} MB a minute "
        f"(95%: {slope - either_way:+.2f} to {slope + either_way:+.2f}): {'flat' if is_flat else 'not flat'}."
    )
    return is_flat and not errors


def slope_of(values: list[float]) -> tuple[float, float]:
    """Of the line of least squares through values that stand one apart, and half the width of its 95% interval."""
    slope, start = statistics.linear_regression(range(len(values)), values)
    free = len(values) - 2
    left = sum((value - start - slope * at) ** 2 for at, value in enumerate(values))
    around = sum((at - (len(values) - 1) / 2) ** 2 for at in range(len(values)))
    return slope, (T[free - 1] if free <= len(T) else 2.0) * (left / free / around) ** 0.5


def run(ask: Callable[[int], None]) -> None:
    threads = [threading.Thread(target=ask, args=(which,)) for which in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def pages(home: str) -> list[str]:
    """Addresses of the terms that have a vacancy in the places with the most, each different, in a drawn order."""
    from jobtide.edition.reader import Reader
    from jobtide.edition.shelf import Shelf
    from jobtide.settings import Home

    reader = Reader(Shelf(Home(Path(home))).folder())
    numbers = {reader.place_number(place.slug): place.slug for place in reader.places()}
    totals = {number: totals[0] for number, totals in reader.totals_of(list(numbers), "permanent", 6).items()}
    places = sorted(numbers, key=lambda number: (-totals[number], number))[:PLACES]
    found = [
        f"/{kind}/{numbers[place]}/{row.slug}?months={months}"
        for kind in ("permanent", "contract")
        for place in places
        for months in (6, 3)
        for row in reader.index(numbers[place], kind, months, limit=None).rows
    ]
    random.Random(1).shuffle(found)
    return found


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _memory(pid: int, which: str = "RssAnon") -> int:
    return int(re.search(rf"{which}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()).group(1))


def line(name: str, found: dict, memory: float) -> None:
    figures = "  ".join(
        f"{name} {value:,.1f}" if value % 1 else f"{name} {value:,.0f}" for name, value in found.items()
    )
    print(f"{name:<34}{figures}  memory {memory:,.0f} MB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--home")
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--pace", type=float, default=20)
    parser.add_argument("--minutes", type=int, choices=range(8, 121), metavar="N", help="8 or more")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = asked.home or f"{folder}/home"
        if not asked.home:
            jobtide = str(Path(sys.executable).with_name("jobtide"))
            subprocess.run([jobtide, "demo", "--no-serve", "--home", home], check=True)
        every = pages(home)
        new = iter(every)
        if asked.minutes and len(every) < 66 * asked.minutes * asked.pace:
            sys.exit(f"Of {len(every):,} pages each would be asked sooner or later: a larger market is needed.")
        with served(home) as server:
            Client(server.port).get("/permanent/uk/python")
            if asked.minutes:
                sys.exit(not for_minutes(server, lambda: next(new), asked.minutes, asked.pace))
            line("started", {}, server.megabytes)
            for name, path, headers in (
                ("kept page", "/permanent/uk/python", ""),
                ("kept page, compressed", "/permanent/uk/python", "Accept-Encoding: gzip\r\n"),
                ("kept chart", "/permanent/uk/python/pay.svg", "Accept-Encoding: gzip\r\n"),
                ("not modified", "/permanent/uk/python", "If-None-Match: *\r\n"),
            ):
                Client(server.port).get(path)
                found = all_at_once(server, lambda path=path: path, asked.seconds, headers)
                line(name, found, server.megabytes)
            line("new pages", all_at_once(server, lambda: next(new), asked.seconds), server.megabytes)
            for times in (1, 2):
                pace = asked.pace * times
                found = at_a_pace(server, lambda: next(new), asked.seconds * times, pace)
                line(f"new pages, {pace:.0f} a second", found, server.megabytes)


if __name__ == "__main__":
    main()
