"""The site as people meet it: read on any screen, sorted and searched, with and without JavaScript, by everybody."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGE = "/permanent/north-west/backend-developer"
INDEX = "/permanent/uk"
READ = [PAGE, "/contract/uk/python", INDEX, "/search?q=term", "/"]


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("path", READ)
def test_no_page_scrolls_sideways(visit, path, width):
    page = visit(path, width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [360, 1280])
def test_charts_come_into_view_when_they_are_scrolled_to(visit, width):
    page = visit(PAGE, width=width)
    for image in page.locator("figure img").all():
        image.scroll_into_view_if_needed()
        page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())
    shown = page.evaluate("[...document.images].map(image => image.currentSrc)")
    assert len(shown) == 3 and all(("size=narrow" in source) == (width == 360) for source in shown)


def test_the_page_has_its_figures_and_says_that_they_are_synthetic(visit):
    page = visit(PAGE)
    assert page.title() == "Backend Developer Job Trends in the North West · permanent · jobtide"
    assert "25" in page.get_by_role("row", name="Permanent jobs requiring a Backend Developer").inner_text()
    assert page.get_by_role("note").inner_text() == "Synthetic data"
    assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('1rem Inter'))")


@pytest.mark.parametrize("script", [True, False])
def test_the_index_sorts_by_any_column_and_back(visit, script):
    page = visit(INDEX, script=script)
    first = page.locator("tbody th").first
    sorted_column = page.locator("th[aria-sort]")
    expect(first).to_have_text("Backend Developer")
    page.get_by_role("link", name="Median salary").click()
    expect(sorted_column).to_have_attribute("aria-sort", "descending")
    expect(first).to_have_text("Term 119")
    page.get_by_role("link", name="Median salary").click()
    expect(sorted_column).to_have_attribute("aria-sort", "ascending")
    expect(first).to_have_text("Backend Developer")


@pytest.mark.parametrize("script", [True, False])
def test_search_filters_and_other_places_are_reached_through_forms(visit, script):
    page = visit(INDEX, script=script)
    page.get_by_label("Category").select_option("Programming Languages")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".index tbody th")).to_have_text(["Python", "C#"])
    page.get_by_label("Search job titles, skills and places").fill("py")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/permanent/uk/python")
    page.get_by_label("In another place").fill("Manchester")
    page.get_by_role("button", name="Go").click()
    page.wait_for_url("**/permanent/manchester/python")


def test_suggestions_are_chosen_with_keys(visit):
    page = visit(PAGE)
    box = page.get_by_role("combobox", name="Search job titles, skills and places")
    box.press_sequentially("backend")
    page.get_by_role("option", name="Backend Developer").wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    box.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    box.press("ArrowDown")
    page.get_by_role("option", name="Backend Developer").wait_for()
    box.press("ArrowDown")
    assert page.locator(f"#{box.get_attribute('aria-activedescendant')}").get_attribute("aria-selected") == "true"
    box.press("Enter")
    page.wait_for_url("**/permanent/north-west/backend-developer")


def test_the_first_key_leads_past_the_header(visit):
    page = visit(PAGE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", READ)
def test_nothing_shuts_out_people_who_cannot_see_or_point(visit, path, dark):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(path, dark=dark)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_a_phone_finds_nothing_that_shuts_out_people_either(visit):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(visit(PAGE, width=360))
    assert found.violations_count == 0, found.generate_report()


def test_a_page_prints_on_paper(visit, tmp_path):
    page = visit(PAGE)
    page.emulate_media(media="print")
    assert not page.locator(".search").is_visible() and not page.locator(".choices").is_visible()
    assert len(page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)) > 20_000
