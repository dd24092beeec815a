"""Figures are counted ahead of those who write them: in order, and not far ahead."""

import threading

import numpy as np
import pytest

from jobtide.pipeline.counting import _AHEAD, _ahead
from jobtide.statistics.kernel.population import Lists, Ordered, Population


def test_pieces_come_in_the_order_of_their_tasks_whichever_is_done_first():
    second_is_done = threading.Event()

    def first():
        second_is_done.wait(10)
        return [("cells", {"count": 1}), ("cell_pay", {"quoted": 1})]

    def second():
        second_is_done.set()
        return [("cells", {"count": 2})]

    found = list(_ahead([first, second, list]))
    assert found == [("cells", {"count": 1}), ("cell_pay", {"quoted": 1}), ("cells", {"count": 2})]


def test_no_more_tasks_are_begun_than_may_wait():
    begun = []
    pieces = _ahead(
        lambda number=number: begun.append(number) or [("cells", {"count": number})] for number in range(50)
    )
    assert next(pieces)[1] == {"count": 0}
    assert len(begun) <= _AHEAD + 1
    assert [columns["count"] for _, columns in pieces] == list(range(1, 50))


def test_a_task_that_fails_fails_whoever_asks_for_its_pieces():
    def failing():
        raise ValueError("no such place")

    with pytest.raises(ValueError, match="no such place"):
        list(_ahead([list, failing]))


def test_what_several_threads_ask_for_is_made_once():
    lists = Lists(np.array([0, 1, 2]), np.array([0, 0], np.uint16), np.array([True]))
    nothing = np.zeros(0, np.int32)
    population = Population(*[nothing] * 5, {}, {}, lists, lists, nothing, None)
    ordered = Ordered(population, np.array([1, 0], np.int32), 1)
    found = []
    threads = [threading.Thread(target=lambda: found.append(ordered.taken(lists))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(one) for one in found}) == 1
