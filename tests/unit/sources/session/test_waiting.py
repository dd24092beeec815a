"""10: Retry-After in every form, and how tries are spaced."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.sources.session.waiting import before_try, retry_after

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        (None, None),
        ("", None),
        ("7", 7),
        (" 7 ", 7),
        ("0", 0),
        ("-1", 0),
        ("1000000000", 1e9),
        ("7.5", None),
        ("soon", None),
        ("Mon, 02 Mar 2026 09:01:00 GMT", 60),
        ("Mon, 02 Mar 2026 08:00:00 GMT", 0),
        ("Mon, 02 Mar 2026 09:01:00 -0000", 60),
        ("Monday, 02-Mar-26 09:01:00 GMT", 60),
        ("Mon, 99 Mar 2026 09:01:00 GMT", None),
    ],
)
def test_10_what_retry_after_says(said, seconds):
    assert retry_after(said, NOW) == seconds


@given(st.text(max_size=40))
def test_10_nothing_that_it_says_breaks_us(said):
    seconds = retry_after(said, NOW)
    assert seconds is None or seconds >= 0


def test_waits_double_with_jitter():
    assert [before_try(tried, 2, 0.5) for tried in (1, 2, 3)] == [2, 4, 8]
    assert (before_try(1, 2, 0.0), before_try(1, 2, 0.999)) == (1, pytest.approx(3, abs=0.01))
