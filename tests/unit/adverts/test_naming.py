"""Words of headlines, employers and locations that tell openings apart."""

import pytest

from jobtide.adverts.naming import employer_words, title_words, where


@pytest.mark.parametrize(
    ("locations", "places", "over", "nearest", "every"),
    [
        (["Nîmes, France"], ["france"], [], "nîmes", "nîmes france"),
        (["Nîmes City Centre, Remote"], [], [], "nîmes", "nîmes city centre"),
        (["Leeds City Centre, LS1 4AB"], ["leeds"], ["yorkshire"], "leeds", "leeds city centre yorkshire"),
        (["Remote", "Stow, OH"], [], [], "stow", "stow oh"),
        (["2 locations"], [], [], "", ""),
        (["US, Stow"], ["ohio"], ["us"], "stow", "stow ohio us"),
        (["Remote - Northern Europe"], [], [], "europe", "northern europe"),
        # a country says little, nor does its name in another language; a town beside it does
        (["France"], ["france"], [], "", "france"),
        (["Frankreich"], ["france"], [], "", "frankreich france"),
        (["France Nîmes"], ["france"], [], "nîmes", "nîmes france"),
    ],
)
def test_the_words_of_locations_that_say_where_it_is(locations, places, over, nearest, every):
    there = where(locations, places, over, [place for place in places if not over])
    assert (there.nearest, there.every) == (frozenset(nearest.split()), frozenset(every.split()))


@pytest.mark.parametrize(("location", "known"), [("Leeds", True), ("Leeds Dock", False)])
def test_whether_the_nearest_part_of_a_location_is_a_known_place(location, known):
    assert where([location], ["leeds"], ["yorkshire"], []).known is known


def test_postcodes_are_told_with_and_without_a_space():
    assert where(["YO7 3AA", "near yo111ld"], [], [], []).postcodes == {"YO73AA", "YO111LD"}


@pytest.mark.parametrize(
    ("title", "places", "words"),
    [
        ("Snr Front-End Developers, Leeds (Hybrid) - £50k", ["leeds"], "developer frontend senior"),
        ("Full Stack Engineer | 6 month contract | https://example.org/jobs/1", [], "engineer fullstack"),
        ("C++ Developer - NEW - apply now", [], "c++ developer"),
        ("Nurse Band 5", [], "5 band nurse"),
        ("Night Shift Operator (12)", [], "night operator shift"),
        ("Graduate Scheme 2027", [], "2027 graduate scheme"),
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
