"""Stretches that no term covers, and what stands in one list with a technical term."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.extraction.uncovered import Stretch, stretches


def found(text: str, *terms: str) -> dict[str, Stretch]:
    spans = sorted(match.span() for term in terms for match in re.finditer(re.escape(term), text))
    return {" ".join(word.written for word in one.words): one for one in stretches(text, spans, set(spans))}


def test_words_are_parted_by_terms_numbers_and_all_but_a_space():
    text = "We run Go services, datomic 2 and more (in Berlin). It's e-commerce/retail"
    assert list(found(text, "Go")) == [
        "We run",
        "services",
        "datomic",
        "more",
        "in Berlin",
        "It's e-commerce",
        "retail",
    ]


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        ("Go, Datomic", True, False),
        ("Datomic and Go", False, True),
        ("Go, Kafka, and Datomic", True, False),
        ("Go/Datomic/Kafka", True, True),
        ("Go (Datomic)", True, False),
        ("Go Datomic", False, False),  # side by side is no list
        ("Go. Datomic", False, False),
        ("Go, some Datomic", False, False),
    ],
)
def test_an_item_stands_right_beside_a_term(text, after, before):
    one = next(one for phrase, one in found(text, "Go", "Kafka").items() if phrase.endswith("Datomic"))
    in_list = one.words[0].written == "Datomic"
    assert (one.after_term and in_list, one.before_term) == (after, before)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("we like Datomic here", True),
        ("Datomic is what we like", False),  # any word would have a capital there
        ("Our Key Benefits", False),  # nor in a heading
        ("Redis, Kafka, Datomic", True),  # but in a list
        ("WE LIKE DATOMIC HERE", False),
        ("we like dataTomic here", True),
        ("dbt2 is what we like", True),  # its shape says so anywhere
        ("we like datomic here", False),
    ],
)
def test_capitals_that_prove_something_make_a_name(text, named):
    (word,) = [
        word
        for one in found(text).values()
        for word in one.words
        if re.fullmatch("(?i)da(?:ta)?tomic|benefits|dbt2", word.written)
    ]
    assert word.named == named


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9))))
def test_every_word_stands_in_the_text_and_outside_what_is_covered(text, spans):
    covered = sorted({(start, start + length) for start, length in spans})
    left = "".join(" " if any(start <= at < end for start, end in covered) else one for at, one in enumerate(text))
    for one in stretches(text, covered, set(covered)):
        assert one.words
        assert all(word.written in left for word in one.words)
