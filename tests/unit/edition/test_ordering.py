"""Vacancies in the order of an edition, however they come and however little memory there is."""

from datetime import date, timedelta

import pyarrow as pa
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jobtide.edition.ordering import in_order

FIRST = date(2024, 12, 30)
SCHEMA = pa.schema({"vacancy_id": pa.string(), "first_seen": pa.date32(), "words": pa.list_(pa.string())})


def batch(days: list[int], names: list[int]) -> pa.RecordBatch:
    return pa.record_batch(
        {
            "vacancy_id": [f"v{name:016x}" for name in names],
            "first_seen": [FIRST + timedelta(day) for day in days],
            "words": [["same"] * (name % 3) for name in names],
        },
        SCHEMA,
    )


def rows(batches) -> list[tuple]:
    return [tuple(row.values()) for each in batches for row in each.to_pylist()]


def ordered(batches) -> list[tuple]:
    return sorted(rows(batches), key=lambda row: (row[1], row[0]))


@pytest.mark.parametrize(
    ("how", "days", "names"),
    [
        ("over many months", [70, 3, 400, 3, 0, 69], [5, 9, 1, 2, 7, 3]),
        ("all in one month", [1, 0, 1, 0, 1, 1], [1 << 60, 2, 3 << 56, 4, 5, 6]),
        ("all on one day", [0] * 6, [9 << 60, 8 << 52, 7 << 44, 7 << 44 | 1, 1, 0]),
    ],
)
@pytest.mark.parametrize("at_once", [1, 300, 1 << 20])
def test_rows_are_put_in_order_whatever_fits_into_memory(tmp_path, how, days, names, at_once):
    batches = [batch(days[at : at + 2], names[at : at + 2]) for at in (0, 2, 4)]
    assert rows(in_order(batches, tmp_path, at_once)) == ordered(batches)
    assert not list(tmp_path.iterdir())


@given(st.lists(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 2**64 - 1)), max_size=6), max_size=6))
def test_each_row_comes_once(tmp_path_factory, drawn):
    names = [name for one in drawn for _, name in one]
    assume(len(set(names)) == len(names))
    batches = [batch([day for day, _ in one], [name for _, name in one]) for one in drawn]
    assert rows(in_order(batches, tmp_path_factory.mktemp("order"), 100)) == ordered(batches)


def test_files_go_where_what_asks_stops_in_the_middle(tmp_path):
    asked = in_order([batch([0, 70], [1, 2]), batch([40], [3])], tmp_path, 1)
    next(asked)
    asked.close()
    assert not list(tmp_path.iterdir())


def test_nothing_gives_nothing(tmp_path):
    assert rows(in_order([], tmp_path)) == []
