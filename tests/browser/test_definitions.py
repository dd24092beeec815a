"""Pages of categories and definitions in a browser, over a published edition."""

import pytest
from example_reader import Source
from markets import drawn, published
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

MARKET = """
    times day        type      places      terms                annual       live
    9     2025-11-03 permanent manchester  developer,java,sql   40000-50000  live
    4     2025-10-20 permanent chester     developer,java       55000        -
    3     2024-10-20 permanent manchester  developer,java,azure 42000        -
"""
LANGUAGES = "/categories/programming-languages?type=permanent&in=uk"
READ = ["/categories", LANGUAGES, "/definitions", "/definitions/rank", "/methodology", "/quality", "/permanent/uk/java"]


@pytest.fixture(scope="module")
def address(tmp_path_factory, serving):
    with serving(Source(published(tmp_path_factory.mktemp("market"), drawn(MARKET)))) as found:
        yield found


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("path", READ)
def test_no_page_scrolls_sideways(visit, path, width):
    page = visit(path, width=width)
    for details in page.locator("summary").all():
        details.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", READ)
def test_nothing_shuts_out_people_who_cannot_see_or_point(visit, path, dark):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(visit(path, dark=dark))
    assert found.violations_count == 0, found.generate_report()


def test_a_label_leads_to_its_definition_and_the_sql_opens(visit):
    page = visit("/permanent/uk/java")
    page.get_by_role("link", name="Rank", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rank")
    page.get_by_text("cells.sql").click()
    expect(page.get_by_role("group", name="cells.sql")).to_contain_text("DENSE_RANK")


@pytest.mark.parametrize("script", [True, False])
def test_a_category_is_reached_from_a_page_sorted_and_seen_elsewhere(visit, script):
    page = visit("/permanent/uk/java", script=script)
    page.get_by_role("link", name="All of Programming Languages").click()
    terms = page.locator("table.index tbody th")
    expect(terms).to_have_text(["Java", "SQL"])
    page.get_by_role("link", name="Live").first.click()
    page.get_by_role("link", name="Term", exact=True).click()
    expect(page.locator("th[aria-sort]")).to_have_text("Term")
    page.get_by_label("In another place").fill("Chester")
    page.get_by_role("button", name="Go").click()
    page.wait_for_url("**/categories/programming-languages?type=permanent&in=chester")
    expect(terms).to_have_text(["Java"])
