"""What a job seeker, a contractor and an analyst come for: each from the first page to the answer.

A few in every run; on phone and desktop, light and dark, with JavaScript and without, behind the slow marker.
"""

import itertools

import pytest
from example_reader import Source
from markets import drawn, published
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MARKET = """
    times  day         type       places      terms                annual       daily    live  recognised
    9      2025-11-03  permanent  manchester  java-developer,java  45000-55000  -        live  yes
    4      2025-10-03  permanent  manchester  java-developer,sql   38000-42000  -        live  yes
    3      2025-09-03  permanent  london      developer,go         70000        -        -     yes
    6      2024-11-03  permanent  manchester  java-developer,java  42000        -        -     yes
    5      2025-11-03  contract   london      java,azure           -            450-550  live  -
    2      2025-10-03  contract   chester     azure                -            400      live  -
"""
SEARCH = "Search job titles, skills and places"
QUICK = [(1280, False, True), (360, True, False)]
EVERY = [each for each in itertools.product((360, 1280), (False, True), (False, True)) if each not in QUICK]
MANNERS = [*QUICK, *(pytest.param(*each, marks=pytest.mark.slow) for each in EVERY)]


@pytest.fixture(scope="module")
def address(tmp_path_factory, serving):
    reader = published(tmp_path_factory.mktemp("market"), drawn(MARKET))
    with serving(Source(reader)) as found:
        yield found


@pytest.mark.parametrize(("width", "dark", "script"), MANNERS)
def test_a_job_seeker_learns_what_a_job_pays_where_they_live_and_what_to_learn(visit, width, dark, script):
    page = visit("/", width=width, dark=dark, script=script)
    box = page.get_by_label(SEARCH).first
    box.fill("Java Developer")
    box.press("Enter")
    page.wait_for_url("**/permanent/uk/java-developer")
    expect(page.get_by_role("heading", level=1)).to_have_text("Java Developer Job Trends")
    page.get_by_label("In another place").fill("Manchester")
    page.get_by_role("button", name="Go").click()
    page.wait_for_url("**/permanent/manchester/java-developer")
    expect(page.locator(".lede")).to_contain_text("£50,000")
    page.locator(".skills").first.get_by_role("link", name="Java", exact=True).click()
    page.wait_for_url("**/permanent/manchester/java")


@pytest.mark.parametrize(("width", "dark", "script"), MANNERS)
def test_a_contractor_finds_the_rate_for_a_skill_and_the_contracts_behind_it(visit, width, dark, script):
    page = visit("/permanent/uk/azure", width=width, dark=dark, script=script)
    page.get_by_role("navigation", name="Employment type").get_by_role("link", name="Contract").click()
    page.wait_for_url("**/contract/uk/azure")
    expect(page.locator(".lede")).to_contain_text("a day")
    page.get_by_role("navigation", name="Length of the period").get_by_role("link", name="3 months").click()
    page.wait_for_url("**/contract/uk/azure?months=3")
    page.get_by_role("row", name="Contract jobs citing Azure").get_by_role("link", name="7", exact=True).click()
    page.wait_for_url("**/vacancies?**")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize(("width", "dark", "script"), MANNERS)
def test_an_analyst_sorts_the_market_reads_a_definition_and_takes_the_data(visit, width, dark, script):
    page = visit("/permanent/uk", width=width, dark=dark, script=script)
    page.get_by_role("link", name="Median salary", exact=True).last.click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Median salary")
    page.goto(page.url.split("/permanent")[0] + "/permanent/uk/java")
    figure = page.locator("figure").first
    data = figure.get_by_role("link", name="CSV").get_attribute("href")
    got = page.request.get(page.url.split("/permanent")[0] + data)
    assert got.ok and got.text().startswith("month,count,share")
    figure.get_by_role("link", name="What it means").click()
    page.wait_for_url("**/definitions/**")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
