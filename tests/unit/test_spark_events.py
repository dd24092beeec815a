"""The reader of Spark's event log, by which benchmarks/spark.py says what each step took."""

import json

import pytest

from tests import spark_events
from tests.spark_events import Used


def submitted(stage: int, what: str | None) -> dict:
    properties = {} if what is None else {"spark.job.description": what}
    return {"Event": "SparkListenerStageSubmitted", "Stage Info": {"Stage ID": stage}, "Properties": properties}


def ended(stage: int, launched: int, clock: int, reason: str = "Success", **metrics) -> dict:
    return {
        "Event": "SparkListenerTaskEnd", "Stage ID": stage, "Task End Reason": {"Reason": reason},
        "Task Info": {"Launch Time": launched, "Finish Time": launched + clock}, "Task Metrics": metrics or None,
    }  # fmt: skip


def used(cpu: float, read: int = 0, shuffled: int = 0, spilled: int = 0, written: int = 0, held: int = 0) -> dict:
    return {
        "Executor CPU Time": round(cpu * 1e9), "Executor Deserialize CPU Time": 0, "JVM GC Time": 250,
        "Input Metrics": {"Bytes Read": read}, "Shuffle Write Metrics": {"Shuffle Bytes Written": shuffled},
        "Disk Bytes Spilled": spilled, "Output Metrics": {"Bytes Written": written}, "Peak Execution Memory": held,
    }  # fmt: skip


@pytest.fixture
def log(tmp_path):
    events = [
        {"Event": "SparkListenerApplicationStart", "App Name": "jobtide"},
        submitted(0, "vacancies"),
        ended(0, 1_000, 2_000, **used(1.5, read=100, shuffled=40, held=7)),
        ended(0, 1_500, 1_000, **used(0.5, read=50, shuffled=20, held=9)),
        ended(0, 1_600, 1_000, reason="ExecutorLostFailure"),
        submitted(1, None),
        ended(1, 3_500, 500, **used(0.25, spilled=5, written=30)),
        ended(1, 9_000, 500, **used(4.0)),
    ]
    file = tmp_path / "app-1"
    file.write_text("".join(json.dumps(event) + "\n" for event in events))
    return file


def test_a_task_says_what_it_used_and_for_what(log):
    first, _, lost, nameless, _ = spark_events.tasks(log)
    assert (first.what, first.launched, first.clock_s, first.processor_s) == ("vacancies", 1.0, 2.0, 1.5)
    assert (first.read, first.shuffled, first.collecting_s, first.ended_well) == (100, 40, 0.25, True)
    assert (lost.what, lost.ended_well, lost.processor_s) == ("vacancies", False, 0.0)
    assert nameless.what == ""


def test_tasks_belong_to_the_step_in_which_they_began(log):
    found = spark_events.by_step(spark_events.tasks(log), [("matching", 0.5), ("vacancies", 3.0), ("cells", 4.0)])
    assert [name for name, _ in found] == ["matching", "vacancies", "cells"]
    assert found[0][1] == Used()
    assert found[1][1] == Used(
        tasks=3, failed=1, clock_s=4.0, processor_s=2.0, collecting_s=0.5, read=150, shuffled=60, held=9
    )
    assert (found[2][1].tasks, found[2][1].spilled, found[2][1].written) == (1, 5, 30)
