"""Categories by marks against lists that are sorted and counted one by one."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.statistics.kernel import marking

KEYS = 5
# (rank of the pay, employer, categories) of the vacancies of one place
VACANCIES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 4), st.sets(st.integers(0, KEYS - 1))), min_size=1, max_size=40
)


def marks(rows) -> np.ndarray:
    found = np.zeros((len(rows), marking.WIDTH), np.uint8)
    for row, (_, _, keys) in enumerate(rows):
        found[row, sorted(keys)] = 1
    return found


def listed(rows) -> tuple[np.ndarray, np.ndarray]:
    return np.array([0, len(rows)]), np.arange(len(rows), dtype=np.int32)


def of_key(rows, key: int, column: int) -> list[int]:
    return [row[column] for row in rows if key in row[2]]


@given(rows=VACANCIES, data=st.data())
@settings(max_examples=60, deadline=None)
def test_what_stands_at_a_place_is_what_sorting_puts_there(rows, data):
    rows = sorted(rows, key=lambda row: row[0])
    there = [key for key in range(KEYS) if of_key(rows, key, 0)]
    row_of = np.array([there.index(key) if key in there else -1 for key in range(KEYS)], np.int32)
    wanted = [[data.draw(st.integers(-1, len(of_key(rows, key, 0)) - 1)) for _ in range(3)] for key in there]
    picked = np.zeros((len(there), 3), np.int32)
    ranks = np.array([row[0] for row in rows], np.int32)
    places = np.array(wanted, np.int32).reshape(-1, 3)
    marking.standing(*listed(rows), ranks, 0, 1, marks(rows), KEYS, row_of, places, picked)
    for key, asked, found in zip(there, wanted, picked.tolist(), strict=True):
        values = of_key(rows, key, 0)
        assert [one for one, place in zip(found, asked, strict=True) if place >= 0] == [
            values[place] for place in asked if place >= 0
        ]


@given(rows=VACANCIES)
@settings(max_examples=60, deadline=None)
def test_vacancies_and_their_employers_are_as_many_as_one_by_one(rows):
    rows = sorted(rows, key=lambda row: row[1])
    counts, behind = np.zeros(KEYS, np.int32), np.zeros((4, KEYS), np.int64)
    employers = np.array([row[1] for row in rows], np.int32)
    marking.count(*listed(rows), 0, 1, marks(rows), 0, KEYS, counts)
    marking.stand_behind(*listed(rows), employers, 0, 1, marks(rows), KEYS, np.arange(KEYS, dtype=np.int32), behind)
    for key in range(KEYS):
        each = Counter(of_key(rows, key, 1)).values()
        assert counts[key] == sum(each)
        assert behind[:, key].tolist() == [sum(each), len(each), max(each, default=0), sum(many**2 for many in each)]
