"""A record becomes an advert, or the reason why not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.advert import FIELDS, Advert
from jobtide.adverts.clean import PREDICTED, Cleaned, Cleaner, Defaults, headline
from jobtide.adverts.identity import advert_hash, content_hash
from jobtide.adverts.mapping import columns

TODAY = date(2025, 11, 23)


def cleaned(record: dict, *maps: str, seen_at: date | None = None, place: str | None = None) -> Cleaned:
    return Cleaner(columns(maps), Defaults("file", seen_at or TODAY, seen_at, place)).cleaned(record)


def advert(record: dict, *maps: str, **defaults) -> Advert:
    return cleaned({"title": "Tester"} | record, *maps, **defaults).advert


def issues(record: dict) -> list[str]:
    return [issue.reason for issue in cleaned({"title": "Tester"} | record).issues]


def test_a_full_record_comes_through():
    record = {
        "source": "board", "id": 17, "url": "https://example.org/17", "title": " Senior Tester ",
        "description": "<p>Tests</p>", "location": ["Leeds", "York"], "employer": "Acme &amp; Sons",
        "employment_type": "FULL_TIME", "work_mode": "hybrid", "pay": "£40k", "pay_min": "40,000", "pay_max": 50000,
        "pay_unit": "year", "currency": "GBP", "pay_is_predicted": False, "posted_at": "2025-11-01",
        "seen_at": "2025-11-20", "closed_at": None, "valid_through": "2025-12-31", "language": "en",
        "reference": "JT-17",
    }  # fmt: skip
    assert set(record) == set(FIELDS)
    found = cleaned(record)
    assert found.issues == ()
    assert found.advert == Advert(
        source="board", id="17", url="https://example.org/17", title="Senior Tester", description="Tests",
        locations=("Leeds", "York"), employer="Acme & Sons", employment_type="FULL_TIME", work_mode="hybrid",
        pay="£40k", pay_min=40000.0, pay_max=50000.0, pay_unit="year", currency="GBP", first_seen=date(2025, 11, 1),
        last_seen=date(2025, 11, 20), closed_at=None, valid_through=date(2025, 12, 31), language="en",
        reference="JT-17",
    )  # fmt: skip


def test_only_a_record_without_words_is_rejected():
    for record in (
        {},
        {"title": "", "description": None},
        {"title": "...", "description": "<p> </p>"},
        {"title": "nan"},
    ):
        found = cleaned(record)
        assert (found.advert, found.issues[-1].reason) == (None, "neither title nor description"), record
    assert cleaned({"description": "x"}).advert is not None
    assert cleaned({"title": "東京"}).advert is not None


def test_two_spaces_in_a_title_stay_since_boards_lose_dashes():
    assert advert({"title": " Tester   Leeds\nor  London "}).title == "Tester  Leeds or  London"
    lost, one = advert({"title": "Tester  Leeds"}), advert({"title": "Tester Leeds"})
    assert lost.id == one.id


def test_without_a_title_the_first_line_is_the_headline():
    found = cleaned({"description": "--\nAcme | Tester | Leeds\nWe test."}).advert
    assert (found.title, found.description) == ("Acme | Tester | Leeds", "--\nAcme | Tester | Leeds\nWe test.")
    long = "We look for testers. " * 10 + "x" * 200
    assert headline(long) == ("We look for testers. " * 10).strip()
    assert headline("word " * 100) == ("word " * 60).strip()
    assert headline("x" * 400) == "x" * 300


def test_days():
    for record, seen_at, first, last in (
        ({}, None, "2025-11-23", "2025-11-23"),
        ({"posted_at": "2013-05-01"}, None, "2013-05-01", "2013-05-01"),  # an old file was not seen today
        ({"posted_at": "2025-05-01"}, date(2025, 6, 1), "2025-05-01", "2025-06-01"),
        ({"posted_at": "2025-05-01", "seen_at": "2025-05-20"}, date(2025, 6, 1), "2025-05-01", "2025-05-20"),
        ({"seen_at": "2025-05-20"}, None, "2025-05-20", "2025-05-20"),
        ({"posted_at": "yesterday"}, date(2025, 6, 1), "2025-05-31", "2025-06-01"),
        ({"posted_at": "2025-11-24"}, None, "2025-11-24", "2025-11-24"),  # a clock or zone ahead of ours
        ({"posted_at": "2025-11-25"}, None, "2025-11-23", "2025-11-23"),
        ({"posted_at": "1970-01-01"}, None, "2025-11-23", "2025-11-23"),
        ({"posted_at": "soon"}, None, "2025-11-23", "2025-11-23"),
        ({"posted_at": "Posted 28 May", "valid_through": "30 May"}, None, "2025-05-28", "2025-05-28"),
        ({"posted_at": "2025-11-10", "seen_at": "2025-11-01"}, None, "2025-11-10", "2025-11-10"),
    ):
        found = advert(record, seen_at=seen_at)
        assert (found.first_seen.isoformat(), found.last_seen.isoformat()) == (first, last), record
    assert issues({"posted_at": "2025-11-25"}) == ["posted_at is later than the capture"]
    assert issues({"posted_at": "1970-01-01"}) == ["posted_at is before 1990"]
    assert issues({"posted_at": "soon"}) == ["posted_at is not a day"]
    assert issues({"posted_at": ""}) == []
    assert advert({"valid_through": "9999-12-31"}).valid_through is None
    assert advert({"closed_at": "2026-01-31"}).closed_at == date(2026, 1, 31)


def test_oddities_are_counted_and_cost_no_more_than_their_field():
    for record, reason in (
        ({"pay_min": "competitive"}, "pay_min is not an amount"),
        ({"pay_max": -5}, "pay_max is not an amount"),
        ({"employer": {"name": "Acme"}}, "employer has an unknown shape"),
        ({"location": {"city": "Leeds"}}, "location has an unknown shape"),
        ({"url": "javascript:alert(1)"}, "url is not an address of the web"),
        ({"title": "word " * 100}, "title cut at 300 characters"),
        ({"description": "x" * 100_001}, "description cut at 100,000 characters"),
        ({"id": {"a": 1}}, "id has an unknown shape"),
        ({"closed_at": "x"}, "closed_at is not a day"),
    ):
        found = cleaned({"title": "Tester"} | record)
        assert [issue.reason for issue in found.issues] == [reason]
        assert not found.issues[0].fatal
        assert found.advert is not None
    assert len(advert({"title": "word " * 100}).title) <= 300
    assert len(advert({"description": "x" * 100_001}).description) == 100_000


def test_a_place_that_the_operator_gave_is_for_adverts_that_name_none():
    assert advert({}, place="Leeds").locations == ("Leeds",)
    assert advert({"location": "York"}, place="Leeds").locations == ("York",)
    assert advert({"location": ["York", "York", "", "Hull"]}).locations == ("York", "Hull")


def test_a_remote_flag_is_a_work_mode():
    flags = (True, "True", "yes", "1", False, "False", "no", 0, None)
    assert [advert({"isRemote": flag}, "work_mode=isRemote").work_mode for flag in flags] == ["remote"] * 4 + [None] * 5


def test_an_advert_without_an_id_has_a_lasting_one():
    assert advert({"url": "https://x.org/job/1?utm_source=a&ref=2&utm_medium=b"}).id == "https://x.org/job/1?ref=2"
    assert advert({"url": "https://x.org/job/1?utm_source=a"}).id == "https://x.org/job/1"
    same = [advert({"employer": "Acme", "posted_at": day}).id for day in ("2025-01-01", "2025-02-02")]
    assert same[0] == same[1]
    assert advert({"employer": "Acme"}).id != advert({"employer": "Other"}).id
    assert len(advert({"id": "x" * 10_000}).id) < 100


@pytest.mark.parametrize("nothing", ["himalayas:undefined", "job-null", "jobs/None", "x_NaN"])
def test_an_id_that_is_a_word_for_nothing_is_none(nothing):
    ids = {advert({"id": nothing, "title": title}).id for title in ("Tester", "Developer")}
    assert len(ids) == 2 and nothing not in ids
    assert "id is a word for nothing" in issues({"id": nothing})
    assert advert({"id": "savanna"}).id == "savanna"


@pytest.mark.parametrize(
    ("pay", "stays"),
    [
        ("$79K - $119K (Glassdoor est.)", False), ("Estimated £45,000 a year", False), ("£40k (estimate)", False),
        ("$89K - $114K (Employer est.)", True), ("£45k to £55k", True), ("£50k plus real estate bonus", True),
    ],
)  # fmt: skip
def test_pay_text_that_says_that_it_is_an_estimate_is_no_pay(pay, stays):
    assert (advert({"pay": pay}).pay == pay, issues({"pay": pay}) == [PREDICTED]) == (stays, not stays)


def test_hashes_are_the_same_for_ever():
    found = advert({"id": "1", "posted_at": "2025-01-01"})
    assert (advert_hash(found), content_hash(found)) == (1483641763743061483, 2349228159506806448)


def test_only_days_of_sight_leave_the_content_as_it_was():
    record = {"id": "1", "posted_at": "2025-01-01"}
    same = content_hash(advert(record))
    assert content_hash(advert(record | {"posted_at": "2025-02-02", "seen_at": "2025-03-03"})) == same
    changed = [
        {"title": "Other"}, {"description": "x"}, {"pay_min": 5}, {"pay_max": 5}, {"location": "Leeds"}, {"pay": "x"},
        {"closed_at": "2025-05-05"}, {"valid_through": "2025-05-05"}, {"employer": "x"}, {"url": "http://x.org"},
        {"source": "x"}, {"id": "2"}, {"currency": "x"}, {"pay_unit": "x"}, {"work_mode": "x"}, {"language": "x"},
        {"employment_type": "x"},
    ]  # fmt: skip
    assert len({same, *(content_hash(advert(record | change)) for change in changed)}) == len(changed) + 1


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(FIELDS), ANYTHING))
def test_any_record_is_an_advert_or_rejected(record):
    found = cleaned(record)
    if found.advert is None:
        assert found.issues[-1].fatal
    else:
        assert not any(issue.fatal for issue in found.issues)
        assert found.advert.first_seen <= found.advert.last_seen
        assert any(letter.isalpha() for letter in found.advert.title)
        content_hash(found.advert)


@pytest.mark.parametrize("column", ["pay_is_predicted", "salary_is_predicted"])
@pytest.mark.parametrize(
    ("said", "is_predicted"), [("1", True), (1, True), (True, True), ("0", False), (0, False), (None, False)]
)
def test_pay_that_the_source_predicted_is_no_pay(column, said, is_predicted):
    record = {"pay": "£40k", "pay_min": 40_000, "pay_max": 45_000, column: said}
    found = advert(record)
    assert (found.pay, found.pay_min, found.pay_max) == ((None,) * 3 if is_predicted else ("£40k", 40_000, 45_000))
    assert issues(record) == (["pay is the source's own estimate"] if is_predicted else [])


def test_what_is_neither_yes_nor_no_is_an_issue_and_no():
    assert issues({"pay": "£40k", "pay_is_predicted": "perhaps"}) == ["pay_is_predicted is neither yes nor no"]
    assert advert({"pay": "£40k", "pay_is_predicted": "perhaps"}).pay == "£40k"


def test_a_last_day_before_the_first_is_an_issue():
    record = {"posted_at": "2025-11-10", "valid_through": "2025-10-01", "closed_at": "2025-11-01"}
    assert issues(record) == ["closed_at is before posted_at", "valid_through is before posted_at"]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1970-01-01", "posted_at is before 1990"),
        ("0001-01-01", "posted_at is before 1990"),
        (0, "posted_at is before 1990"),
        ("9999-12-31", "posted_at is later than the capture"),
        ("23/11/99", "posted_at is later than the capture"),
        ("2025-02-29", "posted_at is not a day"),
        ("12/25/2025", "posted_at is not a day"),
        ("whenever", "posted_at is not a day"),
    ],
)
def test_an_implausible_day_is_an_issue_and_the_captures_day_stands(written, reason):
    assert issues({"posted_at": written}) == [reason]
    assert advert({"posted_at": written}).first_seen == advert({}).first_seen
