"""What publishing says before it starts, and how far it tells that it has come."""

from datetime import date

import pytest

from jobtide.pipeline.planning import Plan


def test_a_plan_says_what_is_done_and_what_it_takes():
    said = Plan(10_000_000, date(2025, 11, 23), 4.0, 60 * 2**30).lines()
    assert said[0].startswith("An edition of 2025-11-23 from 10,000,000 adverts: vacancies, then members")
    assert "7 minutes" in said[1] and "60.0 GiB are free" in said[1]
    assert len(said) == 3


def test_a_plan_warns_where_the_disk_is_small():
    assert "too much for the disk" in Plan(1_000_000, date(2025, 11, 23), 4.0, 2**30).lines()[-1]


def test_a_plan_says_how_much_moved_and_that_it_takes_less():
    said = Plan(10_000_000, date(2025, 11, 24), 4.0, 60 * 2**30, 80_000, "2025-11-23-1a2b3c4d").lines()
    assert "of which 80,000 moved since edition 2025-11-23-1a2b3c4d and what stands is taken over" in said[0]
    assert "less than a minute" in said[1]


@pytest.mark.parametrize("moved", [None, 5_000])
def test_steps_that_are_finished_add_up_to_the_whole(moved):
    parts: list[float] = []
    doing: list[str] = []
    finished = Plan(10_000, date(2025, 11, 23), 4.0, 2**30, moved).following(parts.append, doing.append)
    for step in ("vacancies", "members", "columns", "period", "figures", "kept"):
        finished(step)
    assert parts == sorted(parts)
    assert abs(parts[-1] - 1) < 1e-9
    assert list(dict.fromkeys(doing)) == [
        "vacancies", "members", "columns", "figures", "checking and keeping"
    ]  # fmt: skip
