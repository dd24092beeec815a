"""What it costs to publish a market, and a further day of it.

    python benchmarks/publish.py FOLDER [--vacancies 1000000] [--years 4] [--memory 4] [--day]

Makes a home in FOLDER with markets.py, unless there is one, and publishes it in a process of its own; with --day it
adds a day and publishes again. Prints for each step processor time of all threads, time on the clock and peak memory
so far, and the size of the edition. Judge by processor time where others use the machine too.
"""

import argparse
import resource
import subprocess
import sys
import time
from pathlib import Path

import markets

from jobtide.edition.shelf import Shelf
from jobtide.pipeline.publish import publish
from jobtide.settings import Home, Settings

GIB = 2**20  # in the kibibytes of getrusage


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vacancies", type=int, default=1_000_000)
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument("--memory", type=float, default=4.0, help="what DuckDB may hold, in GiB")
    parser.add_argument("--day", action="store_true", help="publish a further day as well")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        return published(asked.folder, asked.memory)
    if not (asked.folder / "market.json").exists():
        markets.make(asked.folder, asked.vacancies, asked.years)
    again = [sys.executable, __file__, str(asked.folder), "--memory", str(asked.memory), "--one"]
    subprocess.run(again, check=True)
    if asked.day:
        print("a day later", markets.add_day(asked.folder))
        subprocess.run(again, check=True)


def published(folder: Path, memory: float) -> None:
    began = last = (_processor(), time.perf_counter())
    print(f"{'processor s':>12}{'clock s':>9}{'GiB':>7}  step")

    def say(step: str) -> None:
        nonlocal last
        now = (_processor(), time.perf_counter())
        _line(now[0] - last[0], now[1] - last[1], step)
        last = now

    home = Home(folder)
    done = publish(home, Settings(memory_gib=memory, workers=1), markets.reference(), say=say, accept=True)
    say("kept and made current")
    _line(last[0] - began[0], last[1] - began[1], "all")
    files = [file for file in Shelf(home).folder(done.id).rglob("*") if file.is_file()]
    print(f"{sum(file.stat().st_size for file in files) / 2**30:.2f} GiB in {len(files)} files")


def _line(processor: float, clock: float, step: str) -> None:
    print(f"{processor:12.1f}{clock:9.1f}{_memory():7.2f}  {step}", flush=True)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / GIB


if __name__ == "__main__":
    main()
