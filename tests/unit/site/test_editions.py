"""Pages of the edition that an address names: they keep it, and say when it is an old one."""

import re

import pytest
from example_reader import labelled
from fastapi.testclient import TestClient

from jobtide.errors import Unknown
from jobtide.serving.app import create_app

OLD, NEW = "2025-11-23.1", "2025-12-01.1"
PAGE = "/permanent/north-west/backend-developer"
PINNED = [
    f"{PAGE}?months=3&edition={OLD}",
    f"/contract/uk?category=General&edition={OLD}",
    f"/search?q=term&edition={OLD}",
]


class Two:
    """Two editions, of which the later one is current."""

    def __init__(self):
        self.readers = {OLD: labelled(None, OLD), NEW: labelled(None, NEW)}

    def current(self):
        return self.readers[NEW]

    def named(self, edition_id):
        if edition_id not in self.readers:
            raise Unknown("edition", edition_id, self.ids())
        return self.readers[edition_id]

    def ids(self):
        return [OLD, NEW]

    def state(self):
        return NEW


@pytest.fixture(scope="module")
def site():
    return TestClient(create_app(Two()), follow_redirects=False)


@pytest.mark.parametrize("address", PINNED)
def test_every_link_of_a_page_keeps_the_edition_and_one_leads_to_the_current_one(site, address):
    text = site.get(address).text
    assert "An older edition" in text and f"Edition {OLD}," in text
    links = set(re.findall(r'(?:href|action|src)="(/[^"]*)"', text))
    without = {link for link in links if f"edition={OLD}" not in link and not link.startswith(("/static", "/editions"))}
    current = re.search(r'<a href="([^"]*)">To the current edition', text)[1]
    forms = set(re.findall(r'action="(/[^"]*)"', text))
    assert without - forms == {current}
    assert text.count("<form") == text.count(f'name="edition" value="{OLD}"')
    assert "An older edition" not in site.get(current.replace("&amp;", "&")).text


def test_the_current_page_is_the_one_to_be_cited(site):
    for address in (f"{PAGE}?months=3", f"{PAGE}?months=3&edition={OLD}"):
        assert f'<link rel="canonical" href="http://testserver{PAGE}?months=3">' in site.get(address).text


def test_an_old_edition_need_not_be_asked_for_again_and_the_current_one_must(site):
    old, new, plain = (site.get(f"{PAGE}{asked}") for asked in (f"?edition={OLD}", f"?edition={NEW}", ""))
    assert "immutable" in old.headers["cache-control"]
    assert "must-revalidate" in new.headers["cache-control"] and "must-revalidate" in plain.headers["cache-control"]
    assert "An older edition" not in new.text and old.headers["etag"] != new.headers["etag"]


def test_a_redirect_keeps_the_edition(site):
    assert site.get(f"/find?in=great+britain&term=py&edition={OLD}").headers["location"] == (
        f"/permanent/uk/python?edition={OLD}"
    )
    assert site.get(f"/permanent/uk/py?edition={OLD}").headers["location"] == f"/permanent/uk/python?edition={OLD}"


def test_an_unknown_edition_is_404_and_an_unknown_name_in_an_old_one_keeps_it(site):
    assert site.get(f"{PAGE}?edition=1999-01-01.1").status_code == 404
    missed = site.get(f"/permanent/uk/backend?edition={OLD}")
    assert missed.status_code == 404 and f"/permanent/uk/backend-developer?edition={OLD}" in missed.text


def test_editions_are_listed_and_lead_to_the_page_that_one_came_from(site):
    text = site.get("/editions?page=/permanent/uk/python%3Fmonths%3D3").text
    assert text.index(NEW) < text.index(OLD) and "current" in text
    assert f'href="/permanent/uk/python?months=3&amp;edition={OLD}"' in text
    assert [one["current"] for one in site.get("/editions.json").json()["editions"]] == [True, False]


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x"])
def test_the_list_of_editions_leads_nowhere_else(site, address):
    assert site.get("/editions", params={"page": address}).status_code == 400
