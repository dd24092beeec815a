"""What the pages of a fetch amount to."""

import pytest

from jobtide.pipeline.fetch_status import DONE, FAILED, LEFT, SAME, Asking
from jobtide.pipeline.stock import stock
from jobtide.sources.asking import Request


def asked(*pages):
    """Each page as (state, ids, total, note, look)."""
    found = []
    for position, (state, ids, total, note, look) in enumerate(pages):
        capture = "c" if state in (DONE, SAME) and ids else None
        found.append(
            Asking(position, Request(f"https://x/{position}"), look, state, capture, tuple(ids), total, 0, note)
        )
    return found


def page(ids, total=None, state=DONE, note="", look=0):
    return (state, ids, total, note, look)


@pytest.mark.parametrize(
    ("pages", "before", "adverts", "whole", "short"),
    [
        ([page("abc")], 0, 3, True, None),
        ([page("abc"), page("cd")], 0, 4, True, None),  # 14: an advert on two pages counts once
        ([page("")], 0, 0, False, None),
        ([page("")], 20, 0, False, "it gave 0 adverts where it had 20"),
        ([page("abcd")], 9, 4, True, None),  # so few may halve
        ([page("abcd")], 10, 4, False, "it gave 4 adverts where it had 10"),
        ([page("abcde")], 10, 5, True, None),
        ([page("abc", 5), page("de", 5)], 0, 5, True, None),
        ([page("abc", 6), page("de", 6)], 0, 5, False, "it tells of 6 adverts and gave 5"),
        ([page("abc", 6), page("de", 5)], 0, 5, False, "its pages shifted"),
        ([page("abc", 5), page("ef", 6)], 0, 5, False, "it tells of 6 adverts and gave 5"),
        ([page("abc", 6), page("de", 5), page("abc", 5, look=1), page("de", 5, look=1)], 0, 5, True, None),
        ([page("abc", note="its pages repeat")], 0, 3, False, "its pages repeat"),
        ([page("abc"), page("", state=LEFT, note="its cap was reached")], 0, 3, False, "its cap was reached"),
    ],
)
def test_whether_it_is_all_there_is(pages, before, adverts, whole, short):
    found = stock(asked(*pages), True, True, before, False)
    assert (found.adverts, found.whole, found.failed) == (adverts, whole, None)
    assert (found.short or "").startswith(short or "") and bool(found.short) == bool(short)


def test_a_failure_is_never_whole():
    found = stock(asked(page("abc"), page("", state=FAILED, note="HTTP 500")), True, True, 0, False)
    assert (found.failed, found.whole) == ("HTTP 500", False)


def test_a_fetch_for_news_or_of_a_source_that_shows_a_part_is_not_whole_and_not_short():
    for full, whole in ((False, True), (True, False)):
        found = stock(asked(page("abc", 99 if not full else None)), full, whole, 0, False)
        assert (found.whole, found.short) == (False, None)


def test_unchanged_is_what_came_without_a_new_answer():
    assert stock(asked(page("abc", state=SAME), page("")), True, True, 0, False).unchanged
    assert not stock(asked(page("abc", state=SAME), page("d")), True, True, 0, False).unchanged
