"""A walk over the site by its own links: every page of a small market, and what none of them may have."""

import re
from collections import deque
from html import unescape

import pytest
from example_reader import Source
from fastapi.testclient import TestClient
from markets import published
from page_faults import faults
from served_market import rows, served
from whole_walk import cells, in_processes, maker, places_of, tasks_of, terms_of

from jobtide.serving.app import create_app
from jobtide.serving.editions import Editions

_ANALYST = "    1  2025-08-09 permanent work-from-home analyst - - - live"
_LINK = re.compile(r'href="(/[^"#]*)')


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return served(tmp_path_factory.mktemp("market"), more=_ANALYST)


def walked(site, start, most):
    """Each address that links lead to, with its page, the nearest first."""
    waiting, seen = deque(start), set(start)
    while waiting and most:
        most -= 1
        address = waiting.popleft()
        answer = site.get(address)
        yield address, answer
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        for link in map(unescape, _LINK.findall(answer.text)):
            if link not in seen and not link.startswith(("/static/", "/data/", "/api/")) and not _is_drawn(link):
                seen.add(link)
                waiting.append(link)


def _is_drawn(link):
    return link.split("?")[0].endswith((".png", ".svg"))


def test_every_link_leads_to_a_sound_page(site):
    wrong = {}
    for address, answer in walked(site, ["/", "/contract/uk", "/permanent/chester", "/explore?where=java"], most=90):
        if answer.status_code in (303, 308):
            continue
        found = [f"status {answer.status_code}"] if answer.status_code != 200 else []
        if not found and "text/html" in answer.headers["content-type"]:
            found = faults(answer.text)
        if found:
            wrong[address] = found
    assert wrong == {}


@pytest.mark.parametrize(
    "address",
    ["/permanent/uk/aws", "/contract/chester/law?months=3", "/permanent/world/java", "/contract/scotland",
     "/movers?in=scotland", "/explore?where=java+and+aws&in=chester", "/vacancies?term=aws",
     "/vacancies?term=java&with=sql&years_ago=1", "/compare?t=java,aws", "/compare?t=java&by=periods&type=contract",
     "/compare?t=java&in=scotland,chester", "/categories/vendors?in=scotland", "/places?type=contract&months=3",
     "/?months=3", "/search?q=zzz"],
)  # fmt: skip
def test_pages_with_little_or_nothing_are_sound_too(site, address):
    answer = site.get(address)
    answer = site.get(answer.headers["location"]) if answer.status_code == 303 else answer
    assert answer.status_code == 200
    assert faults(answer.text) == []


def test_an_edition_without_a_vacancy_has_sound_pages(tmp_path):
    site = TestClient(create_app(Source(published(tmp_path, []))))
    for address in ("/", "/permanent/uk", "/contract/world/java", "/places", "/movers", "/explore?where=java+and+sql",
                    "/compare?t=java,sql", "/compare?t=java&by=periods", "/vacancies?term=java&live=1", "/categories",
                    "/categories/vendors", "/quality", "/data", "/about"):  # fmt: skip
        answer = site.get(address)
        assert answer.status_code == 200, address
        assert faults(answer.text) == [], address


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    from click.testing import CliRunner

    from jobtide.cli import main
    from jobtide.settings import Home

    home = tmp_path_factory.mktemp("demo")
    made = CliRunner().invoke(main, ["demo", "--adverts", "6000", "--no-serve", "--home", str(home)])
    assert made.exit_code == 0, made.output
    return Home(home)


@pytest.mark.slow
def test_the_pages_of_a_demo_market_are_sound(demo):
    """Every eighth term in 20 places, both types and both lengths; those without a vacancy anywhere in one place each.
    `python tests/whole_walk.py` walks them all."""
    reader = Editions(demo).current()
    everywhere, once = terms_of(reader)
    found = in_processes(demo.folder, tasks_of(reader, everywhere[::8], once[::8]), 2, lambda so_far: None)
    assert found.pages > 15_000 and found.with_vacancies > 1_000
    assert found.wrong == {}


def test_a_page_that_is_not_there_does_not_call_the_current_edition_an_old_one(tmp_path):
    class OfAHome(Source):
        """Calls the current edition by no name too, as the shelf of a home does."""

        def named(self, edition_id):
            return super().named(edition_id) if edition_id else self.current()

    site = TestClient(create_app(OfAHome(published(tmp_path, rows(more=_ANALYST)))))
    for address in ("/permanent/nowhere/java", "/nothing/here/at/all", "/permanent/uk/javva?edition="):
        answer = site.get(address)
        assert answer.status_code == 404 and "older edition" not in answer.text and "edition=" not in answer.text


@pytest.mark.slow
def test_the_pages_of_the_walk_are_those_that_the_site_answers(demo):
    source = Editions(demo)
    reader, site = source.current(), TestClient(create_app(source))
    made = maker(reader, "http://testserver")
    rows = reader.index("uk", limit=None).rows
    for cell in (cell for row in (rows[0], rows[-1]) for cell in cells(places_of(reader), row.slug)):
        text = made(cell)[0].replace(
            '<link rel="canonical" href="/', '<link rel="canonical" href="http://testserver/', 1
        )
        assert site.get(cell.path()).text == text, cell.path()
