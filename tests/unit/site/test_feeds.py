"""Feeds of the site: which editions they tell of, at whole addresses, and for whom they may be kept."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from example_reader import Reader, labelled
from fastapi.testclient import TestClient
from lxml import etree

from jobtide import news
from jobtide.certainty import Change
from jobtide.errors import Unknown
from jobtide.news import News, TermNews
from jobtide.serving.app import create_app
from jobtide.site.feeds import MOST_EDITIONS

NAMES = {"a": "http://www.w3.org/2005/Atom"}
TERM = "/permanent/north-west/backend-developer"
IDS = [f"2025-{month:02d}-01.1" for month in range(1, 12)] + ["2025-11-20.1", "2025-11-21.1", "2025-11-23.1"]


def edition(edition_id: str) -> Reader:
    reader = labelled("Synthetic data", edition_id)
    reader.manifest = SimpleNamespace(quality={"vacancies": 1200, "adverts": 1500})
    reader.asked = []

    def told(earlier, place, employment_type="permanent", months=6, term=None):
        reader.asked.append([one.edition.id for one in earlier])
        name = reader.find_term(term or "backend-developer")
        up, other = Change(0.01, 0.02, "up"), Change(None, None, "too few to say")
        one = TermNews(
            name, (news.SHARE,), [1, 2], 1, [20, 10], [0.2, 0.1], {"annual": [None, None]},
            {"share_of_all_change": up, "pay.annual.p50_change": other},
        )  # fmt: skip
        where = reader.find_place(place)
        return [News(reader.edition, earlier[0].edition, where, employment_type, months, [100, 100], [one])]

    reader.news = told
    return reader


class Source:
    def __init__(self, current: str = IDS[-1]):
        self.readers = {one: edition(one) for one in IDS}
        self.now = current

    def current(self):
        return self.readers[self.now]

    def named(self, edition_id):
        if edition_id not in self.readers:
            raise Unknown("edition", edition_id)
        return self.readers[edition_id]

    def ids(self):
        return IDS

    def state(self):
        return self.now


@pytest.fixture
def source():
    return Source()


@pytest.fixture
def site(source):
    return TestClient(create_app(source), follow_redirects=False)


def test_a_terms_feed_tells_what_changed_at_whole_addresses(site, source):
    answer = site.get(f"{TERM}.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = etree.fromstring(answer.content)
    assert root.findtext("a:title", None, NAMES) == "Backend Developer in the North West, permanent"
    assert "Synthetic data" in root.findtext("a:subtitle", None, NAMES)
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", NAMES)}
    assert links == {"self": f"http://testserver{TERM}.atom", "alternate": f"http://testserver{TERM}"}
    entry = root.find("a:entry", NAMES)
    assert entry.findtext("a:title", None, NAMES) == "Backend Developer up to 20.00% of all"
    assert entry.find("a:link", NAMES).get("href") == f"http://testserver{TERM}?edition={IDS[-1]}"
    said = json.loads(site.get(f"{TERM}.feed.json").text)
    assert said["items"][0]["id"] == entry.findtext("a:id", None, NAMES)
    assert said["feed_url"] == f"http://testserver{TERM}.feed.json"
    # The newest editions are looked at, once for both forms.
    assert source.current().asked == [IDS[-MOST_EDITIONS - 1 : -1]]


@pytest.mark.parametrize("ending", ["atom", "feed.json"])
def test_an_index_has_a_feed_of_its_own(site, ending):
    assert "What moved in the UK, contract, 3 months" in site.get(f"/contract/uk.{ending}?months=3").text
    assert site.get(f"/permanent/UK.{ending}").headers["location"] == f"/permanent/uk.{ending}"
    assert site.get(f"/weekly/uk.{ending}").status_code == 404
    assert site.get(f"/permanent/nowhere.{ending}").status_code == 404
    assert site.get(f"/permanent/uk/nothing-of-the-kind.{ending}").status_code == 404


def test_the_feed_of_editions_lists_those_up_to_the_current_one():
    site = TestClient(create_app(Source(IDS[-2])), follow_redirects=False)
    root = etree.fromstring(site.get("/editions.atom").content)
    titles = [entry.findtext("a:title", None, NAMES) for entry in root.findall("a:entry", NAMES)]
    assert len(titles) == len(IDS) - 1
    assert titles[0].startswith("Edition of ")
    first = json.loads(site.get("/editions.feed.json").text)["items"][0]
    assert first["url"] == f"http://testserver/permanent/uk?edition={IDS[-2]}"
    assert first["content_text"].startswith("1,200 vacancies, from 1,500 adverts")


def test_a_feed_is_told_apart_by_its_host_and_asked_for_again_by_its_tag(site):
    answer = site.get(f"{TERM}.atom")
    assert "host" in answer.headers["vary"].lower()
    elsewhere = site.get(f"{TERM}.atom", headers={"Host": "elsewhere.example"})
    assert "http://elsewhere.example/permanent" in elsewhere.text
    assert "elsewhere" not in site.get(f"{TERM}.atom").text
    assert elsewhere.headers["etag"] != answer.headers["etag"]
    again = site.get(f"{TERM}.atom", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_an_edition_that_is_gone_is_passed_over(site, source):
    del source.readers[IDS[-2]]
    assert site.get(f"{TERM}.atom").status_code == 200
    assert IDS[-2] not in source.current().asked[0]
    assert len(json.loads(site.get("/editions.feed.json").text)["items"]) == len(IDS) - 1


def test_the_day_of_an_entry_is_its_editions(site):
    said = json.loads(site.get(f"{TERM}.feed.json").text)
    assert said["items"][0]["date_published"] == f"{date(2025, 11, 23).isoformat()}T00:00:00Z"
