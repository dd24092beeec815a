"""The pay of a JobPosting, in every shape that sites write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.sources.job_posting_pay import pay_fields

GBP = {"@type": "MonetaryAmount", "currency": "GBP"}
YEAR = {"@type": "QuantitativeValue", "unitText": "YEAR"}

SHAPES = {
    "(a) a number": (
        {"baseSalary": 40000}, {"pay_min": 40000, "pay_max": 40000}),
    "(b) words": (
        {"baseSalary": "£40k-£50k"}, {"pay": "£40k-£50k"}),
    "(b) words that are two amounts": (
        {"baseSalary": "£40,000 - £50,000"}, {"pay_min": 40000, "pay_max": 50000, "currency": "GBP"}),
    "(b) words that are a number": (
        {"baseSalary": "40000.00", "salaryCurrency": "EUR"}, {"pay_min": 40000, "pay_max": 40000, "currency": "EUR"}),
    "(b) words without a figure": (
        {"baseSalary": "Competitive"}, {"pay": "Competitive"}),
    "(c) an amount of money": (
        {"baseSalary": {**GBP, "value": 40000}}, {"pay_min": 40000, "pay_max": 40000, "currency": "GBP"}),
    "(d) a value with a unit": (
        {"baseSalary": {**GBP, "value": {**YEAR, "value": "40000"}}},
        {"pay_min": 40000, "pay_max": 40000, "pay_unit": "year", "currency": "GBP"}),
    "(d) a range with a unit": (
        {"baseSalary": {**GBP, "value": {"minValue": 450, "maxValue": "500.50", "unitText": "DAY"}}},
        {"pay_min": 450, "pay_max": 500.5, "pay_unit": "day", "currency": "GBP"}),
    "(d) an open range": (
        {"baseSalary": {**GBP, "value": {**YEAR, "minValue": 40000}}},
        {"pay_min": 40000, "pay_unit": "year", "currency": "GBP"}),
    "(e) a range without a value": (
        {"baseSalary": {**GBP, "minValue": 40000, "maxValue": 50000, "unitText": "YEAR"}},
        {"pay_min": 40000, "pay_max": 50000, "pay_unit": "year", "currency": "GBP"}),
    "(f) a price": (
        {"baseSalary": {"@type": "PriceSpecification", "price": "32000", "priceCurrency": "EUR"}},
        {"pay_min": 32000, "pay_max": 32000, "currency": "EUR"}),
    "(f) a price for a unit": (
        {"baseSalary": {"minPrice": 20, "maxPrice": 25, "priceCurrency": "EUR",
                        "referenceQuantity": {"unitCode": "HUR"}}},
        {"pay_min": 20, "pay_max": 25, "pay_unit": "hour", "currency": "EUR"}),
    "(g) a currency beside it": (
        {"baseSalary": "40", "salaryCurrency": "USD"}, {"pay_min": 40, "pay_max": 40, "currency": "USD"}),
    "(h) an estimate is marked": (
        {"estimatedSalary": {"@type": "MonetaryAmountDistribution", "currency": "USD", "duration": "P1Y",
                             "percentile10": 90000, "median": 120000}},
        {"pay_min": 120000, "pay_max": 120000, "pay_unit": "year", "currency": "USD", "pay_is_predicted": True}),
    "(h) an estimate of another shape": (
        {"estimatedSalary": [{**GBP, "value": {**YEAR, "minValue": 1, "maxValue": 2}}]},
        {"pay_min": 1, "pay_max": 2, "pay_unit": "year", "currency": "GBP", "pay_is_predicted": True}),
    "(h) an estimate beside what is stated": (
        {"estimatedSalary": {"median": 1}, "baseSalary": 40000}, {"pay_min": 40000, "pay_max": 40000}),
    "(h) percentiles in place of pay": (
        {"baseSalary": {"percentile10": 10, "median": 20, "percentile90": 30}},
        {"pay_min": 20, "pay_max": 20, "pay_is_predicted": True}),
    "(i) a list of shapes, the first that says pay": (
        {"baseSalary": [{**GBP, "value": None}, {**GBP, "value": {**YEAR, "value": 5}}, {**GBP, "value": 9}]},
        {"pay_min": 5, "pay_max": 5, "pay_unit": "year", "currency": "GBP"}),
    "(i) a list of two numbers": (
        {"baseSalary": ["50000", 40000]}, {"pay_min": 40000, "pay_max": 50000}),
    "(i) values in a list": (
        {"baseSalary": {**GBP, "value": [{**YEAR, "minValue": 3, "maxValue": 4}]}},
        {"pay_min": 3, "pay_max": 4, "pay_unit": "year", "currency": "GBP"}),
    "(j) words for a value": (
        {"baseSalary": {**GBP, "value": {**YEAR, "value": "Main scale, £31,650 to £43,607 plus allowance"}}},
        {"pay": "Main scale, £31,650 to £43,607 plus allowance per year", "pay_unit": "year", "currency": "GBP"}),
    "(j) words that name their own unit": (
        {"baseSalary": {**GBP, "value": {**YEAR, "value": "Around £15 per hour"}}},
        {"pay": "Around £15 per hour", "pay_unit": "year", "currency": "GBP"}),
    "(j) words for both ends": (
        {"baseSalary": {**GBP, "value": {"minValue": "40k", "maxValue": "50k", "unitText": "YEAR"}}},
        {"pay": "40k - 50k per year", "pay_unit": "year", "currency": "GBP"}),
    "(k) a code for the unit": (
        {"baseSalary": {**GBP, "value": {"value": 500, "unitCode": "DAY"}}},
        {"pay_min": 500, "pay_max": 500, "pay_unit": "day", "currency": "GBP"}),
    "(k) codes for units": (
        {"baseSalary": {**GBP, "value": {"value": 500, "unitCode": "WEE"}}},
        {"pay_min": 500, "pay_max": 500, "pay_unit": "week", "currency": "GBP"}),
    "(l) a sign for the currency": (
        {"baseSalary": {"currency": "£", "value": 500}}, {"pay_min": 500, "pay_max": 500, "currency": "GBP"}),
    "(l) a sign that contradicts the currency leaves words": (
        {"baseSalary": {"currency": "EUR", "value": "£500"}}, {"pay": "£500", "currency": "EUR"}),
    "hidden pay": (
        {"baseSalary": {**GBP, "value": {**YEAR, "minValue": 0, "maxValue": 0}}},
        {"currency": "GBP"}),
    "a range of zeros beside a value": (
        {"baseSalary": {"minValue": 0, "maxValue": 0, "value": 9}}, {"pay_min": 9, "pay_max": 9}),
    "nothing": ({}, {}),
    "true": ({"baseSalary": True}, {}),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_pay_is_read_from(shape):
    posting, pay = SHAPES[shape]
    assert pay_fields(posting) == pay


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("value", "minValue", "maxValue", "currency", "unitText", "price", "median", "@type")),
            inner,
        )
    ),
    max_leaves=12,
)


@given(values)
def test_any_shape_at_all_gives_numbers_or_words(value):
    fields = pay_fields({"baseSalary": value})
    assert all(isinstance(fields.get(end, 0), int | float) for end in ("pay_min", "pay_max"))
    assert all(isinstance(fields.get(field, ""), str) for field in ("pay", "pay_unit", "currency"))
