"""The site over a published edition, read by the real reader: what the hand-made reader of other tests cannot prove."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from example_reader import Source
from fastapi.testclient import TestClient
from markets import drawn, published
from served_market import served, words

from jobtide.serving.app import create_app


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return served(tmp_path_factory.mktemp("market"))


def test_a_page_shows_what_was_published(site):
    text = words(site, "/permanent/north-west/java")
    assert "Permanent jobs citing Java 13 3 0" in text
    assert "Median annual salary (50th Percentile) £45,000 £42,000 -" in text
    assert re.search(r"Manchester \S+ 9 £45,000 \+7.14% 9 ", text)
    assert "To compare: England" in text


def test_a_contract_page_shows_rates_by_day_and_hour(site):
    text = words(site, "/contract/uk/go")
    assert "Median daily rate (50th Percentile) £450" in text and "Median hourly rate £25.50" in text


@pytest.mark.parametrize(
    "address",
    ["/", "/permanent/world", "/contract/uk?sort=p50&order=asc", "/permanent/uk?category=Cloud+Services",
     "/search?q=e", "/permanent/uk/aws", "/contract/chester/law?months=3", "/permanent/uk-excluding-london/java",
     "/api/v1/suggest?q=ja", "/permanent/uk/java.json", "/permanent/uk/java.csv", "/permanent/uk.csv",
     "/permanent/uk.json?page=1",
     "/permanent/uk/java/vacancies.svg", "/permanent/uk/aws/pay.svg", "/contract/uk/go/pay-hourly.svg?size=narrow",
     "/permanent/world/java/histogram.csv", "/healthz"],
)  # fmt: skip
def test_every_kind_of_address_has_an_answer(site, address):
    answer = site.get(address)
    assert answer.status_code == 200
    assert "None" not in words(site, address) or address.endswith("svg")


@pytest.mark.parametrize(
    "column", ["term", "rank", "rank_change", "p50", "p50_change", "count", "share_of_all", "live"]
)
def test_the_real_index_sorts_both_ways(site, column):
    rising = [row[column] for row in site.get(f"/permanent/uk.json?sort={column}&order=asc").json()["rows"]]
    falling = [row[column] for row in site.get(f"/permanent/uk.json?sort={column}&order=desc").json()["rows"]]
    known = [figure for figure in rising if figure is not None]
    assert known == sorted(known) and [figure for figure in falling if figure is not None] == sorted(known)[::-1]
    assert rising[len(known) :] == falling[len(known) :] == [None] * (len(rising) - len(known))


def test_near_names_are_offered_and_long_names_found(site):
    missed = site.get("/permanent/uk/javva")
    assert missed.status_code == 404 and '<a href="/permanent/uk/java">Java</a>' in missed.text
    assert site.get("/permanent/united-kingdom/java").headers["location"] == "/permanent/uk/java"


def test_many_readers_at_once_get_what_each_asked_for(site):
    places, terms = ("uk", "england", "manchester", "london"), ("java", "sql", "developer", "go")
    addresses = [f"/permanent/{place}/{term}.json?months={n}" for place in places for term in terms for n in (3, 6)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(site.get, addresses * 2))
    for address, answer in zip(addresses * 2, answers, strict=True):
        found = answer.json()
        asked = f"/permanent/{found['place']['slug']}/{found['term']['slug']}.json?months={found['months']}"
        assert asked == address


def test_a_market_without_a_vacancy_in_the_home_place_leads_to_the_world(tmp_path):
    reader = published(tmp_path, drawn("times places terms\n 3 - java"))
    site = TestClient(create_app(Source(reader)), follow_redirects=False)
    assert '<a href="/permanent/world">See those of the whole world</a>' in site.get("/").text
    assert "Permanent jobs citing Java 0 0 0" in words(site, "/permanent/uk/java")
    assert "Permanent jobs citing Java 3 0 0" in words(site, "/permanent/world/java")
