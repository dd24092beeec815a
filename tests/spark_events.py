"""What a Spark application's event log says of its tasks (spark.eventLog.dir; neither rolled nor compressed)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Task:
    """One attempt at a task. Bytes; seconds, of which `launched` is since 1970. `processor_s` is the JVM's: a Python
    worker's own is not in it. `held` is the most that joins, sorts and aggregates held of the memory given to them."""

    launched: float
    what: str
    ended_well: bool
    clock_s: float = 0.0
    processor_s: float = 0.0
    collecting_s: float = 0.0
    read: int = 0
    shuffled: int = 0
    spilled: int = 0
    written: int = 0
    held: int = 0


@dataclass(frozen=True)
class Used:
    """What several tasks used together; `held` is the most of any, `failed` are those that were lost."""

    tasks: int = 0
    failed: int = 0
    clock_s: float = 0.0
    processor_s: float = 0.0
    collecting_s: float = 0.0
    read: int = 0
    shuffled: int = 0
    spilled: int = 0
    written: int = 0
    held: int = 0

    @classmethod
    def by(cls, tasks: Iterable[Task]) -> "Used":
        tasks = list(tasks)
        named = {field.name for field in fields(cls)} - {"tasks", "failed", "held"}
        return cls(
            tasks=len(tasks),
            failed=sum(not task.ended_well for task in tasks),
            held=max((task.held for task in tasks), default=0),
            **{name: sum(getattr(task, name) for task in tasks) for name in named},
        )


def tasks(log: Path) -> Iterator[Task]:
    """In the order in which they ended. `what` is the description of the job, empty where it has none."""
    described: dict[int, str] = {}
    with log.open(encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            if event["Event"] == "SparkListenerStageSubmitted":
                properties = event.get("Properties") or {}
                described[event["Stage Info"]["Stage ID"]] = properties.get("spark.job.description", "")
            elif event["Event"] == "SparkListenerTaskEnd":
                yield _task(event, described.get(event["Stage ID"], ""))


def _task(event: Mapping, what: str) -> Task:
    # A task that was lost with its worker says nothing of what it used.
    info, used = event["Task Info"], event.get("Task Metrics") or {}
    ended_well = event["Task End Reason"]["Reason"] == "Success"
    shuffled = used.get("Shuffle Write Metrics", {})
    return Task(
        launched=info["Launch Time"] / 1e3,
        what=what,
        ended_well=ended_well,
        clock_s=(info["Finish Time"] - info["Launch Time"]) / 1e3,
        processor_s=(used.get("Executor CPU Time", 0) + used.get("Executor Deserialize CPU Time", 0)) / 1e9,
        collecting_s=used.get("JVM GC Time", 0) / 1e3,
        read=used.get("Input Metrics", {}).get("Bytes Read", 0),
        shuffled=shuffled.get("Shuffle Bytes Written", 0),
        spilled=used.get("Disk Bytes Spilled", 0),
        written=used.get("Output Metrics", {}).get("Bytes Written", 0),
        held=used.get("Peak Execution Memory", 0),
    )


def by_step(found: Iterable[Task], ends: Sequence[tuple[str, float]]) -> list[tuple[str, Used]]:
    """What was used in each of steps that follow each other and end at such moments, by when a task was launched.
    Tasks launched after the last end belong to none."""
    of: list[list[Task]] = [[] for _ in ends]
    for task in found:
        step = next((number for number, (_, end) in enumerate(ends) if task.launched <= end), None)
        if step is not None:
            of[step].append(task)
    return [(name, Used.by(mine)) for (name, _), mine in zip(ends, of, strict=True)]
