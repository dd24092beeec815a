"""What an expression compiles to is kept, and given again for what is the same but for its days."""

from datetime import date

import ibis
import pytest

from jobtide import kept, tables
from jobtide.adverts.life import is_live, latest
from jobtide.adverts.reused import home_as_lived
from jobtide.adverts.vacancies import in_two, members
from jobtide.engine import compiled
from jobtide.pipeline.edition import in_order, numbered
from jobtide.settings import Settings
from jobtide.statements import Statements
from jobtide.statistics import figures, quality

NUMBERS = ibis.table({"number": "int64", "name": "string", "day": "date"}, name="numbers")
MONDAY, TUESDAY = date(2025, 11, 24), date(2025, 11, 25)


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package's folder, in which statements are kept."""
    monkeypatch.setattr(kept, "_PLACE", tmp_path / "__pycache__")
    return tmp_path / "__pycache__"


@pytest.fixture
def asked(package):
    """(what was compiled, what says the SQL of expressions in a run of its own)."""
    times = []

    def once(expression) -> str:
        times.append(expression)
        return compiled(expression)

    def run(*expressions) -> list[str]:
        with Statements(once) as statements:
            return [statements.sql(expression) for expression in expressions]

    return times, run


def since(day, least=1, name="a"):
    return NUMBERS.filter(NUMBERS.day >= day, NUMBERS.number > least, NUMBERS.name == name)


def test_what_was_compiled_in_an_earlier_run_is_not_compiled_again(asked):
    times, run = asked
    assert run(since(MONDAY)) == run(since(MONDAY)) == [compiled(since(MONDAY))]
    assert len(times) == 1


def test_within_a_run_it_is_compiled_once_as_well(asked):
    times, run = asked
    run(since(MONDAY), since(MONDAY))
    assert len(times) == 1


def test_on_another_day_only_the_day_is_other(asked):
    times, run = asked
    run(since(MONDAY))
    assert run(since(TUESDAY)) == [compiled(since(TUESDAY))]
    assert len(times) == 1


def test_two_days_that_were_one_are_another_expression(asked):
    times, run = asked
    between = [NUMBERS.filter(NUMBERS.day >= MONDAY, NUMBERS.day < last) for last in (MONDAY, TUESDAY)]
    assert run(*between) == [compiled(one) for one in between]
    assert len(times) == 2


@pytest.mark.parametrize(
    "other",
    [
        since(MONDAY, least=2),
        since(MONDAY, least=1.0),
        since(MONDAY, name="a','b"),
        since(MONDAY).select("number"),
        since(MONDAY).limit(1),
        NUMBERS.filter(NUMBERS.day > MONDAY, NUMBERS.number > 1, NUMBERS.name == "a"),
        NUMBERS.filter(NUMBERS.day >= MONDAY, NUMBERS.number > 1, NUMBERS.name == "a").order_by("number"),
    ],
)
def test_what_says_anything_else_is_another_expression(asked, other):
    times, run = asked
    assert run(since(MONDAY), other) == [compiled(since(MONDAY)), compiled(other)]
    assert len(times) == 2


def test_a_table_of_other_columns_is_another_table(asked):
    _, run = asked
    one, other = (ibis.table({"number": type_}, name="numbers") for type_ in ("int64", "float64"))
    one, other = (table.mutate(whole=table.number.cast("int64")) for table in (one, other))
    assert run(one, other) == [compiled(one), compiled(other)]


def test_words_that_look_like_a_day_are_words(asked):
    times, run = asked
    said = [since(MONDAY, name=f"MAKE_DATE(2025, 11, {day})") for day in (24, 25)]
    assert run(*said) == run(*said) == [compiled(one) for one in said]
    assert len(times) == 4  # none of them is kept


def test_what_holds_something_unknown_is_compiled_each_time(asked):
    times, run = asked
    rows = ibis.memtable({"number": [1]})
    run(rows)
    run(rows)
    assert len(times) == 2


def test_damaged_statements_are_compiled_again(asked, package):
    times, run = asked
    run(since(MONDAY))
    [file] = package.glob("sql-*.kept")
    file.write_bytes(file.read_bytes().replace(b"SELECT", b"DELETE"))
    assert run(since(MONDAY)) == [compiled(since(MONDAY))]
    assert len(times) == 2


def test_of_many_statements_the_last_are_kept(asked, monkeypatch):
    monkeypatch.setattr("jobtide.statements._MANY", 2)
    times, run = asked
    for least in (1, 2, 3, 2):
        run(since(MONDAY, least))
    assert len(times) == 3
    run(since(MONDAY, 1))
    assert len(times) == 4


def test_every_expression_of_an_edition_is_kept_and_moves_on_with_its_day(asked):
    times, run = asked

    def of(day):
        adverts, sightings, readings, absences = home_as_lived()
        joined = ibis.table(dict(tables.JOINED.schema), name="joined")
        current = latest(adverts, sightings, absences)
        settings = Settings()
        return [
            in_order(in_two(*home_as_lived(), joined, settings, day)),
            numbered(members(*home_as_lived(), joined, settings, day)),
            current.filter(current.first_seen <= day, is_live(current, day, settings.live_days)),
            quality.issues(current.filter(current.first_seen <= day), readings),
            quality.recognised(figures.table(tables.VACANCIES)),
            *figures.memberships().values(), *figures.in_steps("GBP").values(), *figures.from_steps().values(),
            *figures.standing().values(), *figures.questions("GBP").values(),
        ]  # fmt: skip

    first, later = of(MONDAY), of(TUESDAY)
    assert run(*first) == [compiled(one) for one in first]
    many = len(times)
    assert run(*later) == [compiled(one) for one in later]
    assert len(times) == many
