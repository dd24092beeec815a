import mmap

import pytest

from jobtide.serving.encoding import accepts_gzip, gzipped
from jobtide.serving.keeping import Apart, Kept, KeptAnswer, is_had


def answer(body: bytes) -> KeptAnswer:
    return KeptAnswer.of(200, [(b"etag", b'W/"a"')], body, b"", b'W/"a"')


def test_the_least_used_answer_is_forgotten():
    kept = Kept(2, 10**6)
    for name in ("a", "b"):
        kept.put(name, answer(name.encode()))
    kept.get("a")
    kept.put("c", answer(b"c"))
    assert [kept.get(name) is not None for name in "abc"] == [True, False, True]


def test_answers_are_forgotten_until_the_others_fit_and_one_that_never_fits_is_not_kept():
    kept = Kept(100, 10_000)
    for name in "abc":
        kept.put(name, answer(b"x" * 4000))
    assert [kept.get(name) is not None for name in "abc"] == [False, True, True]
    kept.put("large", answer(b"x" * 10_000))
    assert len(kept) == 2 and kept.size == 2 * answer(b"x" * 4000).size
    kept.put("c", answer(b"y"))
    assert kept.size == answer(b"x" * 4000).size + answer(b"y").size and kept.get("c").body == b"y"


@pytest.mark.parametrize("size", [0, 1, mmap.PAGESIZE - 1, mmap.PAGESIZE, 70_001])
def test_what_is_kept_apart_from_the_heap_is_what_was_given(size):
    kept, body = Kept(10, 10**6), bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    given = KeptAnswer.of(200, [], body, gzipped(body))
    kept.put("a", given)
    held = kept.get("a")
    assert bytes(held.body) == body and bytes(held.compressed) == gzipped(body)
    assert held.size == given.size == kept.size
    assert isinstance(held.body, Apart) == (size >= mmap.PAGESIZE)


@pytest.mark.parametrize(
    ("asked", "had"),
    [
        ("", False), ("*", True), ('"a"', True), ('W/"a"', True), ('W/"b", W/"a"', True), ('W/"b"', False),
        ("a", False), (", , ,", False), ('W/"a', False),
    ],
)  # fmt: skip
def test_68_if_none_match_in_any_form_names_the_answer_or_does_not(asked, had):
    assert is_had(b'W/"a"', asked.encode()) is had


@pytest.mark.parametrize(
    ("accepted", "does"),
    [
        ("gzip", True), ("br, gzip;q=0.5", True), ("*", True), ("", False), ("identity", False), ("gzip;q=0", False),
        ("gzip;q=0.0, *", False), ("*;q=0", False), ("GZIP", True), ("x" * 1000, False), ("gzip; q=1.0", True),
    ],
)  # fmt: skip
def test_gzip_is_sent_to_those_who_take_it(accepted, does):
    assert accepts_gzip(accepted.encode()) is does


def test_what_compressing_does_not_make_smaller_stays_as_it_is():
    assert gzipped(b"short") == b""
    assert gzipped(bytes(range(256)) * 3) != b"" and len(gzipped(b"a" * 5000)) < 100
    assert gzipped(b"a" * 5000) == gzipped(b"a" * 5000)
