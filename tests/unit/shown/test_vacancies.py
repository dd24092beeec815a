"""The words around lists of vacancies."""

from datetime import date

import pytest
from example_pages import BACKEND_DEVELOPER, EDITION, NORTH_WEST, PYTHON, UK

from jobtide.expression import All, Named, NoneOf
from jobtide.page import TermName
from jobtide.period import Period
from jobtide.population import Counted, Population
from jobtide.shown import vacancies

TERMS = {term.slug: term for term in (BACKEND_DEVELOPER, PYTHON, TermName("aws", "AWS", None, "Cloud Services"))}
PERIOD = Period(date(2025, 5, 24), date(2025, 11, 23))
ONE = Named("python")


@pytest.mark.parametrize(
    ("asked", "kind", "said"),
    [
        (Population(), "permanent", ""),
        (Population(ONE), "permanent", "citing Python"),
        (Population(Named("backend-developer")), "contract", "for a Backend Developer"),
        (Population(All((ONE, NoneOf(Named("aws"))))), "permanent", "matching Python and not AWS"),
        (Population(ONE, ("remote", "hybrid")), "permanent", "citing Python, with remote or hybrid work"),
        (Population(pay_from=70000.0), "permanent", "paying £70,000 a year or more"),
        (Population(ONE, pay_from=450.0), "contract", "citing Python, paying £450 a day or more"),
        (
            Population(employers=("Acme",), first=date(2025, 6, 1)),
            "permanent",
            "advertised by Acme, first seen on 1 Jun 2025 or later",
        ),
    ],
)
def test_a_population_is_described_in_words(asked, kind, said):
    assert vacancies.described(asked, TERMS.__getitem__, "GBP", kind) == said


@pytest.mark.parametrize(
    ("total", "counted", "said"),
    [
        (
            2,
            Counted(),
            "2 permanent vacancies citing Python were first seen in the 6 months to 23 November 2025 in the UK. "
            "The newest stand first.",
        ),
        (
            1,
            Counted(live=True),
            "One permanent vacancy citing Python is live on 23 November 2025, whenever first seen, in the UK.",
        ),
        (0, Counted(month="2025-08"), "No permanent vacancies citing Python were first seen in August 2025 in the UK."),
        (
            1,
            Counted(beside="aws", quoted="annual"),
            "One permanent vacancy citing Python, with AWS cited as well, with a salary quoted, was first seen in the "
            "6 months to 23 November 2025 in the UK.",
        ),
        (
            1,
            Counted(quoted="annual", middle_from=40000.0, middle_below=45000.0),
            "One permanent vacancy citing Python, with a salary quoted whose middle is from 40,000 and below 45,000, "
            "was first seen in the 6 months to 23 November 2025 in the UK.",
        ),
    ],
)  # fmt: skip
def test_how_many_they_are_and_which_figure_is_said(total, counted, said):
    assert (
        vacancies.introduction("citing Python", total, "permanent", UK, PERIOD, 6, counted, EDITION, TERMS.__getitem__)
        == said
    )


def test_a_heading_names_the_place_but_for_the_uk():
    assert vacancies.heading("citing Python", "contract", UK, Counted()) == "Contract vacancies citing Python"
    assert (
        vacancies.heading("", "contract", NORTH_WEST, Counted(live=True)) == "Live contract vacancies in the North West"
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", "", None])
def test_only_addresses_of_the_web_are_followed(url):
    assert vacancies.followed(url) == ""
    assert vacancies.followed("https://board.example/1") == "https://board.example/1"
