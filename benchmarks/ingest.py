"""How long a million adverts take from a file to vacancies, in how much memory, and what a further day costs.

    python benchmarks/ingest.py --folder DIR [--adverts 1000000] [--day 5000] [--formats jsonl,parquet] [--figures]

Makes its adverts (benchmarks/many_adverts.py) in DIR where they are missing, and a home for each format. For each step
it prints seconds on the clock and of processors, and the largest memory that all processes together held. `ingest` is
captures, cleaning and the store; `reading` what adverts say; `vacancies` which of them are the same. The first row of a
format is what DuckDB takes to read the bare file and to write it as Parquet. `--figures` computes the whole edition.
"""

import argparse
import os
import resource
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
from many_adverts import AS_OF, first_years, further_day, write

from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.publish import publish
from jobtide.reference.load import load
from jobtide.settings import Home, Settings

ONE_DAY = timedelta(days=1)  # after which the further day's adverts are there too
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Measured:
    """Seconds, processor seconds and peak memory of what runs inside `with`, workers included."""

    def __enter__(self) -> "Measured":
        self._started, self._cpu = time.monotonic(), _cpu_seconds()
        self.peak_bytes, self._ended = 0, threading.Event()
        self._watch = threading.Thread(target=self._watched, daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_) -> None:
        self.seconds, self.cpu_seconds = time.monotonic() - self._started, _cpu_seconds() - self._cpu
        self._ended.set()
        self._watch.join()

    def _watched(self) -> None:
        while not self._ended.wait(0.5):
            self.peak_bytes = max(self.peak_bytes, _memory_bytes(os.getpid()))


def _cpu_seconds() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _memory_bytes(process: int) -> int:
    """What a process and all that it started have in memory."""
    total, waiting = 0, [process]
    while waiting:
        one = waiting.pop()
        try:
            with open(f"/proc/{one}/statm", "rb") as statm:
                total += int(statm.read().split()[1]) * _PAGE
            for task in os.listdir(f"/proc/{one}/task"):
                with open(f"/proc/{one}/task/{task}/children", "rb") as children:
                    waiting += map(int, children.read().split())
        except OSError:  # it ended meanwhile
            continue
    return total


def step(name: str, adverts: int, run: Callable[[], object]) -> float:
    with Measured() as measured:
        run()
    print(
        f"{name:34}{measured.seconds:>9.1f} s{measured.cpu_seconds:>9.1f} s cpu{measured.peak_bytes / 2**30:>7.2f} GiB"
        f"{adverts / measured.seconds:>12,.0f} adverts/s",
        flush=True,
    )
    return measured.seconds


def bare(file: Path, to: Path) -> None:
    """The least that any ingest does: the records read, and written as Parquet."""
    source = f"read_json('{file}', format='newline_delimited')" if file.suffix == ".jsonl" else f"'{file}'"
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "3GiB"})
    connection.execute(f"COPY (SELECT * FROM {source}) TO '{to}' (FORMAT parquet, COMPRESSION zstd)")
    connection.close()
    to.unlink()


def made(folder: Path, adverts: int, day: int) -> dict[str, tuple[Path, Path]]:
    """The files of each format: the store's first, and a further day's."""
    lines, more = folder / f"{adverts}.jsonl", folder / f"{adverts}-{day}.jsonl"
    for file, span in ((lines, first_years(adverts)), (more, further_day(adverts, day))):
        if not file.exists():
            write(file, span)
    columns = lines.with_suffix(".parquet"), more.with_suffix(".parquet")
    for one, other in zip((lines, more), columns, strict=True):
        if not other.exists():
            read = f"read_json('{one}', format='newline_delimited')"
            duckdb.execute(f"COPY (SELECT * FROM {read}) TO '{other}' (FORMAT parquet, COMPRESSION zstd)")
    return {"jsonl": (lines, more), "parquet": columns}


class _Enough(Exception):
    """Vacancies are found; the figures were not asked for."""


def published(home: Home, settings: Settings, reference, adverts: int, figures: bool) -> None:
    """Prints the steps of publishing as they end."""
    began = [time.monotonic()]

    def say(message: str) -> None:
        if "were read with" in message or message == "computed vacancies":
            name = "reading" if "were read" in message else "vacancies"
            print(f"  {name:32}{time.monotonic() - began[0]:>9.1f} s", flush=True)
            began[0] = time.monotonic()
        if message == "computed vacancies" and not figures:
            raise _Enough

    def run() -> None:
        with suppress(_Enough):
            publish(home, settings, reference, say=say)

    step("reading and vacancies" + (" and figures" if figures else ""), adverts, run)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--adverts", type=int, default=1_000_000)
    parser.add_argument("--day", type=int, default=5_000)
    parser.add_argument("--formats", default="jsonl,parquet")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--figures", action="store_true")
    parser.add_argument("--no-reading", action="store_true", help="Only the ingest.")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    files = made(asked.folder, asked.adverts, asked.day)
    settings, reference = replace(Settings(), workers=asked.workers), load()
    for format_ in asked.formats.split(","):
        first, more = files[format_]
        print(f"\n{first.name}: {first.stat().st_size / 1e6:,.0f} MB")
        home = Home(asked.folder / f"home-{format_}")
        shutil.rmtree(home.folder, ignore_errors=True)
        least = step("DuckDB, bare", asked.adverts, lambda first=first: bare(first, asked.folder / "bare.parquet"))
        for name, file, many in (("ingest", first, asked.adverts), ("ingest of a further day", more, asked.day)):
            options = Options(source="benchmark")
            took = step(name, many, lambda f=file, h=home, o=options: ingest(h, settings, [f], o, AS_OF + ONE_DAY))
            if name == "ingest":
                print(f"  {took / least:.1f} times DuckDB's bare copy")
            if not asked.no_reading:
                published(home, settings, reference, many, asked.figures)


if __name__ == "__main__":
    main()
