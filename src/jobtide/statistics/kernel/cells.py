"""One group of cells at a time: vacancies of a type and period in some places, by term or by category."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jobtide.interval import MOST, POINTS
from jobtide.pay import between
from jobtide.statistics.kernel import counting
from jobtide.statistics.kernel.population import Lists, Population

QUANTILES = {"lower": {"p10": 0.10, "p25": 0.25}, "middle": {"p50": 0.5}, "upper": {"p75": 0.75, "p90": 0.9}}


@dataclass(frozen=True)
class Grid:
    """The cells of places from `low` up to `high` and so many `keys`; `lists` are those of vacancies from `base` on."""

    population: Population
    lists: Lists
    base: int
    keys: int
    low: int
    high: int

    @property
    def size(self) -> int:
        return (self.high - self.low) * self.keys

    def counts(self, numbers: np.ndarray) -> np.ndarray:
        counts = np.zeros(self.size, np.int32)
        counting.count(numbers, *self._over(), counts)
        return counts

    def percentiles(self, numbers: np.ndarray, at: np.ndarray, quoted: np.ndarray) -> dict[str, np.ndarray]:
        """The five of each of the cells `at`, in which `numbers` quote pay, so many in each: type 7.

        Equal on every machine, and to Spark's; DuckDB's own may differ in the last bit.
        """
        found = {}
        for point, quantiles in QUANTILES.items():
            places = [(quoted - 1) * quantile for quantile in quantiles.values()]
            below = [np.floor(place).astype(np.int32) for place in places]
            wanted = [each for place in below for each in (place, np.minimum(place + 1, quoted - 1))]
            values = self._standing(point, numbers, at, np.stack(wanted, axis=1))
            for which, name in enumerate(quantiles):
                low, high, part = values[:, 2 * which], values[:, 2 * which + 1], places[which] - below[which]
                found[name] = between(low, high, part)
        return found

    def behind(self, numbers: np.ndarray, at: np.ndarray) -> dict[str, np.ndarray]:
        """Who stands behind the cells `at`: columns n, employers, largest, squares."""
        behind = np.zeros((len(at), 6), np.int64)
        behind[:, 4] = -1
        employers = self.population.employer[numbers]
        order = np.argsort(employers, kind="stable")
        counting.stand_behind(numbers[order], employers[order], *self._over(), self._rows(at), behind)
        return dict(zip(("n", "employers", "largest", "squares"), behind.T, strict=False))

    def bounds(
        self, numbers: np.ndarray, at: np.ndarray, behind: Mapping[str, np.ndarray], ranks: Mapping[str, np.ndarray]
    ) -> dict[str, np.ndarray]:
        """The values of pay at the ranks of the cells' effective numbers, as columns `lower_low.0` and so on.

        `ranks` are those of interval.ranks by effective number, a row each, 0 for none.
        """
        n, found = behind["n"], {}
        effective = np.minimum((n * n / behind["squares"] + 1e-9).astype(np.int64), MOST)
        for point in POINTS:
            names, wanted = [], []
            for end in ("low", "high"):
                outward = effective if end == "high" else 0
                for which in (0, 1):
                    rank = ranks[f"{point}_{end}"][effective, which]
                    place = (rank * (n + 1) + outward) // (effective + 1) - 1
                    names.append(f"{point}_{end}.{which}")
                    wanted.append(np.where(rank > 0, place, -1))
            values = self._standing(point, numbers, at, np.stack(wanted, axis=1))
            for column, (name, place) in enumerate(zip(names, wanted, strict=True)):
                found[name] = np.where(place < 0, np.nan, values[:, column])
        return found

    def _standing(self, point: str, numbers: np.ndarray, at: np.ndarray, places: np.ndarray) -> np.ndarray:
        """The values of a point of pay that stand at `places`, from 0, of the sorted ones of each of the cells `at`."""
        ranks = self.population.ranks[point][numbers]
        order = np.argsort(ranks, kind="stable")
        numbers, ranks, of_places = numbers[order], ranks[order], self.population.places
        wanted, columns, turn = places.astype(np.int32), np.empty(places.shape, np.int8), np.empty(len(at), np.int8)
        left = np.full(self.size, np.iinfo(np.int32).max, np.int32)
        counting.await_first(at, wanted, columns, turn, left)
        picked = np.zeros(places.shape, np.int32)
        counting.pick(
            numbers, ranks, *counting.placed(numbers, of_places.starts, of_places.keys, self.low, self.high),
            self.lists.starts, self.lists.keys, self.base, self.keys, self._rows(at), wanted, columns, turn, left,
            picked,
        )  # fmt: skip
        values = self.population.values[point]
        return values[picked] if len(values) else np.zeros(picked.shape)

    def _rows(self, at: np.ndarray) -> np.ndarray:
        rows = np.full(self.size, -1, np.int32)
        rows[at] = np.arange(len(at), dtype=np.int32)
        return rows

    def _over(self) -> tuple:
        places = self.population.places
        return (
            places.starts, places.keys, self.lists.starts, self.lists.keys, self.base, self.keys, self.low, self.high,
        )  # fmt: skip


def quoting(population: Population, numbers: np.ndarray, units: Sequence[int]) -> dict[int, np.ndarray]:
    """Those of the vacancies that quote pay in each unit."""
    unit = population.unit[numbers]
    return {one: numbers[unit == one] for one in units}
