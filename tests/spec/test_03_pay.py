"""Percentiles of pay: three points of each range, by linear interpolation; every unit for itself."""

import pytest

from tests.markets import drawn, published, vacancy


def test_low_percentiles_are_of_lower_points_the_median_of_middles_and_high_ones_of_upper_points(tmp_path):
    rows = drawn(
        """
        places  terms  annual
        uk      java   40000-60000
        uk      java   30000-30000
        uk      java   50000-90000
        """
    )
    pay = published(tmp_path, rows).page("java", "uk").summary.pay["annual"]
    # lower points 30,000 45,000 60,000; middles 30,000 50,000 70,000; upper points 30,000 55,000 80,000
    assert pay.quoted[0] == 3
    assert [pay.p10[0], pay.p25[0], pay.p50[0], pay.p75[0], pay.p90[0]] == pytest.approx(
        [33_000, 37_500, 50_000, 67_500, 75_000]
    )


def test_the_median_is_there_from_one_figure_up(tmp_path):
    pay = published(tmp_path, drawn("places terms annual\nuk java 45000")).page("java", "uk").summary.pay["annual"]
    assert (pay.quoted[0], pay.p10[0], pay.p50[0], pay.p90[0]) == (1, 45_000, 45_000, 45_000)


@pytest.mark.parametrize(
    ("type_", "said", "counts_as"),
    [
        ("permanent", {"pay_unit": "annual", "pay_low": 50_000.0}, "annual"),
        ("permanent", {"pay_unit": "daily", "pay_low": 400.0}, None),
        ("permanent", {"pay_unit": "hourly", "pay_low": 30.0}, None),
        ("permanent", {"pay_unit": "annual", "pay_low": 50_000.0, "currency": "EUR"}, None),
        ("contract", {"pay_unit": "annual", "pay_low": 50_000.0}, None),
        ("contract", {"pay_unit": "daily", "pay_low": 400.0}, "daily"),
        ("contract", {"pay_unit": "hourly", "pay_low": 30.0}, "hourly"),
        ("contract", {}, None),
    ],
)
def test_a_vacancy_counts_only_in_the_unit_it_quotes_and_in_the_markets_currency(tmp_path, type_, said, counts_as):
    quoted = {"currency": "GBP", "pay_high": said.get("pay_low"), **said}
    rows = [vacancy(0, employment_type=type_, places=["uk"], terms=["java"], **quoted)]
    pay = published(tmp_path, rows).page("java", "uk", type_).summary.pay
    assert {unit: figures.quoted[0] for unit, figures in pay.items()} == {unit: int(unit == counts_as) for unit in pay}


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    rows = drawn(
        """
        times  day         type       places   terms  annual  daily  hourly
        1      2025-10-01  permanent  london   java   80000   -      -
        1      2025-10-01  permanent  chester  java   60000   -      -
        1      2025-10-01  permanent  scotland java   50000   -      -
        1      2024-10-01  permanent  chester  java   40000   -      -
        1      2023-10-01  permanent  chester  java   40000   -      -
        3      2025-10-01  contract   chester  java   -       500    -
        1      2025-10-01  contract   chester  java   -       -      45.50
        1      2024-10-01  contract   chester  java   -       400    -
        """
    )
    return published(tmp_path_factory.mktemp("pay"), rows)


def test_the_change_of_a_median_is_on_last_years(market):
    pay = market.page("java", "chester").summary.pay["annual"]
    assert list(pay.p50_change) == [0.5, 0.0, None]


@pytest.mark.parametrize(
    ("place", "parent", "medians"),
    [
        ("chester", "Cheshire", [60_000, 40_000, 40_000]),
        ("north-west", "England", [70_000, 40_000, 40_000]),
        ("england", "UK", [60_000, 40_000, 40_000]),
        ("uk", "UK excluding London", [55_000, 40_000, 40_000]),
        ("uk-excluding-london", "UK", [60_000, 40_000, 40_000]),
        ("work-from-home", "UK", [60_000, 40_000, 40_000]),
        ("world", None, [None, None, None]),
    ],
)
def test_beside_a_place_stand_the_medians_of_its_parent(market, place, parent, medians):
    page = market.page("java", place)
    assert page.place.parent == parent
    assert list(page.summary.pay["annual"].parent_p50) == medians
    assert list(page.category.pay["annual"].parent_p50) == medians


def test_daily_and_hourly_rates_are_never_converted_into_each_other(market):
    pay = market.page("java", "chester", "contract").summary.pay
    assert list(pay) == ["daily", "hourly"]
    assert (pay["daily"].quoted[0], pay["daily"].p50[0], pay["daily"].p50_change[0]) == (3, 500, 0.25)
    assert (pay["hourly"].quoted[0], pay["hourly"].p50[0], pay["hourly"].p50_change[0]) == (1, 45.5, None)


def test_the_index_and_the_locations_of_a_contract_page_carry_the_daily_median(market):
    assert market.index("uk", "contract").rows[0].p50 == 500
    assert market.page("java", "cheshire", "contract").places[0].p50 == 500
