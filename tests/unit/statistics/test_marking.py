"""Categories by marks against lists that are sorted and counted one by one."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.statistics.kernel import marking

KEYS = 5
# (employer, categories) of the vacancies of one place
VACANCIES = st.lists(st.tuples(st.integers(0, 9), st.sets(st.integers(0, KEYS - 1))), min_size=1, max_size=40)


def marks(rows) -> np.ndarray:
    found = np.zeros((len(rows), marking.WIDTH), np.uint8)
    for row, (_, keys) in enumerate(rows):
        found[row, sorted(keys)] = 1
    return found


def listed(rows) -> tuple[np.ndarray, np.ndarray]:
    return np.array([0, len(rows)]), np.arange(len(rows), dtype=np.int32)


def employers_of(rows, key: int) -> list[int]:
    return [employer for employer, keys in rows if key in keys]


@given(rows=VACANCIES)
@settings(max_examples=60, deadline=None)
def test_vacancies_and_their_employers_are_as_many_as_one_by_one(rows):
    rows = sorted(rows, key=lambda row: row[0])
    counts, behind = np.zeros(KEYS, np.int32), np.zeros((4, KEYS), np.int64)
    employers = np.array([employer for employer, _ in rows], np.int32)
    marking.count(*listed(rows), 0, 1, marks(rows), 0, KEYS, counts)
    marking.stand_behind(*listed(rows), employers, 0, 1, marks(rows), KEYS, np.arange(KEYS, dtype=np.int32), behind)
    for key in range(KEYS):
        each = Counter(employers_of(rows, key)).values()
        assert counts[key] == sum(each)
        assert behind[:, key].tolist() == [sum(each), len(each), max(each, default=0), sum(many**2 for many in each)]
