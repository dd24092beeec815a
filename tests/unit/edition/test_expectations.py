"""What an edition is expected to be like, given the one before it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from jobtide.edition.expectations import Account, account, suspicions, unlike
from jobtide.period import Period, period
from jobtide.settings import Settings
from tests.markets import AS_OF, published, vacancy

USUAL = Settings()
DAYS = period(AS_OF, 6)
WEEKS = Period(AS_OF - timedelta(27), AS_OF)
BEFORE = Account(
    "2025-11-22-aaaaaaaa", DAYS, 10_000, {"permanent": 8_000, "contract": 2_000}, {"boards": 6_000, "feed": 4_000},
    {"share_recognised_title": 0.95, "share_place": 0.9, "share_term": 0.97, "share_pay": 0.7}, 12.0,
    {"annual": (50_000.0, 5_000), "daily": (500.0, 1_500), "hourly": (30.0, 40)},
)  # fmt: skip


def told(**changed: object) -> list[str]:
    return list(unlike(BEFORE, replace(BEFORE, edition="2025-11-23-bbbbbbbb", **changed), USUAL, 0.1))


def test_an_edition_like_the_last_one_is_expected():
    assert told() == []
    assert told(vacancies=10_900, terms=12.9, medians={"annual": (55_000.0, 5_000)}) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"vacancies": 6_000},
            "6,000 vacancies in the 6 months to 2025-11-23, where edition 2025-11-22-aaaaaaaa had 10,000: 40% fewer; "
            "10% is expected at most.",
        ),
        ({"vacancies": 12_000}, "12,000 vacancies in the 6 months to 2025-11-23, where .* had 10,000: 20% more"),
        ({"by_source": {"boards": 6_000}}, "Source feed has no vacancy in the 6 months .*, where .* had 4,000 of it."),
        ({"by_source": {"boards": 7_500, "feed": 2_500}}, "75.0% of the vacancies .* are of source boards, .* 60.0%"),
        (
            {"by_source": {**BEFORE.by_source, "new": 3_000}},
            "30.0% of the vacancies of the 6 months to 2025-11-23 are of source new, where .* had 0.0%",
        ),
        ({"by_type": {"permanent": 10_000}}, "0.0% of the vacancies .* are contracts, where .* had 20.0%"),
        (
            {"shares": {**BEFORE.shares, "share_place": 0.5}},
            "50.0% of the vacancies of the 6 months to 2025-11-23 have a place, where .* had 90.0%",
        ),
        ({"shares": {**BEFORE.shares, "share_pay": 0.85}}, "85.0% of the vacancies .* quote pay, where .* had 70.0%"),
        ({"shares": {**BEFORE.shares, "share_recognised_title": 0.1}}, "10.0% .* have a job title that we know"),
        ({"shares": {**BEFORE.shares, "share_term": 0.1}}, "10.0% of the vacancies .* have a term"),
        ({"terms": 6.0}, "6.0 terms were found in a vacancy .* on average, where .* had 12.0: 50% fewer"),
        ({"medians": {"annual": (65_000.0, 5_000)}}, "The median of annual pay .* is 65,000, .* had 50,000: 30% more"),
        ({"medians": {"daily": (100.0, 1_500)}}, "The median of daily pay .* is 100, where .* had 500: 80% less"),
    ],
    ids=lambda part: None if isinstance(part, str) else next(iter(part)),
)  # fmt: skip
def test_what_is_not_expected_is_said_in_a_sentence(changed, sentence):
    import re

    found = told(**changed)
    assert any(re.match(sentence, one) for one in found), found


def test_an_edition_without_vacancies_is_one_reason_and_each_source_another():
    empty = replace(BEFORE, vacancies=0, by_type={}, by_source={}, shares=dict.fromkeys(BEFORE.shares, 0.0), medians={})
    found = list(unlike(BEFORE, empty, USUAL, 0.1))
    assert [one.split()[0] for one in found] == ["0", "Source", "Source"]


def test_chance_holds_no_edition():
    """Of a hundred vacancies shares and numbers move by themselves."""
    small = replace(
        BEFORE, vacancies=100, by_type={"permanent": 80, "contract": 20}, by_source={"boards": 90, "feed": 10},
        medians={"annual": (50_000.0, 60)},
    )  # fmt: skip
    later = replace(
        small, vacancies=60, by_type={"permanent": 40, "contract": 20}, by_source={"boards": 45, "feed": 15},
        shares={**small.shares, "share_pay": 0.5}, medians={"annual": (70_000.0, 60)},
    )  # fmt: skip
    assert list(unlike(small, later, USUAL, 0.1)) == []


def test_the_newest_weeks_are_told_by_their_days():
    before = replace(BEFORE, days=Period(WEEKS.start - timedelta(1), AS_OF - timedelta(1)))
    found, *_ = unlike(before, replace(BEFORE, days=WEEKS, vacancies=3_000), USUAL, 0.5)
    assert found == (
        "3,000 vacancies in the 4 weeks to 2025-11-23, where the 4 weeks to 2025-11-22 had 10,000: 70% fewer; 50% is "
        "expected at most."
    )


def rows(many: int, until: date, **said: object) -> list[dict]:
    days = [until - timedelta(number % 182) for number in range(many)]
    pay = {"pay_unit": "annual", "pay_low": 40_000.0, "pay_high": 60_000.0, "currency": "GBP"}
    usual = {"places": ["london"], "terms": ["java", "sql"], "recognised_title": True, **pay}
    return [vacancy(number, first_seen=day, **{**usual, **said}) for number, day in enumerate(days)]


def test_editions_are_held_against_each_other_by_their_own_vacancies(tmp_path):
    earlier, later = AS_OF - timedelta(7), AS_OF
    known = rows(1400, earlier)
    before = published(tmp_path / "before", known, as_of=earlier)
    said = account(before, period(earlier, 6))
    assert (said.vacancies, said.terms, said.medians) == (1400, 2.0, {"annual": (50_000.0, 1400)})
    assert (said.by_type, said.by_source) == ({"permanent": 1400}, {"test": 1400})
    assert said.shares == dict.fromkeys(said.shares, 1.0)
    assert suspicions(before, before, USUAL) == []
    # A week in which nothing comes in from the source any more, as it was renamed, and no place is read.
    lost = [
        {**row, "sources": ["other"], "places": []} if row["first_seen"] > AS_OF - timedelta(28) else row
        for row in [*known, *({**row, "vacancy": 1400 + row["vacancy"]} for row in rows(60, later))]
    ]
    lost = [{**row, "vacancy": number, "vacancy_id": f"v{number}"} for number, row in enumerate(lost)]
    now = published(tmp_path / "now", lost, as_of=later)
    found = suspicions(before, now, USUAL)
    assert any(one.startswith("Source test has no vacancy in the 4 weeks to 2025-11-23") for one in found), found
    assert any("have a place, where the 4 weeks to 2025-11-16 had 100.0%" in one for one in found), found
    # Fewer vacancies than the setting asks for let nothing be expected.
    assert suspicions(before, now, replace(USUAL, expect_from=2000)) == []


def test_the_stock_of_a_first_day_is_not_expected_to_come_in_again(tmp_path):
    """Two thousand adverts were on the boards when a home began; of new ones come ten a day."""
    began = AS_OF - timedelta(40)
    stock = rows(1200, began)
    stock = [{**row, "first_seen": began} for row in stock]
    daily = [
        {**row, "vacancy": 1200 + number, "vacancy_id": f"d{number}", "first_seen": began + timedelta(1 + number // 10)}
        for number, row in enumerate(rows(400, AS_OF))
    ]
    editions = [
        published(tmp_path / str(day), [row for row in (*stock, *daily) if row["first_seen"] <= day], as_of=day)
        for day in (began + timedelta(27), AS_OF)
    ]
    assert suspicions(*editions, USUAL) == []


def test_vacancies_of_some_days_are_asked_of_the_months_of_those_days_alone(tmp_path):
    reader = published(tmp_path, rows(400, AS_OF))
    all_of = reader.vacancies_around(date.min, date.max)
    for first, last in [(date(2025, 9, 30), date(2025, 10, 1)), (AS_OF, AS_OF), (date(2020, 1, 1), date(2020, 1, 2))]:
        asked = reader.vacancies_around(first, last)
        found = [
            reader.rows(f"SELECT vacancy FROM ({said}) WHERE first_seen BETWEEN ? AND ? ORDER BY 1", [first, last])
            for said in (asked, all_of, "SELECT * FROM vacancies")
        ]
        assert found[0] == found[1] == found[2]
        assert asked.count(".parquet") == max(len({first.month, last.month}), 1) < all_of.count(".parquet")
