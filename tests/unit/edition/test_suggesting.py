"""Names that hold what somebody has typed so far."""

import pytest

from jobtide.edition.suggesting import Suggesting
from jobtide.page import PlaceName, TermName

TERMS = [
    TermName("java", "Java", None, "Programming Languages"),
    TermName("javascript", "JavaScript", None, "Programming Languages"),
    TermName("python", "Python", None, "Programming Languages"),
    TermName("aws", "AWS", "Amazon Web Services", "Cloud Services"),
    TermName("javelin", "Javelin", None, "Applications"),
]
PLACES = [
    PlaceName("pyle", "Pyle", ["UK", "Wales", "Bridgend", "Pyle"], "Bridgend", "bridgend", "in Pyle"),
    PlaceName("leeds", "Leeds", ["UK", "England", "Leeds"], "England", "england", "in Leeds"),
    PlaceName("leek", "Leek", ["UK", "England", "Leek"], "England", "england", "in Leek"),
]
NAMES = Suggesting(TERMS, PLACES, {"java": 40, "javascript": 90, "python": 70, "aws": 100}, {"leeds": 20, "leek": 0})


@pytest.mark.parametrize(
    ("typed", "kind", "offered"),
    [
        ("py", "any", ["Python", "Pyle"]),  # a hamlet without a vacancy stands behind what people look for
        ("java", "any", ["Java", "JavaScript"]),  # what is called just this comes first, whatever has more
        ("jav", "any", ["JavaScript", "Java", "Javelin"]),
        ("lee", "any", ["Leeds", "Leek"]),
        ("amazon", "any", ["AWS"]),
        ("py", "place", ["Pyle"]),
        ("py", "term", ["Python"]),
        ("  ", "any", []),
    ],
)
def test_likelier_names_are_offered_first(typed, kind, offered):
    assert [each.name for each in NAMES.holding(typed, kind)] == offered


def test_a_place_says_where_it_lies():
    assert [each.kind for each in NAMES.holding("pyle")] == ["place in Bridgend"]
