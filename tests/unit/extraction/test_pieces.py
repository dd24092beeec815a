"""Long texts are read in pieces."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.extraction.pieces import EARLIEST, LONGEST, pieces

WORDS = st.lists(st.sampled_from(["word", " ", "\n", "é", "x" * 3_000, "日", "line\n", "a b " * 500]), max_size=60)


@settings(max_examples=50, deadline=None)
@given(WORDS)
def test_pieces_follow_each_other_and_none_is_too_long(words):
    text = "".join(words) * 3
    edges = list(pieces(text))
    assert "".join(text[start:end] for start, end in edges) == text
    assert all(end - start <= LONGEST for start, end in edges)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("", 0),
        ("x" * LONGEST, LONGEST),
        ("x" * (LONGEST + 1), LONGEST),
        ("x" * (LONGEST - 10) + " " + "x" * 100, LONGEST - 9),  # behind the last space
        ("x" * (EARLIEST + 5) + "\nword word " + "x" * LONGEST, EARLIEST + 6),  # a line end before any space
        ("x" * 100 + "\n" + "x" * LONGEST, LONGEST),  # too early to be worth it
    ],
)
def test_a_piece_ends_behind_a_line_or_a_word(text, first):
    assert next(pieces(text)) == (0, first)
