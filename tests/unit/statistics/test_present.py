"""A small market is counted over the places and terms that it has, and told with the numbers of all."""

import numpy as np

from jobtide.statistics.kernel.population import Lists, Population
from jobtide.statistics.kernel.present import Present


def population(places: list[list[int]], among: int, terms: list[list[int]], category: list[int]) -> Population:
    """Of `among` places, and a term for each `category`; each vacancy is of a month of its own."""
    nothing = np.zeros(0, np.int32)
    return Population(
        nothing, nothing, nothing, nothing, nothing, {}, {},
        lists(places, among), lists(terms, len(category)), np.array(category, np.int16),
        np.array([[[place in mine for mine in places] for place in range(among)]]),
    )  # fmt: skip


def lists(given: list[list[int]], many: int) -> Lists:
    starts, keys = np.cumsum([0, *map(len, given)]), np.array([one for each in given for one in each], np.uint16)
    return Lists(starts, keys, np.isin(np.arange(many), keys))


def test_numbers_that_nobody_has_are_left_out_and_come_back_in_the_tables():
    present = Present.of(population([[0, 7], [0, 9]], 10, [[3], [3, 8]], [0] * 3 + [5] + [0] * 4 + [6]))
    assert present.population.places.keys.tolist() == [0, 1, 0, 2]
    assert present.population.terms.keys.tolist() == [0, 0, 1]
    assert present.population.category.tolist() == [5, 6]
    assert present.population.by_month.tolist() == [[[1, 1], [1, 0], [0, 1]]]
    told = present.told({"employment_type": 0, "place": np.array([0, 1, 2]), "term": np.array([1, 0, 1])})
    assert (told["place"].tolist(), told["term"].tolist()) == ([0, 7, 9], [8, 3, 8])
    assert told["employment_type"] == 0


def test_where_most_are_there_and_where_none_is_nothing_is_lost():
    whole = population([[0, 1]], 2, [[0, 2]], [4, 4, 4])
    present = Present.of(whole)
    assert present.population.terms is whole.terms and present.terms.tolist() == [0, 1, 2]
    empty = Present.of(population([[]], 2, [[]], [4, 4, 4]))
    assert (empty.places.tolist(), empty.terms.tolist(), empty.population.category.tolist()) == ([0], [0], [4])
