"""What adverts say and no entry covers."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.extraction.contexts import around
from jobtide.extraction.suggestions import HEADLINE, NAME, PHRASE, Mining
from jobtide.extraction.tallies import Tallies, bit, rise
from jobtide.extraction.terms import TermReader
from jobtide.taxonomy import Taxonomy, Term, slug

TERMS = [Term(slug(name), name, "Programming Languages") for name in ("Python", "Kafka", "Redis", "Go")]
TERMS += [Term(slug(name), name, "Job Titles") for name in ("Engineer", "Data Manager", "Head of Security")]
TAXONOMY = Taxonomy({one.slug: one for one in TERMS}, "digest")


def mined(*adverts: tuple[str, str], employers: int = 20, places: tuple[tuple[str, ...], ...] = ()) -> dict[str, str]:
    """Kinds by phrase of what 20 employers say, amid others who say something else."""
    mining = Mining(TAXONOMY, TermReader(TAXONOMY), places)
    for number in range(20):
        for title, text in adverts:
            mining.add(title, text, f"employer {number % employers}", recent=number >= 10)
    for number in range(2000):
        mining.add("Engineer", f"We look for somebody who likes this and that. {number}", f"other {number % 50}", False)
    return {one.phrase: one.kind for one in mining.suggestions(5)}


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("We use Kafka, Datomic and Redis.", {"datomic": NAME}),
        ("We use Kafka, feature stores and Redis.", {"feature stores": PHRASE}),
        ("You know Python, Azure Quux Link, Kafka.", {"azure quux link": NAME}),
        ("We use Kafka. Datomic is unlike it.", {}),  # not in a list
        ("You know Python, teams and Redis.", {}),  # an ordinary word
        ("You know Python, Redis and kafka.", {}),  # covered
        ("Python, Redis: see https://Datomic.com, Kafka", {}),  # an address
        ("We are in Python, Pythonia, Kafka.", {}),  # a place
        ("We use Kafka and Employer.", {}),  # the employer's own name
    ],
)
def test_what_is_listed_beside_terms_is_suggested(text, suggested):
    assert mined(("Engineer", text), places=(("pythonia",),)) == suggested


def test_what_one_employer_says_in_all_its_adverts_is_not():
    assert mined(("Engineer", "We use Kafka, Datomic and Redis."), employers=1) == {}


def test_a_part_that_hardly_stands_alone_gives_way_to_the_whole():
    assert mined(("Engineer", "We use Kafka, Quux Mesh Gateway and Redis.")) == {"quux mesh gateway": NAME}


def test_headlines_without_a_known_title_are_suggested_without_their_seniority():
    found = mined(
        ("Senior Pricing Manager - London", "Text"), ("Data Manager | Risk Manager", "x"), ("Quux Security", "y")
    )
    assert found == {"pricing manager": HEADLINE}


def test_what_comes_up_in_recent_adverts_rises():
    mining = Mining(TAXONOMY, TermReader(TAXONOMY))
    for number in range(200):
        name = "Newquux" if number >= 100 else "Oldquux"
        mining.add("Engineer", f"We use Kafka, {name} and Redis.", f"employer {number % 9}", recent=number >= 100)
    rises = {one.phrase: one.rise for one in mining.suggestions(5)}
    assert rises["newquux"] > 10 > -10 > rises["oldquux"]


def test_rare_phrases_are_dropped_when_there_are_too_many_and_counts_are_lower_bounds():
    tallies = Tallies(most=10)
    for number in range(1000):
        for phrase in ("often", f"once {number}"):
            tallies.opened(phrase).add(bit(str(number)), True, True, True)
        tallies.trim()
    assert len(tallies) <= 10
    assert tallies.get("often").adverts == 1000
    assert tallies.get("often").employers >= 40  # as many as a sketch can tell


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_a_rise_has_the_sign_of_the_difference(recent, more_recent, earlier, more_earlier):
    of_recent, of_earlier = recent + more_recent, earlier + more_earlier
    found = rise(recent, of_recent, earlier, of_earlier)
    if of_recent and of_earlier:
        difference = recent * of_earlier - earlier * of_recent
        assert (found > 0) == (difference > 0) and (found < 0) == (difference < 0)
    else:
        assert found == 0


@given(st.text(), st.integers(0, 30), st.integers(0, 30), st.integers(1, 20))
def test_a_context_is_cut_between_words_and_holds_the_words_themselves(text, start, length, width):
    start, end = min(start, len(text)), min(start + length, len(text))
    context = around(text, start, end, width=width)
    assert context.said == text[start:end]
    flat = text.replace("\r", "").replace("\n", " / ")
    assert context.before.removeprefix("…") in flat and context.after.removesuffix("…") in flat


@pytest.mark.parametrize(
    "text", ["Kafka, Xx " * 20_000, "and " * 50_000, "a" * 200_000, "Kafka, " * 30_000, "(" * 200_000]
)
def test_no_text_takes_long(text):
    mining = Mining(TAXONOMY, TermReader(TAXONOMY))
    start = perf_counter()
    mining.add("", text, None, False)
    assert perf_counter() - start < 5
