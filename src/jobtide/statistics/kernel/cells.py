"""The cells of some places at a time: vacancies of a type and of some periods, by term or by category."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jobtide.interval import MOST, POINTS
from jobtide.statistics.kernel import counting
from jobtide.statistics.kernel.population import Group, Lists, Ordered, Population

QUANTILES = {"lower": {"p10": 0.10, "p25": 0.25}, "middle": {"p50": 0.5}, "upper": {"p75": 0.75, "p90": 0.9}}


@dataclass(frozen=True)
class Rows:
    """Rows of a table, in the order of cells and, within each, of slots: periods, or units of periods.

    `row_of`, by cell and slot, is -1 where there is no row; the others are by row, `place` counted from the first one.
    """

    row_of: np.ndarray
    place: np.ndarray
    key: np.ndarray
    slot: np.ndarray
    cell: np.ndarray

    @classmethod
    def of(cls, counts: np.ndarray, keys: int) -> "Rows":
        """A row wherever anything is counted. `counts` are by slot and cell, of which each place has so many `keys`."""
        row_of = np.empty(counts.shape[::-1], np.int32)
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
class Grid:
    """The cells of places from `low` up to `high` and so many `keys`; `lists` are those of vacancies from `base` on."""

    population: Population
    lists: Lists
    base: int
    keys: int
    low: int
    high: int

    def counts(self, groups: Sequence[Group]) -> np.ndarray:
        """By group and cell."""
        counts = np.zeros((len(groups), (self.high - self.low) * self.keys), np.int32)
        for group, mine in zip(groups, counts, strict=True):
            counting.count(group.placed.ends, group.placed.listed, *self._over(), mine)
        return counts

    def percentiles(self, groups: Sequence[Group], counts: np.ndarray, rows: Rows) -> dict[str, np.ndarray]:
        """The five of each row, type 7. `groups` are those of the slots, which quote pay and of which `counts` are.

        Equal on every machine, and to Spark's; DuckDB's own may differ in the last bit.
        """
        found = {}
        for point, quantiles in QUANTILES.items():
            into, asked = np.empty((len(quantiles), len(rows))), np.array(list(quantiles.values()))
            values = self.population.values[point]
            for slot, group in enumerate(groups):
                ordered = group.by_point(point)
                counting.percentiles(
                    ordered.placed.ends, ordered.placed.listed, ordered.values, values, *self._over(ordered),
                    counts[slot], rows.row_of, slot, asked, into,
                )  # fmt: skip
            found |= dict(zip(quantiles, into, strict=True))
        return found

    def behind(self, groups: Sequence[Group], rows: Rows) -> dict[str, np.ndarray]:
        """Who stands behind each row: columns n, employers, largest, squares."""
        behind = np.zeros((len(rows), 6), np.int64)
        behind[:, 4] = -1
        for slot, group in enumerate(groups):
            ordered, row_of = group.by_employer(), np.ascontiguousarray(rows.row_of[:, slot])
            placed = ordered.placed
            counting.stand_behind(placed.ends, placed.listed, ordered.values, *self._over(ordered), row_of, behind)
        return {name: behind[:, column].copy() for column, name in enumerate(("n", "employers", "largest", "squares"))}

    def bounds(
        self,
        groups: Mapping[int, Group],
        counts: np.ndarray,
        rows: Rows,
        behind: Mapping[str, np.ndarray],
        ranks: Mapping[str, np.ndarray],
    ) -> dict[str, np.ndarray]:
        """The values of pay at the ranks of the rows' effective numbers, as columns `lower_low.0` and so on.

        `groups` are those of the slots that quote pay; of the others nothing is known. `ranks` are those of
        interval.ranks by effective number, a row each, 0 for none.
        """
        n, found = behind["n"], {}
        effective = np.minimum((n * n / behind["squares"] + 1e-9).astype(np.int64), MOST)
        quoting = np.isin(rows.slot, list(groups))
        for point in POINTS:
            names, wanted = [], []
            for end in ("low", "high"):
                outward = effective if end == "high" else 0
                for which in (0, 1):
                    rank = ranks[f"{point}_{end}"][effective, which]
                    place = (rank * (n + 1) + outward) // (effective + 1) - 1
                    names.append(f"{point}_{end}.{which}")
                    wanted.append(np.where(quoting & (rank > 0), place, -1))
            values = self._standing(point, groups, counts, rows, np.stack(wanted, axis=1))
            for column, (name, place) in enumerate(zip(names, wanted, strict=True)):
                found[name] = np.where(place < 0, np.nan, values[:, column])
        return found

    def _standing(
        self, point: str, groups: Mapping[int, Group], counts: np.ndarray, rows: Rows, places: np.ndarray
    ) -> np.ndarray:
        """The values of a point of pay that stand at `places`, from 0, of the sorted ones of each row."""
        picked = np.zeros(places.shape, np.int32)
        for slot, group in groups.items():
            ordered, row_of = group.by_point(point), np.ascontiguousarray(rows.row_of[:, slot])
            counting.standing(
                ordered.placed.ends, ordered.placed.listed, ordered.values, *self._over(ordered), counts[slot], row_of,
                places.astype(np.int32), picked,
            )  # fmt: skip
        values = self.population.values[point]
        return values[picked] if len(values) else np.zeros(picked.shape)

    def _over(self, ordered: Ordered | None = None) -> tuple:
        """The places, and the lists of keys: of vacancies by their numbers, or in an order of their own."""
        lists, base = (self.lists, self.base) if ordered is None else (ordered.lists(self.lists, self.base), 0)
        return self.low, self.high, lists.starts, lists.keys, base, self.keys
