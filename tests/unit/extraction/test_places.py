"""Where an advert says that the work is, with the project's own gazetteer."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.extraction.places import PlaceReader
from jobtide.gazetteer import Gazetteer, Place
from jobtide.reference.load import load


@pytest.fixture(scope="module")
def reader():
    return PlaceReader(load().gazetteer)


def slugs(reader, *locations, title="", description=""):
    return " ".join(finding.slug for finding in reader.read(locations, title, description))


# -- locations ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ("London", "london"),
        ("LONDON, UK", "london"),
        ("Manchester", "manchester"),
        ("Greater London", "london"),
        ("Leeds / Sheffield / Remote", "leeds sheffield"),
        ("London or Manchester", "london manchester"),
        ("Cardiff, London or Remote (UK)", "cardiff london"),
        ("Hybrid - Bristol", "bristol"),
        ("Stoke-on-Trent, Staffordshire", "stoke-on-trent"),
        ("STOKE ON TRENT", "stoke-on-trent"),
        ("St. Albans, Herts", "st-albans"),
        ("King's Lynn", "kings-lynn"),
        ("Kings Lynn", "kings-lynn"),
        ("Newcastle upon Tyne, Tyne & Wear", "newcastle-upon-tyne"),
        ("Caerdydd", "cardiff"),
        ("Abertawe", "swansea"),
        ("B'ham", "birmingham"),
        ("Belfast, N. Ireland", "belfast"),
        ("South East", "south-east"),
        ("Home Counties", "home-counties"),
        ("UK excluding London", "uk-excluding-london"),
        ("United Kingdom", "uk"),
        ("UK wide", "uk"),
        ("Nationwide", "uk"),
        ("England", "england"),
        ("Leeds-based", "leeds"),
        ("Dublin", "dublin"),
        ("Berlin, Germany", "berlin"),
        ("San Francisco, CA", "san-francisco"),
        ("Remote (US)", "us"),
        ("India - Pune", "pune"),
        ("São Paulo", "sao-paulo"),
        ("Kraków, Poland", "krakow"),
    ],
)
def test_a_location_names_its_places(reader, location, places):
    assert slugs(reader, location) == places


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ("Hulme, Manchester", "hulme"),
        ("Manchester, Greater Manchester, North West, England, UK", "manchester"),
        ("Warwick, Midlands", "warwick"),
        ("Manchester, Lancashire", "manchester"),  # the postal county of old
        ("Lancashire Manchester North West", "manchester"),
        ("North East Derbyshire", "derbyshire"),
        ("North West Leicestershire", "leicestershire"),
        ("South West Scotland", "scotland"),
        ("North West, Leicestershire", "north-west leicestershire"),
        ("West of England", "south-west"),
        ("National", "uk"),
        ("EC2A 4NE", "shoreditch"),
        ("Kingsteignton, Devon", "kingsteignton"),
        ("Rother", "east-sussex"),
        ("Uxbridge, Middlesex", "uxbridge"),
        ("Bristol, Avon", "bristol"),
        ("Leeds, Cheshire", "leeds cheshire"),
    ],
)
def test_only_the_most_specific_place_is_found(reader, location, places):
    assert slugs(reader, location) == places


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ("Cambridge", "cambridge"),
        ("Cambridge, MA", "cambridge-massachusetts"),
        ("London, Ontario", "london-ontario"),
        ("London (Ontario)", "london-ontario"),
        ("Perth, Australia", "perth-australia"),
        ("Birmingham, Alabama", "birmingham-alabama"),
        ("Richmond, VA", "richmond-virginia"),
        ("Richmond, West London", "richmond-london"),
        ("Richmond, North Yorkshire", "richmond-north-yorkshire"),
        ("Newport, Shropshire", "newport-shropshire"),
        ("Newport, Wales", "newport"),
        ("Newport, Isle of Wight", "newport-isle-of-wight"),
        ("Newcastle, Staffs", "newcastle-under-lyme"),
        ("Washington, Tyne and Wear", "washington-tyne-and-wear"),
        ("Seattle, Washington", "seattle"),
        ("Washington, DC", "washington-dc"),
        ("Boston, Lincolnshire", "boston-lincolnshire"),
        ("Austin / Boston", "austin boston-massachusetts"),
        ("New York, New York", "new-york"),
        ("New York, London, Dublin", "new-york london dublin"),
        ("London, Singapore", "london singapore"),
        ("Atlanta, Georgia", "atlanta"),
        ("Toronto, CA", "toronto"),
        ("Milano, MI, it", "milan"),
        ("Reading", "reading"),
        ("Reading, Berkshire", "reading"),
        ("Bath (hybrid)", "bath"),
        ("Street, Somerset", "street"),
        ("Highlands Ranch, CO", "colorado"),  # what a part of an address is called is no place abroad
        ("12 Lyon Way, Camberley", "camberley"),
        ("Canada Avenue, Redhill", "redhill"),
        ("Brunei Darussalam, Cambodia", "brunei cambodia"),
        ("London EC2A, Paris", "london paris"),
        ("London (hybrid), Berlin", "london berlin"),
        ("Grove City, Ohio, United States", "ohio"),
        ("New Britain, CT", "connecticut"),
        ("Sale", "sale"),
    ],
)
def test_a_shared_name_means_what_its_company_says(reader, location, places):
    assert slugs(reader, location) == places


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ("Newcastle", "england"),
        ("Newport", "uk"),
        ("Boston", ""),
        ("Washington", ""),
        ("Richmond", ""),
        ("Georgia", ""),
        ("Paris, Texas", "texas"),
        ("Worcester, Maryland", "maryland"),
        ("Langley, Maidstone", "maidstone"),
        ("Newcastle, County Down", "county-down"),
        ("within 40 miles of Leeds", "yorkshire"),
        ("within 10 miles of Leeds", "leeds"),
        ("Nr Luton", "east-of-england"),
        ("M4 corridor", "uk"),  # it lies in England and in Wales
        ("M62 Corridor", "north-of-england"),
        ("M4 Corridor, Reading", "reading"),
        ("Central Belt", "scotland"),
        ("Remote OK", ""),
        ("Remote (no US)", ""),
        ("Join us", ""),
        ("Sale of goods", ""),
    ],
)
def test_what_is_not_certain_is_left_at_what_is(reader, location, places):
    assert slugs(reader, location) == places


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ("LS1 4AP", "leeds"),
        ("s1 2hh", "sheffield"),
        ("S12HH", "sheffield"),
        ("EC2M 4NE", "city-of-london"),
        ("London E14", "tower-hamlets"),
        ("M1 1AA", "manchester"),
        ("Reading, Berkshire, RG1 8DB", "reading"),
        ("Newcastle upon Tyne, NE12 8BS", "newcastle-upon-tyne"),
        ("Kent, LS1 4AP", "kent"),
        ("within the M25", "england"),
        ("M25 1AB", "prestwich"),
        ("NP20 1AA", "newport"),
        ("ZZ1 1ZZ", ""),
    ],
)
def test_a_postcode_leads_to_the_place_it_lies_in(reader, location, places):
    assert slugs(reader, location) == places


def test_places_stand_in_the_order_in_which_they_are_named(reader):
    assert slugs(reader, "York", "Hull / London", "York") == "york hull london"


def test_a_finding_carries_its_words_and_its_rule(reader):
    found = reader.read(("Newport, Shropshire", "LS1 4AP"), "", "")
    assert [(one.text, one.where, one.rule) for one in found] == [
        ("Newport", "location", "with Shropshire"),
        ("LS1 4AP", "location", "postcode"),
    ]


# -- titles and descriptions ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "places"),
    [
        ("Acme | Backend Engineer | London, UK | REMOTE", "london"),
        ("Acme | Backend Engineer | Cambridge, MA | Onsite", "cambridge-massachusetts"),
        ("Acme (London/Berlin) - Python developers", "london berlin"),
        ("London, UK - Full time - Acme", "london"),
        ("Java Developer, Leeds, up to 50k", "leeds"),
        ("PHP Developer Southport", "southport"),
        ("Analyst in Sheffield, good package", "sheffield"),
        ("A London-based start-up seeks engineers", "london"),
        ("London Stock Exchange | Java Developer | Remote", ""),
        ("Acme | Frontend / Mobile Developer | Remote", ""),
        ("Reading Specialist", ""),
        ("Deal Desk Analyst", ""),
    ],
)
def test_a_headline_is_read_where_no_location_is_given(reader, title, places):
    assert slugs(reader, title=title) == places


@pytest.mark.parametrize(
    ("description", "places"),
    [
        ("Great team. Location: Leeds. Benefits", "leeds"),
        ("Location: Leeds, Sheffield or Manchester", "leeds sheffield manchester"),
        ("We are based in Reading and growing", "reading"),
        ("Join us in our Bristol office", "bristol"),
        ("Our office is in central London", "central-london"),
        ("Our customers are based in Paris", ""),
        ("For roles based in Leeds, badges are green", ""),
        ("Pension for employees based in Leeds", ""),
        ("We are 500 employees. Our office in Leeds is new", "leeds"),
        ("A degree from Cambridge or Oxford is welcome", ""),
        ("Reading, writing and a nice bath", ""),
    ],
)
def test_a_description_is_read_only_where_it_is_plain(reader, description, places):
    assert slugs(reader, description=description) == places


def test_a_location_that_speaks_is_believed_over_the_title(reader):
    assert slugs(reader, "Leeds", title="Developer in London") == "leeds"


@pytest.mark.parametrize(
    ("location", "title", "description", "places"),
    [
        ("Unit 4, Nowhereville", "Developer in London", "", "london"),
        ("Nowhereville", "Developer", "Location: Leeds", "leeds"),
        ("Nowhereville", "Developer", "We are based in Leeds", ""),
        ("Richmond", "Developer - Richmond, London", "", "richmond-london"),
        ("Developer, Tester", "Developer, Tester - Bay Area", "", "san-francisco-bay-area"),
        ("Nowhereville", "Analyst - Project Nova", "", ""),
    ],
)
def test_where_a_location_names_nothing_known_the_title_and_what_is_called_the_location_do(
    reader, location, title, description, places
):
    assert slugs(reader, location, title=title, description=description) == places


@pytest.mark.parametrize("location", ["Remote", "Hybrid", "Home based", "", "3 locations", "100% remote"])
def test_a_location_that_says_only_how_is_silent(reader, location):
    assert slugs(reader, location, title="Developer in London") == "london"


def test_work_from_home_and_the_world_are_not_places_to_read(reader):
    assert slugs(reader, "Work from Home") == slugs(reader, "World") == ""


# -- another market -------------------------------------------------------------------------------------------------


def test_a_shared_name_means_the_one_in_the_market():
    places = (
        Place("world", "World", "world"),
        Place("uk", "UK", "country", "world"),
        Place("freedonia", "Freedonia", "country", "world"),
        Place("bath", "Bath", "city", "uk", weak=("Bath",)),
        Place("bath-freedonia", "Bath", "city", "freedonia", weak=("Bath",)),
    )
    gazetteer = Gazetteer({place.slug: place for place in places}, "")
    assert slugs(PlaceReader(gazetteer), "Bath") == "bath"
    assert slugs(PlaceReader(gazetteer, market="freedonia"), "Bath") == "bath-freedonia"
    assert slugs(PlaceReader(gazetteer, market="world"), "Bath") == ""


# -- any text at all ------------------------------------------------------------------------------------------------

pieces = st.sampled_from(
    ["London", "Newport", "CA", "US", "Georgia", ",", " ", "/", " - ", "(", ")", "SW1A 1AA", "&", "of", "no", "é", "1"]
)


@given(st.lists(st.one_of(pieces, st.text(max_size=5)), max_size=12).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_without_a_crash_and_without_a_place_inside_another(reader, text):
    gazetteer = load_once()
    for found in (reader.read((text,), "", ""), reader.read((), text, text)):
        named = [finding.slug for finding in found]
        assert len(set(named)) == len(named)
        assert all(slug in gazetteer.places for slug in named)
        assert not {above for slug in named for above in gazetteer.ancestors(slug)} & set(named)


_LOADED = []


def load_once():
    if not _LOADED:
        _LOADED.append(load().gazetteer)
    return _LOADED[0]


FORTY = (
    "Leeds, York, Hull, Bath, Sale, Deal, Hook, Rugby, Derby, Ely, Bolton, Bury, Wigan, Ripon, "
    "Selby, Goole, Thirsk, Whitby, Filey, Malton, Truro, Exeter, Yeovil, Taunton, Torquay, Barry, Neath, Holyhead, "
    "Rhyl, Perth, Ayr, Oban, Wick, Derry, Omagh, Larne, Luton, Dover, Crewe, Leek"
)


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ("Newcastle", "england"),  # under Lyme, upon Tyne
        ("Remote", ""),
        ("UK", "uk"),
        ("Various", ""),
        ("London, Ontario", "london-ontario"),
        ("LS1 4AP", "leeds"),
        ("LS1 4A", "leeds"),  # a digit was lost
        ("LS99 99AP, Nowhere", "west-yorkshire"),  # no such district, but the area
        ("0,0", ""),
        ("-1.5491, 53.8008", ""),  # swapped
    ],
)
def test_63_an_odd_place_is_what_is_certain_or_nothing(reader, location, places):
    assert slugs(reader, location) == places


def test_63_forty_towns_in_one_advert_are_forty_places(reader):
    assert len(reader.read((FORTY,), "", "")) == len(reader.read(tuple(FORTY.split(", ")), "", "")) == 40


@pytest.mark.parametrize(
    "piece", ["1,", "London / ", "London ", "a1", "Newport,", "(", "based in ", "our A ", "St. ", "A.", "CA-", "North "]
)
def test_54_work_grows_with_the_length_of_a_location_and_no_faster(reader, piece):
    """Counted in words and names, for clocks lie; and what is longer than a location can be is not read at all."""
    text = piece * 50_000
    names = reader._meanings.names
    few, many = (len(names.find(names.words(text[:length]))) for length in (1_000, 10_000))
    assert many <= 10 * few + 10
    assert reader.read((text,), text, text) == reader.read((text[:2_000],), text[:2_000], text)


def test_a_reader_travels_to_another_process(reader):
    assert slugs(pickle.loads(pickle.dumps(reader)), "Leeds") == "leeds"


# -- coordinates ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ("51.5,-0.12", "london"),  # between Westminster and Lambeth
        ("53.8008, -1.5491", "leeds"),
        ("52.4862° N, 1.8904° W", "birmingham"),
        ("lat: 51.4816, lon: -3.1791", "cardiff"),
        ('{"lat": 55.9533, "lng": -3.1883}', "edinburgh"),
        ("geo:53.4808,-2.2426", "manchester"),
        ("POINT(-1.5491 53.8008)", "leeds"),
        ("48.85, 2.35", ""),  # Paris
        ("54.0, -6.4", ""),  # Dundalk, nearer to nothing of Northern Ireland than to itself
        ("2, 5", ""),
        ("1.5", ""),
    ],
)
def test_coordinates_lead_to_the_place_they_lie_in(reader, location, places):
    assert slugs(reader, location) == places
    assert reader.issues((location,)) == ()


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("0,0", "coordinates of a location are 0,0"),
        ("0.0, 0.0", "coordinates of a location are 0,0"),
        ("-0.12, 51.5", "coordinates of a location are swapped"),
        ("95.2, 200.1", "coordinates of a location lie nowhere on Earth"),
    ],
)
def test_coordinates_that_cannot_be_meant_are_issues_and_are_not_put_right(reader, location, reason):
    assert slugs(reader, location) == ""
    assert [issue.reason for issue in reader.issues((location, "Leeds"))] == [reason]
    assert slugs(reader, location, title="Developer in Leeds") == "leeds"


def test_of_forty_towns_each_is_found_once(reader):
    towns = ["Leeds", "York", "Hull", "Derby", "Luton", "Dover", "Cardiff", "Swansea", "Dundee", "Oxford"]
    assert slugs(reader, *(towns * 4)) == " ".join(town.lower() for town in towns)
    assert slugs(reader, " / ".join(towns * 4)) == " ".join(town.lower() for town in towns)


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ("Various", ""),
        ("Various locations", ""),
        ("Multiple Locations", ""),
        ("Home based", ""),
        ("Home based - UK", "uk"),
        ("UK-wide", "uk"),
        ("Remote (UK)", "uk"),
        ("Wrecsam", "wrexham"),
        ("Gogledd Cymru", "north-wales"),
        ("Sir Benfro", "pembrokeshire"),
        ("Ynys Môn", "anglesey"),
        ("Derry/Londonderry", "derry"),
        ("LS1 4ZZZ", "leeds"),  # a typo behind the district
        ("Deal, Kent", "deal"),
        ("Deal", "deal"),
        ("Bath", "bath"),
    ],
)
def test_what_adverts_write_for_no_place_and_for_the_whole_country(reader, location, places):
    assert slugs(reader, location) == places
