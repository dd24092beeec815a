"""All tables of figures from a market's arrays, in pieces in the order of their keys.

A piece has the columns of its table; those of the key are digits, as `Digits` numbers them. Whole numbers that may be
null are fractions, null is not-a-number, and a pair is two columns, `.0` and `.1`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from jobtide.interval import POINTS
from jobtide.statistics.kernel import counting, standing
from jobtide.statistics.kernel.cells import ByCategory, ByTerm, Rows
from jobtide.statistics.kernel.population import Group, Marks, Population
from jobtide.statistics.kernel.present import Present

_CELLS = 1 << 18  # of a piece: what is counted of it stays near the processor
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
    present = Present.of(population)
    there = replace(digits, places=len(present.places), terms=len(present.terms))
    for table, columns in _of_all(present.population, there, ranks):
        yield table, present.told(columns)


def _of_all(population: Population, digits: Digits, ranks: Mapping[str, np.ndarray]) -> Iterator[Piece]:
    for kind in range(len(digits.units)):
        yield from _standing(population, digits, kind)
        first = min(population.within(kind, *period)[0] for periods in digits.periods for period in periods)
        marks = Marks.of_categories(population, first, population.of_type(kind)[1], digits.categories)
        for months in range(len(digits.periods)):
            yield from _Length(population, digits, ranks, kind, months, marks, first).tables()


def _standing(population: Population, digits: Digits, kind: int) -> Iterator[Piece]:
    """What holds for the edition's day or for each month, whatever the period."""
    start, end = population.of_type(kind)
    numbers = np.arange(start, end, dtype=np.int32)
    counts = population.by_month[kind]
    there = np.flatnonzero(counts.any(axis=1))
    yield (
        "month_totals",
        {
            "employment_type": kind,
            "place": np.repeat(there, digits.months),
            "month": np.tile(np.arange(digits.months), len(there)),
            "total": counts[there].ravel(),
        },
    )
    open_now = [Group(population, numbers[population.live[start:end]], digits.places)]
    for low, high in _blocks(digits.places, digits.terms):
        counts = ByTerm(population, digits.terms, low, high).counts(open_now)
        rows = Rows.of(counts, digits.terms)
        live = rows.taken(counts).astype(np.int64)
        yield "live", {"employment_type": kind, "place": rows.place + low, "term": rows.key, "live": live}


def _blocks(places: int, keys: int) -> list[tuple[int, int]]:
    """Places in stretches of not too many cells."""
    step = max(1, _CELLS // max(keys, 1))
    return [(low, min(low + step, places)) for low in range(0, places, step)]


class _Length:
    """The tables of one employment type and length of period."""

    def __init__(self, population, digits, ranks, kind, months, marks, base):
        self._population, self._digits, self._ranks = population, digits, ranks
        self._marks, self._base = marks, base
        self._key = {"employment_type": kind, "months": months}
        self._units = sorted(digits.units[kind])
        self._all: list[Group] = []  # by period
        self._quoting: list[list[Group]] = []  # by period and unit
        self._silent: list[Group] = []  # by period: the others
        for period in digits.periods[months]:
            numbers = np.arange(*population.within(kind, *period), dtype=np.int32)
            unit = population.unit[numbers]
            self._all.append(Group(population, numbers, digits.places))
            self._quoting.append([Group(population, numbers[unit == one], digits.places) for one in self._units])
            self._silent.append(Group(population, numbers[~np.isin(unit, self._units)], digits.places))
        self._totals = np.stack(
            [
                sum((group.totals for group in of_period), silent.totals)
                for of_period, silent in zip(self._quoting, self._silent, strict=True)
            ]
        )

    def tables(self) -> Iterator[Piece]:
        place, period = np.nonzero(self._totals.T)
        count = self._totals[period, place]
        yield "totals", {**self._key, "place": place, "period": period, "count": count}
        for low, high in _blocks(self._digits.places, self._digits.terms):
            yield from self._block(low, high)

    def _block(self, low: int, high: int) -> Iterator[Piece]:
        population, digits = self._population, self._digits
        by_term = ByTerm(population, digits.terms, low, high)
        by_category = ByCategory(population, self._marks, self._base, digits.categories, low, high)
        quoting = [group for of_period in self._quoting for group in of_period]
        quoted, counts = self._counts(by_term, quoting)
        quoted_in, in_category = self._counts(by_category, quoting)
        yield "cells", self._cells(by_term, counts, in_category)
        rows = Rows.of(quoted, digits.terms)
        yield "cell_pay", self._pay("term", by_term, rows, quoted, by_term.percentiles(quoting, quoted, rows))
        yield "category_cells", self._category_cells(by_category, in_category)
        yield from self._of_categories(by_category, quoting, quoted_in, in_category)

    def _counts(self, grid: ByTerm | ByCategory, quoting: Sequence[Group]) -> tuple[np.ndarray, np.ndarray]:
        """By period, unit and cell those that quote pay, and by period and cell all: each is gone through once."""
        quoted, counts = grid.counts(quoting), grid.counts(self._silent)
        each = len(self._units)
        for slot, of_unit in enumerate(quoted):
            counts[slot // each] += of_unit
        return quoted, counts

    def _cells(self, grid: ByTerm, counts: np.ndarray, in_category: np.ndarray) -> dict[str, object]:
        population, rows = self._population, Rows.of(counts, grid.keys)
        count = rows.taken(counts).astype(np.int64)
        ranks = np.zeros_like(counts)
        for of_cells, into in zip(counts, ranks, strict=True):
            counting.dense_ranks(of_cells, grid.keys, into)
        rank = rows.taken(ranks).astype(np.int64)
        of_category = in_category[rows.slot, rows.place * self._digits.categories + population.category[rows.key]]
        return {
            **self._standing_at("term", grid, rows), "period": rows.slot, "count": count, "rank": rank,
            "rank_change": rows.later(rank, 1) - rank,
            "share_of_all": count / self._whole(grid, rows), "share_of_category": count / of_category,
        }  # fmt: skip

    def _category_cells(self, grid: ByCategory, counts: np.ndarray) -> dict[str, object]:
        rows = Rows.of(counts, grid.keys)
        count = rows.taken(counts).astype(np.int64)
        share = count / self._whole(grid, rows)
        return {
            **self._standing_at("category", grid, rows), "period": rows.slot, "count": count, "share_of_all": share,
        }  # fmt: skip

    def _of_categories(
        self, grid: ByCategory, quoting: Sequence[Group], quoted: np.ndarray, in_category: np.ndarray
    ) -> Iterator[Piece]:
        """Samples and pay, whose values are looked for at once. Each slot of a sample is a period's unit, or all of its
        vacancies whether they quote pay or not."""
        each, groups, counts = len(self._units), [], []
        for period, of_period in enumerate(self._quoting):
            groups += [*of_period, self._all[period]]
            counts += [*quoted[period * each :][:each], in_category[period]]
        samples, rows = Rows.of(np.stack(counts), grid.keys), Rows.of(quoted, grid.keys)
        behind = grid.behind(groups, samples)
        in_pay = samples.slot % (each + 1) < each  # these are `rows`, in their order
        n, squares, many = behind["n"][in_pay], behind["squares"][in_pay], rows.taken(quoted)
        around = {point: standing.around(point, many) for point in POINTS}
        bounding = {point: standing.bounding(point, n, squares, self._ranks) for point in POINTS}
        values = grid.standing(
            quoting, rows, {point: np.concatenate([around[point], bounding[point]], axis=1) for point in POINTS}
        )
        percentiles, bounds = {}, {}
        for point, found in values.items():
            mine, ends = np.split(found, [around[point].shape[1]], axis=1)
            percentiles |= standing.percentiles(point, many, mine)
            bounds |= standing.bounds(point, bounding[point], ends)
        yield (
            "category_samples",
            {
                **self._standing_at("category", grid, samples),
                **self._unit(samples, [*self._units, self._digits.without_unit]),
                **behind, **{name: _at(in_pay, known) for name, known in bounds.items()},
            },
        )  # fmt: skip
        yield "category_pay", self._pay("category", grid, rows, quoted, percentiles)

    def _pay(
        self, key: str, grid: ByTerm | ByCategory, rows: Rows, counts: np.ndarray, percentiles: dict[str, np.ndarray]
    ) -> dict[str, object]:
        """A slot is a period's unit."""
        return {
            **self._standing_at(key, grid, rows), **self._unit(rows, self._units),
            "quoted": rows.taken(counts).astype(np.int64), **percentiles,
            "p50_change": percentiles["p50"] / rows.later(percentiles["p50"], len(self._units)) - 1,
        }  # fmt: skip

    def _standing_at(self, key: str, grid: ByTerm | ByCategory, rows: Rows) -> dict[str, object]:
        return {**self._key, "place": rows.place + grid.low, key: rows.key}

    def _unit(self, rows: Rows, units: Sequence[int]) -> dict[str, np.ndarray]:
        period, unit = np.divmod(rows.slot, len(units))
        return {"period": period, "unit": np.array(units)[unit]}

    def _whole(self, grid: ByTerm | ByCategory, rows: Rows) -> np.ndarray:
        """All vacancies of each row's place and period."""
        return self._totals[rows.slot, rows.place + grid.low]


def _at(where: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The values where they are, and not-a-number elsewhere."""
    found = np.full(len(where), np.nan)
    found[where] = values
    return found
