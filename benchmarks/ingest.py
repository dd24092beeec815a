"""How long a million adverts take from a file to vacancies, in how much memory, and what a further day costs.

    python benchmarks/ingest.py --folder DIR [--adverts 1000000] [--day 5000] [--formats jsonl,parquet] [--until STAGE]

Makes its adverts (benchmarks/many_adverts.py) in DIR where they are missing, and a home for each format. For each stage
it prints seconds on the clock and of processors, and the largest memory that all processes together held in it, pages
that they share counted once for each. `ingest` is captures, cleaning and the store; `reading` what adverts say;
`matching` and `joining` which of them are the same; `vacancies` what those say together; `figures` the whole edition,
only with `--until figures`. The first row of a format is what DuckDB takes to read the bare file and to write it as
Parquet. A file of 10 GB is `--adverts 4000000`.
"""

import argparse
import multiprocessing
import os
import resource
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
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
_LOOK_SECONDS = 0.2  # between two looks at the memory
STAGES = ("ingest", "reading", "matching", "joining", "vacancies", "figures")
# What publishing says, or says that it does now, when each ends.
_ENDS = {
    "reading": lambda message: "were read with" in message,
    "matching": lambda message: "were compared with all" in message,
    "joining": lambda message: message == "looking for what moved",
    "vacancies": lambda message: message.startswith("computed vacancies"),
    "figures": lambda message: False,
}


@dataclass(frozen=True)
class Took:
    seconds: float
    cpu_seconds: float
    peak_bytes: int


class Stages:
    """Prints what each stage took: seconds, processor seconds, peak memory; workers included. Use it as a context."""

    def __enter__(self) -> "Stages":
        self._ended, self._took = threading.Event(), []
        self._watch = threading.Thread(target=self._watched, daemon=True)
        self._begin()
        self._watch.start()
        return self

    def __exit__(self, *_) -> None:
        self._ended.set()
        self._watch.join()

    def _begin(self) -> None:
        self._started, self._cpu, self._peak = time.monotonic(), _cpu_seconds(), _memory_bytes(os.getpid())

    def end(self, name: str, adverts: int) -> None:
        """Prints the stage that ends here, and begins the next."""
        took = Took(time.monotonic() - self._started, _cpu_seconds() - self._cpu, self._peak)
        _print(name, took.seconds, took.cpu_seconds, took.peak_bytes, adverts)
        self._took.append(took)
        self._begin()

    def all(self) -> Took:
        """What all stages took together."""
        seconds, cpu_seconds = (sum(getattr(one, name) for one in self._took) for name in ("seconds", "cpu_seconds"))
        return Took(seconds, cpu_seconds, max(one.peak_bytes for one in self._took))

    def _watched(self) -> None:
        while not self._ended.wait(_LOOK_SECONDS):
            self._peak = max(self._peak, _memory_bytes(os.getpid()))


def _print(name: str, seconds: float, cpu_seconds: float, peak_bytes: int, adverts: int) -> None:
    print(
        f"{name:24}{seconds:>9.1f} s{cpu_seconds:>9.1f} s cpu{peak_bytes / 2**30:>7.2f} GiB"
        f"{adverts / seconds:>12,.0f} adverts/s",
        flush=True,
    )


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
    """All stages that were asked for are done."""


def measured_bare(file: Path, to: Path, adverts: int) -> Took:
    with Stages() as stages:
        bare(file, to)
        stages.end("DuckDB, bare", adverts)
    return stages.all()


def measured_ingest(home: Home, settings: Settings, file: Path, adverts: int) -> Took:
    with Stages() as stages:
        ingest(home, settings, [file], Options(source="benchmark"), AS_OF + ONE_DAY)
        stages.end("ingest", adverts)
    return stages.all()


def measured_publish(home: Home, settings: Settings, adverts: int, until: str) -> Took:
    """The stages of publishing, whose messages tell when each ends."""
    left = list(STAGES[1 : STAGES.index(until) + 1])

    def say(message: str) -> None:
        if left and _ENDS[left[0]](message):
            stages.end(left.pop(0), adverts)
        if not left:
            raise _Enough

    with Stages() as stages, suppress(_Enough):
        publish(home, settings, load(), say=say, accept=True, doing=say)
        stages.end("figures", adverts)
    return stages.all()


def _in_a_process_of_its_own(measured: Callable[..., Took], *given) -> Took:
    """As commands run: what one leaves in memory is not the next one's."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(measured, *given).result()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--adverts", type=int, default=1_000_000)
    parser.add_argument("--day", type=int, default=5_000)
    parser.add_argument("--formats", default="jsonl,parquet")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--until", choices=STAGES, default="vacancies")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    files = made(asked.folder, asked.adverts, asked.day)
    settings = replace(Settings(), workers=asked.workers)
    for format_ in asked.formats.split(","):
        first, more = files[format_]
        print(f"\n{first.name}: {first.stat().st_size / 1e6:,.0f} MB")
        home = Home(asked.folder / f"home-{format_}")
        shutil.rmtree(home.folder, ignore_errors=True)
        least = _in_a_process_of_its_own(measured_bare, first, asked.folder / "bare.parquet", asked.adverts)
        for name, file, many in (("all", first, asked.adverts), ("a further day", more, asked.day)):
            ingested = _in_a_process_of_its_own(measured_ingest, home, settings, file, many)
            told = [ingested]
            if asked.until != "ingest":
                told.append(_in_a_process_of_its_own(measured_publish, home, settings, many, asked.until))
            seconds, cpu_seconds = (sum(getattr(one, field) for one in told) for field in ("seconds", "cpu_seconds"))
            _print(name, seconds, cpu_seconds, max(one.peak_bytes for one in told), many)
            if name == "all":
                print(f"ingest takes {ingested.seconds / least.seconds:.1f} times as long as DuckDB's bare copy")


if __name__ == "__main__":
    main()
