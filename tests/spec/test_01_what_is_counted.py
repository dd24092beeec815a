"""Which vacancies a figure counts: periods, places, terms, employment types."""

from datetime import date

import pytest

from tests.markets import AS_OF, drawn, published, vacancy


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    rows = drawn(
        """
        times  day         type       places                  terms
        1      2025-11-23  permanent  cheshire                java
        1      2025-05-24  permanent  manchester              java
        1      2025-05-23  permanent  manchester              java
        1      2025-11-24  permanent  manchester              java
        1      2025-08-24  permanent  chester,cheshire        java
        1      2025-08-23  permanent  chester,manchester      java
        2      2025-10-01  permanent  uk                      java
        4      2025-10-01  permanent  north-west              sql
        1      2025-10-01  permanent  -                       java
        1      2025-10-01  permanent  london                  java
        1      2025-10-01  permanent  scotland,work-from-home java
        8      2025-10-01  contract   chester                 java
        """
    )
    return published(tmp_path_factory.mktemp("counted"), rows)


@pytest.mark.parametrize(
    ("place", "count"),
    [
        ("chester", 2),
        ("cheshire", 3),  # its own, and both of Chester; one that names Chester and Cheshire counts once
        ("manchester", 2),  # first seen on the first day of the period, and the one in Chester too
        ("north-west", 4),  # a vacancy in two of its places counts once
        ("london", 1),
        ("england", 5),
        ("scotland", 1),
        ("uk", 8),  # two more are known to be in the UK and no nearer
        ("world", 9),  # one more is known to be nowhere
        ("north-of-england", 4),
        ("uk-excluding-london", 5),  # what is known only to be in the UK is not known to be outside London
        ("work-from-home", 1),
        ("west-midlands", 0),
    ],
)
def test_a_vacancy_counts_once_in_each_of_its_places_and_in_all_above_them(market, place, count):
    assert market.page("java", place).summary.count[0] == count


def test_a_period_holds_its_first_and_its_last_day_and_none_beside_them(market):
    period = market.page("java", "uk").periods[0]
    assert (period.start, period.end) == (date(2025, 5, 24), AS_OF)
    # 23 May is a day too early, and 24 November has not come yet.
    assert market.page("java", "manchester").summary.count[0] == 2


def test_three_months_are_counted_apart_from_six(market):
    three = market.page("java", "cheshire", months=3)
    assert three.periods[0].start == date(2025, 8, 24)
    assert three.summary.count[0] == 2


def test_permanent_and_contract_vacancies_are_counted_apart(market):
    assert market.page("java", "chester", "contract").summary.count[0] == 8
    assert market.page("java", "chester", "permanent").summary.count[0] == 2


def test_shares_are_of_all_vacancies_of_the_place_and_of_those_matching_the_category(market):
    page = market.page("java", "north-west")
    assert page.all_count[0] == 8
    assert page.summary.share_of_all[0] == 4 / 8
    assert page.summary.share_of_category[0] == 4 / 8  # Java and SQL are both Programming Languages
    assert page.category.count[0] == 8


def test_a_vacancy_that_matches_two_terms_of_a_category_counts_once_in_it(tmp_path):
    reader = published(tmp_path, [vacancy(0, places=["uk"], terms=["java", "sql"]), vacancy(1, places=["uk"])])
    page = reader.page("java", "uk")
    assert (page.category.count[0], page.category.share_of_all[0]) == (1, 0.5)


def test_a_place_without_vacancies_has_a_page_of_nothing(market):
    page = market.page("java", "west-midlands")
    assert page.summary.count == [0, 0, 0]
    assert page.summary.rank == page.summary.share_of_all == [None, None, None]
    assert page.summary.pay["annual"].p50 == [None, None, None]
    assert (page.places, page.cooccurring, page.histogram) == ([], [], {"annual": []})


def test_live_vacancies_are_counted_whenever_they_were_first_seen(tmp_path):
    rows = drawn(
        """
        day         places  terms  live
        2025-11-20  uk      java   live
        2024-01-02  uk      java   live
        2025-11-20  uk      java   -
        """
    )
    page = published(tmp_path, rows).page("java", "uk")
    assert (page.live, page.summary.count[0]) == (2, 2)
