"""Where phrases stand: words and gaps, exact offsets, and no text that makes it slow."""

import pickle
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.extraction.phrases import SOFT, PhraseBook, words_in

WORDS = [
    "C",
    "C++",
    "C#",
    ".NET",
    "ASP.NET",
    "Node.js",
    "CI/CD",
    "R&D",
    "Java",
    "Java Developer",
    "SQL",
    "T-SQL",
    "S/4HANA",
]
BOOK = PhraseBook((word, word) for word in WORDS)


def found(text, book=BOOK):
    return [(payload, text[start:end]) for start, end, payload in book.find(text)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("C, C++ and C#", [("C", "C"), ("C++", "C++"), ("C#", "C#")]),
        ("C/C++", [("C", "C"), ("C++", "C++")]),
        ("C++11 or C#.NET", [("C++", "C++"), ("C#", "C#"), (".NET", ".NET")]),
        ("a .NET shop", [(".NET", ".NET")]),
        ("ASP.NET, ASP .NET", [("ASP.NET", "ASP.NET"), (".NET", ".NET"), ("ASP.NET", "ASP .NET"), (".NET", ".NET")]),
        ("asp net", [("ASP.NET", "asp net")]),
        ("the net effect", []),
        ("Node.js, node js, NODE-JS", [("Node.js", "Node.js"), ("Node.js", "node js"), ("Node.js", "NODE-JS")]),
        ("CI/CD ci-cd", [("CI/CD", "CI/CD"), ("CI/CD", "ci-cd")]),
        ("CI & CD ci cd", [("CI/CD", "CI & CD"), ("CI/CD", "ci cd")]),
        ("R&D or R & D", [("R&D", "R&D"), ("R&D", "R & D")]),
        ("Python,Java,SQL", [("Java", "Java"), ("SQL", "SQL")]),
        ("Java8+ Java8 java_developer", [("Java", "Java8"), ("Java", "Java8"), ("Java", "java"),
                                         ("Java Developer", "java_developer")]),
        ("Java Developer", [("Java", "Java"), ("Java Developer", "Java Developer")]),
        ("T-SQL and S/4HANA", [("T-SQL", "T-SQL"), ("SQL", "SQL"), ("S/4HANA", "S/4HANA")]),
        ("JavaScript MySQL", []),
    ],
)  # fmt: skip
def test_phrases_are_found_whatever_soft_gap_lies_between_their_words(text, phrases):
    assert found(text) == phrases


@pytest.mark.parametrize("gap", [", ", ". ", "\n", " (", " - ", " – ", " • ", ": ", "!"])
def test_a_hard_gap_parts_a_phrase(gap):
    assert found(f"Java{gap}Developer") == [("Java", "Java")]


def test_a_phrase_without_a_word_finds_nothing():
    assert PhraseBook([("", 1), ("...", 2)]).find("... and more") == []


def test_words_remembered_while_reading_do_not_travel_with_the_book():
    book = PhraseBook([("html5", "five"), ("html", "any")])
    fresh = len(pickle.dumps(book))
    assert found("html4 html5", book) == [("any", "html4"), ("five", "html5")]
    assert len(pickle.dumps(book)) == fresh
    assert found("html4 html5", pickle.loads(pickle.dumps(book))) == [("any", "html4"), ("five", "html5")]


def plainly_found(phrases, text):
    """The slow obvious way: hold every phrase against every word of an ASCII text."""
    spots, at, lowered = [], 0, text.lower()
    for word in words_in(text):
        at = lowered.index(word, at)
        spots.append((at, at + len(word), word))
        at += len(word)
    for first in range(len(spots)):
        for phrase in phrases:
            wanted = words_in(phrase)
            stretch = spots[first : first + len(wanted)]
            gaps = [lowered[left[1] : right[0]] for left, right in pairwise(stretch)]
            if tuple(word for *_, word in stretch) == wanted and all(gap in SOFT for gap in gaps):
                yield stretch[0][0], stretch[-1][1], phrase


@given(
    st.lists(st.lists(st.sampled_from(["a", "b", "c#", "dd"]), min_size=1, max_size=3).map(" ".join), unique=True),
    st.lists(st.sampled_from(["a", "B", "c#", "dd", " ", "-", ", ", "/", " - ", "."])).map("".join),
)
def test_every_occurrence_is_found_that_the_plain_way_finds(phrases, text):
    book = PhraseBook((phrase, phrase) for phrase in phrases)
    assert sorted(book.find(text)) == sorted(plainly_found(phrases, text))


@given(st.text(alphabet="Jjavascript+#. -/é\u200bﬁ0123\n") | st.text())
def test_any_text_can_be_read_and_offsets_are_into_the_text_as_written(text):
    for start, end, payload in BOOK.find(text):
        assert 0 <= start < end <= len(text)
        assert words_in(payload)[0][:1] in words_in(text[start:end])[0]


@pytest.mark.parametrize(
    "text", ["java " * 200_000, "a" * 1_000_000, "+" * 1_000_000, "java developer/" * 70_000, "1a" * 500_000]
)
def test_no_text_makes_it_slow(text):
    begun = time.process_time()
    BOOK.find(text)
    assert time.process_time() - begun < 3  # seconds, for a megabyte that takes about a third of one
