"""What stands at places of sorted pay against lists that are sorted one by one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.statistics.kernel import marking, picking
from jobtide.statistics.kernel.counting import by_rank, together

KEYS = 3
POINTS = ("lower", "middle", "upper")
VALUES = np.array(
    [float(7 * value) for value in range(8)]
)  # so few that many are equal, and that all are gone through of cells with twenty
QUANTILES = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
# (ranks of the three points, which need not come alike, and keys) of the vacancies of one place
VACANCIES = st.lists(
    st.tuples(*[st.integers(0, len(VALUES) - 1)] * 3, st.sets(st.integers(0, KEYS - 1))), min_size=1, max_size=90
)


def in_order(rows) -> list:
    return sorted(rows, key=lambda row: row[1])


def ranks(rows) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    lower, middle, upper = (np.array([row[point] for row in rows], np.int16) for point in range(3))
    return lower, middle, (len(VALUES) - 1 - upper).astype(np.int16)


def of_key(rows, key: int, point: int) -> list[int]:
    return sorted(row[point] for row in rows if key in row[3])


def there(rows) -> tuple[list[int], np.ndarray, np.ndarray]:
    """The keys that any row has, with how many have each, and the rows of the table."""
    keys = [key for key in range(KEYS) if of_key(rows, key, 0)]
    counts = np.array([len(of_key(rows, key, 0)) for key in range(KEYS)], np.int32)
    return keys, counts, np.array([keys.index(key) if key in keys else -1 for key in range(KEYS)], np.int32)


def listed(rows) -> tuple[np.ndarray, np.ndarray]:
    return np.array([0, len(rows)]), np.arange(len(rows), dtype=np.int32)


@given(rows=VACANCIES)
@settings(max_examples=80, deadline=None)
def test_percentiles_are_those_of_sorted_values(rows):
    rows = in_order(rows)
    keys, counts, row_of = there(rows)
    starts = np.cumsum([0, *(len(row[3]) for row in rows)]).astype(np.int32)
    terms = np.array([key for row in rows for key in sorted(row[3])], np.uint16)
    lower, middle, upper = ranks(rows)
    into = np.empty((5, len(keys)))
    picking.percentiles(
        *listed(rows), 0, 1, starts, terms, KEYS, counts, row_of, lower, VALUES, middle, VALUES, upper,
        VALUES[::-1].copy(), QUANTILES, into,
    )  # fmt: skip
    for row, key in enumerate(keys):
        for which, point in enumerate([0, 0, 1, 2, 2]):
            expected = np.percentile(VALUES[of_key(rows, key, point)], 100 * QUANTILES[which])
            assert np.isclose(into[which, row], expected, rtol=1e-14, atol=0)


@given(rows=VACANCIES, data=st.data())
@settings(max_examples=80, deadline=None)
def test_what_stands_at_a_place_is_what_sorting_puts_there(rows, data):
    rows = in_order(rows)
    keys, counts, row_of = there(rows)
    marks = np.zeros((len(rows), marking.WIDTH), np.uint8)
    for row, (*_, mine) in enumerate(rows):
        marks[row, sorted(mine)] = 1
    asked = {
        point: [[data.draw(st.integers(-1, int(counts[key]) - 1)) for _ in range(3)] for key in keys]
        for point in POINTS
    }
    wanted = {point: np.array(places, np.int32).reshape(-1, 3) for point, places in asked.items()}
    many = counts[keys][:, None]
    wanted["upper"] = np.where(wanted["upper"] < 0, -1, many - 1 - wanted["upper"]).astype(np.int32)
    lower, middle, upper = ranks(rows)
    picking.standing(
        *listed(rows), 0, 1, marks, KEYS, counts, row_of, lower, wanted["lower"], len(VALUES),
        middle, wanted["middle"], upper, wanted["upper"], len(VALUES),
    )  # fmt: skip
    wanted["upper"] = len(VALUES) - 1 - wanted["upper"]
    for number, point in enumerate(POINTS):
        for key, places, found in zip(keys, asked[point], wanted[point].tolist(), strict=True):
            values = of_key(rows, key, number)
            assert [one for one, place in zip(found, places, strict=True) if place >= 0] == [
                values[place] for place in places if place >= 0
            ]


@given(st.lists(st.integers(0, 1_000_000)))
def test_equal_values_are_put_together_and_none_is_lost(values):
    given_values = np.array(values, np.int32)
    assert given_values[together(given_values)].tolist() == sorted(values)


def test_what_is_equal_keeps_its_order():
    assert by_rank(np.arange(5, dtype=np.int32), np.array([1, 0, 1, 0, 1], np.int16), 2).tolist() == [1, 3, 0, 2, 4]
