"""The synthetic market: the same for everybody, in the shape that ingest takes, and like a real one in the large."""

import hashlib
import json
import re
from collections import Counter
from datetime import date

import pytest

from jobtide.advert import FIELDS
from jobtide.demo import LABEL, boards, market

AS_OF = date(2026, 10, 31)


def lines(folder, adverts, seed=7, as_of=AS_OF):
    path = folder / f"{adverts}-{seed}.jsonl"
    market.write(path, adverts, seed, as_of)
    return path.read_bytes()


@pytest.fixture(scope="module")
def adverts():
    return list(market.drawn(4000, 7, AS_OF))


def whole(adverts):
    """Those that nothing went wrong with."""
    return [advert for advert in adverts if advert.get("title", "").strip("* ")]


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    assert hashlib.sha256(lines(tmp_path, 300)).digest() == hashlib.sha256(lines(tmp_path, 300)).digest()


def test_another_seed_writes_another_market(tmp_path):
    assert lines(tmp_path, 50, seed=1) != lines(tmp_path, 50, seed=2)


def test_the_bytes_are_those_of_every_other_machine(tmp_path):
    # Changes whenever a sheet or a draw does; what must never happen is that it differs between machines or Pythons.
    assert hashlib.sha256(lines(tmp_path, 500, seed=2026)).hexdigest() == GOLDEN


GOLDEN = "7c1d5f5dbacbce060edc59629bcb9f3e48ea40e9181d9443e34e335750d4cc7e"


@pytest.mark.parametrize("adverts", [0, 1, 2, 17, 400])
def test_as_many_lines_are_written_as_were_asked_for(tmp_path, adverts):
    assert lines(tmp_path, adverts).count(b"\n") == adverts


def test_the_last_advert_is_posted_on_the_last_day_and_the_first_within_five_years(adverts):
    days = {advert["posted_at"][:10] for advert in adverts}
    sound = sorted(day for day in days if "2000" < day < "2099")
    assert (sound[0] >= "2021-11-01", sound[-1]) == (True, "2026-10-31")


@pytest.mark.parametrize("as_of", [date(2024, 2, 29), date(2025, 12, 1)])
def test_any_day_may_be_the_last_one(as_of):
    adverts = list(market.drawn(300, 1, as_of))
    assert max(
        advert["seen_at"] for advert in whole(adverts) if re.match(r"20[12]\d-\d\d-\d\d$", advert["seen_at"])
    ) <= (as_of.isoformat())


def test_fields_are_those_that_ingest_takes(adverts):
    assert {field for advert in adverts for field in advert} <= set(FIELDS)


def test_whole_adverts_have_a_title_a_description_a_place_and_dates(adverts):
    for advert in whole(adverts):
        assert advert["title"].strip() and len(advert["description"]) > 250
        assert advert["location"] if isinstance(advert["location"], str) else all(advert["location"])
        assert advert["source"] in {board.name for board in boards.BOARDS}
    unfilled = [advert for advert in whole(adverts) if re.search(r"[{}]|None", advert["title"] + advert["description"])]
    assert unfilled == []


def test_addresses_are_reserved_ones_that_nobody_can_own(adverts):
    assert all(re.fullmatch(r"https://board-[a-z]+\.example/jobs/\w+", advert["url"]) for advert in adverts)


def test_boards_and_employment_types_are_spread(adverts):
    boards_used = Counter(advert["source"] for advert in adverts)
    assert len(boards_used) == 4 and min(boards_used.values()) > 150
    assert len({advert.get("employment_type") for advert in adverts}) > 12


def test_london_has_about_three_adverts_in_ten(adverts):
    in_london = [advert for advert in adverts if "london" in str(advert["location"]).lower()]
    assert 0.22 < len(in_london) / len(adverts) < 0.36
    assert len({str(advert["location"]) for advert in adverts}) > 500


def test_pay_is_told_in_about_seven_adverts_of_ten(adverts):
    told = [
        advert
        for advert in whole(adverts)
        if "pay_max" in advert
        or re.search(r"[£€]\d|\d GBP|GBP \d", advert.get("pay", ""))
        or re.search(
            r"(?:Salary|Rate|rate|range|Paying|salary is|rate is|offer|On offer is):? [^.]*£\d", advert["description"]
        )
    ]
    assert 0.62 < len(told) / len(adverts) < 0.82


def test_london_pays_more():
    pay = {True: [], False: []}
    for advert in market.drawn(6000, 3, AS_OF):
        if advert.get("pay_unit") == "year" and advert.get("currency") == "GBP" and "title" in advert:
            pay["London" in str(advert["location"])].append(advert["pay_max"])
    medians = {london: sorted(amounts)[len(amounts) // 2] for london, amounts in pay.items()}
    assert 1.05 < medians[True] / medians[False] < 1.4


def test_generative_ai_rises_and_jquery_falls():
    rising, falling = {"GenAI", "LLM", "RAG"}, {"jQuery", "Hadoop", "SCCM", "SVN", "AngularJS"}
    named = Counter()
    for advert in market.drawn(12_000, 5, AS_OF):
        half = "early" if advert["posted_at"] < "2024-01-01" else "late"
        words = set(re.findall(r"\w+", advert.get("description", "")))
        named.update((name, half) for name, terms in (("up", rising), ("down", falling)) if terms & words)
    assert named["up", "late"] > 4 * named["up", "early"]
    assert named["down", "early"] > 1.5 * named["down", "late"]


def test_december_is_quieter_than_january_and_sunday_than_tuesday(adverts):
    posted = [
        date.fromisoformat(advert["posted_at"][:10]) for advert in adverts if "2021" < advert["posted_at"] < "2027"
    ]
    months, weekdays = Counter(day.month for day in posted), Counter(day.weekday() for day in posted)
    assert months[12] < 0.75 * months[1]
    assert weekdays[6] < 0.35 * weekdays[1]


def test_the_same_text_comes_back_on_other_boards_and_under_other_ids(adverts):
    texts = Counter((advert.get("title"), advert.get("description")) for advert in adverts)
    repeated = sum(count - 1 for count in texts.values())
    assert 0.11 < repeated / len(adverts) < 0.2


def test_a_few_adverts_change_under_the_same_id(adverts):
    ids = Counter((advert["source"], advert["id"]) for advert in adverts)
    again = [key for key, count in ids.items() if count > 1]
    assert 0 < len(again) <= 24
    for key in again:
        versions = [advert for advert in adverts if (advert["source"], advert["id"]) == key]
        assert len({json.dumps(version) for version in versions}) > 1


def test_contracts_are_about_a_fifth_and_pay_by_the_day_or_the_hour(adverts):
    contracts = [
        advert
        for advert in whole(adverts)
        if re.search("(?i)contract|temp|freelance", advert.get("employment_type", ""))
    ]
    assert 0.1 < len(contracts) / len(adverts) < 0.25
    pay = " ".join(advert.get("pay", "") for advert in contracts)
    assert len(re.findall(r"day|/d|pd\b", pay)) > 2 * len(re.findall(r"hour|ph\b|p/h|/hr", pay)) > 0


def test_a_few_records_are_broken(adverts):
    assert 1 <= len(adverts) - len(whole(adverts)) <= 12


def test_the_label_says_that_it_is_synthetic():
    assert LABEL.startswith("Synthetic data: ")
