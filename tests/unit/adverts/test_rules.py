"""What forbids that two adverts are one, and how alike their texts must be."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.adverts.comparing import one_employer
from jobtide.adverts.rules import (
    ALIKE,
    ALIKE_THERE,
    ELSEWHERE,
    EXCERPTS,
    GENERIC_EXCERPTS,
    NEVER,
    RETITLED,
    SAID_ALIKE,
    STANDARD,
    Said,
    employer_bits,
    employer_words,
    forbidden,
    needed,
    spot_words,
    title_words,
)

ADVERT = Said(
    text=1, headed=False, title_term="java-developer", seniority=frozenset(), title=frozenset({"java", "developer"}),
    places=frozenset({"leeds"}), above=frozenset({"yorkshire", "uk"}), employer=frozenset({"acme"}),
    employment_type="permanent", pay_unit="annual", pay_currency="GBP", pay=50_000.0, reference="A1",
    span=(45_000.0, 55_000.0),
)  # fmt: skip
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
        ({"title": frozenset({"java", "developer", "payments"})}, None),
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
        ({"places": frozenset()}, {}, STANDARD),
        ({"pay": None}, {}, STANDARD),
        ({}, {"employer": frozenset(), "places": frozenset()}, ALIKE),
        ({}, {}, STANDARD),
        ({"headed": True}, {}, SAID_ALIKE),
        ({}, {"employer": frozenset({"agency"})}, SAID_ALIKE),
        ({}, {"employer": frozenset({"agency"}), "span": (40_000.0, 60_000.0)}, ALIKE),
        ({}, {"employer": frozenset({"agency"}), "span": (50_000.0, 50_000.0)}, SAID_ALIKE),
        ({"title": LONG, "pay": None}, {}, STANDARD),
        ({"title": LONG, "pay": None}, {"employer": frozenset({"agency"})}, ALIKE_THERE),
        ({}, {"excerpt": True}, GENERIC_EXCERPTS),
        ({"title": LONG}, {"excerpt": True}, EXCERPTS),
        ({"title": LONG, "pay": None}, {"excerpt": True}, SAID_ALIKE),
        ({"title": LONG | {"lead"}, "pay": None}, {"excerpt": True}, EXCERPTS),
        ({"title": LONG | {"lead"}}, {"excerpt": True, "span": (46_000.0, 55_000.0)}, SAID_ALIKE),
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
    retitled = replace(ADVERT, title=frozenset({"java", "developer", "b"}))
    assert needed(ADVERT, retitled) == RETITLED
    assert needed(ADVERT, replace(retitled, employer=frozenset({"agency"}))) > RETITLED


def test_a_fuller_headline_is_of_the_same_opening_where_it_is_another_agencys():
    fuller = replace(ADVERT, text=2, title=frozenset({"java", "developer", "fast", "growth"}))
    assert forbidden(ADVERT, fuller, 0) == "another headline"
    assert forbidden(ADVERT, replace(fuller, employer=frozenset({"agency"})), 0) is None


def test_a_place_that_holds_the_other_is_the_same_one_but_a_country_is_not():
    city = replace(ADVERT, title=LONG, places=frozenset({"city"}), above=frozenset({"town", "uk"}))
    town = replace(city, places=frozenset({"town"}), above=frozenset({"uk"}))
    country = replace(city, places=frozenset({"uk"}), above=frozenset())
    agency = {"employer": frozenset({"agency"}), "pay": None}
    assert needed(city, replace(town, employer=frozenset({"agency"}))) == SAID_ALIKE
    assert needed(replace(city, **agency), town) == ALIKE_THERE
    assert needed(replace(city, **agency), country) == ALIKE


SPOTS = [
    pytest.param({"nîmes"}, {"narbonne"}, set(), "another place", id="60: towns that the gazetteer lacks"),
    ({"stow", "ohio"}, {"ohio"}, set(), None),
    ({"nîmes"}, set(), set(), None),
    ({"royal"}, {"wythenshawe"}, {"manchester"}, None),
]


@pytest.mark.parametrize(("one", "other", "above", "why"), SPOTS)
def test_locations_that_have_no_word_in_common_are_other_places_unless_a_known_place_holds_both(one, other, above, why):
    first, second = (
        replace(
            ADVERT, spot=frozenset(spot), around=frozenset(spot), places=frozenset({"here"}), above=frozenset(above)
        )
        for spot in (one, other)
    )
    assert forbidden(first, second, 30) == forbidden(second, first, 30) == why
    if above:
        assert needed(first, second) == ELSEWHERE


@pytest.mark.parametrize(
    ("locations", "places", "words"),
    [
        (["Nîmes, France"], ["france"], "nîmes"),
        (["Leeds City Centre, LS1 4AB"], ["leeds"], ""),
        (["Remote", "Stow, Ohio"], [], "stow ohio"),
        (["2 locations"], [], ""),
    ],
)
def test_the_words_of_locations_that_name_no_known_place(locations, places, words):
    assert spot_words(locations, places) == frozenset(words.split())


@pytest.mark.parametrize(
    ("title", "places", "words"),
    [
        ("Snr Front-End Developers, Leeds (Hybrid) - £50k", ["leeds"], "developer frontend senior"),
        ("Full Stack Engineer | 6 month contract | https://example.org/jobs/1", [], "engineer fullstack"),
        ("C++ Developer - NEW - apply now", [], "c++ developer"),
        ("Nurse Band 5", [], "5 band nurse"),
        ("Night Shift Operator", [], "night operator shift"),
        ("", [], ""),
    ],
)
def test_the_words_of_a_title_that_say_which_job_it_is(title, places, words):
    assert title_words(title, places) == frozenset(words.split())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("harnham recruitment", "harnham data analytics recruitment", True, id="64: a longer name"),
        pytest.param("group", "group", True, id="64: a name of common words only"),
        ("acme", "bolt", False),
    ],
)
def test_employers_are_told_apart_by_the_words_that_are_their_own(one, other, same):
    one, other = employer_words(one), employer_words(other)
    assert (one <= other or other <= one) is same


NAMES = st.frozensets(st.sampled_from(["acme", "bolt", "r&d", "müller", "looms"]), max_size=3)


@given(NAMES, NAMES, st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_less_than_all_ask_of_others_is_enough_only_by_one_employer(one, other, excerpt, paid, titled, headed):
    title = {} if titled else {"title": frozenset({"java"})}
    said = replace(ADVERT, employer=one, excerpt=excerpt, **title)
    its = replace(said, employer=other, headed=headed, **({} if paid else {"pay": None, "span": (None, None)}))
    bits = (np.array([employer_bits(word.encode() for word in words)], np.int64) for words in (one, other))
    assert needed(said, its) >= SAID_ALIKE or one_employer(*bits)[0]
