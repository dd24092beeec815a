"""Which versions are known, and between which days."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jobtide.adverts.known import Known, days

ROW = st.tuples(st.integers(-5, 5) | st.sampled_from([-(2**63), 2**63 - 1]), st.integers(-9, 9), st.integers(-9, 9))


def test_nothing_is_known_at_first():
    known, _, _ = Known().find(np.array([1, 2], np.int64))
    assert known.tolist() == [False, False]


@given(st.lists(st.lists(ROW, max_size=6), max_size=8))
def test_it_remembers_what_a_dict_would(batches):
    known, plain = Known(), {}
    for batch in batches:
        if not batch:
            continue
        content, first, last = (np.array(column, np.int64) for column in zip(*batch, strict=True))
        known.add(days(content, first, last))
        for key, low, high in batch:
            old = plain.get(key, (low, high))
            plain[key] = (min(low, old[0]), max(high, old[1]))
    asked = [*range(-7, 8), -(2**63), 2**63 - 1]
    found, first, last = known.find(np.array(asked, np.int64))
    assert found.tolist() == [key in plain for key in asked]
    assert {key: (low, high) for key, low, high, there in zip(asked, first, last, found, strict=True) if there} == plain
    assert len(known) == len(plain)
