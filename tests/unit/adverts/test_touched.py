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


CHANGED = st.dictionaries(st.integers(-25, 25), st.integers(-5, 5))


@given(st.lists(st.tuples(st.integers(-20, 20), st.integers(-20, 20)), max_size=40), CHANGED)
@settings(deadline=None)  # the first call waits for machine code
def test_all_that_a_chain_of_pairs_connects_is_reached_with_the_least_of_what_it_is_reached_from(pairs, changed):
    low, high = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    columns = np.array(sorted(changed.items()), np.int64).reshape(-1, 2).T
    kins, since = connected(low, high, *columns)
    assert kins.tolist() == plainly(pairs, set(changed))
    reached_from = {kin: plainly(pairs, {kin}) for kin in changed}
    assert since.tolist() == [min(day for kin, day in changed.items() if each in reached_from[kin]) for each in kins]


def test_a_long_chain_is_one():
    ends = np.random.default_rng(1).permutation(100_000)
    kins, since = connected(ends[:-1], ends[1:], ends[500:502], np.array([7, 3]))
    assert len(kins) == len(ends) and set(since.tolist()) == {3}
