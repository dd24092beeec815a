"""Which texts share a key, beside the plain way of finding them."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.adverts import sharing
from jobtide.adverts.sharing import Places, crowds, ends, once, pairs

NODES = st.integers(-(2**63), 2**63 - 1)


@given(st.lists(NODES, max_size=30), st.data())
@settings(deadline=None)  # the first call waits for machine code
def test_a_node_is_found_among_all(nodes, data):
    every = once(np.array(nodes, np.int64))
    assert every.tolist() == sorted(set(nodes))
    wanted = data.draw(st.lists(st.sampled_from(nodes), max_size=10)) if nodes else []
    assert every[Places.of(every)(np.array(wanted, np.int64))].tolist() == wanted


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=40, unique=True), st.sets(st.integers(0, 9)),
    st.integers(2, 4), st.integers(6, 20),
)  # fmt: skip
@settings(deadline=None)
def test_pairs_share_a_key_that_is_no_crowd_and_one_of_them_is_fresh(rows, fresh, most, at_a_time):
    rows = sorted(rows)
    keys, whose = (np.array([row[side] for row in rows], np.int64) for side in (0, 1))
    of_key = {key: {node for one, node in rows if one == key} for key, _ in rows}
    expected = {
        pair
        for nodes in of_key.values()
        if len(nodes) <= most
        for pair in combinations(sorted(nodes), 2)
        if fresh & set(pair)
    }
    before, sharing.PAIRS_AT_A_TIME = sharing.PAIRS_AT_A_TIME, at_a_time
    try:
        found = list(pairs(keys, whose.astype(np.int32), np.isin(np.arange(10), list(fresh)), most))
    finally:
        sharing.PAIRS_AT_A_TIME = before
    assert all(len(some) <= at_a_time for some in found)
    assert {pair for some in found for pair in zip(*(end.tolist() for end in ends(some)), strict=True)} == expected
    assert crowds(keys, most).tolist() == sorted(key for key, nodes in of_key.items() if len(nodes) > most)
