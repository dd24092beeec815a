"""Periods: both lengths, month ends, leap days, comparators."""

from datetime import date

import pytest

from jobtide.period import month_ends, period, with_comparators

DAY = date.fromisoformat


@pytest.mark.parametrize(
    ("end", "months", "start"),
    [
        ("2025-11-23", 6, "2025-05-24"),
        ("2025-12-05", 6, "2025-06-06"),
        ("2025-11-23", 3, "2025-08-24"),
        ("2025-08-31", 6, "2025-03-01"),  # there is no 31 February
        ("2024-08-31", 6, "2024-03-01"),
        ("2024-08-29", 6, "2024-03-01"),
        ("2025-02-28", 6, "2024-08-29"),
        ("2024-02-29", 3, "2023-11-30"),
        ("2025-05-31", 3, "2025-03-01"),
        ("2025-01-01", 6, "2024-07-02"),
    ],
)
def test_a_period_starts_the_day_after_its_end_moved_back(end, months, start):
    assert period(DAY(end), months).start == DAY(start)


@pytest.mark.parametrize(
    ("as_of", "ends"),
    [
        ("2025-11-23", ["2025-11-23", "2024-11-23", "2023-11-23", "2022-11-23"]),
        ("2024-02-29", ["2024-02-29", "2023-02-28", "2022-02-28", "2021-02-28"]),
        ("2025-02-28", ["2025-02-28", "2024-02-28", "2023-02-28", "2022-02-28"]),
    ],
)
def test_comparators_end_on_the_same_day_of_earlier_years(as_of, ends):
    assert [each.end for each in with_comparators(DAY(as_of), 6)] == [DAY(end) for end in ends]


def test_months_end_on_their_last_day_and_the_last_one_on_the_editions():
    assert [str(end) for end in month_ends(DAY("2023-12-31"), DAY("2024-03-05"))] == [
        *("2023-12-31", "2024-01-31", "2024-02-29", "2024-03-05"),
    ]
    assert month_ends(DAY("2024-02-29"), DAY("2024-02-29")) == (DAY("2024-02-29"),)
