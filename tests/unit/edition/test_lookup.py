"""Names as people type them."""

import pytest

from jobtide.edition.lookup import Entry, Lookup
from jobtide.errors import Unknown

KNOWN = Lookup(
    "term",
    [
        Entry(0, "c-plus-plus", "C++", None, ()),
        Entry(1, "backend-developer", "Backend Developer", None, ("Back End Developer", "BE")),
        Entry(2, "gdpr", "GDPR", "General Data Protection Regulation", ()),
        Entry(3, "business-efficiency", "Business Efficiency", None, ("BE",)),
        Entry(4, "python", "Python", None, ()),
    ],
)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("C++", "c-plus-plus"),
        ("c++", "c-plus-plus"),
        ("c-plus-plus", "c-plus-plus"),
        ("BACKEND developer", "backend-developer"),
        ("back-end developer", "backend-developer"),
        (" Backend  Developers ", "backend-developer"),
        ("general data protection regulation", "gdpr"),
    ],
)
def test_a_name_long_name_alias_or_slug_in_any_case_finds_its_entry(typed, slug):
    assert KNOWN.find(typed).slug == slug


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("pyhton", "Python"),
        ("bakend developer", "Backend Developer"),
        ("developer", "Backend Developer"),
        ("gdpr act", "GDPR"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(typed, offered):
    with pytest.raises(Unknown) as refused:
        KNOWN.find(typed)
    assert offered in refused.value.nearest
    assert f"No term is called {typed!r}. Did you mean" in str(refused.value)


def test_an_alias_of_two_entries_leads_to_neither():
    with pytest.raises(Unknown):
        KNOWN.find("BE")


@pytest.mark.parametrize("typed", ["", " ", "zzzzzz", "\x00", "'; DROP TABLE cells", "x" * 10_000])
def test_nonsense_is_refused(typed):
    with pytest.raises(Unknown):
        KNOWN.find(typed)
