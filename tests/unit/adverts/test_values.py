"""Text and numbers from the types that sources use for them."""

import pytest

from jobtide.adverts.values import number, text, texts


def test_text_of_each_type():
    for value, expected in (
        ("x", "x"), (12, "12"), (123.0, "123"), (1.5, "1.5"), (10**20, "1" + "0" * 20), (True, "true"), (None, ""),
        (float("nan"), ""), ("nan", ""), (" NULL ", ""), ("N/A", ""), ("Nanny", "Nanny"), (b"x", "x"), ("-", "-"),
    ):  # fmt: skip
        assert text(value) == expected, value
    for value in ({"display_name": "Leeds"}, ["a"], ()):
        with pytest.raises(ValueError, match=r"object|list"):
            text(value)
    assert texts(["Leeds", None, "", "York"]) == ("Leeds", "York")
    assert texts("Leeds") == ("Leeds",)


def test_amounts():
    for value, expected in (
        (50000, 50000.0), ("50000", 50000.0), ("£50,000", 50000.0),
        ("40k", 40000.0), ("52.5K EUR", 52500.0), ("400€", 400.0),
        (" 412.50 GBP", 412.5), (0, None), ("0", None),
        ("0.0", None), ("", None), (None, None), ("nan", None), (float("nan"), None),
    ):  # fmt: skip
        assert number(value) == expected, value
    for value in (
        "40 000",
        "£40,000 - £50,000",
        "competitive",
        True,
        -5,
        "-5",
        float("inf"),
        10**400,
        {},
        [1],
        "1,00",
        "9" * 5000,
    ):
        with pytest.raises(ValueError):
            number(value)
