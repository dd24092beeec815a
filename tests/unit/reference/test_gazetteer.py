"""The project's own places: the tree is whole, and stands as the published pages need it."""

import pytest

from jobtide.gazetteer import WORK_FROM_HOME, WORLD
from jobtide.reference.checks import PLACE_RULES
from jobtide.reference.load import load
from jobtide.taxonomy import folded


@pytest.fixture(scope="module")
def reference():
    return load()


@pytest.fixture(scope="module")
def places(reference):
    return reference.gazetteer


def test_every_rule_of_places_is_kept(reference):
    assert [(place.slug, words) for rule in PLACE_RULES for place, words in rule(reference)] == []


def test_every_place_reaches_world_through_its_country(places):
    for place in places:
        if place.slug == WORLD:
            continue
        line = (place.slug, *places.lineage(place.slug))
        assert line[-1] == WORLD
        kinds = [places.places[slug].kind for slug in line]
        below_world = places.places[line[-2]]
        assert below_world.kind in ("country", "area") or below_world.slug == WORK_FROM_HOME, place.slug
        assert kinds.count("country") <= 1


@pytest.mark.parametrize(
    ("slug", "path"),
    [
        ("stoke-on-trent", "UK > England > West Midlands > Staffordshire > Stoke-on-Trent"),
        ("cheshire", "UK > England > North West > Cheshire"),
        ("chester", "UK > England > North West > Cheshire > Chester"),
        ("manchester", "UK > England > North West > Manchester"),
        ("merseyside", "UK > England > North West > Merseyside"),
        ("birmingham", "UK > England > West Midlands > Birmingham"),
        ("glasgow", "UK > Scotland > Glasgow"),
        ("edinburgh", "UK > Scotland > Edinburgh"),
        ("durham", "UK > England > North East > Durham"),
        ("city-of-london", "UK > England > London > Central London > City of London"),
        ("isle-of-man", "UK > Isle of Man"),
        ("jersey", "UK > Channel Islands > Jersey"),
        ("belfast", "UK > Northern Ireland > Belfast"),
    ],
)
def test_a_breadcrumb_leads_through_the_places_that_people_name(places, slug, path):
    assert " > ".join(places.breadcrumb(slug)) == path


def test_the_nations_and_regions_are_those_of_the_published_pages(places):
    assert {place.name for place in places.children("uk") if place.kind != "grouping"} == {
        "England", "Scotland", "Wales", "Northern Ireland", "Isle of Man", "Channel Islands",
    }  # fmt: skip
    assert {place.name for place in places.children("england")} == {
        "East Midlands", "East of England", "London", "North East", "North West", "South East", "South West",
        "West Midlands", "Yorkshire",
    }  # fmt: skip


def test_the_uk_lists_its_groupings(places):
    groupings = {place.name for place in places.children("uk") if place.kind == "grouping"}
    assert groupings >= {"UK excluding London", "Midlands", "North of England", "Home Counties"}


@pytest.mark.parametrize(
    ("slug", "among"),
    [
        ("salford", "north-west england uk greater-manchester north-of-england uk-excluding-london"),
        ("manchester", "north-west england uk greater-manchester north-of-england uk-excluding-london"),
        ("stoke-on-trent", "staffordshire west-midlands england uk midlands uk-excluding-london"),
        ("guildford", "surrey south-east england uk home-counties uk-excluding-london"),
        ("swansea", "south-wales wales uk uk-excluding-london"),
    ],
)
def test_a_vacancy_counts_in_every_place_above(places, slug, among):
    assert set(places.ancestors(slug)) == {*among.split(), WORLD}


def test_nothing_in_london_is_in_the_uk_excluding_london(places):
    inside = [place for place in places if "london" in (place.slug, *places.lineage(place.slug))]
    assert len(inside) > 300
    assert not [place.slug for place in inside if "uk-excluding-london" in places.ancestors(place.slug)]


def test_the_uk_and_the_uk_excluding_london_are_each_others_comparator(places):
    assert places.comparator("uk") == "uk-excluding-london"
    assert places.comparator("uk-excluding-london") == "uk"
    assert places.comparator("north-west") == "england"


def test_work_from_home_is_held_by_world_alone(places):
    assert places.ancestors(WORK_FROM_HOME) == (WORLD,)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("north-west", "the North West"),
        ("city-of-london", "the City of London"),
        ("uk-excluding-london", "the UK excluding London"),
        ("uk", "the UK"),
        ("midlands", "the Midlands"),
        ("isle-of-man", "the Isle of Man"),
        ("manchester", "Manchester"),
        ("london", "London"),
        ("yorkshire", "Yorkshire"),
    ],
)
def test_a_place_takes_its_article_in_a_sentence(places, slug, words):
    assert places.places[slug].in_sentence == words


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("united kingdom", "uk"),
        ("Herts", "hertfordshire"),
        ("n ireland", "northern-ireland"),
        ("Caerdydd", "cardiff"),
        ("Greater Manchester", "greater-manchester"),
        ("Newcastle upon Tyne", "newcastle-upon-tyne"),
        ("Newcastle-under-Lyme", "newcastle-under-lyme"),
        ("manc", "manchester"),
        ("NYC", "new-york"),
    ],
)
def test_people_find_a_place_by_the_names_they_type(places, name, slug):
    assert places.by_name[folded(name)].slug == slug


def test_there_are_places_for_the_uk_and_for_the_world(places):
    british = [place for place in places if "uk" in places.lineage(place.slug)]
    assert len(british) >= 3_000
    assert sum(place.kind == "country" for place in places) >= 180
    assert len({p for place in british for p in place.postcodes if p.isalpha()}) >= 120
