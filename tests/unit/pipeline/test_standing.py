"""Whether vacancies are put together as the last edition's were, by the SQL of two days."""

from datetime import date, timedelta

import ibis
import pytest

from jobtide import tables
from jobtide.adverts.reused import home_as_lived
from jobtide.adverts.vacancies import in_two, members
from jobtide.engine import compiled
from jobtide.pipeline.edition import in_order, numbered
from jobtide.pipeline.standing import from_day
from jobtide.settings import Settings

THEN, NOW = date(2025, 11, 23), date(2026, 3, 1)


def sql(as_of: date, settings: Settings | None = None) -> dict[str, str]:
    joined = ibis.table(dict(tables.JOINED.schema), name=tables.JOINED.name)
    told = (*home_as_lived(), joined, settings or Settings(), as_of)
    found = {"vacancies": in_order(in_two(*told)), "members": numbered(members(*told))}
    return {name: compiled(expression) for name, expression in found.items()}


def test_the_sql_of_two_days_is_the_same_but_for_the_day():
    then, now = sql(THEN), sql(NOW)
    for name in then:
        assert then[name] != now[name]
        assert from_day(then[name], THEN) == from_day(now[name], NOW)
        assert str(NOW.year) not in from_day(now[name], NOW)


def test_other_days_of_being_live_make_it_another():
    then, now = sql(THEN), sql(NOW, Settings(live_days=Settings().live_days + 1))
    assert from_day(then["vacancies"], THEN) != from_day(now["vacancies"], NOW)


@pytest.mark.parametrize(
    ("then", "now", "same"),
    [
        ("a <= MAKE_DATE(2025, 11, 23)", "a <= MAKE_DATE(2026, 3, 1)", True),
        ("a <= MAKE_DATE(2025, 10, 26)", "a <= MAKE_DATE(2026, 2, 1)", True),  # 28 days before
        ("a <= MAKE_DATE(2025, 11, 23)", "a < MAKE_DATE(2026, 3, 1)", False),
        ("a <= MAKE_DATE(2025, 11, 23)", "a <= MAKE_DATE(2026, 2, 28)", False),
        ("a <= MAKE_DATE(2025, 1, 1)", "a <= MAKE_DATE(2025, 1, 1)", False),  # a day that stays, which none has
        ("a = 'x  y'", "a = 'x y'", False),
        ("a <= MAKE_DATE(2025, 11, 23)", "a <= '2026-03-01'", False),
        ("", "a <= MAKE_DATE(2026, 3, 1)", False),
    ],
)
def test_only_the_day_may_be_other(then, now, same):
    assert (from_day(then, THEN) == from_day(now, NOW)) == same


def test_every_day_gives_the_same():
    days = [THEN + timedelta(many) for many in (0, 1, 8, 40)]
    assert len({from_day(sql(day)["members"], day) for day in days}) == 1
