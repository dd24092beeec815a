"""Every kind of page, in both themes: nothing in it shuts people out, and none scrolls sideways."""

import pytest
from example_reader import Source
from markets import drawn, published

pytestmark = pytest.mark.browser

MARKET = """
    times  day         type       places      terms                annual       daily    live  recognised
    9      2025-11-03  permanent  manchester  java-developer,java  45000-55000  -        live  yes
    4      2025-10-03  permanent  manchester  java-developer,sql   38000-42000  -        live  yes
    6      2024-11-03  permanent  manchester  java-developer,java  42000        -        -     yes
    5      2025-11-03  contract   london      java,azure           -            450-550  live  -
"""
QUICK = ["/", "/permanent/uk/java", "/embed/permanent/uk/java/pay"]
REST = [
    "/permanent/uk", "/contract/uk/azure?months=3", "/permanent/stoke-on-trent/law", "/categories",
    "/categories/programming-languages", "/places", "/movers", "/search?q=ja", "/search?q=xyzzy", "/definitions",
    "/definitions/median", "/methodology", "/quality", "/editions", "/data", "/about", "/explore",
    "/explore?where=java+and+not+sql", "/compare", "/compare?t=java,sql", "/vacancies?term=java", "/api/v1/docs",
]  # fmt: skip
PAGES = [*QUICK, *(pytest.param(path, marks=pytest.mark.slow) for path in REST)]


@pytest.fixture(scope="module")
def address(tmp_path_factory, serving):
    reader = published(tmp_path_factory.mktemp("market"), drawn(MARKET))
    with serving(Source(reader)) as found:
        yield found


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_shuts_out_people_who_cannot_see_or_point(visit, path, dark):
    from axe_playwright_python.sync_playwright import Axe

    page = visit(path, dark=dark)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(visit, path):
    page = visit(path, width=320)
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{path} is {wide} wide on a screen of {width}"


def test_letters_stand_beside_their_figures_on_a_phone(visit):
    page = visit("/permanent/uk/java", width=320)
    room = "td => getComputedStyle(td).paddingInlineEnd"
    rooms = page.locator("td[data-sure]").evaluate_all(f"all => all.map({room}).map(parseFloat)")
    assert rooms and min(rooms) >= 12
