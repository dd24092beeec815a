"""The addresses of the site: what each gives, and what it refuses."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import html5lib
import pytest
from example_pages import page
from example_reader import Reader, Source, labelled
from fastapi.testclient import TestClient

import jobtide.site
from jobtide.errors import NoEdition
from jobtide.serving.app import create_app

PAGE = "/permanent/north-west/backend-developer"
PAGES = ["/", "/contract/uk", "/permanent/uk?page=3", PAGE, "/contract/uk/python", "/permanent/manchester/c-sharp",
         "/permanent/stoke-on-trent/back-office", "/search?q=term", "/search?q=", "/permanent/uk/nowhere",
         "/permanent/uk/markup"]  # fmt: skip


def without_code(text):
    """What a page quotes, to be copied, is no part of it."""
    return re.sub(r"<code>.*?</code>", "", text, flags=re.DOTALL)


@pytest.fixture(scope="module")
def site():
    return TestClient(create_app(Source()), follow_redirects=False)


@pytest.mark.parametrize("address", PAGES)
def test_every_kind_of_page_is_sound_html_and_prints_nothing_that_is_not_there(site, address):
    answer = site.get(address)
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(answer.text)
    assert [error[1] for error in parser.errors] == []
    words = re.sub(r"<[^>]*>", " ", answer.text)
    assert "None" not in words and not re.search(r"\bnan\b", words)
    assert answer.text.count("<h1>") == 1 and "<title>" in answer.text


@pytest.mark.parametrize("address", PAGES)
def test_every_page_loads_nothing_from_elsewhere_and_runs_nothing_of_its_own(site, address):
    text = site.get(address).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(?:src=|ld\+json))", without_code(text))
    assert not re.findall(r'(?:src|href|srcset|action)="(?:https?:)?//(?!testserver/)', without_code(text))


def test_a_name_that_looks_like_markup_is_shown_as_text(site):
    text = site.get("/permanent/uk/markup").text
    assert "<script>alert" not in text and "&lt;script&gt;alert(1)&lt;/script&gt; &amp; Co" in text


def test_a_page_shows_the_rows_of_the_reference_page(site):
    text = site.get(PAGE).text
    words = " ".join(re.sub(r"<[^>]*>", " ", text).split())
    assert "Permanent jobs requiring a Backend Developer 25 41 16" in words
    assert "Permanent vacancies in the North West with a recognized job title 4,392 6,605 3,685" in words
    assert "6 months to 23 Nov 2025 Same period 2024 Same period 2023" in words
    assert "1 18 (72.00%) DevOps" in words and "Cheshire +19 13 £67,500 +28.57% 1" in words
    assert '<a href="/permanent/north-west/devops">DevOps</a>' in text


def test_breadcrumbs_lead_to_the_same_term_in_the_places_above(site):
    text = site.get(PAGE).text
    assert '<a href="/permanent/uk/backend-developer">UK</a>' in text
    assert '<a href="/permanent/england/backend-developer">England</a>' in text


def test_charts_are_asked_for_apart_and_have_words_and_sizes(site):
    images = re.findall(r"<img [^>]*>", site.get(PAGE).text)
    assert len(images) == 3
    assert all('loading="lazy"' in image and 'width="600"' in image and 'alt="Backend' in image for image in images)


def test_three_months_are_kept_in_every_link_of_a_page(site):
    text = site.get(f"{PAGE}?months=3").text
    assert f'<link rel="canonical" href="http://testserver{PAGE}?months=3">' in text
    assert f'src="{PAGE}/pay.svg?months=3"' in text and "/permanent/north-west/devops?months=3" in text


def test_the_page_as_data_has_the_true_figures(site):
    found = site.get(f"{PAGE}.json").json()
    assert found["summary"]["pay"]["annual"]["p25"] == [52500, 48750, 50312.5]
    assert found["all"] == {"count": [4992, 6991, 3819]} and found["series"][0]["month"] == "2020-12"
    rows = list(csv.DictReader(io.StringIO(site.get(f"{PAGE}.csv").text)))
    median = [row for row in rows if (row["part"], row["figure"]) == ("category", "p50")]
    assert [row["value"] for row in median] == ["50000", "50000", "55000"]
    assert median[0]["period_start"] == "2025-05-24" and median[0]["edition"] == "2025-11-23.1"


@pytest.mark.parametrize(
    ("chart", "header"),
    [("vacancies", "month,count,share"), ("pay", "month,p10,p25,p50,p75,p90"), ("histogram", "low,high,count")],
)
def test_every_chart_has_its_drawing_its_image_its_data_and_its_specification(site, chart, header):
    svg = site.get(f"{PAGE}/{chart}.svg")
    assert svg.headers["content-type"] == "image/svg+xml" and "<title" in svg.text
    assert site.get(f"{PAGE}/{chart}.png").content.startswith(b"\x89PNG")
    assert site.get(f"{PAGE}/{chart}.csv").text.splitlines()[0] == f"{header},edition,note"
    assert site.get(f"{PAGE}/{chart}.json").json()["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


def test_contract_pages_have_daily_and_hourly_charts_and_permanent_ones_do_not(site):
    assert site.get("/contract/uk/python/pay-hourly.csv").status_code == 200
    assert site.get(f"{PAGE}/pay-hourly.svg").status_code == 404
    assert "/contract/uk/python/pay-hourly.svg" in site.get("/contract/uk/python").text


def test_the_index_has_fifty_rows_a_page_and_says_how_many_terms_there_are(site):
    text = site.get("/permanent/uk").text
    assert text.count('<th scope="row"><a href="/permanent/uk/') == 50 and "125 terms, of which 1 to 50" in text
    last = site.get("/permanent/uk?page=3").text
    assert last.count('<th scope="row"><a href="/permanent/uk/') == 25 and "125 terms, of which 101 to 125" in last
    assert site.get("/permanent/uk.json").json()["total"] == len(site.get("/permanent/uk.json").json()["rows"]) == 125
    assert len(site.get("/permanent/uk.csv?page=2").text.splitlines()) == 51


def test_the_index_can_be_filtered_by_name_terms_and_category(site):
    assert "1 term</p>" in site.get("/permanent/uk?q=backend").text
    assert [row["slug"] for row in site.get("/permanent/uk.json?term=py,C%23").json()["rows"]] == ["python", "c-sharp"]
    found = site.get("/permanent/uk.json?category=programming-languages&category=Job+Titles").json()
    assert {row["category"] for row in found["rows"]} == {"Programming Languages", "Job Titles"}
    assert "No term fits." in site.get("/permanent/uk?q=zzz").text


def test_every_column_sorts_both_ways(site):
    text = site.get("/permanent/uk").text
    links = re.findall(r'<th scope="col"([^>]*)><a href="([^"]*)">', text)
    assert len(links) == 9
    assert [aria for aria, _ in links if aria] == [' aria-sort="ascending"']
    for _, link in links:
        once = site.get(link.replace("&amp;", "&")).text
        again = re.search(r'aria-sort="(\w+)"><a href="([^"]*)">', once)
        twice = site.get(again[2].replace("&amp;", "&")).text
        assert {again[1], re.search(r'aria-sort="(\w+)"', twice)[1]} == {"ascending", "descending"}
    names = re.findall(r'<th scope="row"><a [^>]*>([^<]*)', site.get("/permanent/uk?sort=p50").text)
    assert names[0] == "Term 119"


def test_a_single_hit_is_gone_to_and_several_are_listed(site):
    assert site.get("/search?q=PY").headers["location"] == "/permanent/uk/python"
    assert site.get("/search?q=north+west").headers["location"] == "/permanent/north-west"
    elsewhere = site.get("/search?q=c%23&type=contract&in=manchester")
    assert (elsewhere.status_code, elsewhere.headers["location"]) == (303, "/contract/manchester/c-sharp")
    several = site.get("/search?q=term+01")
    assert several.status_code == 200 and several.text.count("/permanent/uk/term-01") == 10
    assert "is called “zzz”" in site.get("/search?q=zzz").text


def test_forms_that_name_a_place_lead_to_its_address(site):
    assert site.get("/find?in=North+West&term=python&type=contract&months=3").headers["location"] == (
        "/contract/north-west/python?months=3"
    )
    assert site.get("/find?in=great+britain&q=&term=py&category=&months=6").headers["location"] == (
        "/permanent/uk?term=py"
    )


def test_names_and_aliases_in_an_address_lead_to_the_one_address(site):
    moved = site.get("/permanent/Great%20Britain/py.json?months=3")
    assert (moved.status_code, moved.headers["location"]) == (308, "/permanent/uk/python.json?months=3")


def test_suggestions_begin_with_the_letters_first(site):
    found = site.get("/api/v1/suggest?q=st").json()["suggestions"]
    assert found[0]["name"] == "Stoke-on-Trent" and "North West" in [hit["name"] for hit in found]
    assert [hit["slug"] for hit in site.get("/api/v1/suggest?q=man&kind=place").json()["suggestions"]] == ["manchester"]
    assert site.get("/api/v1/suggest?q=").status_code == 400


def test_of_names_that_begin_alike_the_one_with_more_vacancies_is_suggested_first(site):
    names = [hit["name"] for hit in site.get("/api/v1/suggest?q=back").json()["suggestions"]]
    assert names == ["Backend Developer", "Back Office"]


def test_an_unknown_name_is_404_and_offers_near_ones(site):
    answer = site.get("/permanent/north-west/backend")
    assert answer.status_code == 404
    assert '<a href="/permanent/north-west/backend-developer">Backend Developer</a>' in answer.text
    data = site.get("/permanent/north-west/backend.json")
    assert data.status_code == 404 and "Backend Developer" in data.json()["nearest"]


@pytest.mark.parametrize(
    "address",
    ["/nowhere", "/temporary/uk", "/temporary/uk/python", "/permanent/uk/python.xml", "/permanent/uk/python/pay.pdf",
     "/permanent/uk/python/pie.svg", "/permanent/atlantis/python", "/static/../app.py", "/permanent/uk/python/a/b"],
)  # fmt: skip
def test_what_is_not_there_is_404(site, address):
    answer = site.get(address)
    assert answer.status_code == 404 and len(answer.text) < 6000


@pytest.mark.parametrize(
    "query",
    ["months=4", "months=six", "months=-3", "sort=age", "order=up", "page=0", "page=x", "page=99999999999999999999",
     "category=Cheese", "months=%C2%B3"],
)  # fmt: skip
def test_a_parameter_that_means_nothing_is_400(site, query):
    answer = site.get(f"/permanent/uk?{query}")
    assert answer.status_code == 400 and "That cannot be asked" in answer.text


def test_answers_carry_the_edition_and_are_not_sent_twice(site):
    first = site.get(PAGE)
    assert first.headers["etag"].startswith('W/"2025-11-23.1-')
    again = site.get(PAGE, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == first.headers["etag"]
    assert site.get(PAGE, headers={"If-None-Match": 'W/"older"'}).status_code == 200


def test_a_new_edition_is_shown_without_a_restart():
    source = Source()
    site = TestClient(create_app(source))
    assert "Edition 2025-11-23.1," in site.get(PAGE).text
    source.reader = labelled("synthetic data", "2025-12-01.1")
    assert "Edition 2025-12-01.1," in site.get(PAGE).text


def test_synthetic_data_is_said_to_be_so_on_every_page():
    site = TestClient(create_app(Source(labelled("synthetic data"))))
    for address in PAGES:
        assert "Synthetic data" in site.get(address).text
    assert site.get(f"{PAGE}.json").json()["edition"]["label"] == "synthetic data"
    assert site.get(f"{PAGE}.csv").text.splitlines()[1].endswith(",synthetic data")


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}.json", "/static/site.css", "/nowhere", "/permanent/uk?months=4"])
def test_every_answer_has_headers_that_keep_readers_safe(site, address):
    headers = site.get(address).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert "referrer-policy" in headers


def test_a_drawing_may_style_itself_and_load_nothing(site):
    assert site.get(f"{PAGE}/pay.svg").headers["content-security-policy"].startswith("default-src 'none'")


def test_pages_and_drawings_are_small_and_sent_packed(site):
    def sent(address):
        with site.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.headers["content-encoding"] == "gzip", address
            return sum(len(chunk) for chunk in answer.iter_raw())

    assert sent(PAGE) < 20_000 and sent("/permanent/uk") < 30_000 and sent(f"{PAGE}/pay.svg") < 12_000
    styles, script = re.findall(r'(?:href|src)="(/static/site[^"]*)"', site.get(PAGE).text)
    assert sent(styles) < 4_000 and sent(script) < 4_000
    assert "immutable" in site.get(styles).headers["cache-control"]
    assert (Path(jobtide.site.__file__).parent / "static/inter.woff2").stat().st_size < 50_000


def test_health_names_the_edition(site):
    health = site.get("/healthz").json()
    assert (health["ok"], health["edition"], health["as_of"]) == (True, "2025-11-23.1", "2025-11-23")
    assert health["age_days"] == (date.today() - date(2025, 11, 23)).days


def test_heads_are_answered_and_nothing_can_be_sent(site):
    assert site.head(PAGE).status_code == 200
    assert site.post(PAGE).status_code == 405


def test_before_the_first_edition_the_site_says_so():
    class Empty:
        def current(self):
            raise NoEdition("Nothing has been published in /somewhere yet.")

        def state(self):
            return None

    site = TestClient(create_app(Empty()))
    assert site.get("/healthz").status_code == 503 and site.get("/healthz").json()["ok"] is False
    answer = site.get("/")
    assert answer.status_code == 503 and "Nothing is published yet" in answer.text and "/somewhere" not in answer.text


def test_json_has_no_numbers_that_json_does_not_have(site):
    def refuse(constant):
        raise AssertionError(constant)

    for address in (f"{PAGE}.json", "/permanent/uk.json", "/contract/uk/python.json", f"{PAGE}/pay.json"):
        json.loads(site.get(address).text, parse_constant=refuse)


def test_the_reader_that_tests_use_is_asked_as_the_real_one_is():
    from inspect import signature

    from jobtide.edition.reader import Reader as RealReader

    for name in ("page", "index"):
        assert list(signature(getattr(Reader, name)).parameters) == list(
            signature(getattr(RealReader, name)).parameters
        )
    assert page().edition == Reader.edition
