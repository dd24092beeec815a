"""Whom a text says it looks for, where its headline does not."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.extraction.wanted import wanted


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Acme makes maps. We're looking for a Java developer who knows Go.", "a Java developer"),
        ("We are hiring senior data engineers to run it", "senior data engineers"),
        ("Hiring: all levels of engineers, and designers.\nMore", "all levels of engineers, and designers"),
        ("We're looking to take on Python developers.", "Python developers"),
        ("We need a strong all-rounder: a Rails developer with taste", "a strong all-rounder: a Rails developer"),
        ("Join our team as a test engineer!", "a test engineer"),
        ("We make maps.\n* Backend Engineer (Go)\n* Designer", "Backend Engineer (Go)"),
        ("We make maps.\n- Backend dev: you draw them.\n- Designer", "Backend dev"),
        (
            "London, on site.\nThe Royal Society of Maps and Globes - Developer, Cartography",
            "The Royal Society of Maps and Globes - Developer, Cartography",
        ),
        ("We are not hiring developers. We seek a writer.", "a writer"),
        ("We're looking to meet great developers.", "great developers"),
        ("If you're a surveyor who codes, apply.", "surveyor"),
        ("We make maps for engineers.", None),
        ("", None),
    ],
)
def test_the_first_that_is_looked_for_comes_first(text, first):
    assert next(wanted(text), None) == first


@given(st.text())
def test_whatever_is_said_stands_in_the_text(text):
    assert all(said in text and said for said in wanted(text))


@pytest.mark.parametrize("text", ["looking for " * 100_000, "a" * 1_000_000, "not " * 250_000, "- " * 500_000])
def test_no_text_takes_long(text):
    start = perf_counter()
    list(wanted(text))
    assert perf_counter() - start < 0.5
