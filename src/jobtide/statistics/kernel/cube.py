"""All tables of figures from a market's arrays, in pieces in the order of their keys.

A piece has the columns of its table; those of the key are digits, as `Digits` numbers them. Whole numbers that may be
null are fractions, null is not-a-number, and a pair is two columns, `.0` and `.1`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from jobtide.interval import POINTS
from jobtide.statistics.kernel import standing
from jobtide.statistics.kernel.cells import ByCategory, ByTerm, Rows, ranked
from jobtide.statistics.kernel.population import Group, Marks, Population
from jobtide.statistics.kernel.present import Present

_CELLS = 1 << 18  # of a piece: what is counted of it stays near the processor
Piece = tuple[str, dict[str, object]]
Task = Callable[[], Iterable[Piece]]


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


def cube(population: Population, digits: Digits, ranks: Mapping[str, np.ndarray]) -> Iterator[Task]:
    """What makes every table of figures: each task gives the next pieces, and several may be done at once.

    `ranks` are those of interval.ranks, by effective number.
    """
    present = Present.of(population)
    there = replace(digits, places=len(present.places), terms=len(present.terms))
    for task in _of_all(present.population, there, ranks):
        yield lambda task=task: [(table, present.told(columns)) for table, columns in task()]


def _of_all(population: Population, digits: Digits, ranks: Mapping[str, np.ndarray]) -> Iterator[Task]:
    for kind in range(len(digits.units)):
        yield from _standing(population, digits, kind)
        first = min(population.within(kind, *period)[0] for periods in digits.periods for period in periods)
        marks = Marks.of_categories(population, first, population.of_type(kind)[1], digits.categories)
        for months in range(len(digits.periods)):
            yield from _Length(population, digits, ranks, kind, months, marks, first).tasks()


def _standing(population: Population, digits: Digits, kind: int) -> Iterator[Task]:
    """What holds for the edition's day or for each month, whatever the period."""
    start, end = population.of_type(kind)
    yield partial(_month_totals, population, digits, kind)
    numbers = np.arange(start, end, dtype=np.int32)
    open_now = Group(population, numbers[population.live[start:end]], digits.places)
    for low, high in _blocks(digits.places, digits.terms):
        yield partial(_live, ByTerm(population, digits.terms, low, high), kind, open_now)


def _month_totals(population: Population, digits: Digits, kind: int) -> Iterator[Piece]:
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


def _live(grid: ByTerm, kind: int, open_now: Group) -> Iterator[Piece]:
    rows = Rows.of(grid.counts([open_now]), grid.keys, grid.low)
    yield "live", {"employment_type": kind, "place": rows.place, "term": rows.key, "live": rows.count}


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

    def tasks(self) -> Iterator[Task]:
        for period in range(len(self._all)):
            yield partial(self._prepared, period)
        yield self._of_places
        for low, high in _blocks(self._digits.places, self._digits.terms):
            yield partial(self._block, low, high)

    def _prepared(self, period: int) -> Sequence[Piece]:
        """Makes what all blocks need: otherwise one would make it, and those beside it would wait."""
        quoting = self._quoting[period]
        for group in (*quoting, self._all[period]):
            group.by_employer().taken(self._marks, self._base)
        for group in quoting:
            group.by_pay().taken(self._marks, self._base)
            group.by_pay().taken(self._population.terms)
        return []

    @property
    def _totals(self) -> np.ndarray:
        """All vacancies by period and place."""
        return np.stack([group.by_employer().totals for group in self._all])

    def _of_places(self) -> Iterator[Piece]:
        totals = self._totals
        place, period = np.nonzero(totals.T)
        yield "totals", {**self._key, "place": place, "period": period, "count": totals[period, place]}

    def _block(self, low: int, high: int) -> Iterator[Piece]:
        population, digits = self._population, self._digits
        by_term = ByTerm(population, digits.terms, low, high)
        by_category = ByCategory(population, self._marks, self._base, digits.categories, low, high)
        quoting = [group for of_period in self._quoting for group in of_period]
        quoted, counts = self._counts(by_term, quoting)
        quoted_in, in_category = self._counts(by_category, quoting)
        totals = self._totals
        yield (
            "cells",
            self._key | ranked(counts, digits.terms, low, totals, in_category, population.category),
        )
        rows = Rows.of(quoted, digits.terms, low)
        yield "cell_pay", self._pay("term", rows, by_term.percentiles(quoting, quoted, rows))
        yield "category_cells", self._category_cells(in_category, low, totals)
        yield from self._of_categories(by_category, quoting, quoted_in, in_category)

    def _counts(self, grid: ByTerm | ByCategory, quoting: Sequence[Group]) -> tuple[np.ndarray, np.ndarray]:
        """By period, unit and cell those that quote pay, and by period and cell all: each is gone through once."""
        quoted, counts = grid.counts([group.by_pay() for group in quoting]), grid.counts(self._silent)
        each = len(self._units)
        for slot, of_unit in enumerate(quoted):
            counts[slot // each] += of_unit
        return quoted, counts

    def _category_cells(self, counts: np.ndarray, low: int, totals: np.ndarray) -> dict[str, object]:
        rows = Rows.of(counts, self._digits.categories, low)
        return {
            **self._standing_at("category", rows), "period": rows.slot, "count": rows.count,
            "share_of_all": rows.count / totals[rows.slot, rows.place],
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
        samples, rows = (Rows.of(each_one, grid.keys, grid.low) for each_one in (np.stack(counts), quoted))
        behind = grid.behind(groups, samples)
        in_pay = samples.slot % (each + 1) < each  # these are `rows`, in their order
        n, squares, many = behind["n"][in_pay], behind["squares"][in_pay], rows.count
        around = {point: standing.around(point, many) for point in POINTS}
        bounding = {point: standing.bounding(point, n, squares, self._ranks) for point in POINTS}
        values = grid.standing(
            quoting, quoted, rows, {point: np.concatenate([around[point], bounding[point]], axis=1) for point in POINTS}
        )
        percentiles, bounds = {}, {}
        for point, found in values.items():
            mine, ends = np.split(found, [around[point].shape[1]], axis=1)
            percentiles |= standing.percentiles(point, many, mine)
            bounds |= standing.bounds(point, bounding[point], ends)
        yield (
            "category_samples",
            {
                **self._standing_at("category", samples),
                **self._unit(samples, [*self._units, self._digits.without_unit]),
                **behind, **{name: _at(in_pay, known) for name, known in bounds.items()},
            },
        )  # fmt: skip
        yield "category_pay", self._pay("category", rows, percentiles)

    def _pay(self, key: str, rows: Rows, percentiles: dict[str, np.ndarray]) -> dict[str, object]:
        """A slot is a period's unit."""
        return {
            **self._standing_at(key, rows), **self._unit(rows, self._units), "quoted": rows.count, **percentiles,
            "p50_change": rows.changes(percentiles["p50"], len(self._units)),
        }  # fmt: skip

    def _standing_at(self, key: str, rows: Rows) -> dict[str, object]:
        return {**self._key, "place": rows.place, key: rows.key}

    def _unit(self, rows: Rows, units: Sequence[int]) -> dict[str, np.ndarray]:
        period, unit = np.divmod(np.arange(len(rows.row_of)), len(units))
        of_slot = {"period": period, "unit": np.array(units)[unit]}
        return {name: digits.astype(np.int8)[rows.slot] for name, digits in of_slot.items()}


def _at(where: np.ndarray, values: np.ndarray) -> np.ndarray:
    """The values where they are, and not-a-number elsewhere."""
    found = np.full(len(where), np.nan)
    found[where] = values
    return found
