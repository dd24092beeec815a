"""The cells of some places at a time: vacancies of a type and of some periods, by term or by category."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jobtide.statistics.kernel import counting, marking, picking
from jobtide.statistics.kernel.population import Group, Marks, Ordered, Population, for_reading
from jobtide.statistics.kernel.standing import QUANTILES


@dataclass(frozen=True)
class Rows:
    """Rows of a table, in the order of cells and, within each, of slots: periods, or units of periods.

    `row_of`, by slot and cell, is -1 where there is no row; the others are by row, `count` what is counted there.
    """

    keys: int
    low: int
    row_of: np.ndarray
    place: np.ndarray
    key: np.ndarray
    slot: np.ndarray
    count: np.ndarray

    @classmethod
    def of(cls, counts: np.ndarray, keys: int, low: int) -> "Rows":
        """A row wherever anything is counted. `counts` are by slot and cell, of which each place from `low` on has so
        many `keys`."""
        row_of, many = np.empty(counts.shape, np.int32), np.count_nonzero(counts)
        count, place, key, slot = _columns(many, np.int64, np.int32, np.int32, np.int8)
        counting.rows_of(counts, keys, low, row_of, place, key, slot, count)
        return cls(keys, low, row_of, place, key, slot, count)

    def __len__(self) -> int:
        return len(self.place)

    def changes(self, values: np.ndarray, slots: int) -> np.ndarray:
        """By row, the value / that of the row of the same cell so many slots on - 1; not-a-number without one."""
        found = np.empty(len(self))
        counting.changes(self.keys, self.low, self.row_of, self.place, self.key, self.slot, slots, values, found)
        return found


def ranked(
    counts: np.ndarray, keys: int, low: int, whole: np.ndarray, of_category: np.ndarray, category: np.ndarray
) -> dict[str, np.ndarray]:
    """The columns of a table with a row wherever anything is counted, as counting.ranked has them. Not Rows: nothing
    else is asked of them."""
    count, rank, change, of_all, of_its_own, place, key, slot = _columns(
        np.count_nonzero(counts), *[np.int64] * 2, *[np.float64] * 3, *[np.int32] * 2, np.int8
    )
    counting.ranked(
        counts, keys, low, whole, of_category, category, place, key, slot, count, rank, change, of_all, of_its_own
    )
    return {
        "place": place, "term": key, "period": slot, "count": count, "rank": rank, "rank_change": change,
        "share_of_all": of_all, "share_of_category": of_its_own,
    }  # fmt: skip


def _columns(rows: int, *types: type) -> list[np.ndarray]:
    """Columns of so many rows, of numbers ever shorter. They are one piece of memory, which comes in large pages where
    the columns one by one may be too short for that: in small ones it costs as much as filling them."""
    whole, columns, end = np.empty(rows * sum(np.dtype(each).itemsize for each in types), np.uint8), [], 0
    for each in types:
        begin, end = end, end + rows * np.dtype(each).itemsize
        columns.append(whole[begin:end].view(each))
    return columns


@dataclass(frozen=True)
class ByTerm:
    """The cells of places from `low` up to `high` and so many terms, the `keys`."""

    population: Population
    keys: int
    low: int
    high: int

    def counts(self, groups: Sequence[Group | Ordered]) -> np.ndarray:
        """By group and cell."""
        counts, whole = np.zeros((len(groups), (self.high - self.low) * self.keys), np.int32), self.population.terms
        for group, mine in zip(groups, counts, strict=True):
            placed, terms = group.placed, group.taken(whole) if isinstance(group, Ordered) else whole
            counting.count(placed.ends, placed.listed, self.low, self.high, terms.starts, terms.keys, self.keys, mine)
        return counts

    def percentiles(self, groups: Sequence[Group], counts: np.ndarray, rows: Rows) -> dict[str, np.ndarray]:
        """The five of each row, type 7. `groups` are those of the slots, which quote pay and of which `counts` are.

        Equal on every machine, and to Spark's; DuckDB's own may differ in the last bit.
        """
        quantiles = {name: asked for of_point in QUANTILES.values() for name, asked in of_point.items()}
        into, asked = np.empty((len(quantiles), len(rows))), np.array(list(quantiles.values()))
        lower, middle, upper = (self.population.values[point] for point in QUANTILES)
        for group, many, row_of in zip(groups, counts, rows.row_of, strict=True):
            ordered = group.by_pay()
            placed, terms = ordered.placed, ordered.taken(self.population.terms)
            of_lower, of_middle, of_upper = _points(self.population, ordered)
            picking.percentiles(
                placed.ends, placed.listed, self.low, self.high, terms.starts, terms.keys, self.keys, many, row_of,
                of_lower, lower, of_middle, middle, of_upper, for_reading(upper[::-1].copy()), asked, into,
            )  # fmt: skip
        return dict(zip(quantiles, into, strict=True))


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

    def counts(self, groups: Sequence[Group | Ordered]) -> np.ndarray:
        """By group and cell."""
        counts = np.zeros((len(groups), (self.high - self.low) * self.keys), np.int32)
        for group, mine in zip(groups, counts, strict=True):
            own = isinstance(group, Ordered)
            placed, marks = group.placed, group.taken(self.marks, self.base) if own else self.marks
            base = 0 if own else self.base
            marking.count(placed.ends, placed.listed, self.low, self.high, marks.marks, base, self.keys, mine)
        return counts

    def behind(self, groups: Sequence[Group], rows: Rows) -> dict[str, np.ndarray]:
        """Who stands behind each row: columns n, employers, largest, squares. `groups` are those of the slots."""
        behind = np.empty((4, len(rows)), np.int64)
        for group, row_of in zip(groups, rows.row_of, strict=True):
            ordered = group.by_employer()
            placed, marks = ordered.placed, ordered.taken(self.marks, self.base).marks
            employers = ordered.along(self.population.employer)
            marking.stand_behind(
                placed.ends, placed.listed, employers, self.low, self.high, marks, self.keys, row_of, behind
            )
        return dict(zip(("n", "employers", "largest", "squares"), behind, strict=True))

    def standing(
        self, groups: Sequence[Group], counts: np.ndarray, rows: Rows, places: Mapping[str, np.ndarray]
    ) -> dict[str, np.ndarray]:
        """By point of pay the values that stand at `places`, from 0, of the sorted ones of each row, in columns of its
        own; any value at a place below 0. `groups` are those of the slots, which quote pay and of which `counts` are.
        """
        wanted, values = (
            {point: of_point.astype(np.int32) for point, of_point in places.items()},
            self.population.values,
        )
        upper = wanted["upper"]  # from the greatest down, as _points has them
        upper[:] = np.where(upper < 0, upper, rows.count[:, None] - 1 - upper)
        for group, many, row_of in zip(groups, counts, rows.row_of, strict=True):
            ordered = group.by_pay()
            placed, marks = ordered.placed, ordered.taken(self.marks, self.base).marks
            of_lower, of_middle, of_upper = _points(self.population, ordered)
            picking.standing(
                placed.ends, placed.listed, self.low, self.high, marks, self.keys, many, row_of,
                of_lower, wanted["lower"], len(values["lower"]), of_middle, wanted["middle"],
                of_upper, upper, len(values["upper"]),
            )  # fmt: skip
        upper[:] = len(values["upper"]) - 1 - upper
        # What was not wanted may stand anywhere; and where there are no values, none is.
        return {
            point: values[point][np.clip(found, 0, len(values[point]) - 1)] if len(values[point]) else found * np.nan
            for point, found in wanted.items()
        }


def _points(population: Population, ordered: Ordered) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where the points of pay of vacancies stand among their values: the upper ones from the greatest down."""
    lower, middle, upper = (ordered.along(population.ranks[point]) for point in QUANTILES)
    return lower, middle, for_reading((len(population.values["upper"]) - 1 - upper).astype(upper.dtype, copy=False))
