import html5lib
import pytest

from jobtide.gazetteer import Gazetteer, Place
from jobtide.site.maps import HIGHEST, WIDTH, Dot, drawn

LONDON, LEEDS, BATH = Dot("London", 51.5, -0.1, 400), Dot("Leeds", 53.8, -1.5, 100), Dot("Bath <spa>", 51.4, -2.4, 1)


def circles(svg):
    page = html5lib.parse(svg, namespaceHTMLElements=False)
    return [{name: float(each.get(name)) for name in ("cx", "cy", "r")} for each in page.iter() if "circle" in each.tag]


def test_north_is_up_east_is_right_and_the_area_is_the_number():
    london, leeds, bath = circles(drawn([BATH, LONDON, LEEDS], "Map", "Dots"))
    assert leeds["cy"] < london["cy"] and bath["cx"] < leeds["cx"] < london["cx"]
    assert london["r"] == pytest.approx(2 * leeds["r"]) and bath["r"] == 2


@pytest.mark.parametrize("dots", [[LONDON], [LONDON, LONDON], [LONDON, LEEDS], [LONDON, LEEDS, BATH]])
def test_every_dot_is_on_the_map(dots):
    for dot in circles(drawn(dots, "Map", "Dots")):
        assert 0 <= dot["cx"] <= WIDTH and 0 <= dot["cy"] <= HIGHEST


def test_names_are_text():
    assert "Bath &lt;spa&gt;: 1" in drawn([BATH], "Map", "Dots")


def test_the_middle_of_a_place_is_that_of_its_districts_or_of_those_within_it():
    places = (
        Place("uk", "UK", "country"),
        Place("leeds", "Leeds", "city", "uk", postcodes=("LS",)),
        Place("hull", "Hull", "city", "uk", postcodes=("HU1",)),
        Place("nowhere", "Nowhere", "town", "uk"),
        Place("north", "North", "grouping", "uk", members=("leeds", "hull")),
    )
    districts = {"LS1": (53.8, -1.5), "LS2": (53.9, -1.6), "HU1": (53.7, -0.3), "L1": (53.4, -3.0)}
    gazetteer = Gazetteer({place.slug: place for place in places}, "small", districts)
    assert gazetteer.middle("leeds") == (53.85, -1.55)
    assert gazetteer.middle("uk") == (53.775, -0.925)
    assert gazetteer.middle("nowhere") is None and gazetteer.middle("north") is None
