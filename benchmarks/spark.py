"""What it costs to publish a market on a Spark cluster: a master and two workers, on this machine's loopback.

    python benchmarks/spark.py FOLDER [--vacancies 100000] [--years 4] [--memory 2g] [--beside]
    python benchmarks/spark.py FOLDER --text [--vacancies 100000]

Makes a home in FOLDER, unless there is one: a market of markets.py, whose adverts have been read, or with --text
adverts of many_adverts.py, which are read on the cluster too. Publishes it, and prints for each step time on the clock,
processor time of the machine that publishes and of the workers, and from Spark's event log what the tasks read,
shuffled, spilled and wrote, and the most memory that one held; then the memory of each process at its peak. With
--beside publishes the same home in process as well and counts the figures and files that differ.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import many_adverts
import markets
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent.parent))  # the tests' cluster is this one

from jobtide.edition.shelf import Shelf
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.publish import publish
from jobtide.reference.load import load
from jobtide.settings import Home, Settings
from tests import spark_cluster, spark_events

MIB, GIB = 2**20, 2**30
TICKS = os.sysconf("SC_CLK_TCK")
DAY = date(2026, 10, 31)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vacancies", type=int, default=100_000)
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument("--memory", default="2g", help="of each worker's executor")
    parser.add_argument("--duckdb", type=float, default=3.0, help="what DuckDB may hold, in GiB")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of Spark's")
    parser.add_argument("--text", action="store_true", help="adverts with texts, which are read as well")
    parser.add_argument("--beside", action="store_true", help="compare with the edition made in process")
    parser.add_argument("--one", nargs="*", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    home = Home(asked.folder / "home")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the cluster ends with it
    if asked.one is not None:
        return published(home, asked, asked.one)
    if not home.folder.exists():
        make(home, asked)
    steps, log = on_cluster(home, asked)
    report(steps, log)
    if asked.beside:
        beside(home, asked)


def make(home: Home, asked: argparse.Namespace) -> None:
    if not asked.text:
        home.folder.mkdir(parents=True)
        return markets.make(home.folder, asked.vacancies, asked.years)
    file = home.folder.parent / "adverts.jsonl"
    file.parent.mkdir(parents=True, exist_ok=True)
    many_adverts.write(file, many_adverts.first_years(asked.vacancies))
    ingest(home, Settings(), [file], Options(seen_at=DAY), DAY)
    file.unlink()


def on_cluster(home: Home, asked: argparse.Namespace) -> tuple[list[dict], Path]:
    """The steps as the publisher saw them, and the event log."""
    cleared(home, asked)
    scratch = asked.folder / "cluster"
    shutil.rmtree(scratch, ignore_errors=True)
    logs, conf = scratch / "events", scratch / "conf"
    logs.mkdir(parents=True)
    conf.mkdir()
    chosen = {
        "spark.eventLog.enabled": "true", "spark.eventLog.dir": logs.absolute().as_uri(),
        "spark.eventLog.rolling.enabled": "false", "spark.eventLog.compress": "false",
        "spark.executor.memory": asked.memory, **dict(each.split("=", 1) for each in asked.set),
    }  # fmt: skip
    (conf / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in chosen.items()))
    with spark_cluster.Cluster(scratch, memory=asked.memory) as cluster:
        workers = [str(worker.pid) for worker in cluster.workers]
        steps = run(asked, [cluster.master, *workers], {"SPARK_CONF_DIR": str(conf.absolute())})
    return steps, next(logs.iterdir())


def run(asked: argparse.Namespace, one: list[str], environment: dict[str, str] | None = None) -> list[dict]:
    again = [sys.executable, __file__, *sys.argv[1:], "--one", *one]
    # A session of its own, by which its processes are told from others.
    with subprocess.Popen(
        again, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as publisher:
        steps = []
        try:
            for line in publisher.stdout:
                steps.append(json.loads(line))
                print(f"{steps[-1]['at'] - steps[0]['at']:6.0f} s  {steps[-1]['step']}", file=sys.stderr, flush=True)
            publisher.wait()
        finally:
            spark_cluster.end(publisher)  # where this was stopped
    if publisher.returncode:
        raise SystemExit(publisher.returncode)
    return steps


def cleared(home: Home, asked: argparse.Namespace) -> None:
    """Without editions, and without readings where adverts are to be read."""
    for folder in (home.editions, home.scratch, *((home.readings, home.matches) if asked.text else ())):
        shutil.rmtree(folder, ignore_errors=True)


def published(home: Home, asked: argparse.Namespace, one: list[str]) -> None:
    """Publishes, on the cluster of the first of `one` where there is any; the others are the workers' processes."""
    master, sessions = (one[0], [int(each) for each in one[1:]]) if one else (None, [])

    def say(step: str) -> None:
        if step.endswith("signed"):
            return  # a line for every few thousand, within matching
        own, theirs = used([os.getsid(0)]), used(sessions)
        line = {
            "step": step, "at": time.time(), "publisher": own["processor"], "workers": theirs["processor"],
            "memory": own["memory"] + theirs["memory"],
        }  # fmt: skip
        print(json.dumps(line), flush=True)

    say("began")
    reference = load() if asked.text else markets.reference()
    publish(home, Settings(memory_gib=asked.duckdb), reference, say=say, accept=True, master=master)
    say("kept and made current")


def used(sessions: list[int]) -> dict:
    """Seconds of processor time of all processes of such sessions, and the most memory each held, in bytes."""
    ticks, memory = 0, []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            stat = (process / "stat").read_text().rpartition(")")[2].split()
            if int(stat[3]) not in sessions:
                continue
            ticks += sum(int(stat[field]) for field in (11, 12, 13, 14))  # its own and its ended children's
            status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
            command = (process / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):  # it has just ended
            continue
        if "VmHWM" in status:
            memory.append((_named(command), int(status["VmHWM"].split()[0]) * 1024))
    return {"processor": ticks / TICKS, "memory": memory}


def _named(command: str) -> str:
    names = {
        "CoarseGrainedExecutorBackend": "executor", "deploy.worker.Worker": "worker", "pyspark.daemon": "Python worker",
        "SparkSubmit": "driver", "benchmarks/spark.py": "publisher",
    }  # fmt: skip
    return next((name for part, name in names.items() if part in command), "other")


def report(steps: list[dict], log: Path | None) -> None:
    """Prints the tables."""
    ends = [(step["step"], step["at"]) for step in steps]
    found = spark_events.by_step(spark_events.tasks(log), ends) if log else [(name, None) for name, _ in ends]
    print(
        f"{'clock s':>8}{'publisher':>10}{'workers':>9}{'of JVM':>8}{'tasks':>7}{'lost':>5}{'read':>8}{'shuffled':>9}"
        f"{'spilled':>8}{'written':>8}{'held':>7}  step (s of processor, MiB)"
    )
    for before, after, (name, tasks) in zip(steps, steps[1:], found[1:], strict=False):
        _line(before, after, tasks or spark_events.Used(), name)
    whole = spark_events.Used.by(spark_events.tasks(log)) if log else spark_events.Used()
    _line(steps[0], steps[-1], whole, "all")
    most: dict[str, int] = {}
    for step in steps:
        for name, memory in step["memory"]:
            most[name] = max(most.get(name, 0), memory)
    print("GiB at most: " + ", ".join(f"{name} {memory / GIB:.2f}" for name, memory in sorted(most.items())))


def _line(before: dict, after: dict, tasks: spark_events.Used, name: str) -> None:
    mib = "".join(
        f"{size / MIB:{width}.0f}"
        for size, width in (
            (tasks.read, 8), (tasks.shuffled, 9), (tasks.spilled, 8), (tasks.written, 8), (tasks.held, 7),
        )
    )  # fmt: skip
    print(
        f"{after['at'] - before['at']:8.1f}{after['publisher'] - before['publisher']:10.1f}"
        f"{after['workers'] - before['workers']:9.1f}{tasks.processor_s:8.1f}{tasks.tasks:7}{tasks.failed:5}{mib}"
        f"  {name}"
    )


def beside(home: Home, asked: argparse.Namespace) -> None:
    """Publishes in process, and prints that and what differs."""
    theirs = home.folder.parent / "editions-of-spark"
    shutil.rmtree(theirs, ignore_errors=True)
    made = Shelf(home).current_id()
    shutil.move(home.editions / made, theirs)
    cleared(home, asked)
    report(run(asked, []), None)
    mine = Shelf(home).folder(Shelf(home).current_id())
    print(
        f"{differing(mine, theirs):,} of {figures(mine):,} values of tables differ; files of columns that differ: ",
        end="",
    )
    print(", ".join(unlike(mine, theirs)) or "none")


def figures(edition: Path) -> int:
    files = [pq.ParquetFile(file) for file in (edition / "tables").iterdir()]
    return sum(file.metadata.num_rows * len(file.schema_arrow) for file in files)


def differing(one: Path, other: Path) -> int:
    """How many values of the tables of two editions are not the very same."""
    found = 0
    assert sorted(file.name for file in (one / "tables").iterdir()) == sorted(
        file.name for file in (other / "tables").iterdir()
    )
    for file in sorted((one / "tables").iterdir()):
        here, there = pq.read_table(file), pq.read_table(other / "tables" / file.name)
        if here.schema.names != there.schema.names or len(here) != len(there):
            print(f"{file.name}: {len(here)} rows and {len(there)}")
            found += here.num_rows * here.num_columns
            continue
        for name in here.schema.names:
            if not here[name].equals(there[name]):
                pairs = zip(here[name].to_pylist(), there[name].to_pylist(), strict=True)
                unlike = [(mine, theirs) for mine, theirs in pairs if mine != theirs]
                print(f"{file.name} {name}: {len(unlike)} of {len(here)}, such as {unlike[:1]}")
                found += len(unlike)
    return found


def unlike(one: Path, other: Path) -> list[str]:
    """The files of columns of two editions whose bytes are not the same."""
    files = sorted(file.relative_to(one) for file in (one / "mapped").iterdir())
    return [str(file) for file in files if (one / file).read_bytes() != (other / file).read_bytes()]


if __name__ == "__main__":
    main()
