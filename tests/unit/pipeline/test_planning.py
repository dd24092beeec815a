"""What publishing says before it starts, and how far it tells that it has come."""

from datetime import date

from jobtide.pipeline.planning import Plan, following


def test_a_plan_says_what_is_done_and_what_it_takes():
    said = Plan(10_000_000, date(2025, 11, 23), 4.0, 60 * 2**30).lines()
    assert said[0].startswith("An edition of 2025-11-23 from 10,000,000 adverts: vacancies, then members")
    assert "7 minutes" in said[1] and "60.0 GiB are free" in said[1]
    assert len(said) == 3


def test_a_plan_warns_where_the_disk_is_small():
    assert "too much for the disk" in Plan(1_000_000, date(2025, 11, 23), 4.0, 2**30).lines()[-1]


def test_steps_that_are_finished_add_up_to_the_whole():
    parts: list[float] = []
    finished = following(parts.append)
    for step in ("vacancies", "members", "columns", "period", "figures", "kept"):
        finished(step)
    assert parts == sorted(parts)
    assert abs(parts[-1] - 1) < 1e-9
