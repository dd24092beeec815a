from decimal import ROUND_HALF_UP, Decimal

import pytest
from example_pages import NOTHING
from hypothesis import given
from hypothesis import strategies as st

from jobtide.page import PaySummary
from jobtide.shown import numbers


@pytest.mark.parametrize(
    ("amount", "unit", "printed"),
    [
        (412.5, "daily", "£413"),
        (50312.5, "annual", "£50,313"),
        (50312.499999999993, "annual", "£50,313"),  # what interpolation makes of 50312.5
        (412.49, "daily", "£412"),
        (1250000, "annual", "£1,250,000"),
        (41.255, "hourly", "£41.26"),
        (16.665, "hourly", "£16.67"),  # in binary just below the half
        (25, "hourly", "£25.00"),
        (None, "annual", "-"),
        (0, "annual", "£0"),
    ],
)
def test_pay_is_rounded_half_up(amount, unit, printed):
    assert numbers.pay(amount, unit) == printed


@pytest.mark.parametrize(
    ("fraction", "printed"),
    [
        (25 / 4992, "0.50%"),
        (0.00085, "0.085%"),
        (0.0009999, "0.100%"),
        (0.001, "0.10%"),
        (0.00125, "0.13%"),
        (1.0, "100.00%"),
        (0.72, "72.00%"),
        (0.0, "-"),
        (None, "-"),
    ],
)
def test_a_share_has_two_decimals_and_three_below_a_tenth_of_a_percent(fraction, printed):
    assert numbers.share(fraction) == printed


@pytest.mark.parametrize(
    ("fraction", "printed"),
    [
        (60000 / 52500 - 1, "+14.29%"),
        (52500 / 62500 - 1, "-16.00%"),
        (1.00125 - 1, "+0.13%"),  # 0.0012499999999999734 in binary
        (-0.00085, "-0.085%"),
        (12.5, "+1,250.00%"),
        (0.0, "-"),
        (0.1 + 0.2 - 0.3, "-"),
        (None, "-"),
    ],
)
def test_a_change_in_a_median_carries_a_sign_and_none_is_a_dash(fraction, printed):
    assert numbers.median_change(fraction) == printed


@pytest.mark.parametrize(("places", "printed"), [(34, "+34"), (-13, "-13"), (0, "0"), (None, "-"), (1234, "+1,234")])
def test_a_rank_change_of_zero_is_printed(places, printed):
    assert numbers.rank_change(places) == printed


@pytest.mark.parametrize(
    ("p10", "p25", "p50", "p75", "p90", "printed"),
    [
        (1, 2, 3, 4, 5, [1, 2, 3, 4, 5]),
        (2, 2, 3, 4, 4, [None, 2, 3, 4, None]),
        (1, 3, 3, 3, 5, [1, None, 3, None, 5]),
        (3, 3, 3, 3, 3, [None, None, 3, None, None]),
        (2.9999999999999996, 3, 4, 5, 6, [None, 3, 4, 5, 6]),
        (None, None, None, None, None, [None] * 5),
    ],
)
def test_a_percentile_equal_to_its_neighbour_toward_the_median_is_not_printed(p10, p25, p50, p75, p90, printed):
    summary = PaySummary((9,), (p10,), (p25,), (p50,), (p75,), (p90,), *[NOTHING] * 3)
    assert [numbers.percentile(summary, name, 0) for name in ("p10", "p25", "p50", "p75", "p90")] == printed


@given(st.integers(min_value=1, max_value=10**9), st.integers(min_value=1, max_value=40))
def test_rounding_a_float_is_rounding_the_amount_that_it_stands_for(pence, parts):
    exact = Decimal(pence) / Decimal(100) / Decimal(parts)
    slow = exact.quantize(Decimal("0.000001"), ROUND_HALF_UP).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert numbers.pay(pence / 100 / parts, "hourly") == f"£{slow:,}"


def test_a_month_without_a_vacancy_is_nought_in_a_trend_and_a_month_without_any_is_unknown():
    assert [numbers.trend_share(fraction) for fraction in (0.0, None, 0.0123)] == ["0%", "-", "1.23%"]
