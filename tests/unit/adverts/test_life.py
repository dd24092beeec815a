"""How adverts end: by their source's word, or by their absence from two complete rounds of it."""

from datetime import date, timedelta

import duckdb
import ibis
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide import tables
from jobtide.adverts.life import absences, home_tables, is_open, latest
from jobtide.adverts.store import arrow_schema


def day(number: int) -> date:
    return date(2025, 3, number)


def lived(versions: list[dict], sightings: list[dict] = (), rounds: dict = {}, as_of: int = 31) -> dict[int, tuple]:  # noqa: B006
    """Of each advert by number: the content that stands, first and last seen, gone_at and whether it is open."""
    connection = duckdb.connect()
    told = {
        tables.ADVERTS: versions, tables.SIGHTINGS: sightings, tables.READINGS: [], tables.ABSENCES: absences(rounds)
    }  # fmt: skip
    for table, rows in told.items():
        connection.register(table.name, pa.Table.from_pylist(list(rows), arrow_schema(table)))
    adverts, seen, _, absent = home_tables()
    found = latest(adverts, seen, absent)
    found = found.select("advert", "content", "first_seen", "last_seen", "gone_at", open=is_open(found, day(as_of)))
    rows = connection.execute(str(ibis.to_sql(found, dialect="duckdb"))).fetchall()
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0]: row[1:] for row in rows}


def version(advert: int, first: int, last: int | None = None, content: int | None = None, **more) -> dict:
    return {
        "advert": advert, "content": advert * 100 if content is None else content, "source": "board", "id": str(advert),
        "first_seen": day(first), "last_seen": day(last or first), "record": 0, "ingest": 0,
    } | more  # fmt: skip


def sighting(advert: int, on: int, content: int | None = None) -> dict:
    return {"advert": advert, "content": advert * 100 if content is None else content, "last_seen": day(on)}


def on(*days: int) -> dict:
    return {"board": [day(number) for number in days]}


def test_an_advert_is_gone_after_two_complete_rounds_without_it_and_not_after_one():
    seen_on_5th = [version(1, 5)]
    for rounds, gone in (
        ((), None), ((5,), None), ((5, 6), None), ((5, 6, 9), day(9)), ((9, 6, 5, 5), day(9)), ((1, 4, 8), None),
        ((8, 10, 20), day(10)), ((2, 5), None), ((1, 2, 3, 4), None),
    ):  # fmt: skip
        assert lived(seen_on_5th, rounds=on(*rounds))[1][3] == gone, rounds


def test_what_is_gone_is_closed_from_that_day_and_open_before_it():
    for as_of, open_ in ((5, True), (8, True), (9, False), (31, False)):
        assert lived([version(1, 5)], rounds=on(5, 7, 9), as_of=as_of)[1][4] is open_


def test_what_is_seen_again_is_open_again():
    rounds = on(5, 7, 9, 12)
    assert lived([version(1, 5)], rounds=rounds)[1][4] is False
    assert lived([version(1, 5)], [sighting(1, 12)], rounds)[1] == (100, day(5), day(12), None, True)
    closed = version(1, 5, closed_at=day(6))
    assert lived([closed])[1][4] is False
    assert lived([closed, version(1, 5, 8, content=101, ingest=1)])[1] == (101, day(5), day(8), None, True)


def test_another_sources_rounds_close_nothing():
    assert lived([version(1, 5)], rounds={"other": [day(6), day(7), day(8)]})[1][3] is None


def test_the_newest_version_is_the_one_seen_last_and_of_the_same_day_the_later_ingested():
    versions = [version(1, 3, content=1), version(1, 5, content=2, ingest=1), version(1, 5, content=3, ingest=2)]
    assert lived(versions)[1][:3] == (3, day(3), day(5))
    assert lived(versions, [sighting(1, 8, content=1)])[1][:3] == (1, day(3), day(8))


def test_the_last_valid_day_is_open_and_the_closing_day_is_not():
    assert lived([version(1, 5, valid_through=day(9))], as_of=9)[1][4] is True
    assert lived([version(1, 5, valid_through=day(9))], as_of=10)[1][4] is False
    assert lived([version(1, 5, closed_at=day(9))], as_of=9)[1][4] is False


@given(st.sets(st.integers(1, 30)), st.integers(1, 30))
@settings(max_examples=40, deadline=None)
def test_absence_is_what_counting_rounds_says(rounds, last):
    later = sorted(one for one in rounds if one > last)
    expected = day(later[1]) if len(later) > 1 else None
    found = [row for row in absences(on(*rounds)) if row["since"] <= day(last) < row["until"]]
    assert [row["gone_at"] for row in found] == ([expected] if expected else [])
    assert all(row["until"] - row["since"] >= timedelta(days=1) for row in absences(on(*rounds)))
