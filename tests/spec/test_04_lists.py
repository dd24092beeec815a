"""The lists of a page: co-occurring terms, locations, months, bins."""

from datetime import date
from itertools import pairwise

import pytest

from jobtide.bins import bins
from tests.markets import drawn, published, taxonomy, vacancy


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    rows = drawn(
        """
        times  day         places      terms
        2      2025-10-01  chester     java-developer,java,sql,azure,finance,developer
        1      2025-10-01  manchester  java-developer,java,aws,iot,developer
        1      2025-10-01  north-west  java-developer,aws
        3      2024-10-01  manchester  java-developer,java
        5      2025-10-01  london      java,go
        """
    )
    return published(tmp_path_factory.mktemp("lists"), rows)


def test_other_terms_are_listed_with_dense_ranks_ties_in_alphabetical_order(market):
    page = market.page("java-developer", "north-west")
    assert [(entry.rank, entry.count, entry.share, entry.term) for entry in page.cooccurring] == [
        (1, 3, 0.75, "Java"),
        (2, 2, 0.5, "AWS"),
        (2, 2, 0.5, "Azure"),
        (2, 2, 0.5, "SQL"),
    ]


def test_a_job_title_page_has_no_list_of_job_titles_and_the_overall_list_leaves_three_categories_out(market):
    page = market.page("java-developer", "north-west")
    assert list(page.cooccurring_by_category) == ["Cloud Services", "General", "Miscellaneous", "Programming Languages"]
    skill = market.page("java", "north-west")
    assert list(skill.cooccurring_by_category)[2:] == ["Job Titles", "Miscellaneous", "Programming Languages"]
    assert {entry.category for entry in skill.cooccurring} == {"Cloud Services", "Programming Languages"}


def test_lists_are_cut_hard_at_30_and_at_20_a_category_even_inside_a_tie(tmp_path):
    many = taxonomy(
        **{
            "Programming Languages": ["Java", *(f"Language {number:02d}" for number in range(25))],
            "Vendors": [f"Vendor {number:02d}" for number in range(25)],
        }
    )
    reader = published(tmp_path, [vacancy(0, places=["uk"], terms=sorted(many.terms))], many)
    page = reader.page("java", "uk")
    assert [entry.term for entry in page.cooccurring][-6:] == [
        *("Language 24", "Vendor 00", "Vendor 01", "Vendor 02", "Vendor 03", "Vendor 04"),
    ]
    assert len(page.cooccurring) == 30
    assert {category: len(entries) for category, entries in page.cooccurring_by_category.items()} == {
        "Programming Languages": 20,
        "Vendors": 20,
    }


def test_locations_are_the_places_right_below_with_a_vacancy_most_first(market):
    page = market.page("java-developer", "north-west")
    assert [(row.name, row.count, row.rank_change) for row in page.places] == [
        ("Cheshire", 2, None),
        ("Manchester", 1, 0),
    ]


def test_the_country_lists_its_groupings_too(market):
    names = [row.name for row in market.page("java", "uk").places]
    assert names == ["England", "North of England", "UK excluding London"]


def test_the_series_runs_from_the_first_data_of_the_market_to_the_editions_day(market):
    series = market.page("java-developer", "north-west").series
    assert (series[0].month, series[-1].month, len(series)) == ("2024-10", "2025-11", 14)
    assert (series[0].count, series[0].share) == (3, 1.0)
    assert (series[1].count, series[1].share) == (0, None)  # nothing at all was advertised there in that month
    assert (series[12].count, series[12].share) == (4, 1.0)


def test_the_pay_of_a_month_is_that_of_the_period_that_ends_with_it(tmp_path):
    rows = drawn(
        """
        day         places  terms  annual
        2025-03-31  uk      java   40000
        2025-06-30  uk      java   60000
        """
    )
    series = published(tmp_path, rows).page("java", "uk").series
    assert [(month.month, month.pay["annual"]["p50"]) for month in series] == [
        ("2025-03", 40_000),
        ("2025-04", 40_000),
        ("2025-05", 40_000),
        ("2025-06", 50_000),
        ("2025-07", 50_000),
        ("2025-08", 50_000),  # 1 March to 31 August
        ("2025-09", 50_000),  # 31 March to 30 September
        ("2025-10", 60_000),
        ("2025-11", 60_000),  # to 23 November, the edition's day
    ]


def test_a_histogram_has_round_bins_that_hold_every_figure(tmp_path):
    pays = [31_000, 42_000, 44_000, 45_000, 52_000, 55_500, 61_000]
    rows = [
        vacancy(n, places=["uk"], terms=["java"], pay_unit="annual", pay_low=pay, pay_high=pay, currency="GBP")
        for n, pay in enumerate(map(float, pays))
    ]
    histogram = published(tmp_path, rows).page("java", "uk").histogram["annual"]
    assert sum(each.count for each in histogram) == 7
    assert all(each.low % 500 == 0 for each in histogram)
    assert all(one.high == other.low for one, other in pairwise(histogram))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([(50_000, 4)], []),  # under five figures
        ([(50_000, 5)], [(50_000, 50_500, 5)]),
        ([(10.0, 2), (20.0, 3)], [(10.0, 11.0, 2), *((low, low + 1.0, 0) for low in range(11, 20)), (20.0, 21.0, 3)]),
    ],
)
def test_bins(values, expected):
    assert bins(values) == [pytest.approx(each) for each in expected]


def test_an_edition_of_nothing_before_its_day_has_one_month(tmp_path):
    reader = published(tmp_path, [vacancy(0, places=["uk"], terms=["java"], first_seen=date(2025, 11, 1))])
    assert [month.month for month in reader.page("java", "uk").series] == ["2025-11"]
