"""How sure figures are: what stands beside them, on small markets drawn by hand and by Hypothesis."""

import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jobtide import period
from tests.markets import AS_OF, GAZETTEER, TAXONOMY, drawn, published, vacancy
from tests.spec import plain_certainty as plain
from tests.spec.plain import UNITS, PlainMarket, quoting, spread
from tests.spec.test_every_figure import same

POINTS = {
    "p10": lambda low, high: low + (high - low) / 4, "p25": lambda low, high: low + (high - low) / 4,
    "p50": lambda low, high: (low + high) / 2,
    "p75": lambda low, high: low + (high - low) * 3 / 4, "p90": lambda low, high: low + (high - low) * 3 / 4,
}  # fmt: skip


@pytest.fixture
def page_of(tmp_path):
    return lambda picture, term="java", place="uk", kind="permanent": (
        published(tmp_path, drawn(picture)).page(term, place, kind).as_json()
    )


def test_a_page_says_how_many_employers_stand_behind_it_and_whether_one_has_more_than_half(page_of):
    page = page_of("""
        times  day         places   terms  annual  employer
        3      2025-10-01  chester  java   50000   Acme
        2      2025-10-01  chester  java   40000   -
        3      2024-10-01  chester  java   40000   Acme
        1      2024-10-01  chester  java   -       Bolt
        2      2025-10-01  chester  sql    -       Acme
    """)
    certainty = page["summary"]["certainty"]
    assert certainty["n"] == [5, 4, 0]
    assert certainty["employers"] == [3, 2, 0]
    assert certainty["dominated"] == [True, True, False]
    assert certainty["effective_n"] == pytest.approx([25 / 11, 16 / 10, 0])
    quoted = page["summary"]["pay"]["annual"]["certainty"]
    assert (quoted["n"], quoted["employers"], quoted["dominated"]) == ([5, 3, 0], [3, 1, 0], [True, True, False])
    # All of the category is counted in it, and each place for itself.
    assert page["category"]["certainty"]["employers"] == [3, 2, 0]
    england = page["places"][0]
    assert (england["slug"], england["certainty"]["count"]["employers"]) == ("england", 3)


def test_reposts_of_one_employer_are_sure_of_nothing(page_of):
    page = page_of("""
        times  day         places   terms     annual  employer
        20     2025-10-01  chester  java,sql  50000   Acme
        20     2024-10-01  chester  java      40000   Acme
        40     2024-10-01  chester  sql       -       -
    """)
    pay = page["summary"]["pay"]["annual"]
    assert pay["p50"] == [50_000, 40_000, None]
    assert pay["p50_change"][0] == 0.25
    assert pay["certainty"]["figures"]["p50"] == {
        "low": [None] * 3,
        "high": [None] * 3,
        "reliability": ["D", "D", None],
    }
    assert pay["certainty"]["changes"]["p50_change"]["verdict"] == ["too few to say"] * 3
    assert page["summary"]["certainty"]["changes"]["share_of_all_change"]["verdict"][0] == "too few to say"


def test_changes_that_no_chance_makes_are_called_up_and_down(page_of):
    page = page_of("""
        times  day         places      terms  annual       employer
        30     2025-10-01  manchester  java   60000-70000  -
        30     2025-10-01  manchester  sql    30000        -
        10     2024-10-01  manchester  java   50000        -
        50     2024-10-01  manchester  sql    30000        -
    """)
    changes = page["summary"]["certainty"]["changes"]
    assert changes["share_of_all_change"]["verdict"][0] == "up"
    assert changes["share_of_all_change"]["low"][0] > 0.1
    assert page["summary"]["pay"]["annual"]["certainty"]["changes"]["p50_change"]["verdict"][0] == "up"
    assert page["summary"]["pay"]["annual"]["certainty"]["changes"]["parent_p50_change"]["verdict"][0] == "up"
    row = page["places"][0]["certainty"]
    assert (
        row["count"]["changes"]["share_of_all_change"]["verdict"],
        row["pay"]["changes"]["p50_change"]["verdict"],
    ) == (
        "up",
        "up",
    )


def test_a_rank_that_moved_without_its_share_did_not_detectably_change(page_of):
    page = page_of("""
        times  day         places      terms  employer
        20     2025-10-01  manchester  java   -
        19     2025-10-01  manchester  sql    -
        19     2024-10-01  manchester  java   -
        20     2024-10-01  manchester  sql    -
    """)
    assert page["summary"]["rank_change"][0] == 1
    assert page["summary"]["certainty"]["changes"]["rank_change"]["verdict"][0] == "no detectable change"


def test_many_independent_salaries_take_the_normal_form_of_their_ranks(tmp_path):
    """801 salaries from 20,000 up in steps of 10: the median is the 401st, its ranks are 373 and 429."""
    usual = {"terms": ["java"], "places": ["chester"], "pay_unit": "annual", "currency": "GBP"}
    rows = [vacancy(n, **usual, pay_low=20_000 + 10 * n, pay_high=20_000 + 10 * n) for n in range(801)]
    page = published(tmp_path, rows).page("java", "chester")
    figures = page.summary.pay["annual"].certainty.figures
    # 400.5 ∓ 1.96 √(801/4) = 372.76 and 428.24, rounded outwards with half a rank for continuity.
    assert (figures["p50"].low[0], figures["p50"].high[0]) == (20_000 + 10 * 372, 20_000 + 10 * 428)
    assert figures["p50"].reliability[0] == "A"
    # 80.1 ∓ 1.96 √(801 × 0.09) = 63.46 and 96.74
    assert (figures["p10"].low[0], figures["p10"].high[0]) == (20_000 + 10 * 62, 20_000 + 10 * 97)


def test_a_market_without_a_vacancy_is_sure_of_nothing(tmp_path):
    page = published(tmp_path, []).page("java", "uk").as_json()
    assert page["summary"]["certainty"]["n"] == [0, 0, 0]
    assert page["summary"]["certainty"]["figures"]["share_of_all"]["reliability"] == [None] * 3
    assert page["summary"]["pay"]["annual"]["certainty"]["changes"]["p50_change"]["verdict"] == ["too few to say"] * 3


@st.composite
def markets(draw) -> list[dict]:
    """Up to 160 vacancies of few terms and places, from many employers, from few, or from nobody known."""
    employers = draw(
        st.sampled_from([["acme"], ["acme", None], [None], ["acme", "bolt", "coil", "dyne"], [None] * 5 + ["acme"]])
    )
    pays = draw(st.sampled_from([[40_000, 45_000], [30_000, 41_000, 52_500, 60_000, 75_000, 90_000]]))
    rows = []
    for number in range(draw(st.integers(0, 160))):
        low = draw(st.sampled_from([None, *pays]))
        contract = draw(st.integers(0, 5)) == 0
        unit = draw(st.sampled_from(["daily", "hourly"])) if contract else "annual"
        row = {
            "employment_type": "contract" if contract else "permanent",
            "first_seen": AS_OF - timedelta(draw(st.sampled_from([1, 60, 100, 366, 400, 732, 1100]))),
            "places": draw(st.sampled_from([["chester"], ["manchester"], ["london"], ["chester", "london"], []])),
            "terms": draw(st.sampled_from([["java"], ["java", "sql"], ["sql"], ["java", "azure"], []])),
            "employer_key": draw(st.sampled_from(employers)),
        }
        if low is not None:
            row |= {"pay_unit": unit, "pay_low": low, "pay_high": low + draw(st.sampled_from([0, 0, 8_000]))}
            row["currency"] = "GBP"
        rows.append(vacancy(number, **row))
    return rows


# A failing market is shown as it was drawn: to publish smaller ones again and again takes long and shows little more.
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)  # fmt: skip
@given(rows=markets(), months=st.sampled_from([6, 3]))
def test_certainty_equals_the_plain_calculation(rows, months):
    market = PlainMarket(rows, TAXONOMY, GAZETTEER, AS_OF)
    with tempfile.TemporaryDirectory() as folder:
        reader = published(Path(folder), rows)
        for term, place, kind in (
            ("java", "uk", "permanent"), ("java", "north-west", "permanent"), ("sql", "world", "contract"),
        ):  # fmt: skip
            page = reader.page(term, place, kind, months).as_json()
            where = f"{term} in {place}, {kind}, {months} months"
            expected = expected_certainty(market, page, term, place, kind, months)
            same(page["summary"]["certainty"], expected["summary"], f"summary of {where}")
            same(page["category"]["certainty"], expected["category"], f"category of {where}")
            for unit in UNITS[kind]:
                for block in ("summary", "category"):
                    same(
                        page[block]["pay"][unit]["certainty"], expected[block, unit], f"{unit} pay, {block} of {where}"
                    )
            for row in page["places"]:
                same(row["certainty"], expected["place", row["slug"]], f"{row['slug']} of {where}")


def expected_certainty(market: PlainMarket, page: dict, term: str, place: str, kind: str, months: int) -> dict:
    periods = period.with_comparators(AS_OF, months)
    category = TAXONOMY.terms[term].category
    of_term, of_category, whole = (
        partial(market.cell, kind, term=term), partial(market.of_category, kind, category=category),
        partial(market.in_place, kind),
    )  # fmt: skip
    beside = GAZETTEER.comparator(place)

    def found(members, where: str | None) -> list[list[dict]]:
        return [members(place=where, within=each) if where else [] for each in periods]

    cells, categories, wholes = found(of_term, place), found(of_category, place), found(whole, place)
    expected = {
        "summary": across([
            counted(cells, {"share_of_all": wholes, "share_of_category": categories}, i, moved)
            for i, moved in enumerate(page["summary"]["rank_change"])
        ]),
        "category": across([counted(categories, {"share_of_all": wholes}, i) for i in range(3)]),
    }  # fmt: skip
    for unit in UNITS[kind]:
        for block, members, here in (("summary", of_term, cells), ("category", of_category, categories)):
            there = found(members, beside)
            expected[block, unit] = across([paid(here, there, unit, i) for i in range(3)])
    for row in page["places"]:
        here = found(of_term, row["slug"])
        pay = paid(here, None, UNITS[kind][0], 0)
        expected["place", row["slug"]] = {
            "count": counted(here, {"share_of_all": found(whole, row["slug"])}, 0, row["rank_change"]),
            "pay": {**pay, "figures": {"p50": pay["figures"]["p50"]}},
        }
    return expected


def counted(cells: list, wholes: dict[str, list], i: int, moved: int | str | None = "unranked") -> dict:
    now, before = plain.Behind(cells[i]), plain.Behind(cells[i + 1])
    changes = {
        f"{name}_change": plain.change(plain.newcombe(now, len(whole[i]), before, len(whole[i + 1])))
        for name, whole in wholes.items()
    }
    if moved != "unranked":
        of_share, way = changes["share_of_all_change"]["verdict"], "too few to say"
        if moved is not None and of_share != "too few to say":
            agrees = (of_share == "up" and moved > 0) or (of_share == "down" and moved < 0)
            way = of_share if agrees else "no detectable change"
        changes["rank_change"] = {"low": None, "high": None, "verdict": way}
    figures = {
        name: plain.level(now.n / len(whole[i]) if now.n else None, plain.wilson(now, len(whole[i])))
        for name, whole in wholes.items()
    }
    return {**now.said(), "figures": figures, "changes": changes}


def paid(cells: list, beside: list | None, unit: str, i: int) -> dict:
    now = quoting(cells[i], unit)
    figures = {name: plain.level(spread(cells[i], unit)[name], interval(now, name)) for name in POINTS}
    changes = {"p50_change": plain.change(change_of_median(cells, unit, i))}
    if beside is not None:
        figures["parent_p50"] = plain.level(spread(beside[i], unit)["p50"], interval(quoting(beside[i], unit), "p50"))
        changes["parent_p50_change"] = plain.change(change_of_median(beside, unit, i))
    return {**plain.Behind(now).said(), "figures": figures, "changes": changes}


def values(vacancies: list[dict], name: str) -> list[float]:
    return [POINTS[name](row["pay_low"], row["pay_high"]) for row in vacancies]


def interval(vacancies: list[dict], name: str) -> tuple[float, float] | None:
    return plain.percentile_interval(plain.Behind(vacancies), values(vacancies, name), plain.QUANTILES[name])


def change_of_median(cells: list, unit: str, i: int) -> tuple[float, float] | None:
    ends = []
    for cell in (cells[i], cells[i + 1]):
        vacancies = quoting(cell, unit)
        ends += [spread(cell, unit)["p50"], plain.median_error(plain.Behind(vacancies), values(vacancies, "p50"))]
    return plain.median_change(*ends)


def across(periods: list[dict]) -> dict:
    """Lists over the periods in place of a list of periods."""
    if not isinstance(periods[0], dict):
        return periods
    return {name: across([each[name] for each in periods]) for name in periods[0]}
