"""The cells of some places at a time: vacancies of a type and of some periods, by term or by category."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jobtide.statistics.kernel import counting, marking
from jobtide.statistics.kernel.population import Group, Marks, Population
from jobtide.statistics.kernel.standing import QUANTILES


@dataclass(frozen=True)
class Rows:
    """Rows of a table, in the order of cells and, within each, of slots: periods, or units of periods.

    `row_of`, by slot and cell, is -1 where there is no row; the others are by row, `place` counted from the first one.
    """

    row_of: np.ndarray
    place: np.ndarray
    key: np.ndarray
    slot: np.ndarray
    cell: np.ndarray

    @classmethod
    def of(cls, counts: np.ndarray, keys: int) -> "Rows":
        """A row wherever anything is counted. `counts` are by slot and cell, of which each place has so many `keys`."""
        row_of = np.empty(counts.shape, np.int32)
        place, key, slot = (np.empty(np.count_nonzero(counts), np.int32) for _ in range(3))
        counting.rows_of(counts, keys, row_of, place, key, slot)
        return cls(row_of, place, key, slot, place * np.int32(keys) + key)

    def __len__(self) -> int:
        return len(self.cell)

    def taken(self, counts: np.ndarray) -> np.ndarray:
        """By row, what stands there by slot and cell."""
        return counts[self.slot, self.cell]

    def later(self, values: np.ndarray, slots: int) -> np.ndarray:
        """By row, the value of the row of the same cell so many slots on; not-a-number where there is none."""
        found = np.empty(len(self))
        counting.later(self.row_of, self.cell, self.slot, slots, values.astype(np.float64), found)
        return found


@dataclass(frozen=True)
class ByTerm:
    """The cells of places from `low` up to `high` and so many terms, the `keys`."""

    population: Population
    keys: int
    low: int
    high: int

    def counts(self, groups: Sequence[Group]) -> np.ndarray:
        """By group and cell."""
        counts, terms = np.zeros((len(groups), (self.high - self.low) * self.keys), np.int32), self.population.terms
        for group, mine in zip(groups, counts, strict=True):
            placed = group.placed
            counting.count(placed.ends, placed.listed, self.low, self.high, terms.starts, terms.keys, self.keys, mine)
        return counts

    def percentiles(self, groups: Sequence[Group], counts: np.ndarray, rows: Rows) -> dict[str, np.ndarray]:
        """The five of each row, type 7. `groups` are those of the slots, which quote pay and of which `counts` are.

        Equal on every machine, and to Spark's; DuckDB's own may differ in the last bit.
        """
        found = {}
        for point, quantiles in QUANTILES.items():
            into, asked = np.empty((len(quantiles), len(rows))), np.array(list(quantiles.values()))
            values = self.population.values[point]
            for group, many, row_of in zip(groups, counts, rows.row_of, strict=True):
                ordered = group.by_point(point)
                placed, terms = ordered.placed, ordered.taken(self.population.terms)
                counting.percentiles(
                    placed.ends, placed.listed, ordered.values, values, self.low, self.high, terms.starts, terms.keys,
                    self.keys, many, row_of, asked, into,
                )  # fmt: skip
            found |= dict(zip(quantiles, into, strict=True))
        return found


@dataclass(frozen=True)
class ByCategory:
    """The cells of places from `low` up to `high` and so many categories, the `keys`; `marks` are those of vacancies
    from `base` on."""

    population: Population
    marks: Marks
    base: int
    keys: int
    low: int
    high: int

    def counts(self, groups: Sequence[Group]) -> np.ndarray:
        """By group and cell."""
        counts, marks = np.zeros((len(groups), (self.high - self.low) * self.keys), np.int32), self.marks.marks
        for group, mine in zip(groups, counts, strict=True):
            placed = group.placed
            marking.count(placed.ends, placed.listed, self.low, self.high, marks, self.base, self.keys, mine)
        return counts

    def behind(self, groups: Sequence[Group], rows: Rows) -> dict[str, np.ndarray]:
        """Who stands behind each row: columns n, employers, largest, squares. `groups` are those of the slots."""
        behind = np.empty((4, len(rows)), np.int64)
        for group, row_of in zip(groups, rows.row_of, strict=True):
            ordered = group.by_employer()
            placed, marks = ordered.placed, ordered.taken(self.marks, self.base).marks
            marking.stand_behind(
                placed.ends, placed.listed, ordered.values, self.low, self.high, marks, self.keys, row_of, behind
            )
        return dict(zip(("n", "employers", "largest", "squares"), behind, strict=True))

    def standing(self, groups: Sequence[Group], rows: Rows, places: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """By point of pay the values that stand at `places`, from 0, of the sorted ones of each row, in columns of its
        own; any value at a place below 0. `groups` are those of the slots, which quote pay."""
        found = {}
        for point, wanted in places.items():
            picked, values = np.zeros(wanted.shape, np.int32), self.population.values[point]
            for group, row_of in zip(groups, rows.row_of, strict=True):
                ordered = group.by_point(point)
                placed, marks = ordered.placed, ordered.taken(self.marks, self.base).marks
                marking.standing(
                    placed.ends, placed.listed, ordered.values, self.low, self.high, marks, self.keys, row_of,
                    wanted.astype(np.int32), picked,
                )  # fmt: skip
            found[point] = values[picked] if len(values) else np.zeros(picked.shape)
        return found
