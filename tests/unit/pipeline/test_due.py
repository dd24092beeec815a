"""When a source is fetched next."""

from datetime import UTC, datetime, timedelta

import pytest

from jobtide.pipeline.due import next_due, why_not_now
from jobtide.pipeline.fetch_status import Status
from jobtide.pipeline.live_source import LiveSource
from jobtide.sources.facts import all_facts

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
FACTS = all_facts()


def source(kind="greenhouse", **said):
    return LiveSource("s", FACTS[kind], **said)


def status(ago=None, state="ok", left_alone=None):
    started = NOW - ago if ago is not None else None
    return Status("s", 1, state, started=started, not_before=left_alone and NOW + left_alone)


@pytest.mark.parametrize(
    ("every", "ago", "state", "due"),
    [
        (0, None, "never run", True),
        (0, 23 * HOUR, "ok", False),
        (0, 24 * HOUR, "ok", True),
        (6 * 3600, 5 * HOUR, "ok", False),
        (6 * 3600, 6 * HOUR, "ok", True),
        (6 * 3600, 5 * HOUR, "failed", False),
        (6 * 3600, 1 * HOUR, "running", True),  # it was cut off
        (6 * 3600, -400 * 24 * HOUR, "ok", True),  # 57: the clock was set back
    ],
)
def test_what_is_due(every, ago, state, due):
    assert (why_not_now(source(every_seconds=every), status(ago, state), NOW, scheduled=True) is None) is due


@pytest.mark.parametrize(
    ("kind", "ago", "state", "asked"),
    [
        ("jobicy", HOUR / 2, "ok", False),  # its terms allow one request an hour
        ("jobicy", HOUR, "ok", True),
        ("jobicy", HOUR / 2, "failed", True),
        ("remotive", 5 * HOUR, "not modified", False),
        ("remotive", 6 * HOUR, "not modified", True),
    ],
)
def test_asking_by_name_keeps_to_the_terms(kind, ago, state, asked):
    reason = why_not_now(source(kind), status(ago, state), NOW, scheduled=False)
    assert (reason is None) is asked
    assert asked or "it may be asked again at" in reason


@pytest.mark.parametrize("scheduled", [True, False])
def test_a_source_that_wants_to_be_left_alone_is(scheduled):
    said = why_not_now(source(), status(48 * HOUR, "failed", left_alone=2 * HOUR), NOW, scheduled)
    assert said == "it asked to be left alone until 2026-03-02 11:00 UTC"
    assert next_due(source(), status(48 * HOUR, "failed", left_alone=2 * HOUR)) == NOW + 2 * HOUR
    assert why_not_now(source(), status(48 * HOUR, "failed", left_alone=-HOUR), NOW, scheduled) is None
