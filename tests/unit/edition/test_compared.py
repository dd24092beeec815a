"""Terms, places and periods side by side: the figures of their pages, and of each pair whether chance explains it."""

import json
import math
import random
from collections import Counter
from datetime import timedelta

import pytest

from jobtide.errors import Error, Unknown
from jobtide.interval import median_change, share_change
from tests.markets import drawn, published, vacancy
from tests.spec import plain_certainty as plain
from tests.unit.edition.test_mapped import TODAY, market


@pytest.fixture(scope="module")
def rows() -> list[dict]:
    return market(31, 1500)


@pytest.fixture(scope="module")
def reader(rows, tmp_path_factory):
    return published(tmp_path_factory.mktemp("compared"), rows, as_of=TODAY)


def naming(rows: list[dict], term: str | None, place: str = "world") -> list[dict]:
    """Permanent vacancies of six months; only places without others below are asked for."""
    first = TODAY - timedelta(183)
    return [
        row for row in rows
        if row["employment_type"] == "permanent" and first <= row["first_seen"] <= TODAY
        and (term is None or term in row["terms"]) and (place == "world" or place in row["places"])
    ]  # fmt: skip


def keys(rows: list[dict]) -> list:
    return [row["employer_key"] or f"number {row['vacancy']}" for row in rows]


def parts(mine: list[dict], whole: list[dict]) -> Counter:
    """What each employer has above the share, by hand."""
    share, named, every = len(mine) / len(whole), Counter(keys(mine)), Counter(keys(whole))
    return Counter({employer: named[employer] - share * many for employer, many in every.items()})


def interval(mine, whole, theirs, other_whole, parting) -> tuple[float, float] | None:
    one, other = plain.Behind(mine), plain.Behind(theirs)
    first, second = parts(mine, whole), parts(theirs, other_whole)
    size = math.sqrt(sum(one**2 for one in first.values()) * sum(one**2 for one in second.values()))
    r = sum(first[employer] * second[employer] for employer in first) / size
    if plain.Behind(parting).effective < 6:
        return None
    (low, high), (lower, higher) = plain.wilson(one, len(whole)), plain.wilson(other, len(other_whole))
    p, q = len(mine) / len(whole), len(theirs) / len(other_whole)

    def joined(a: float, b: float) -> float:
        return math.sqrt(a * a - 2 * r * a * b + b * b)

    return p - q - joined(p - low, higher - q), p - q + joined(high - p, q - lower)


def test_terms_differ_as_the_slow_calculation_says(reader, rows):
    terms = ["java", "sql", "developer", "azure"]
    found = reader.compare(terms, ["world"])
    assert found.varies == "terms"
    assert [column.slug for column in found.columns] == terms
    whole = naming(rows, None)
    for difference in found.differences:
        if difference.figure != "share_of_all":
            continue
        mine, theirs = naming(rows, difference.first), naming(rows, difference.second)
        parting = [row for row in whole if (row in mine) != (row in theirs)]
        expected = interval(mine, whole, theirs, whole, parting)
        assert (difference.low, difference.high) == pytest.approx(expected, abs=1e-9)
        assert difference.value == pytest.approx((len(mine) - len(theirs)) / len(whole))
        assert difference.shared == len([row for row in mine if row in theirs])
    assert len(found.differences) == 6 * 2


def test_places_differ_as_the_slow_calculation_says(reader, rows):
    found = reader.compare(["java"], ["london", "chester", "world"])
    assert (found.varies, [column.name for column in found.columns]) == ("places", ["London", "Chester", "World"])
    for difference in found.differences:
        if difference.figure != "share_of_all":
            continue
        pair = (difference.first, difference.second)
        mine, theirs = (naming(rows, "java", place) for place in pair)
        whole, other = (naming(rows, None, place) for place in pair)
        union = {row["vacancy"]: row for row in (*mine, *theirs)}
        expected = interval(mine, whole, theirs, other, list(union.values()))
        assert (difference.low, difference.high) == (pytest.approx(expected, abs=1e-9) if expected else (None, None))


def test_columns_are_the_figures_of_their_pages(reader):
    for kind in ("permanent", "contract"):
        found = reader.compare(["java", "go"], ["london"], kind, 3)
        for column in found.columns:
            page = reader.page(column.slug, "london", kind, 3)
            summary = page.summary
            assert (column.count, column.all_count) == (summary.count[0], page.all_count[0])
            assert (column.share_of_all, column.share_of_category) == (
                summary.share_of_all[0],
                summary.share_of_category[0],
            )
            assert (column.rank, column.live, column.series) == (summary.rank[0], page.live, page.series)
            for unit, paid in column.pay.items():
                theirs = summary.pay[unit]
                assert (paid.quoted, paid.p10, paid.p50, paid.p90) == (
                    theirs.quoted[0], theirs.p10[0], theirs.p50[0], theirs.p90[0],
                )  # fmt: skip
                assert paid.certainty.effective_n == theirs.certainty.effective_n[0]
            assert column.certainty.figures["share_of_all"].low == summary.certainty.figures["share_of_all"].low[0]
        assert json.loads(json.dumps(found.as_json()))["columns"][0]["all"]["count"] == found.columns[0].all_count


def test_periods_have_the_verdicts_of_the_page(reader):
    found = reader.compare(["java"], ["world"], periods=True)
    page = reader.page("java", "world")
    assert [column.period for column in found.columns] == list(page.periods)
    assert [column.count for column in found.columns] == page.summary.count
    assert [column.live for column in found.columns] == [page.live, None, None]
    assert [len(column.series) for column in found.columns] == [7, 7, 7]
    said = {(one.figure, one.first, one.second): one for one in found.differences}
    ends = [str(period.end) for period in page.periods]
    for figure, changes in (
        ("share_of_all", page.summary.certainty.changes["share_of_all_change"]),
        ("pay.annual.p50", page.summary.pay["annual"].certainty.changes["p50_change"]),
    ):
        for at in (0, 1):
            one = said[figure, ends[at], ends[at + 1]]
            assert (one.low, one.high) == pytest.approx((changes.low[at], changes.high[at]))
            words = {"higher": "up", "lower": "down", "no detectable difference": "no detectable change"}
            assert words.get(one.verdict, one.verdict) == changes.verdict[at]


def test_pay_differs_where_it_does_and_not_where_it_does_not(tmp_path):
    dice = random.Random(1)
    rows = []
    for number in range(400):
        terms = dice.choice([["java"], ["sql"], ["java", "sql"], ["go"]])
        middle = {"java": 60_000, "go": 90_000}.get(terms[0] if len(terms) == 1 else "", 60_000) + dice.gauss(0, 8_000)
        rows.append(
            vacancy(
                number, first_seen=TODAY - timedelta(dice.randrange(150)), terms=terms, places=["london"],
                pay_unit="annual", pay_low=middle, pay_high=middle, currency="GBP",
            )
        )  # fmt: skip
    found = published(tmp_path, rows, as_of=TODAY).compare(["java", "sql", "go", "aws"], ["london"])
    said = {(one.first, one.second): one for one in found.differences if one.figure == "pay.annual.p50"}
    assert said["java", "sql"].verdict == "no detectable difference"
    assert said["java", "sql"].shared > 50
    assert said["java", "go"].verdict == "lower"
    assert said["java", "go"].value == pytest.approx(-1 / 3, abs=0.05)
    assert (said["java", "aws"].verdict, said["java", "aws"].value) == ("too few to say", None)
    assert found.columns[3].count == 0
    assert found.columns[3].share_of_all is None


def test_where_nothing_is_advertised_nothing_is_said(tmp_path):
    reader = published(tmp_path, drawn("times day terms places\n 3 10 java chester"), as_of=TODAY)
    found = reader.compare(["java", "sql"], ["london"])
    assert {one.verdict for one in found.differences} == {"too few to say"}
    assert {one.value for one in found.differences} == {None}
    assert [column.all_count for column in found.columns] == [0, 0]
    few = reader.compare(["java"], ["chester", "world"])
    assert (few.differences[0].value, few.differences[0].verdict, few.differences[0].shared) == (0, "too few to say", 3)


def test_only_one_thing_varies_and_not_too_often(reader):
    for terms, places, periods in (
        (["java"], ["london"], False), (["java", "sql"], ["london", "chester"], False),
        (["java"] * 2, ["london"], False), (["java", "sql"], ["london"], True), ([], ["london"], False),
        (sorted("abcdefg"), ["london"], False),
    ):  # fmt: skip
        with pytest.raises(Error, match="comparison"):
            reader.compare(terms, places, periods=periods)
    with pytest.raises(Unknown):
        reader.compare(["java", "nothing"], ["london"])


def test_without_overlap_the_intervals_are_those_of_changes():
    from jobtide.contrast import median_difference
    from jobtide.interval import Interval, Sample

    one = Sample(40, 40, 1, 40, {"error": Interval(40_000, 50_000)})
    other = Sample(30, 30, 1, 30, {"error": Interval(35_000, 45_000)})
    assert share_change(one, 100, other, 100) is not None
    assert median_difference(45_000, 40_000, one, other, 0.0, math.inf) == median_change(45_000, 1 / 8, one, other)
