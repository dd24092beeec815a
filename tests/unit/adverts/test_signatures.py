"""What is kept of a text to find others like it."""

import random
from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide import tables
from jobtide.advert import Advert
from jobtide.adverts import shingling
from jobtide.adverts.boilerplate import PAIRS, SINGLE, words_of
from jobtide.adverts.comparing import LEAST, Known, alike, similarity
from jobtide.adverts.naming import employer_words
from jobtide.adverts.references import reference_in
from jobtide.adverts.rules import EXCERPT
from jobtide.adverts.signatures import SHINGLE, SLOTS, STARTS, shingles, signatures
from jobtide.arrow import arrow_schema
from jobtide.extraction.reading import employer_key

WORDS = [f"word{number}" for number in range(3000)]


def text(seed: int, words: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def advert(description: str, title: str = "Tester", **more) -> Advert:
    return Advert("board", "1", title, description, date(2025, 1, 1), date(2025, 1, 1), **more)


def signed(*adverts: Advert) -> list[dict]:
    columns = signatures(adverts)
    return pa.table(columns).to_pylist()


def plainly(description: str) -> set[tuple[str, ...]]:
    """The shingles of plain ASCII text without boilerplate, as sets of words."""
    words = "".join(c if c.isalnum() else " " for c in description.lower()).split()
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def estimated(one: str, other: str) -> float:
    sketches = [np.frombuffer(row["sketch"], np.uint8)[None, :] for row in signed(advert(one), advert(other))]
    return float(similarity(*sketches)[0])


@pytest.mark.parametrize("shared", [0, 100, 200, 300, 380, 400])
def test_sketches_estimate_the_share_of_common_shingles(shared):
    common = text(1, shared)
    one, other = f"{common} {text(2, 400 - shared)}", f"{common} {text(3, 400 - shared)}"
    true = len(plainly(one) & plainly(other)) / len(plainly(one) | plainly(other))
    assert abs(estimated(one, other) - true) < 0.13  # three standard errors


def test_shingles_are_those_that_a_plain_calculation_finds():
    texts = ["a b c d e f", "", "a b c d", "x, y z! a-b c"]
    hashes, offsets = shingles([text.encode() for text in texts])
    assert np.diff(offsets).tolist() == [len(plainly(text)) for text in texts]
    again, _ = shingles([texts[0].encode()])
    assert hashes[offsets[0] : offsets[1]].tolist() == again.tolist()  # others in the batch change nothing


PIECES = (
    "a",
    "bc",
    "équipe",
    "equal opportunity",
    "to apply",
    "email",
    "y" * 8,
    "z" * 17,
    "Ж" * 5,
    "–",
    ".",
    "! ",
    "\n",
    " ",
)


@settings(deadline=None)  # the first one waits for the compiler
@given(st.lists(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " "])), max_size=400), max_size=8))
def test_compiled_code_finds_the_same_shingles(texts):
    folded = ["".join(map("".join, text)).encode().lower() for text in texts]
    plain, compiled = shingles(folded), shingling.shingles(folded)
    assert [part.tolist() for part in plain] == [part.tolist() for part in compiled]


def test_case_punctuation_and_curly_quotes_change_no_shingle():
    one = "We're a team of ten - and you'll lead it. " + text(4, 40)
    other = one.replace("'", "’").replace("-", "–").upper()
    assert shingles([one.encode()])[0].tolist() == shingles([other.encode().lower()])[0].tolist()


@pytest.mark.parametrize(
    "boilerplate",
    [
        "We are an equal opportunity employer and value diversity.", "To apply, send us a letter by Friday.",
        "Acme acts as an employment agency for permanent recruitment.", "Visit https://example.org for all our jobs!",
    ],
)  # fmt: skip
def test_sentences_of_boilerplate_are_left_out(boilerplate):
    before, after = text(5, 30), text(6, 30)
    with_it = f"{before}.\n{boilerplate}\n{after}."
    assert shingles([with_it.lower().encode()])[0].tolist() == shingles([f"{before}.\n{after}.".encode()])[0].tolist()


def test_a_text_without_full_stops_is_not_boilerplate_as_a_whole():
    whole = text(7, 200) + " equal opportunity " + text(8, 200)
    assert len(shingles([whole.encode()])[0]) == 398


def test_boilerplate_is_told_by_one_or_two_words():
    assert {len(entry.split()) for entry in words_of(PAIRS)} == {2}
    assert {len(entry.split()) for entry in words_of(SINGLE)} == {1}


def test_a_short_text_has_no_node():
    (row,) = signed(advert("Too short to be like another."))
    assert (row["node"], row["text"], row["sketch"], row["keys"]) == (None, None, None, [])


def test_a_node_stands_for_all_that_is_compared():
    same = signed(advert(text(9, 60)), advert(text(9, 60).upper()))
    assert same[0] == same[1]
    others = [advert(text(9, 61)), advert(text(9, 60), title="Other"), advert(text(9, 60), employer="Acme")]
    assert len({row["node"] for row in (same[0], *signed(*others))}) == 4
    assert {row["text"] for row in signed(*others[1:])} == {same[0]["text"]}


def test_another_script_makes_words_too():
    russian = "Мы ищем опытного разработчика на языке Питон для работы в нашей дружной команде " * 3
    assert signed(advert(russian))[0]["shingles"] > 20


@pytest.mark.parametrize(
    ("cut", "whole", "begun"),
    [(300, 2000, True), (450, 2000, True), (500, 800, True), (100, 2000, False), (1500, 2000, False)],
)
def test_a_text_cut_short_is_how_the_whole_begins(cut, whole, begun):
    long = "".join(random.Random(3).choices("abcdefgh ", k=whole))
    short, full = signed(advert(long[:cut] + " ..."), advert(long))
    other = signed(advert(text(1, 300)))[0]
    assert plainly_begins(short, full) is begun
    assert not plainly_begins(short, other)
    pairs = [(short, full), (full, short), (short, other), (other, short), (full, full)]
    assert [row["begins"] for row in compared(pairs, every=True)] == [plainly_begins(*pair) for pair in pairs]


def plainly_begins(one: dict, other: dict) -> bool:
    """As comparing.begins, of two signatures."""
    short, long = (one, other) if one["letters"] < other["letters"] else (other, one)
    at = sum(size <= short["letters"] - 14 for size in STARTS) - 1
    if at < 1 or short["letters"] > STARTS[-1] + 64:
        return False
    return len(long["starts"]) > at and short["starts"][at] == long["starts"][at]


def compared(pairs: list[tuple[dict, dict]], every: bool = False, skipped: int = 0) -> list[dict]:
    """What alike finds of pairs but the first few, whose nodes are numbered from 0; with `every` none is left out."""
    rows = [one for pair in pairs for one in pair]
    batch = pa.RecordBatch.from_pydict({
        "node": pa.array(range(len(rows)), pa.int64()), "text": pa.array([1 if every else row["text"] for row in rows]),
        "sketch": pa.array([row["sketch"] for row in rows], pa.binary()),
        "letters": pa.array([row["letters"] for row in rows], pa.int32()),
        "starts": pa.array([row["starts"] for row in rows], pa.list_(pa.int64())),
        "employer_bits": pa.array([row.get("employer_bits", 0) for row in rows], pa.int64()),
    }).slice(2 * skipped)  # fmt: skip
    cut = len(batch) // 3
    known = Known.of([batch.slice(cut), batch.slice(0, cut)], len(batch))
    low = np.arange(0, len(batch), 2)
    found = alike(known, low, low + 1)
    assert found.schema == arrow_schema(tables.PAIRS)
    return found.to_pylist()


@given(
    st.lists(
        st.tuples(*[st.tuples(st.integers(80, 700), st.lists(st.integers(1, 3), min_size=7, max_size=7))] * 2),
        min_size=1, max_size=30,
    ),
    st.integers(0, 3),
)  # fmt: skip
@settings(deadline=None)  # the first call waits for machine code
def test_many_beginnings_are_compared_as_one_by_one(drawn, skipped):
    def row(letters: int, starts: list[int]) -> dict:
        kept = [hash_ for hash_, size in zip(starts, STARTS, strict=True) if size <= letters]
        return {"node": 1, "sketch": bytes(SLOTS), "letters": letters, "starts": kept}

    pairs = [(row(*one), row(*other)) for one, other in drawn]
    skipped = min(skipped, len(pairs) - 1)
    found = [row["begins"] for row in compared(pairs, every=True, skipped=skipped)]
    assert found == [plainly_begins(*pair) for pair in pairs[skipped:]]


@pytest.mark.parametrize(
    ("said", "reference"),
    [
        ("please quote ref: ab/123 in your letter.", "AB/123"), ("Our reference is 000123.", "000123"),
        ("Reference number J-99", "J-99"), ("job ref #4711", "4711"), ("req id: feq427r72", "FEQ427R72"),
        ("apply to bbbh12355_158797650120103", None), ("ref: bbbh12355_158797650120103", "BBBH12355"),
        ("Job ID: 2023-77", "2023-77"),
        ("Head of Data (P-1384)", "P-1384"), ("P-926\nWe weave.", "P-926"),
        ("We weave.\n*AB12345*\nYou do.", "AB12345"), ("windows (10) or as ab12345 says", None),
        ("we prefer java 17", None), ("your reference checks", None), ("refer a friend and get 500", None),
    ],
)  # fmt: skip
def test_the_reference_that_a_text_says(said, reference):
    assert reference_in(said.lower().encode()) == reference


@pytest.mark.parametrize(
    ("description", "cut"),
    [
        (text(1, 40) + " …", True), ("... " + text(1, 40), True), (text(1, 40) + '..."', True), (text(1, 40), False),
        (text(1, 400) + " ...", False),
    ],
)  # fmt: skip
def test_a_short_text_with_an_ellipsis_before_or_behind_it_is_an_excerpt(description, cut):
    assert signed(advert(description))[0]["cut"] is cut


def test_the_source_s_own_reference_goes_first():
    (row,) = signed(advert("Ref: 123", reference=" ab1 "))
    assert row["reference"] == "AB1"


def test_pairs_of_one_text_have_all_in_common_and_those_of_others_little():
    texts = (text(1, 60), "Tester"), (text(1, 60), "Other"), (text(2, 60), "Tester")
    rows = signed(*(advert(words, title, employer="Acme") for words, title in texts))
    assert compared([(rows[0], rows[1]), (rows[0], rows[2])]) == [
        {"low": 0, "high": 1, "similarity": 1.0, "begins": True},
        {"low": 2, "high": 3, "similarity": 0.0, "begins": False},
    ]


@pytest.mark.parametrize(
    ("employer", "other", "kept"),
    [
        ("Acme Ltd", "ACME", True), ("Acme", "Acme Looms", True), ("Acme Looms", "Acme Wheels", False),
        ("Acme", "Bolt", False), (None, None, False), ("Acme", None, False), ("The Group", "Group", True),
        ("R&D", "r&d Ltd", True), ("Müller", "MÜLLER AG", True), ("Straße 7", "STRASSE 7", True), ("A&B", "&", True),
    ],
)  # fmt: skip
def test_a_pair_of_excerpts_that_are_not_alike_is_kept_where_one_employer_may_have_both(employer, other, kept):
    rows = signed(advert(text(1, 60), employer=employer), advert(text(2, 60), employer=other))
    assert bool(compared([tuple(rows)])) == kept


NAME = st.text("abß&+_ Üü", max_size=9) | st.lists(st.sampled_from(["Acme", "The", "Ltd", "A&B", "it"])).map(" ".join)


@given(NAME, NAME)
@settings(deadline=None)  # the first call waits for machine code
def test_no_pair_of_excerpts_by_one_employer_is_left_out(name, other):
    words, its = (employer_words(employer_key(one)) for one in (name, other))
    rows = signed(advert(text(1, 60), employer=name), advert(text(2, 60), employer=other))
    if words and its and (words <= its or its <= words):
        assert compared([tuple(rows)])


def test_a_pair_of_whole_texts_that_no_rule_could_join_is_left_out():
    common = text(1, 200)
    some, none = (
        signed(*(advert(text(seed, 200) + " " + shared) for seed in (2, 3))) for shared in (common, "the end")
    )
    assert min(row["letters"] for row in (*some, *none)) > EXCERPT
    (found,) = compared([tuple(some), tuple(none)])
    assert found["low"] == 0 and found["similarity"] >= LEAST
