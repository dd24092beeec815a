"""Percentiles in windows: counted or sorted, the same as by sorting each window alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.edition.mapped import windows

VALUES = np.array([10.0, 12.5, 13.0, 20.0, 21.0, 40.0, 41.0, 90.0])


class Quoted:
    """Vacancies by their numbers: each point has a rank among the same values."""

    def __init__(self, ranks):
        self._ranks = np.array(ranks, np.int32)

    def ranks(self, point, numbers):
        return (self._ranks[numbers] + {"lower": 0, "middle": 1, "upper": 2}[point]) % len(VALUES)

    def values(self, point):
        return VALUES


def plainly(quoted, start, end) -> list[float]:
    found = []
    for point, quantiles in (("lower", (0.1, 0.25)), ("middle", (0.5,)), ("upper", (0.75, 0.9))):
        mine = VALUES[quoted.ranks(point, np.arange(start, end))]
        found += [float(np.quantile(mine, quantile)) for quantile in quantiles]
    return found


@pytest.mark.parametrize("cells", [0, 10**9], ids=["counted", "sorted"])
@given(data=st.data())
def test_windows_are_as_if_each_were_sorted_alone(cells, data):
    many = data.draw(st.integers(1, 60))
    quoted = Quoted(data.draw(st.lists(st.integers(0, len(VALUES) - 1), min_size=many, max_size=many)))
    ends = st.tuples(st.integers(0, many), st.integers(0, many)).map(sorted)
    pairs = data.draw(st.lists(ends, min_size=1, max_size=9))
    starts, stops = (np.array(each, np.int64) for each in zip(*pairs, strict=True))
    usual, windows._CELLS = windows._CELLS, cells
    try:
        found = windows.paid_within(quoted, np.arange(many), starts, stops)
    finally:
        windows._CELLS = usual
    assert set(found) == {at for at, (start, end) in enumerate(pairs) if end > start}
    for window, said in found.items():
        assert said == pytest.approx(plainly(quoted, *pairs[window]), rel=1e-12)
