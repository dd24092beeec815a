"""Which adverts are one vacancy, and what a vacancy says; a slow plain calculation judges the expression."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import duckdb
import ibis
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide import tables
from jobtide.adverts.life import home_tables
from jobtide.adverts.store import arrow_schema
from jobtide.adverts.vacancies import vacancies
from jobtide.settings import Settings

AS_OF = date(2025, 11, 23)
SETTINGS = Settings(live_days=30, repost_days=60)


def day(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


def rows(table: tables.Table, given_rows: list[dict]) -> pa.Table:
    return pa.Table.from_pylist(given_rows, arrow_schema(table))


def computed(adverts: list[dict], readings: list[dict], sightings: list[dict] = (), as_of: date = AS_OF) -> list[dict]:
    """The expression's rows, by vacancy_id."""
    connection = duckdb.connect()
    told = {tables.ADVERTS: adverts, tables.SIGHTINGS: sightings, tables.READINGS: readings, tables.ABSENCES: []}
    for table, given_rows in told.items():
        connection.register(table.name, rows(table, list(given_rows)))
    found = connection.execute(compiled(as_of))
    names = [column[0] for column in found.description]
    assert names == [name for name in tables.VACANCIES.schema if name != "vacancy"]
    return sorted((dict(zip(names, row, strict=True)) for row in found.fetchall()), key=lambda row: row["vacancy_id"])


@cache
def compiled(as_of: date) -> str:
    return str(ibis.to_sql(vacancies(*home_tables(), SETTINGS, as_of), dialect="duckdb"))


def version(advert: int, first_seen: str, last_seen: str | None = None, content: int | None = None, **more) -> dict:
    return {
        "advert": advert, "content": advert * 100 if content is None else content, "source": "board", "id": str(advert),
        "title": f"Title {advert}", "first_seen": day(first_seen), "last_seen": day(last_seen or first_seen),
        "record": 0, "ingest": 0,
    } | more  # fmt: skip


def reading(advert: int, content: int | None = None, **more) -> dict:
    return {
        "advert": advert, "content": advert * 100 if content is None else content, "text_hash": 1,
        "employer_key": "acme",
        "places": ["leeds"], "terms": ["java"], "pay_unit": "annual", "pay_low": 50000.0, "pay_high": 60000.0,
        "pay_currency": "GBP", "employment_type": "permanent",
    } | more  # fmt: skip


def test_the_same_text_within_sixty_days_is_one_vacancy_named_after_its_earliest_advert():
    found = computed(
        [version(1, "03-01", "03-31"), version(2, "05-30", "06-01"), version(3, "08-01")],
        [reading(1), reading(2, terms=["go", "java"]), reading(3)],
    )
    assert [(row["vacancy_id"], row["adverts"], row["title"]) for row in found] == [
        ("v0000000000000001", 2, "Title 1"),  # 30 May is 60 days after 31 March
        ("v0000000000000003", 1, "Title 3"),  # 1 August is 61 days after 1 June
    ]
    assert found[0]["terms"] == ["go", "java"]
    assert (found[0]["first_seen"], found[0]["last_seen"]) == (day("03-01"), day("06-01"))


def test_whatever_differs_but_the_source_makes_two_vacancies():
    for difference in (
        {"text_hash": 2}, {"employer_key": "other"}, {"employer_key": None}, {"places": ["york"]}, {"pay_low": 49000.0},
        {"pay_high": None}, {"pay_unit": "daily"}, {"pay_currency": "EUR"}, {"employment_type": "contract"},
    ):  # fmt: skip
        found = computed([version(1, "03-01"), version(2, "03-02")], [reading(1), reading(2, **difference)])
        assert len(found) == 2, difference
    same = computed([version(1, "03-01"), version(2, "03-02", source="agency")], [reading(1), reading(2)])
    assert [row["sources"] for row in same] == [["agency", "board"]]


def test_two_unknowns_are_equal():
    unknown = {"employer_key": None, "places": [], "pay_unit": None, "pay_low": None, "pay_high": None}
    assert (
        len(computed([version(1, "03-01"), version(2, "03-02")], [reading(1, **unknown), reading(2, **unknown)])) == 1
    )


def test_an_unsaid_employment_type_is_the_assumed_one():
    found = computed([version(1, "03-01"), version(2, "03-02")], [reading(1), reading(2, employment_type=None)])
    assert [(row["employment_type"], row["adverts"]) for row in found] == [("permanent", 2)]


def test_the_newest_version_of_an_advert_speaks_for_it():
    versions = [
        version(1, "03-01", "03-01", content=10, title="Old", ingest=0),
        version(1, "03-01", "03-01", content=11, title="New", ingest=1),
    ]
    readings = [reading(1, content=10, terms=["cobol"]), reading(1, content=11, terms=["java"])]
    (found,) = computed(versions, readings)
    assert (found["title"], found["terms"], found["adverts"]) == ("New", ["java"], 1)
    seen_again = {"advert": 1, "content": 10, "last_seen": day("04-01")}
    (found,) = computed(versions, readings, [seen_again])
    assert (found["title"], found["last_seen"]) == ("Old", day("04-01"))


def test_a_sighting_before_the_first_known_day_moves_it():
    (found,) = computed([version(1, "03-05")], [reading(1)], [{"advert": 1, "content": 100, "last_seen": day("03-01")}])
    assert (found["first_seen"], found["last_seen"]) == (day("03-01"), day("03-05"))


def test_an_advert_first_seen_after_the_day_is_left_out():
    assert computed([version(1, "11-24")], [reading(1)]) == []


def test_remote_and_hybrid_vacancies_are_in_work_from_home_too():
    for mode, places in (
        ("remote", ["leeds", "work-from-home"]),
        ("hybrid", ["leeds", "work-from-home"]),
        ("onsite", ["leeds"]),
        (None, ["leeds"]),
    ):
        (found,) = computed([version(1, "03-01")], [reading(1, work_mode=mode)])
        assert (found["work_mode"], found["places"]) == (mode, places)


def test_an_advert_that_nobody_read_is_a_vacancy_that_says_nothing():
    found = computed([version(1, "03-01"), version(2, "03-02")], [])
    assert [(row["places"], row["terms"], row["recognised_title"], row["adverts"]) for row in found] == [
        ([], [], False, 1),
        ([], [], False, 1),
    ]


def test_live_means_open_valid_and_seen_lately():
    for live, facts in (
        (True, {}),
        (True, {"closed_at": day("11-24")}),
        (False, {"closed_at": day("11-23")}),
        (True, {"valid_through": day("11-23")}),
        (False, {"valid_through": day("11-22")}),
        (True, {"last_seen": day("10-24")}),
        (False, {"last_seen": day("10-23")}),
    ):
        (found,) = computed([version(1, "10-01", "11-20") | facts], [reading(1)])
        assert found["live"] is live, facts


def test_a_vacancy_id_is_the_hexadecimal_hash_whatever_its_sign():
    for number in (0, 1, -1, 2**63 - 1, -(2**63), 0x1234_5678_9ABC_DEF0, -0x1234_5678_9ABC_DEF0):
        (found,) = computed([version(number, "03-01", content=5)], [reading(number, content=5)])
        assert found["vacancy_id"] == f"v{number & (2**64 - 1):016x}"


# -- the slow obvious calculation -------------------------------------------------------------------------------------


@dataclass
class _Vacancy:
    rows: list[dict]
    last_seen: date


def plainly(adverts: list[dict], readings: list[dict], sightings: list[dict], as_of: date) -> list[dict]:
    by_content = {row["content"]: row for row in readings}
    current = []
    for number in {row["advert"] for row in adverts}:
        versions = [row for row in adverts if row["advert"] == number]
        seen = [row["last_seen"] for row in sightings if row["advert"] == number]

        def version_seen(row, sightings=sightings):
            return max([row["last_seen"], *[s["last_seen"] for s in sightings if s["content"] == row["content"]]])

        newest = max(versions, key=lambda row: (version_seen(row), row["ingest"], row["record"]))
        read = by_content[newest["content"]]
        row = newest | read | {
            "first_seen": min([v["first_seen"] for v in versions] + seen),
            "last_seen": max([v["last_seen"] for v in versions] + seen),
            "employment_type": read["employment_type"] or SETTINGS.assumed_employment_type,
        }  # fmt: skip
        if row["first_seen"] <= as_of:
            current.append(row)
    groups: dict[tuple, list[_Vacancy]] = {}
    for row in sorted(current, key=lambda row: (row["first_seen"], row["source"], row["id"])):
        key = (row["text_hash"], row["employer_key"], tuple(row["places"]), row["pay_low"], row["employment_type"])
        group = groups.setdefault(key, [])
        if group and (row["first_seen"] - group[-1].last_seen).days <= SETTINGS.repost_days:
            group[-1].rows.append(row)
            group[-1].last_seen = max(group[-1].last_seen, row["last_seen"])
        else:
            group.append(_Vacancy([row], row["last_seen"]))
    return sorted(
        (_said(vacancy, as_of) for group in groups.values() for vacancy in group), key=lambda row: row["vacancy_id"]
    )


def _said(vacancy: _Vacancy, as_of: date) -> dict:
    first = vacancy.rows[0]
    mode = next((row["work_mode"] for row in vacancy.rows if row["work_mode"]), None)
    places = {place for row in vacancy.rows for place in row["places"]}
    return {
        "vacancy_id": f"v{first['advert'] & (2**64 - 1):016x}",
        "employment_type": first["employment_type"],
        "work_mode": mode,
        "first_seen": first["first_seen"],
        "last_seen": vacancy.last_seen,
        "live": any(_live(row, as_of) for row in vacancy.rows),
        "title": first["title"],
        "places": sorted(places | ({"work-from-home"} if mode in ("remote", "hybrid") else set())),
        "terms": sorted({term for row in vacancy.rows for term in row["terms"]}),
        "recognised_title": any(row["title_term"] for row in vacancy.rows),
        "pay_low": first["pay_low"],
        "adverts": len(vacancy.rows),
        "sources": sorted({row["source"] for row in vacancy.rows}),
    }


def _live(row: dict, as_of: date) -> bool:
    still_open = row["closed_at"] is None or row["closed_at"] > as_of
    valid = row["valid_through"] is None or row["valid_through"] >= as_of
    return still_open and valid and row["last_seen"] >= as_of - timedelta(days=SETTINGS.live_days)


DAYS = st.integers(0, 400).map(lambda days: date(2025, 1, 1) + timedelta(days=days))
READ = st.fixed_dictionaries({
    "text_hash": st.integers(1, 2),
    "employer_key": st.sampled_from(["acme", None]),
    "places": st.sampled_from([[], ["leeds"]]),
    "terms": st.sampled_from([[], ["go"], ["go", "java"]]),
    "pay_low": st.sampled_from([None, 50000.0]),
    "employment_type": st.sampled_from(["permanent", "contract", None]),
    "work_mode": st.sampled_from(["remote", "onsite", None]),
    "title_term": st.sampled_from(["developer", None]),
})  # fmt: skip


@st.composite
def markets(draw):
    adverts, readings, sightings = [], [], []
    for advert in range(draw(st.integers(0, 7))):
        source = draw(st.sampled_from(["a", "b"]))
        for again in range(draw(st.integers(1, 2))):
            content, first = advert * 10 + again, draw(DAYS)
            adverts.append({
                "advert": advert, "content": content, "source": source, "id": str(advert), "title": f"{content}",
                "first_seen": first, "last_seen": first + timedelta(days=draw(st.integers(0, 90))),
                "closed_at": draw(st.none() | DAYS), "valid_through": draw(st.none() | DAYS),
                "ingest": draw(st.integers(0, 1)), "record": content,
            })  # fmt: skip
            readings.append({"advert": advert, "content": content, **draw(READ)})
            sightings += [
                {"advert": advert, "content": content, "last_seen": seen} for seen in draw(st.lists(DAYS, max_size=2))
            ]
    return adverts, readings, sightings


@given(markets(), st.sampled_from([day("06-30"), AS_OF]))
@settings(max_examples=40, deadline=None)
def test_the_expression_agrees_with_the_plain_calculation(market, as_of):
    adverts, readings, sightings = market
    expected = plainly(adverts, readings, sightings, as_of)
    found = computed(adverts, readings, sightings, as_of)
    assert [
        {name: row[name] for name in row_ if name in row} for row, row_ in zip(found, expected, strict=True)
    ] == expected
