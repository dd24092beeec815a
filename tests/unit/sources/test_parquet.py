"""Parquet, with the types that people store adverts in."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jobtide.errors import Unreadable
from jobtide.sources.parquet.adapter import columns, read


def stored(columns_: dict) -> io.BytesIO:
    into = io.BytesIO()
    pq.write_table(pa.table(columns_), into)
    into.seek(0)
    return into


def values(array: pa.Array) -> list:
    return [record.fields["a"] for record in read(stored({"a": array}))]


def test_values_come_as_plain_python():
    for array, expected in (
        (pa.array(["x", None]), ["x", None]),
        (pa.array(["x", "y", "x"]).dictionary_encode(), ["x", "y", "x"]),
        (pa.array([1, 2]), [1, 2]),
        (pa.array([Decimal("1.50")]), [1.5]),
        (pa.array([["x", "y"], []]), [["x", "y"], []]),
        (pa.array([{"b": {"c": 1}}]), [{"b": {"c": 1}}]),
        (pa.array([date(2025, 1, 2), None]), [date(2025, 1, 2), None]),
        (pa.array([datetime(2025, 1, 2, 23, 59)]), [date(2025, 1, 2)]),
        (pa.array([1735862399 * 10**9 + 1], pa.timestamp("ns")), [date(2025, 1, 2)]),
        (pa.array([datetime(2025, 1, 2, 23, 59, tzinfo=UTC)], pa.timestamp("us", "UTC")), [date(2025, 1, 2)]),
        (pa.array([datetime(2025, 1, 2, tzinfo=UTC)], pa.timestamp("ms", "America/New_York")), [date(2025, 1, 2)]),
        (pa.array([-1, 2**62], pa.timestamp("us")), [date(1969, 12, 31), date(9999, 12, 31)]),
        (pa.array([None, None]), [None, None]),
    ):
        assert values(array) == expected, array.type


def test_only_the_wanted_columns_are_read_and_a_name_may_hold_a_dot():
    table = {"a.b": [1], "a": [{"c": 2}], "d": [3]}
    assert columns(stored(table)) == ("a.b", "a", "d")
    (record,) = read(stored(table), frozenset(["a.b", "zzz"]))
    assert record.fields["a.b"] == 1
    assert "d" not in record.fields
    assert [record.fields for record in read(stored(table), frozenset())] == [{}]


def test_positions_run_over_row_groups():
    into = io.BytesIO()
    pq.write_table(pa.table({"a": range(10_000)}), into, row_group_size=3000)
    assert [record.position for record in read(io.BytesIO(into.getvalue()))] == list(range(10_000))


def test_a_broken_file_is_unreadable():
    whole = stored({"a": [f"text {number}" for number in range(10_000)]}).getvalue()
    damaged = bytearray(whole)
    damaged[4:2000] = b"\xff" * 1996
    for broken in (b"", b"PAR1", whole[: len(whole) // 2], b"PAR1" + b"x" * 100, whole[:-1], bytes(damaged)):
        with pytest.raises(Unreadable):
            list(read(io.BytesIO(broken)))


def test_19_numbers_of_rows_that_do_not_agree_are_unreadable():
    whole = stored({"a": [f"text {number}" for number in range(1000)]}).getvalue()
    footer = int.from_bytes(whole[-8:-4], "little")
    for at in range(len(whole) - 8 - footer, len(whole) - 8, 3):  # whatever the footer claims
        damaged = bytearray(whole)
        damaged[at] ^= 0x0C
        try:
            found = list(read(io.BytesIO(bytes(damaged))))
        except Unreadable:
            continue
        assert [record.position for record in found] == list(range(len(found)))


def test_19_a_decimal_beyond_any_pay_is_a_number_like_any_other():
    largest = Decimal("9" * 38)
    assert values(pa.array([largest, Decimal(1), None], pa.decimal128(38, 0))) == [1e38, 1.0, None]
    assert values(pa.array([Decimal("9" * 76)], pa.decimal256(76, 0))) == [1e76]
