"""Pages of categories, over a published edition."""

import csv
import io
import re

import html5lib
import pytest
from example_reader import Source
from fastapi.testclient import TestClient
from markets import drawn, published

from jobtide.serving.app import create_app
from jobtide.shown.categories import WHAT
from jobtide.taxonomy import CATEGORIES

MARKET = """
    times day        type      places      terms                   annual       daily    hourly  live
    9     2025-11-03 permanent manchester  developer,java          40000-50000  -        -       live
    4     2025-10-20 permanent chester     developer,java,sql      55000        -        -       -
    2     2025-09-01 permanent london      project-manager,sql     70000-80000  -        -       live
    3     2024-10-20 permanent manchester  developer,java          42000        -        -       -
    6     2025-08-09 contract  manchester  developer,go            -            400-500  -       live
    1     2025-08-09 contract  london      developer,go            -            -        25.5    -
"""
LANGUAGES = "/categories/programming-languages"
ADDRESSES = [
    "/categories?type=permanent&in=uk", "/categories?type=contract&in=chester&months=3",
    f"{LANGUAGES}?type=permanent&in=uk", f"{LANGUAGES}?type=contract&in=uk&sort=p50&order=asc",
    "/categories/vendors?type=permanent&in=uk", "/categories/job-titles?type=permanent&in=world&q=zzz",
    "/definitions", "/definitions/median", "/definitions/live", "/methodology", "/quality",
]  # fmt: skip


def without_code(text):
    """What a page quotes, to be copied, is no part of it."""
    return re.sub(r"<code>.*?</code>", "", text, flags=re.DOTALL)


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return published(tmp_path_factory.mktemp("market"), drawn(MARKET))


@pytest.fixture(scope="module")
def site(reader):
    return TestClient(create_app(Source(reader)), follow_redirects=False)


def words(site, address):
    answer = site.get(address)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]*>", " ", answer.text).split())


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_is_sound_html_loads_nothing_from_elsewhere_and_is_small(site, address):
    answer = site.get(address)
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(answer.text)
    assert [error[1] for error in parser.errors] == []
    assert answer.text.count("<h1>") == 1 and not re.search(r"\bNone\b(?! where)", words(site, address))
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*(?:src=|ld\+json))", without_code(answer.text))
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//(?!testserver/)', answer.text)


def test_a_category_has_its_size_its_pay_and_its_terms_as_the_index_has_them(site, reader):
    text = words(site, f"{LANGUAGES}?type=permanent&in=uk")
    assert "Permanent vacancies with a requirement for coding skills 15 3 0" in text
    assert "As % of all permanent jobs advertised in the UK 100.00% 100.00% -" in text
    assert "Median annual salary (50th Percentile) £45,000 £42,000 -" in text
    assert "2 terms" in text and re.search(r"Java 1 0 £45,000 \+7.14% 13 86.67% 9", text)
    page = reader.page("java", "uk")
    assert reader.category("Programming Languages", "uk").category == page.category
    assert reader.category("Programming Languages", "uk").rows == reader.index("uk", terms=["java", "sql"]).rows


def test_it_sorts_pages_filters_and_switches_like_the_index(site, reader):
    plain = site.get(f"{LANGUAGES}?type=permanent&in=uk").text
    assert f'href="{LANGUAGES}?type=contract&amp;in=uk"' in plain
    assert f'href="{LANGUAGES}?type=permanent&amp;in=uk&amp;months=3"' in plain
    assert f'href="{LANGUAGES}?type=permanent&amp;in=uk&amp;sort=p50&amp;order=desc"' in plain
    found = re.findall(r"<tbody>.*?</tbody>", site.get(f"{LANGUAGES}?in=uk&sort=p50&order=desc").text, re.DOTALL)[-1]
    assert re.findall(r'<th scope="row"><a [^>]*>([^<]*)', found) == ["SQL", "Java"]
    assert "1 term" in words(site, f"{LANGUAGES}?in=uk&q=sq")
    assert reader.category("Programming Languages", "uk", limit=1, offset=1).rows[0].term == "SQL"


def test_data_lie_beside_it_with_the_same_figures(site, reader):
    found = site.get(f"{LANGUAGES}.json?type=contract&in=uk").json()
    assert found["category"]["pay"]["daily"]["p50"] == [450, None, None]
    assert [(row["term"], row["count"]) for row in found["rows"]] == [("Go", 7)]
    assert found["measures"]["category.pay.*.p50"] == "median" and found["total"] == 1
    rows = list(csv.DictReader(io.StringIO(site.get(f"{LANGUAGES}.csv?type=contract&in=uk").text)))
    medians = [row for row in rows if (row["part"], row["figure"], row["unit"]) == ("category", "p50", "hourly")]
    assert [(row["value"], row["measure"]) for row in medians] == [("25.5", "median"), ("", "median"), ("", "median")]
    assert all(row["measure"] for row in rows)


def test_the_list_of_categories_has_those_with_a_vacancy(site):
    text = words(site, "/categories?type=permanent&in=uk")
    assert "Job Titles 2 15 100.00% £45,000 +7.14%" in text and "Vendors" not in text
    found = site.get("/categories.json?in=uk&type=permanent").json()
    assert [(row["category"], row["terms"], row["count"]) for row in found["rows"]] == [
        ("Job Titles", 2, 15),
        ("Programming Languages", 2, 15),
    ]
    assert len(site.get("/categories.csv?in=uk").text.splitlines()) == 3


def test_pages_and_indexes_lead_to_the_category(site):
    link = f'<a href="{LANGUAGES}?type=permanent&amp;in=north-west&amp;months=3">'
    assert f"{link}All of Programming Languages</a>" in site.get("/permanent/north-west/java?months=3").text
    assert f"{link}Programming Languages</a>" in site.get("/permanent/north-west?months=3").text


def test_a_place_is_typed_by_any_of_its_names_and_stands_in_the_address_by_one(site):
    moved = site.get(f"{LANGUAGES}?in=United+Kingdom&type=contract&q=go")
    assert (moved.status_code, moved.headers["location"]) == (303, f"{LANGUAGES}?type=contract&in=uk&q=go")
    assert site.get(LANGUAGES).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/categories/cheese", 404), (f"{LANGUAGES}.xml", 404), (f"{LANGUAGES}?in=atlantis", 404),
        (f"{LANGUAGES}?type=casual", 400), (f"{LANGUAGES}?sort=age", 400), ("/categories?months=5", 400),
        ("/definitions/medain", 404), ("/definitions/medain.json", 404),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(site, address, status):
    assert site.get(address).status_code == status


def test_every_category_says_what_it_is():
    assert set(WHAT) == set(CATEGORIES)


def test_rows_of_pages_lead_quietly_to_what_they_mean(site):
    text = site.get("/permanent/uk/java").text
    assert '<a class="meaning" href="/definitions/rank">Rank</a>' in text
    assert '<a class="meaning" href="/definitions/median">Median annual salary (50th Percentile)</a>' in text
    assert '<a class="meaning" href="/definitions/category-count">' in text
    for measure in set(re.findall(r'href="/definitions/([^"]*)"', text)):
        assert site.get(f"/definitions/{measure}").status_code == 200


def test_a_definition_shows_its_example_and_the_sql_that_ran(site, reader):
    text = words(site, "/definitions/rank")
    rank = reader.measures.find("rank")
    assert all(said in text for said in (rank.question, rank.population, *rank.caveats))
    assert "DENSE_RANK()" in text and "cells.sql" in text
    assert re.search(r"summary.rank 3 - -", text)
    found = site.get("/definitions/rank.json").json()
    assert found["sql"]["cells"] == reader.sql("cells") and found["example"]["figures"] == {
        "summary.rank": ["3", "null", "null"]
    }
    assert len(site.get("/definitions.json").json()) == len(reader.measures)


def test_the_method_has_every_definition_in_reading_order(site, reader):
    text = site.get("/methodology").text
    assert re.findall(r'<h3><a href="/definitions/([^"]*)">', text) == [measure.id for measure in reader.measures]


def test_the_quality_report_tells_how_much_could_be_read(site):
    text = words(site, "/quality")
    assert "Vacancies that they are 25" in text and "Quoting pay 100.00%" in text and "Setting: root place uk" in text
    found = site.get("/quality.json").json()
    assert found["quality"]["vacancies"] == 25 and found["measures"]["share_pay"] == "share-read"
