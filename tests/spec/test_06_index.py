"""The index: every term with a vacancy in the period, filtered, sorted, page by page."""

import pytest

from jobtide.errors import Unknown
from tests.markets import drawn, published


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    rows = drawn(
        """
        times  day         places  terms           annual  live
        4      2025-10-01  uk      java,azure      60000   live
        2      2025-10-01  uk      sql             40000   -
        2      2025-10-01  uk      finance         -       -
        1      2025-10-01  uk      go              90000   -
        3      2024-10-01  uk      java            50000   -
        6      2024-10-01  uk      sql,law         40000   -
        """
    )
    return published(tmp_path_factory.mktemp("index"), rows)


def names(index) -> list[str]:
    return [row.term for row in index.rows]


def test_terms_stand_by_rank_then_by_name_and_those_without_a_vacancy_do_not(market):
    index = market.index("uk")
    assert names(index) == ["Azure", "Java", "Finance", "SQL", "Go"]
    assert (index.total, index.all_count) == (5, 9)


def test_a_row_has_the_figures_of_the_page(market):
    row = next(row for row in market.index("uk").rows if row.slug == "java")
    assert (row.rank, row.rank_change, row.count, row.share_of_all, row.live) == (1, 1, 4, 4 / 9, 4)
    assert (row.p50, row.p50_change) == (60_000, pytest.approx(0.2))


@pytest.mark.parametrize(
    ("sort", "reverse", "expected"),
    [
        ("term", False, ["Azure", "Finance", "Go", "Java", "SQL"]),
        ("term", True, ["SQL", "Java", "Go", "Finance", "Azure"]),
        ("p50", False, ["Go", "Azure", "Java", "SQL", "Finance"]),  # without pay: last
        ("p50", True, ["SQL", "Azure", "Java", "Go", "Finance"]),  # and last the other way round too
        ("rank_change", False, ["Java", "SQL", "Azure", "Finance", "Go"]),
        ("p50_change", False, ["Java", "SQL", "Azure", "Finance", "Go"]),
        ("count", True, ["Go", "Finance", "SQL", "Azure", "Java"]),
        ("live", False, ["Azure", "Java", "Finance", "Go", "SQL"]),
        ("rank", True, ["Go", "Finance", "SQL", "Azure", "Java"]),
    ],
)
def test_every_column_sorts_both_ways_with_nulls_last(market, sort, reverse, expected):
    assert names(market.index("uk", sort=sort, reverse=reverse)) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"categories": ["Programming Languages"]}, ["Java", "SQL", "Go"]),
        ({"categories": ["General", "Cloud Services"]}, ["Azure", "Finance"]),
        ({"terms": ["go", "sql"]}, ["SQL", "Go"]),
        ({"search": "A"}, ["Azure", "Java", "Finance"]),
        ({"search": "nothing like this"}, []),
    ],
)
def test_filters_leave_what_they_name(market, filters, expected):
    index = market.index("uk", **filters)
    assert (names(index), index.total) == (expected, len(expected))


def test_pages_follow_each_other_and_know_the_number_of_results(market):
    pages = [market.index("uk", limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [names(page) for page in pages] == [["Azure", "Java"], ["Finance", "SQL"], ["Go"], []]
    assert {page.total for page in pages} == {5}


def test_ranks_are_of_all_terms_whatever_the_filter_leaves(market):
    assert market.index("uk", terms=["go"]).rows[0].rank == 3


def test_what_nobody_knows_is_refused_with_what_there_is(market):
    with pytest.raises(Unknown, match="No category is called 'Cheese'"):
        market.index("uk", categories=["Cheese"])
    with pytest.raises(Unknown, match="column to sort by"):
        market.index("uk", sort="count; DROP TABLE cells")
