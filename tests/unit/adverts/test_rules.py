"""What forbids that two adverts are one, and how alike their texts must be."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.adverts.comparing import one_employer
from jobtide.adverts.naming import Where, employer_bits
from jobtide.adverts.rules import (
    ALIKE,
    ALIKE_THERE,
    BESIDE,
    ELSEWHERE,
    EXCERPTS,
    GENERIC_EXCERPTS,
    NEVER,
    REROLED,
    RETITLED,
    RETITLED_MORE,
    SAID_ALIKE,
    STANDARD,
    WORD_FOR_WORD,
    forbidden,
    needed,
)
from jobtide.adverts.said import Said

ADVERT = Said(
    text=1, headed=False, title_term="java-developer", seniority=frozenset(), title=frozenset({"java", "developer"}),
    places=frozenset({"leeds"}), above=frozenset({"yorkshire", "uk"}), employer=frozenset({"acme"}),
    employment_type="permanent", pay_unit="annual", pay_currency="GBP", pay=50_000.0, reference="A1", board="a board",
    span=(45_000.0, 55_000.0),
)  # fmt: skip
ELSE = {"board": "another board"}
YORK = {"places": frozenset({"york"}), "above": frozenset({"yorkshire", "uk"})}


@pytest.mark.parametrize(
    ("other", "why"),
    [
        pytest.param(YORK, "another place", id="60: thirty towns of one scheme stay thirty"),
        ({"places": frozenset({"yorkshire"}), "above": frozenset({"uk"})}, None),
        ({"places": frozenset({"york", "leeds"})}, None),
        ({"places": frozenset(), "above": frozenset()}, None),
        ({"pay": 45_000.0}, None),
        ({"pay": 44_999.0}, "pay more than 10% apart"),
        pytest.param({"pay": 40_000.5, "span": (40_000.5, 40_000.5)}, None, id="a board's estimate"),
        ({"pay": None, "pay_unit": None}, None),
        ({"pay_unit": "daily", "pay": 500.0}, "pay in another unit"),
        pytest.param({"pay_unit": "daily", "pay": 50_000 / 260}, None, id="what a day's rate makes in a year"),
        pytest.param({"pay_unit": "hourly", "pay": 50_000 / 1920}, None, id="what an hour's rate makes in a year"),
        ({"pay_currency": "EUR"}, "pay in another unit"),
        pytest.param({"reference": "A2"}, "another reference", id="60: another reference"),
        ({"reference": None}, None),
        ({"employment_type": "contract"}, "another employment type"),
        ({"employment_type": None}, None),
        (
            {"seniority": frozenset({"senior"}), "title": frozenset({"senior", "java", "developer"})},
            "another seniority",
        ),
        ({"title_term": "go-developer", "title": frozenset({"go", "developer"}), "text": 2}, "another job title"),
        ({"title_term": None, "title": frozenset({"java", "engineer"}), "text": 2}, "another headline"),
        # the same text under a headline with more words
        ({"title": frozenset({"java", "developer", "payments"})} | ELSE, None),
        ({"title": frozenset({"java", "developer", "payments"})}, "another headline"),
        ({"title": frozenset({"java", "developer", "payments"}), "text": 2}, "another headline"),
        pytest.param({"employer": frozenset()}, None, id="64: an employer that is not named forbids nothing"),
        pytest.param({"employer": frozenset({"other"})}, None, id="64: an agency hides the client"),
    ],
)
def test_what_forbids_that_two_adverts_are_one(other, why):
    assert forbidden(ADVERT, replace(ADVERT, **other), 30) == why
    assert forbidden(replace(ADVERT, **other), ADVERT, 30) == why


def test_one_posters_posts_of_the_same_week_are_different_ones_and_later_ones_may_be_the_same():
    post = replace(ADVERT, headed=True, text=1, title=frozenset({"acme", "backend", "engineer"}))
    other = replace(post, text=2, title=frozenset({"acme", "designer"}), title_term="designer")
    assert forbidden(post, other, 0) == "another headline at the same time"
    assert forbidden(post, other, 30) is None
    assert needed(post, other) > needed(post, replace(other, title_term=None))


LONG = frozenset({"java", "developer", "payments"})


@pytest.mark.parametrize(
    ("one", "other", "least"),
    [
        ({"places": frozenset()}, ELSE, STANDARD),
        ({"pay": None}, ELSE, STANDARD),
        ({}, {"employer": frozenset(), "places": frozenset()}, ALIKE),
        ({}, ELSE, STANDARD),
        ({}, {}, BESIDE),
        ({"headed": True}, {}, SAID_ALIKE),
        ({}, {"employer": frozenset({"agency"})}, SAID_ALIKE),
        ({}, {"employer": frozenset({"agency"}), "span": (40_000.0, 60_000.0)}, ALIKE),
        ({}, {"employer": frozenset({"agency"}), "span": (50_000.0, 50_000.0)}, SAID_ALIKE),
        ({"title": LONG, "pay": None}, ELSE, STANDARD),
        ({"title": LONG, "pay": None}, {"employer": frozenset({"agency"})}, ALIKE_THERE),
        ({}, {"excerpt": True}, GENERIC_EXCERPTS),
        ({"title": LONG}, {"excerpt": True}, EXCERPTS),
        ({"title": LONG, "pay": None}, {"excerpt": True}, ALIKE_THERE),
        ({"title": LONG | {"lead"}, "pay": None}, {"excerpt": True}, EXCERPTS),
        ({"title": LONG | {"lead"}}, {"excerpt": True, "span": (46_000.0, 55_000.0)}, ALIKE_THERE),
        ({"title": LONG | {"lead"}}, {"excerpt": True, "span": (46_000.5, 55_000.0)}, EXCERPTS),
        ({"title": LONG, "pay": None}, {"excerpt": True, "employer": frozenset({"agency"})}, ALIKE_THERE),
        ({}, {"headed": True, "employer": frozenset()}, NEVER),
    ],
)
def test_how_alike_texts_with_one_headline_must_be_depends_on_what_else_is_the_same(one, other, least):
    first = replace(ADVERT, **one)
    second = replace(first, **other)
    assert needed(first, second) == needed(second, first) == least


def test_texts_with_another_headline_must_be_more_alike():
    retitled = replace(ADVERT, title=frozenset({"java", "coder"}), **ELSE)
    assert needed(ADVERT, retitled) == RETITLED
    assert needed(ADVERT, replace(retitled, title=LONG)) == RETITLED_MORE
    assert needed(ADVERT, replace(retitled, employer=frozenset({"agency"}))) > RETITLED


def test_a_fuller_headline_is_of_the_same_opening_where_it_is_another_agencys():
    fuller = replace(ADVERT, text=2, title=frozenset({"java", "developer", "fast", "growth"}))
    assert forbidden(ADVERT, fuller, 30) == "another headline"
    assert forbidden(ADVERT, replace(fuller, employer=frozenset({"agency"})), 0) is None


def test_a_place_that_holds_the_other_is_the_same_one_but_a_country_is_not():
    city = replace(ADVERT, title=LONG, places=frozenset({"city"}), above=frozenset({"town", "uk"}))
    town = replace(city, places=frozenset({"town"}), above=frozenset({"uk"}))
    country = replace(city, places=frozenset({"uk"}), above=frozenset())
    agency = {"employer": frozenset({"agency"}), "pay": None}
    assert needed(city, replace(town, employer=frozenset({"agency"}))) == SAID_ALIKE
    assert needed(replace(city, **agency), town) == ALIKE_THERE
    assert needed(replace(city, **agency), country) == ALIKE


def spot(*nearest: str, around: str = "", known: bool = False, postcodes: str = "") -> Where:
    words = frozenset(nearest)
    return Where(words, words.union(around.split()), known, frozenset(postcodes.split()))


HERE = {"places": frozenset({"here"})}
SPOTS = [
    pytest.param(spot("nîmes"), spot("narbonne"), {}, "another place", id="60: towns that the gazetteer lacks"),
    (spot("stow", "ohio"), spot("ohio"), {}, None),
    (spot("nîmes"), spot(), {}, None),
    # two hospitals of a city, by other boards and on one; two towns of a region that the gazetteer knows
    (spot("royal"), spot("wythenshawe"), {"above": frozenset({"manchester"})} | ELSE, None),
    (spot("royal"), spot("wythenshawe"), {"above": frozenset({"manchester"})}, "another place"),
    (spot("york", known=True), spot("hull", known=True), {"above": frozenset({"yorkshire"})} | ELSE, "another place"),
    # on one board one place has one name, though it may be said at greater length
    (spot("highland", around="forest"), spot("highland", around="lakes"), ELSE, None),
    (spot("highland", around="forest"), spot("highland", around="lakes"), {}, "another place"),
    (spot("highland", around="forest"), spot("highland"), {}, None),
    (spot(around="northern europe"), spot(around="eastern europe"), {}, "another place"),
    (spot(postcodes="YO73AA"), spot(postcodes="YO111LD"), {}, "another place"),
    (spot(postcodes="YO73AA"), spot(postcodes="YO111LD"), ELSE, None),
    (spot(postcodes="YO73AA"), spot("york"), {}, None),
]


@pytest.mark.parametrize(("one", "other", "more", "why"), SPOTS)
def test_locations_without_a_word_in_common_are_other_places_and_one_board_names_a_place_in_one_way(
    one, other, more, why
):
    above = {"above": more.get("above", frozenset())}
    first, second = replace(ADVERT, where=one, **HERE, **above), replace(ADVERT, where=other, **HERE, **above | more)
    assert forbidden(first, second, 30) == forbidden(second, first, 30) == why
    if above["above"] and not why:
        assert needed(first, second) == ELSEWHERE


def test_two_texts_that_an_employer_has_on_one_board_at_the_same_time_are_two_openings():
    ward = replace(ADVERT, text=2)
    assert forbidden(ADVERT, ward, 10) == forbidden(ward, ADVERT, 0) == "another text at the same time"
    assert forbidden(ADVERT, ward, 11) is None  # the first one, edited
    assert forbidden(ADVERT, replace(ward, text=1), 0) is None
    assert forbidden(ADVERT, replace(ward, text=None), 0) is None
    assert forbidden(ADVERT, replace(ward, board="another board"), 0) is None
    assert forbidden(ADVERT, replace(ward, employer=frozenset({"agency"})), 0) is None
    assert forbidden(ADVERT, replace(ward, excerpt=True), 0) is None  # excerpts show different parts
    estimated = replace(ward, pay=50_000.5, span=(50_000.5, 50_000.5))
    assert forbidden(ADVERT, estimated, 0) is None  # a board that words its own estimates into what it carries


def test_edited_texts_on_one_board_must_be_nearly_the_same_and_the_same_where_neither_says_where_it_is():
    assert needed(ADVERT, ADVERT) == needed(ADVERT, replace(ADVERT, title=LONG)) == BESIDE
    nowhere = replace(ADVERT, places=frozenset(), above=frozenset())
    assert needed(ADVERT, nowhere) == needed(replace(nowhere, where=spot("nîmes")), nowhere) == BESIDE
    assert needed(nowhere, nowhere) == WORD_FOR_WORD


def test_a_thread_s_post_for_another_single_job_is_another_opening_and_a_list_of_jobs_may_change():
    post = replace(ADVERT, headed=True, places=frozenset(), title=frozenset({"acme", "senior", "java", "developer"}))
    tester = replace(post, text=2, title_term="tester", title=frozenset({"acme", "senior", "tester"}))
    closer = replace(post, text=2, title_term="senior-java-developer", title=frozenset({"acme", "java", "lead"}))
    assert needed(post, tester) == needed(tester, post) == NEVER
    assert needed(post, closer) == REROLED
    jobs = frozenset({"tester", "designer", "analyst", "writer", "manager", "founder"})
    assert needed(replace(post, title=post.title | jobs), replace(tester, title=jobs)) == REROLED


def test_one_text_in_a_thread_is_one_opening_whatever_place_was_read_in_it():
    post = replace(ADVERT, headed=True)
    assert forbidden(post, replace(post, **YORK), 30) is None
    assert forbidden(post, replace(post, text=2, **YORK), 30) == "another place"


def test_an_excerpt_with_a_fuller_headline_and_the_same_pay_may_be_the_same_opening():
    fuller = replace(ADVERT, text=2, title=frozenset({"java", "developer", "fast", "growth"}), excerpt=True)
    assert forbidden(ADVERT, fuller, 30) is None
    assert needed(ADVERT, fuller) == RETITLED_MORE
    assert forbidden(ADVERT, replace(fuller, span=(44_000.0, 56_000.0)), 30) == "another headline"


NAMES = st.frozensets(st.sampled_from(["acme", "bolt", "r&d", "müller", "looms"]), max_size=3)


@given(NAMES, NAMES, st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_less_than_all_ask_of_others_is_enough_only_by_one_employer(one, other, excerpt, paid, titled, headed):
    title = {} if titled else {"title": frozenset({"java"})}
    said = replace(ADVERT, employer=one, excerpt=excerpt, **title)
    unpaid = {} if paid else {"pay": None, "span": (None, None)}
    its = replace(said, employer=other, headed=headed, board="another board", **unpaid)
    bits = (np.array([employer_bits(word.encode() for word in words)], np.int64) for words in (one, other))
    assert needed(said, its) >= SAID_ALIKE or one_employer(*bits)[0]
