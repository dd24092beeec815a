"""What others are given of a page: its card, its data set, its chart in a frame, and the way to it."""

import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import pytest
from example_pages import back_office, contract, nothing, page
from example_reader import Source, labelled
from fastapi.testclient import TestClient
from markets import drawn, published

from jobtide.serving.app import create_app
from jobtide.site.cards import HEIGHT, WIDTH, card
from jobtide.site.described import described
from jobtide.site.drawing import Drawing
from jobtide.site.request import Cell

PAGE = "/permanent/north-west/backend-developer"
MARKET = """
    times  day         type       places      terms           annual       live
    9      2025-11-03  permanent  manchester  developer,java  40000-50000  live
    3      2025-11-03  contract   london      java            -            -
"""
_LONG = "Supercalifragilistic Expialidocious & <Docious> Engineering Lead of Everything that Ever Was in Any Enterprise"


@pytest.fixture(scope="module")
def site():
    return TestClient(create_app(Source(labelled("synthetic data"))), base_url="https://jobs.example.org")


@pytest.fixture(scope="module")
def market(tmp_path_factory):
    reader = published(tmp_path_factory.mktemp("market"), drawn(MARKET))
    return TestClient(create_app(Source(reader)), base_url="https://jobs.example.org")


@pytest.mark.parametrize(
    "shown", [page(), back_office(), nothing(), contract(), page(term=replace(page().term, name=_LONG))]
)
def test_a_card_has_the_name_and_stays_within_its_frame(shown):
    svg = ElementTree.fromstring(card(shown))
    words = [part.text for part in svg.iter() if part.tag.endswith("text")]
    assert shown.term.name.split()[0] in " ".join(words)
    assert not any(word in (None, "-", "None") for word in words)
    assert all(float(part.get("y")) <= HEIGHT for part in svg.iter() if part.get("y"))


def test_a_card_is_a_picture_of_the_size_that_readers_of_links_expect(site):
    answer = site.get(f"{PAGE}/card.png")
    assert answer.headers["content-type"] == "image/png"
    assert (int.from_bytes(answer.content[16:20]), int.from_bytes(answer.content[20:24])) == (WIDTH, HEIGHT)


def test_drawings_of_both_kinds_share_one_engine():
    drawing = Drawing()
    assert drawing.png_of(card(page()))[:4] == drawing.png_of(card(nothing()))[:4] == b"\x89PNG"


def test_a_page_says_what_a_shared_link_shows(site):
    html = site.get(PAGE).text
    told = dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', html))
    assert told["og:title"] == "Backend Developer Job Trends in the North West"
    assert told["og:url"] == f"https://jobs.example.org{PAGE}"
    assert told["og:image"] == f"https://jobs.example.org{PAGE}/card.png"
    assert told["twitter:card"] == "summary_large_image" and "£60,000" in told["og:description"]


def test_a_page_describes_its_data_set_for_search_engines(site):
    html = site.get(f"{PAGE}?months=3").text
    graph = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html).group(1))["@graph"]
    data, path = graph
    assert data["@type"] == "Dataset" and 50 <= len(data["description"]) <= 5000
    assert data["temporalCoverage"].endswith("/2025-11-23") and data["license"].startswith("https://creativecommons")
    assert data["spatialCoverage"]["name"] == "North West, England, UK"
    downloads = [each["contentUrl"] for each in data["distribution"]]
    assert f"https://jobs.example.org{PAGE}.csv?months=3" in downloads and len(downloads) == 5
    assert all(site.get(address.removeprefix("https://jobs.example.org")).status_code == 200 for address in downloads)
    assert [each["name"] for each in path["itemListElement"]] == ["UK", "England", "North West"]


def test_nothing_in_the_data_ends_the_script_element_that_it_stands_in():
    shown = page(term=replace(page().term, name="</script><script>alert(1)</script>"))
    linked = described(shown, Cell("permanent", "uk", "x"), "https://jobs.example.org", [("UK", "/")]).linked
    assert "<" not in linked and json.loads(linked)["@graph"][0]["keywords"][0] == shown.term.name


def test_a_chart_may_be_framed_by_anybody_and_nothing_else_may(site):
    framed = site.get(f"/embed{PAGE}/pay")
    assert framed.status_code == 200
    assert "frame-ancestors *" in framed.headers["content-security-policy"] and "x-frame-options" not in framed.headers
    assert "Synthetic data" in framed.text and "figures as of 23 November 2025" in framed.text
    assert f'href="{PAGE}"' in framed.text
    for path in (PAGE, "/", f"{PAGE}/pay.svg"):
        headers = site.get(path).headers
        assert "frame-ancestors *" not in headers["content-security-policy"] and headers["x-frame-options"] == "DENY"


def test_a_chart_in_a_frame_has_one_address(site):
    answer = site.get("/embed/permanent/NORTH-WEST/Backend%20Developer/pay?months=3", follow_redirects=False)
    assert answer.headers["location"] == f"/embed{PAGE}/pay?months=3"
    assert site.get(f"/embed{PAGE}/pie").status_code == 404


def test_each_chart_says_how_to_show_it_elsewhere(site):
    html = site.get(PAGE).text
    assert html.count("&lt;iframe src=&#34;") + html.count('&lt;iframe src="') == 3
    assert f"https://jobs.example.org/embed{PAGE}/histogram" in html


def test_the_sitemap_names_pages_with_figures_and_no_other(market):
    def addresses(path):
        root = ElementTree.fromstring(market.get(path).content)
        return [each.text for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]

    parts = addresses("/sitemap.xml")
    assert "https://jobs.example.org/sitemaps/permanent/manchester.xml" in parts
    assert "https://jobs.example.org/sitemaps/permanent/scotland.xml" not in parts
    found = {part: addresses(part.removeprefix("https://jobs.example.org")) for part in parts}
    assert found["https://jobs.example.org/sitemaps/contract/london.xml"] == [
        "https://jobs.example.org/contract/london", "https://jobs.example.org/contract/london/java",
    ]  # fmt: skip
    every = [address for addresses in found.values() for address in addresses]
    assert len(every) == len(set(every))
    for address in found["https://jobs.example.org/sitemaps/pages.xml"]:
        assert market.get(address.removeprefix("https://jobs.example.org")).status_code == 200, address


def test_robots_are_told_where_the_sitemap_is_and_what_has_no_end(site):
    lines = site.get("/robots.txt").text.splitlines()
    assert "Sitemap: https://jobs.example.org/sitemap.xml" in lines and "Disallow: /search" in lines
