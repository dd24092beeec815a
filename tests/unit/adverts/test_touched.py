"""What is connected to what changed, beside the plain way of finding it."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.adverts.touched import connected


def plainly(pairs: list[tuple[int, int]], changed: set[int]) -> list[int]:
    reached = set(changed)
    while more := {end for pair in pairs if reached & set(pair) for end in pair} - reached:
        reached |= more
    return sorted(reached)


@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), max_size=40), st.sets(st.integers(-25, 25)))
@settings(deadline=None)  # the first call waits for machine code
def test_all_that_a_chain_of_pairs_connects_is_reached(pairs, changed):
    low, high = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    found = connected(low, high, np.array(sorted(changed), np.int64))
    assert found.tolist() == plainly(pairs, changed)


def test_a_long_chain_is_one():
    ends = np.random.default_rng(1).permutation(100_000)
    assert len(connected(ends[:-1], ends[1:], ends[500:501])) == len(ends)
