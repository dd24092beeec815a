"""All tables of figures from a market's arrays, in pieces in the order of their keys.

A piece has the columns of its table; those of the key are digits, as `Digits` numbers them. Whole numbers that may be
null are fractions, null is not-a-number, and a pair is two columns, `.0` and `.1`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from jobtide.statistics.kernel import counting
from jobtide.statistics.kernel.cells import Grid, quoting
from jobtide.statistics.kernel.population import Lists, Population
from jobtide.statistics.kernel.present import Present

_CELLS = 8_000_000  # of a piece: bounds memory
Piece = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Digits:
    """How many places, terms, categories and months there are; the units of each employment type's pay and, under the
    digit of each length, the first and last days of its periods, the latest first.
    """

    places: int
    terms: int
    categories: int
    months: int
    units: Sequence[Sequence[int]]
    without_unit: int
    periods: Sequence[Sequence[tuple[int, int]]]


def cube(population: Population, digits: Digits, ranks: Mapping[str, np.ndarray]) -> Iterator[Piece]:
    """(table, columns) of every table of figures. `ranks` are those of interval.ranks, by effective number."""
    present = Present.of(population, digits.places, digits.terms)
    there = replace(digits, places=len(present.places), terms=len(present.terms))
    for table, columns in _of_all(present.population, there, ranks):
        yield table, present.told(columns)


def _of_all(population: Population, digits: Digits, ranks: Mapping[str, np.ndarray]) -> Iterator[Piece]:
    for kind in range(len(digits.units)):
        yield from _standing(population, digits, kind)
        first = min(population.within(kind, *period)[0] for periods in digits.periods for period in periods)
        categories = _categories(population, first, population.of_type(kind)[1])
        for months in range(len(digits.periods)):
            yield from _Length(population, digits, ranks, kind, months, categories, first).tables()


def _standing(population: Population, digits: Digits, kind: int) -> Iterator[Piece]:
    """What holds for the edition's day or for each month, whatever the period."""
    start, end = population.of_type(kind)
    numbers = np.arange(start, end, dtype=np.int32)
    counts = np.zeros(digits.places * digits.months, np.int32)
    counting.count_places(
        numbers, population.places.starts, population.places.keys, population.month, digits.months, counts
    )
    there = np.flatnonzero(counts.reshape(digits.places, -1).any(axis=1)) if digits.months else np.zeros(0, np.int64)
    yield (
        "month_totals",
        {
            "employment_type": kind,
            "place": np.repeat(there, digits.months),
            "month": np.tile(np.arange(digits.months), len(there)),
            "total": counts.reshape(digits.places, -1)[there].ravel().astype(np.int64),
        },
    )
    open_now = numbers[population.live[start:end]]
    for low, high in _blocks(digits.places, digits.terms):
        counts = Grid(population, population.terms, 0, digits.terms, low, high).counts(open_now)
        at = np.flatnonzero(counts)
        place, term = np.divmod(at, digits.terms)
        live = counts[at].astype(np.int64)
        yield "live", {"employment_type": kind, "place": place + low, "term": term, "live": live}


def _categories(population: Population, first: int, last: int) -> Lists:
    """Lists of categories of the vacancies from `first` up to `last`."""
    terms = population.terms
    most = int(terms.starts[last] - terms.starts[first])
    starts, found = np.zeros(last - first + 1, np.int64), np.zeros(most, np.uint8)
    many = counting.categories_of(terms.starts, terms.keys, first, last, population.category, starts, found)
    return Lists(starts, found[:many])


def _blocks(places: int, keys: int) -> list[tuple[int, int]]:
    """Places in stretches of not too many cells."""
    step = max(1, _CELLS // max(keys, 1))
    return [(low, min(low + step, places)) for low in range(0, places, step)]


class _Length:
    """The tables of one employment type and length of period."""

    def __init__(self, population, digits, ranks, kind, months, categories, base):
        self._population, self._digits, self._ranks = population, digits, ranks
        self._kind, self._categories, self._base = kind, categories, base
        self._key = {"employment_type": kind, "months": months}
        self._numbers = [
            np.arange(*population.within(kind, *period), dtype=np.int32) for period in digits.periods[months]
        ]
        self._quoting = [quoting(population, numbers, digits.units[kind]) for numbers in self._numbers]
        self._totals = [self._total(numbers) for numbers in self._numbers]

    def tables(self) -> Iterator[Piece]:
        totals = np.stack(self._totals, axis=1)
        place, period = np.nonzero(totals)
        count = totals[place, period].astype(np.int64)
        yield "totals", {**self._key, "place": place, "period": period, "count": count}
        for low, high in _blocks(self._digits.places, self._digits.terms):
            yield from self._block(low, high)

    def _total(self, numbers: np.ndarray) -> np.ndarray:
        places = self._population.places
        counts = np.zeros(self._digits.places, np.int32)
        counting.count_places(numbers, places.starts, places.keys, np.zeros_like(self._population.unit), 1, counts)
        return counts

    def _block(self, low: int, high: int) -> Iterator[Piece]:
        population, digits = self._population, self._digits
        by_term = Grid(population, population.terms, 0, digits.terms, low, high)
        by_category = Grid(population, self._categories, self._base, digits.categories, low, high)
        cells, category_cells = [], []
        earlier = None
        for period in reversed(range(len(self._numbers))):
            counts, in_category = (grid.counts(self._numbers[period]) for grid in (by_term, by_category))
            ranks = np.zeros(len(counts), np.int32)
            counting.dense_ranks(counts, digits.terms, ranks)
            at, at_category = np.flatnonzero(counts), np.flatnonzero(in_category)
            place, term = np.divmod(at, digits.terms)
            whole = self._totals[period][low:high]
            of_category = in_category.reshape(-1, digits.categories)[place, population.category[term]]
            before = earlier[at] if earlier is not None else np.zeros(len(at), np.int32)
            cells.append((at, period, {
                "count": counts[at].astype(np.int64),
                "rank": ranks[at].astype(np.int64),
                "rank_change": np.where(before > 0, before - ranks[at].astype(np.float64), np.nan),
                "share_of_all": counts[at] / whole[place],
                "share_of_category": counts[at] / of_category,
            }))  # fmt: skip
            category_cells.append((at_category, period, {
                "count": in_category[at_category].astype(np.int64),
                "share_of_all": in_category[at_category] / whole[at_category // digits.categories],
            }))  # fmt: skip
            earlier = ranks
        yield self._together("cells", "term", by_term, cells)
        yield self._together("cell_pay", "term", by_term, self._pay(by_term))
        yield self._together("category_cells", "category", by_category, category_cells)
        yield self._together("category_samples", "category", by_category, self._samples(by_category))
        yield self._together("category_pay", "category", by_category, self._pay(by_category))

    def _pay(self, grid: Grid) -> list[tuple]:
        """(cells, period, columns) of each period and unit."""
        found = []
        for unit in self._digits.units[self._kind]:
            earlier = None
            for period in reversed(range(len(self._numbers))):
                numbers = self._quoting[period][unit]
                counts = grid.counts(numbers)
                at = np.flatnonzero(counts)
                percentiles = grid.percentiles(numbers, at, counts[at])
                medians = np.full(grid.size, np.nan)
                medians[at] = percentiles["p50"]
                before = earlier[at] if earlier is not None else np.full(len(at), np.nan)
                found.append((at, period, {
                    "unit": np.full(len(at), unit), "quoted": counts[at].astype(np.int64), **percentiles,
                    "p50_change": percentiles["p50"] / before - 1,
                }))  # fmt: skip
                earlier = medians
        return found

    def _samples(self, grid: Grid) -> list[tuple]:
        """(cells, period, columns) of each period and unit, and of all vacancies whether they quote pay or not."""
        found = []
        for period, numbers in enumerate(self._numbers):
            at = np.flatnonzero(grid.counts(numbers))
            behind = grid.behind(numbers, at)
            nothing = np.full(len(at), np.nan)
            bounds = {f"{name}.{which}": nothing for name in self._ranks for which in (0, 1)}
            found.append((at, period, {"unit": np.full(len(at), self._digits.without_unit), **behind, **bounds}))
            for unit, numbers in self._quoting[period].items():
                at = np.flatnonzero(grid.counts(numbers))
                behind = grid.behind(numbers, at)
                bounds = grid.bounds(numbers, at, behind, self._ranks)
                found.append((at, period, {"unit": np.full(len(at), unit), **behind, **bounds}))
        return found

    def _together(self, table: str, key: str, grid: Grid, parts: list[tuple]) -> Piece:
        """The parts as one piece, in the order of its key."""
        at = np.concatenate([cells for cells, _, _ in parts])
        period = np.repeat([period for _, period, _ in parts], [len(cells) for cells, _, _ in parts])
        columns = {name: np.concatenate([columns[name] for *_, columns in parts]) for name in parts[0][2]}
        standing = at * len(self._numbers) + period
        if "unit" in columns:
            standing = standing * (self._digits.without_unit + 1) + columns["unit"]
        order = np.argsort(standing, kind="stable")
        place, one = np.divmod(at[order], grid.keys)
        columns = {name: values[order] for name, values in columns.items()}
        return table, {**self._key, "place": place + grid.low, key: one, "period": period[order], **columns}
