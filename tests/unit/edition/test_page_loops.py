"""Loops over vacancies as machine code, each against the same said plainly."""

import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.edition.mapped import page_loops, windows
from jobtide.edition.mapped.swiftly import Placed, _ordered
from tests.unit.edition.test_windows import VALUES, Quoted, plainly

NUMBERS = st.sets(st.integers(0, 200)).map(sorted)


def array(values, dtype=np.int32) -> np.ndarray:
    return np.array(values, dtype)


@settings(deadline=None)  # the first call makes the machine code
@given(NUMBERS, NUMBERS, st.data())
def test_those_in_a_list_or_with_a_bit_are_those_that_both_have(numbers, listed, data):
    cut = st.tuples(st.integers(0, len(numbers)), st.integers(0, len(numbers))).map(sorted)
    cuts = array(data.draw(st.lists(cut, min_size=1, max_size=3)), np.int64)
    has = np.zeros(208, bool)
    has[listed] = True
    bits = np.packbits(has, bitorder="little")
    for among, those in ((page_loops.among_bits, bits), (page_loops.among_list, _ordered(array(listed)))):
        into, ends = np.empty(3 * len(numbers) + 1, np.int32), np.empty(len(cuts), np.int64)
        among(_ordered(array(numbers)), cuts[:, 0], cuts[:, 1], those, into, ends)
        assert of_each(into, [0, *ends]) == [
            [one for one in numbers[start:end] if one in set(listed)] for start, end in cuts
        ]


@st.composite
def grouped(draw):
    """Vacancies of some groups, one after the other, and where each group begins and the last one ends."""
    groups = draw(st.lists(st.lists(st.integers(0, 30), max_size=20), max_size=5))
    return array([one for group in groups for one in group]), array(np.cumsum([0, *map(len, groups)]), np.int64)


def of_each(members, ends) -> list[list[int]]:
    return [members[start:end].tolist() for start, end in itertools.pairwise(ends)]


@settings(deadline=None)  # the first call makes the machine code
@given(grouped(), st.lists(st.integers(0, 3), min_size=31, max_size=31))
def test_those_that_quote_pay_are_parted_by_group_and_unit(group, unit):
    members, ends = group
    into, into_ends = np.empty(len(members) + 1, np.int32), np.empty((len(ends) - 1) * 3 + 1, np.int64)
    page_loops.by_unit(_ordered(members), ends, array(unit, np.int8), 3, into, into_ends)
    assert of_each(into, into_ends) == [
        [one for one in mine if unit[one] == digit] for mine in of_each(members, ends) for digit in range(3)
    ]


@settings(deadline=None)  # the first call makes the machine code
@given(grouped(), st.lists(st.integers(0, 9), min_size=31, max_size=31), st.integers(0, 10))
def test_employers_are_counted_by_group_and_unknown_ones_apart(group, employer, known):
    members, ends = group
    members = array([one for one in dict.fromkeys(members.tolist())])
    ends = np.minimum(ends, len(members))
    own = [who if who < known else known + number for number, who in enumerate(employer)]
    counts, has = np.zeros((len(ends) - 1, 4), np.int64), np.zeros(known, np.int32)
    page_loops.behind(_ordered(members), ends, array(own), known, has, counts)
    for mine, found in zip(of_each(members, ends), counts.tolist(), strict=True):
        each = Counter(own[one] for one in mine).values()
        assert found == [len(mine), len(each), max(each, default=0), sum(one * one for one in each)]
    assert not has.any()


@settings(deadline=None)  # the first call makes the machine code
@given(st.data())
def test_windows_are_as_if_each_were_sorted_alone(data):
    many = data.draw(st.integers(1, 60))
    quoted = Quoted(data.draw(st.lists(st.integers(0, len(VALUES) - 1), min_size=many, max_size=many)))
    ends = st.tuples(st.integers(0, many), st.integers(0, many)).map(sorted)
    pairs = data.draw(st.lists(ends, min_size=1, max_size=9))
    starts, stops = (np.array(each, np.int64) for each in zip(*pairs, strict=True))
    found = windows.paid_within(quoted, np.arange(many), starts, stops, Placed)
    assert set(found) == {at for at, (start, end) in enumerate(pairs) if end > start}
    for window, said in found.items():
        assert said == pytest.approx(plainly(quoted, *pairs[window]), rel=1e-12)


@settings(deadline=None)  # the first call makes the machine code
@given(st.lists(st.integers(0, 40), min_size=1, max_size=300), st.integers(41, 4000), st.data())
def test_values_at_places_are_those_of_the_sorted_window(ranks, size, data):
    cuts = data.draw(st.lists(st.integers(0, len(ranks) - 1), min_size=1, max_size=4))
    starts = array(sorted(cuts), np.int64)
    ends = array([data.draw(st.integers(start + 1, len(ranks))) for start in starts], np.int64)
    places = array([[0] * len(starts), ends - starts - 1, (ends - starts) // 2], np.int64)
    found = np.empty(places.shape, np.int32)
    page_loops.at_places(_ordered(np.arange(len(ranks))), _ordered(array(ranks)), size, starts, ends, places, found)
    for window, (start, end) in enumerate(zip(starts, ends, strict=True)):
        inside = sorted(ranks[start:end])
        assert found[:, window].tolist() == [inside[0], inside[-1], inside[len(inside) // 2]]
