"""What a vacancy says of the adverts that make it; a slow plain calculation judges the expression."""

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
from jobtide.adverts.vacancies import in_two, members
from jobtide.settings import Settings

AS_OF = date(2025, 11, 23)
SETTINGS = Settings(live_days=30, repost_days=60)
JOINED = ibis.table(dict(tables.JOINED.schema), name=tables.JOINED.name)


def day(text: str) -> date:
    return date.fromisoformat(f"2025-{text}")


def rows(table: tables.Table, given_rows: list[dict]) -> pa.Table:
    return pa.Table.from_pylist(given_rows, arrow_schema(table))


def computed(
    adverts: list[dict],
    readings: list[dict],
    sightings: list[dict] = (),
    as_of: date = AS_OF,
    joined: list[dict] = (),
    what: str = "vacancies",
) -> list[dict]:
    """The expression's rows, by vacancy_id."""
    connection = duckdb.connect()
    told = {
        tables.ADVERTS: adverts, tables.SIGHTINGS: sightings, tables.READINGS: readings, tables.ABSENCES: [],
        tables.JOINED: joined,
    }  # fmt: skip
    for table, given_rows in told.items():
        connection.register(table.name, rows(table, list(given_rows)))
    found = connection.execute(compiled(as_of, what))
    names = [column[0] for column in found.description]
    return sorted((dict(zip(names, row, strict=True)) for row in found.fetchall()), key=lambda row: row["vacancy_id"])


@cache
def compiled(as_of: date, what: str) -> str:
    expression = {"vacancies": _vacancies, "members": members}[what](*home_tables(), JOINED, SETTINGS, as_of)
    described = {"vacancies": tables.VACANCIES, "members": tables.MEMBERS}[what]
    assert set(expression.columns) - {"vacancy_id"} == set(described.schema) - {"vacancy", "vacancy_id"}
    return str(ibis.to_sql(expression, dialect="duckdb"))


def _vacancies(*given) -> ibis.Table:
    return ibis.union(*in_two(*given))


def joins(*advert_and_head: tuple[int, int]) -> list[dict]:
    return [
        {"advert": advert, "head": head, "other": head, "reason": "a similar text", "similarity": 0.5}
        for advert, head in advert_and_head
    ]


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


def test_adverts_that_were_joined_are_one_vacancy_named_after_its_earliest_advert():
    found = computed(
        [version(1, "03-01", "03-31"), version(2, "05-30", "06-01"), version(3, "08-01")],
        [reading(1), reading(2, terms=["go", "java"]), reading(3)],
        joined=joins((2, 1)),
    )
    assert [(row["vacancy_id"], row["adverts"], row["title"]) for row in found] == [
        ("v0000000000000001", 2, "Title 1"), ("v0000000000000003", 1, "Title 3"),
    ]  # fmt: skip
    assert found[0]["terms"] == ["go", "java"]
    assert (found[0]["first_seen"], found[0]["last_seen"]) == (day("03-01"), day("06-01"))


def test_each_term_of_a_vacancy_has_the_words_of_one_of_its_adverts():
    (one,) = computed([version(1, "03-01")], [reading(1, terms=["go", "java"], words=["Golang", "JAVA"])])
    assert (one["terms"], one["words"]) == (["go", "java"], ["Golang", "JAVA"])
    read = [reading(1, terms=["java"], words=["java"]), reading(2, terms=["go", "java"], words=["Go", "Java"])]
    (both,) = computed([version(1, "03-01"), version(2, "03-02")], read, joined=joins((2, 1)))
    assert (both["terms"], both["words"]) == (["go", "java"], ["Go", "Java"])
    (taken_down,) = computed([version(1, "03-01")], [reading(1, words=None)])
    assert (taken_down["terms"], taken_down["words"]) == (["java"], [""])


def test_a_vacancy_pays_what_its_first_advert_that_says_so_pays_and_is_of_the_type_that_the_first_one_names():
    silent = {"employment_type": None, "pay_unit": None, "pay_low": None, "pay_high": None, "pay_currency": None}
    paid = {"employment_type": "contract", "pay_unit": "daily", "pay_low": 500.0, "pay_high": None}
    (found,) = computed(
        [version(1, "03-01"), version(2, "03-02"), version(3, "03-03")],
        [reading(1, **silent), reading(2, **paid), reading(3, pay_low=51000.0)],
        joined=joins((2, 1), (3, 1)),
    )
    columns = ("employment_type", "pay_unit", "pay_low", "pay_high", "currency")
    assert [found[name] for name in columns] == ["contract", "daily", 500.0, None, "GBP"]


def test_an_unsaid_employment_type_is_the_assumed_one():
    (found,) = computed([version(1, "03-01")], [reading(1, employment_type=None)])
    assert found["employment_type"] == "permanent"


def test_the_adverts_of_a_vacancy_of_several_are_told_with_why_each_was_joined():
    found = computed(
        [version(1, "03-01"), version(2, "03-02"), version(3, "03-03"), version(4, "03-01")],
        [reading(number) for number in (1, 2, 3, 4)],
        joined=[*joins((2, 1)), {"advert": 3, "head": 1, "other": 2, "reason": "the same text", "similarity": 1.0}],
        what="members",
    )
    assert [(row["turn"], row["id"], row["joined_to"], row["reason"]) for row in found] == [
        (0, "1", None, None), (1, "2", 0, "a similar text"), (2, "3", 1, "the same text"),
    ]  # fmt: skip
    assert {row["vacancy_id"] for row in found} == {"v0000000000000001"}


def test_an_edition_of_an_earlier_day_has_the_adverts_seen_by_then():
    adverts, readings = [version(1, "03-01"), version(2, "05-01")], [reading(1), reading(2)]
    (found,) = computed(adverts, readings, as_of=day("04-01"), joined=joins((2, 1)))
    assert found["adverts"] == 1


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


def plainly(adverts: list[dict], readings: list[dict], sightings: list[dict], joined: list[dict], as_of: date):
    by_content = {row["content"]: row for row in readings}
    head_of = {row["advert"]: row["head"] for row in joined}
    current = []
    for number in {row["advert"] for row in adverts}:
        versions = [row for row in adverts if row["advert"] == number]
        seen = [row["last_seen"] for row in sightings if row["advert"] == number]

        def version_seen(row, sightings=sightings):
            return max([row["last_seen"], *[s["last_seen"] for s in sightings if s["content"] == row["content"]]])

        newest = max(versions, key=lambda row: (version_seen(row), row["ingest"], row["record"]))
        row = newest | by_content[newest["content"]] | {
            "first_seen": min([v["first_seen"] for v in versions] + seen),
            "last_seen": max([v["last_seen"] for v in versions] + seen),
        }  # fmt: skip
        if row["first_seen"] <= as_of:
            current.append(row)
    groups: dict[int, list[dict]] = {}
    for row in sorted(current, key=lambda row: (row["first_seen"], row["source"], row["id"])):
        groups.setdefault(head_of.get(row["advert"], row["advert"]), []).append(row)
    found = [_Vacancy(rows, max(row["last_seen"] for row in rows)) for rows in groups.values()]
    return sorted((_said(vacancy, as_of) for vacancy in found), key=lambda row: row["vacancy_id"])


def _said(vacancy: _Vacancy, as_of: date) -> dict:
    first = vacancy.rows[0]
    mode = next((row["work_mode"] for row in vacancy.rows if row["work_mode"]), None)
    kind = next((row["employment_type"] for row in vacancy.rows if row["employment_type"]), "permanent")
    paid = next((row for row in vacancy.rows if row["pay_unit"]), first)
    places = {place for row in vacancy.rows for place in row["places"]}
    return {
        "vacancy_id": f"v{first['advert'] & (2**64 - 1):016x}",
        "employment_type": kind,
        "work_mode": mode,
        "first_seen": first["first_seen"],
        "last_seen": vacancy.last_seen,
        "live": any(_live(row, as_of) for row in vacancy.rows),
        "title": first["title"],
        "places": sorted(places | ({"work-from-home"} if mode in ("remote", "hybrid") else set())),
        "terms": sorted({term for row in vacancy.rows for term in row["terms"]}),
        "recognised_title": any(row["title_term"] for row in vacancy.rows),
        "pay_unit": paid["pay_unit"],
        "pay_low": paid["pay_low"],
        "adverts": len(vacancy.rows),
        "sources": sorted({row["source"] for row in vacancy.rows}),
    }


def _live(row: dict, as_of: date) -> bool:
    still_open = row["closed_at"] is None or row["closed_at"] > as_of
    valid = row["valid_through"] is None or row["valid_through"] >= as_of
    return still_open and valid and row["last_seen"] >= as_of - timedelta(days=SETTINGS.live_days)


DAYS = st.integers(0, 400).map(lambda days: date(2025, 1, 1) + timedelta(days=days))
READ = st.fixed_dictionaries({
    "places": st.sampled_from([[], ["leeds"]]),
    "terms": st.sampled_from([[], ["go"], ["go", "java"]]),
    "pay_unit": st.sampled_from(["annual", None]),
    "pay_low": st.sampled_from([None, 50000.0, 51000.0]),
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
    return adverts, readings, sightings, _joined(draw, adverts, sightings)


def _joined(draw, adverts: list[dict], sightings: list[dict]) -> list[dict]:
    """Each advert may join an earlier one that joined none."""
    first: dict[int, tuple] = {}
    for row in adverts:
        days = [row["first_seen"], *(s["last_seen"] for s in sightings if s["advert"] == row["advert"])]
        key = (min(days), row["source"], row["id"])
        first[row["advert"]] = min(key, first.get(row["advert"], key))
    heads, found = [], []
    for advert in sorted(first, key=first.__getitem__):
        head = draw(st.sampled_from([None, *heads]))
        if head is None:
            heads.append(advert)
        else:
            found += joins((advert, head))
    return found


@given(markets(), st.sampled_from([day("06-30"), AS_OF]))
@settings(max_examples=40, deadline=None)
def test_the_expression_agrees_with_the_plain_calculation(market, as_of):
    adverts, readings, sightings, joined = market
    expected = plainly(adverts, readings, sightings, joined, as_of)
    found = computed(adverts, readings, sightings, as_of, joined)
    assert [
        {name: row[name] for name in row_ if name in row} for row, row_ in zip(found, expected, strict=True)
    ] == expected
