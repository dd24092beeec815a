"""Hashing many texts at once gives what hashing one does."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.extraction.kernel.texts import Texts
from jobtide.extraction.reading import text_hash
from jobtide.extraction.text_hashes import TextHasher

EVERY = [chr(point) for point in range(0x20400) if not 0xD800 <= point < 0xE000]


@pytest.fixture(scope="module")
def hasher() -> TextHasher:
    return pickle.loads(pickle.dumps(TextHasher(text_hash)))  # as a worker process gets it


def test_every_character_is_folded_as_it_is_alone(hasher):
    titles = ["".join(EVERY[at : at + 61]) for at in range(0, len(EVERY), 61)]
    assert_equal(hasher, titles, titles[::-1])


@given(st.lists(st.tuples(st.text("aB1_ -\n•’ßİﬃΐ\U0001f680\U00020000"), st.text())))
def test_any_texts_have_the_hashes_that_each_has_alone(hasher, adverts):
    assert_equal(hasher, [title for title, _ in adverts], [description for _, description in adverts])


def assert_equal(hasher: TextHasher, titles: list[str], descriptions: list[str]) -> None:
    alone = list(map(text_hash, titles, descriptions))
    assert hasher.all(Texts.of(titles), Texts.of(descriptions)) == alone
