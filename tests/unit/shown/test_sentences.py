from dataclasses import replace
from datetime import date

import pytest
from example_pages import NO_PAY, PYTHON, UK, back_office, contract, index, nothing, page

from jobtide.page import CategorySummary, PlaceName, TermName
from jobtide.period import with_comparators
from jobtide.shown import sentences
from jobtide.taxonomy import CATEGORIES


def with_counts(example, count, quoted, unit="annual"):
    """The page with this many vacancies and amounts of pay in its first period."""
    pay = dict(example.summary.pay)
    pay[unit] = replace(pay[unit], quoted=(quoted, 0, 0))
    return replace(example, summary=replace(example.summary, count=(count, 0, 0), pay=pay))


def test_headings_name_the_term_and_the_place_but_not_the_uk():
    assert sentences.heading(page()) == "Backend Developer Job Trends in the North West"
    assert sentences.heading(back_office()) == "Back Office Job Trends in Stoke-on-Trent"
    assert sentences.heading(page(place=UK)) == "Backend Developer Job Trends"
    world = PlaceName("world", "World", ("World",), None, None, "the World")
    assert sentences.heading(page(place=world)) == "Backend Developer Job Trends in the World"


def test_breadcrumbs_are_the_parent_and_the_place():
    assert sentences.breadcrumb(page().place) == "England > North West"
    assert sentences.breadcrumb(back_office().place) == "Staffordshire > Stoke-on-Trent"
    assert sentences.breadcrumb(UK) == "UK"


def test_the_long_name_is_the_name_where_there_is_no_other():
    assert sentences.long_name(page(term=PYTHON)) == "Python programming language"
    assert sentences.long_name(page()) == "Backend Developer"


def test_column_headings_name_the_period_and_its_comparators():
    assert sentences.column_headings(page()) == ("6 months to 23 Nov 2025", "Same period 2024", "Same period 2023")
    leap = page(months=3, periods=with_comparators(date(2028, 2, 29), 3)[:3])
    assert sentences.column_headings(leap)[0] == "3 months to 29 Feb 2028"


@pytest.mark.parametrize(
    ("example", "sentence"),
    [
        (
            page(),
            "Backend Developer vacancies advertised in the North West in the 6 months to 23 November 2025 quoted a "
            "median salary of £60,000 a year (17 salaries in 25 permanent vacancies).",
        ),
        (
            with_counts(page(term=PYTHON, place=UK), 1, 1),
            "Vacancies citing Python advertised in the UK in the 6 months to 23 November 2025 quoted a median salary "
            "of £60,000 a year (1 salary in 1 permanent vacancy).",
        ),
        (
            contract(),
            "Vacancies citing Python advertised in the UK in the 6 months to 23 November 2025 quoted a median rate of "
            "£500 a day (120 daily rates in 1,320 contract vacancies) and £41.26 an hour (3 hourly rates).",
        ),
        (
            with_counts(contract(), 7, 0, "daily"),
            "Vacancies citing Python advertised in the UK in the 6 months to 23 November 2025 quoted a median rate of "
            "£41.26 an hour (3 hourly rates in 7 contract vacancies).",
        ),
        (
            with_counts(page(), 25, 0),
            "25 permanent vacancies for a Backend Developer were advertised in the North West in the 6 months to "
            "23 November 2025, but none of them quoted a salary.",
        ),
        (
            with_counts(back_office(), 1, 0),
            "One permanent vacancy citing Back Office was advertised in Stoke-on-Trent in the 6 months to "
            "5 December 2025, and it quoted no salary.",
        ),
        (
            nothing(),
            "No permanent vacancies for a Backend Developer were advertised in the North West in the 6 months to "
            "23 November 2025.",
        ),
        (
            contract(summary=replace(contract().summary, pay={"daily": NO_PAY, "hourly": NO_PAY})),
            "1,320 contract vacancies citing Python were advertised in the UK in the 6 months to 23 November 2025, but "
            "none of them quoted a rate.",
        ),
    ],
)
def test_the_introduction_is_right_for_every_kind_of_page(example, sentence):
    assert sentences.introduction(example)[0] == sentence


def test_the_table_is_introduced_with_the_years_beside_it():
    assert sentences.introduction(back_office())[1] == (
        "The table follows permanent work citing Back Office and the salaries offered in Stoke-on-Trent, beside the "
        "same 6 months of 2024 and 2023."
    )


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_has_its_words(category):
    example = page(category=CategorySummary(category, (1, 1, 1), (1, 1, 1), {}))
    for sentence in (sentences.category_heading(example), sentences.category_introduction(example)):
        assert sentence and "None" not in sentence and "  " not in sentence


@pytest.mark.parametrize(
    ("name", "article"),
    [
        ("Analyst", "an"), ("Backend Developer", "a"), ("User Researcher", "a"), ("UX Designer", "a"),
        ("HR Manager", "an"), ("IT Manager", "an"), ("SAP Consultant", "an"), ("SAN Engineer", "a"),
        (".NET Developer", "a"), ("C# Developer", "a"), ("iOS Developer", "an"), ("Oracle DBA", "an"),
        ("Unix Administrator", "a"), ("Underwriter", "an"), ("ETL Developer", "an"), ("UAT Lead", "a"),
        ("Head of IT", "a"), ("European Manager", "a"), ("MI Analyst", "an"), ("SaaS Manager", "a"),
        ("1st Line Support", "a"), ("3rd Line Engineer", "a"), ("F5 Engineer", "an"), ("Infrastructure Engineer", "an"),
    ],
)  # fmt: skip
def test_the_article_follows_the_sound(name, article):
    assert sentences.a_or_an(name) == article


def test_live_vacancies_are_counted_in_words_that_agree():
    assert sentences.live_sentence(page()) == "On 23 November 2025 12 such vacancies are live."
    assert sentences.live_sentence(page(live=1)) == "On 23 November 2025 one such vacancy is live."
    assert sentences.live_sentence(page(live=0)) == "On 23 November 2025 no such vacancies are live."


def test_the_list_of_skills_is_headed_with_its_true_length():
    assert sentences.cooccurring_heading(page()) == "Backend Developer: Top 17 Co-Occurring Skills in the North West"


def test_the_index_says_what_it_ranks():
    assert sentences.index_heading(index()) == "Permanent IT Job Index in the North West"
    assert sentences.index_introduction(index()).startswith(
        "4,992 permanent IT vacancies were advertised in the North West in the 6 months to 23 November 2025."
    )
    assert sentences.index_introduction(index(all_count=1)).startswith("1 permanent IT vacancy was advertised")


@pytest.mark.parametrize(
    "example", [page(), back_office(), contract(), nothing(), page(term=TermName("x", "X", None, "Vendors"))]
)
def test_no_sentence_shows_what_is_not_there(example):
    said = [
        *sentences.introduction(example), sentences.category_heading(example), sentences.category_introduction(example),
        sentences.vacancy_trend_caption(example), sentences.locations_introduction(example),
        sentences.cooccurring_introduction(example), sentences.live_sentence(example),
    ]  # fmt: skip
    assert not [sentence for sentence in said if "None" in sentence or "nan" in sentence]
