"""Ranks are dense, over all terms of all categories of the same type, place and period."""

import pytest

from tests.markets import drawn, published


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    rows = drawn(
        """
        times  day         places  terms
        5      2025-10-01  uk      java,sql
        3      2025-10-01  uk      azure,aws,finance
        1      2025-10-01  uk      iot
        9      2025-10-01  london  law
        2      2024-10-01  uk      azure
        4      2024-10-01  uk      java
        1      2024-10-01  uk      sql
        1      2023-10-01  uk      java
        3      2022-10-01  uk      sql
        1      2022-10-01  uk      java
        """
    )
    return published(tmp_path_factory.mktemp("ranks"), rows)


@pytest.mark.parametrize(
    ("term", "ranks", "changes"),
    [
        ("law", [1, None, None], [None, None, None]),
        ("java", [2, 1, 1], [-1, 0, 1]),  # the third change needs a fourth period
        ("sql", [2, 3, None], [1, None, None]),  # ties share a rank
        ("azure", [3, 2, None], [-1, None, None]),  # and the next one is +1
        ("aws", [3, None, None], [None, None, None]),
        ("finance", [3, None, None], [None, None, None]),  # General counts here like every category
        ("iot", [4, None, None], [None, None, None]),
        ("go", [None, None, None], [None, None, None]),  # no vacancies, no rank
    ],
)
def test_ranks_are_dense_and_changes_are_last_years_rank_less_this_years(market, term, ranks, changes):
    summary = market.page(term, "uk").summary
    assert (list(summary.rank), list(summary.rank_change)) == (ranks, changes)


def test_a_rank_is_among_the_vacancies_of_the_place(market):
    assert market.page("law", "london").summary.rank[0] == 1
    assert market.page("java", "london").summary.rank[0] is None


def test_the_ranks_of_the_index_are_those_of_the_pages(market):
    for row in market.index("uk").rows:
        summary = market.page(row.slug, "uk").summary
        assert (row.rank, row.rank_change, row.count) == (summary.rank[0], summary.rank_change[0], summary.count[0])
