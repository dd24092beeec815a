"""A market numbered without the places and terms that none of its vacancies has: a small one has few of them."""

from dataclasses import dataclass, replace

import numpy as np

from jobtide.statistics.kernel.population import Lists, Population, for_reading


@dataclass(frozen=True)
class Present:
    """`places` and `terms` are the numbers that those of `population` stand for, in ascending order."""

    population: Population
    places: np.ndarray
    terms: np.ndarray

    @classmethod
    def of(cls, population: Population) -> "Present":
        of_places, there = _renumbered(population.places)
        of_terms, asked = _renumbered(population.terms)
        category = for_reading(population.category[asked])
        by_month = population.by_month[:, there]
        own = replace(population, places=of_places, terms=of_terms, category=category, by_month=by_month)
        return cls(own, there, asked)

    def told(self, columns: dict[str, object]) -> dict[str, object]:
        """Columns of a table of figures with the market's own numbers of places and terms."""
        own = {name: numbers for name, numbers in (("place", self.places), ("term", self.terms)) if name in columns}
        return columns | {
            name: numbers[columns[name]]
            for name, numbers in own.items()
            if numbers[-1] >= len(numbers)  # otherwise all are there, and each stands for itself
        }


def _renumbered(lists: Lists) -> tuple[Lists, np.ndarray]:
    """The lists, and what their numbers stand for: there is one at least."""
    there = lists.there.copy()
    there[0] |= not there.any()
    found = np.flatnonzero(there)
    if 2 * len(found) > len(there):
        return lists, np.arange(len(there))
    keys = for_reading((np.cumsum(there) - 1).astype(lists.keys.dtype)[lists.keys])
    return Lists(lists.starts, keys, lists.there[found]), found
