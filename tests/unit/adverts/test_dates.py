"""Days as sources write them."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.adverts.dates import day_of, last_called

SEEN = date(2025, 11, 23)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-11-03", "2025-11-03"),
        ("2025-11-3", "2025-11-03"),
        (" 2025-11-03 ", "2025-11-03"),
        ("2025-11-03T23:59:59Z", "2025-11-03"),
        ("2025-11-03T23:59:59.123456-05:00", "2025-11-03"),
        ("2026-07-02 17:18:08 UTC", "2026-07-02"),
        ("2018-12-27T10:50:17+0000", "2018-12-27"),
        ("2025/11/03", "2025-11-03"),
        ("20251103", "2025-11-03"),
        (20251103, "2025-11-03"),
        ("03/11/2025", "2025-11-03"),
        ("3/11/25", "2025-11-03"),
        ("03.11.2025", "2025-11-03"),
        ("03-11-2025 10:00", "2025-11-03"),
        ("3 Nov 2025", "2025-11-03"),
        ("3rd November 2025", "2025-11-03"),
        ("03-Nov-2025", "2025-11-03"),
        ("Nov 3, 2025", "2025-11-03"),
        ("November 3rd 2025", "2025-11-03"),
        ("Monday 3 November 2025", "2025-11-03"),
        ("Mon, 03 Nov 2025 10:00:00 GMT", "2025-11-03"),
        ("Mon, 03 Nov 2025 23:30:00 -0800", "2025-11-03"),
        ("Sept. 3, 2025", "2025-09-03"),
        (1763892000, "2025-11-23"),
        (1763892000.5, "2025-11-23"),
        (1763892000000, "2025-11-23"),
        (1763892000000000, "2025-11-23"),
        (1763892000000000000, "2025-11-23"),
        ("1763892000", "2025-11-23"),
        ("1763892000.0", "2025-11-23"),
        ("20251103T101500Z", "2025-11-03"),
        ("2025-W45-1", "2025-11-03"),
        ("/Date(1763892000000)/", "2025-11-23"),
        ("3 Nov 25", "2025-11-03"),
        ("2024-02-29", "2024-02-29"),
        ("29/02/24", "2024-02-29"),
        ("2016-12-31T23:59:60Z", "2016-12-31"),  # a leap second
        ("2025-03-30T01:30:00 Europe/London", "2025-03-30"),  # an hour that a change of clocks leaves out
        ("2025-10-26T01:30:00", "2025-10-26"),  # an hour that comes twice
        ("2025-11-03T23:30:00-11:00", "2025-11-03"),  # already the next day in Britain
        ("2025-11-03T00:30:00+14:00", "2025-11-03"),
        ("Posted on: 3 November 2025", "2025-11-03"),
        ("Listed 2025-11-03", "2025-11-03"),
        ("yesterday at 14:30", "2025-11-22"),
        ("Today, 9:05", "2025-11-23"),
        ("Reposted 2 days ago", "2025-11-21"),
        ("Active 3 days ago", "2025-11-20"),
        ("3w ago", "2025-11-02"),
        ("2 days old", "2025-11-21"),
        ("today", "2025-11-23"),
        ("Just posted", "2025-11-23"),
        ("Yesterday", "2025-11-22"),
        ("2 days ago", "2025-11-21"),
        ("Posted 30+ days ago", "2025-10-24"),
        ("a week ago", "2025-11-16"),
        ("3h ago", "2025-11-23"),
        ("5d ago", "2025-11-18"),
        ("2 months ago", "2025-09-24"),
        (date(2025, 11, 3), "2025-11-03"),
        (datetime(2025, 11, 3, 23, tzinfo=UTC), "2025-11-03"),
    ],
)
def test_56_a_day_is_understood(written, day):
    assert day_of(written, SEEN).isoformat() == day


@pytest.mark.parametrize(
    "written",
    [
        "", "soon", "ASAP", "2025-02-29", "29/02/2025", "2025-W54-1", "posted", "/Date(x)/",
        "31/02/2025", "2025-02-30", "12/25/2025", "2025-13-01", "November 2025", "3 Foo 2025",
        "2025", "12", "99999 days ago", "9999 years ago", "+057918-04-06T09:13:20.000Z", "0000-00-00", True, None, [],
        {}, -1, 10**30, float("inf"), float("nan"), "9" * 400,
    ],
)  # fmt: skip
def test_56_what_is_no_day_is_refused(written):
    with pytest.raises(ValueError):
        day_of(written, SEEN)


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_56_every_day_is_understood_in_every_form(day):
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    forms = [
        "%Y-%m-%d",
        "%d/%m/%Y",
        "%d %b %Y",
        "%B %d, %Y",
        "%a, %d %b %Y %H:%M:%S +0000",
        "%Y%m%d",
        "%Y-%m-%dT%H:%M:%SZ",
    ]
    assert {day_of(noon.strftime(form), SEEN) for form in forms} == {day}
    seconds = int(noon.timestamp())
    assert {day_of(seconds * ticks, SEEN) for ticks in (1, 1000, 10**6, 10**9)} == {day}


@given(st.integers(0, 999))
def test_days_ago_are_counted_from_the_day_it_was_seen(days):
    assert day_of(f"{days} days ago", SEEN) == SEEN - timedelta(days=days)


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_value_error(text):
    with contextlib.suppress(ValueError):
        assert isinstance(day_of(text, SEEN), date)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("28 May", date(2025, 5, 28)), ("Posted 28 May", date(2025, 5, 28)), ("May 28th", date(2025, 5, 28)),
        ("Wednesday, 25th of February", date(2026, 2, 25)), ("2 March", date(2026, 3, 2)),
        ("3 March", date(2026, 3, 3)),  # the board's clock may be ahead of ours
        ("4 March", date(2025, 3, 4)), ("29 Feb", date(2024, 2, 29)), ("7 Sept", date(2025, 9, 7)),
        ("31 February", None), ("28 May 2025", None), ("2 days ago", None), ("12 marks", None), ("5 me", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_the_last_one_of_that_name(written, day):
    assert last_called(written, date(2026, 3, 2)) == day
