"""A walk over the site by its own links: every page of a small market, and what none of them may have."""

import re
from collections import deque
from html import unescape

import pytest
from example_reader import Source
from fastapi.testclient import TestClient
from markets import drawn, published
from page_faults import faults

from jobtide.serving.app import create_app

MARKET = """
    times day        type      places           terms                          annual       daily    hourly  live
    9     2025-11-03 permanent manchester       developer,java-developer,java  40000-50000  -        -       live
    4     2025-10-20 permanent chester          developer,java,sql             55000        -        -       -
    2     2025-09-01 permanent london           project-manager                70000-80000  -        -       live
    3     2024-10-20 permanent manchester       developer,java                 42000        -        -       -
    6     2025-08-09 contract  manchester       developer,go                   -            400-500  -       live
    1     2025-08-09 contract  london           developer,go                   -            -        25.5    -
    1     2025-08-09 permanent work-from-home   analyst                        -            -        -       live
"""
_LINK = re.compile(r'href="(/[^"#]*)')


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    reader = published(tmp_path_factory.mktemp("market"), drawn(MARKET))
    return TestClient(create_app(Source(reader)), follow_redirects=False)


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


@pytest.mark.slow
def test_every_page_of_a_demo_market_is_sound(tmp_path):
    """Each term in 20 places, both types and both lengths; the sizes of web pages that a phone can bear."""
    from click.testing import CliRunner

    from jobtide.cli import main
    from jobtide.serving.editions import Editions
    from jobtide.settings import Home

    made = CliRunner().invoke(main, ["demo", "--adverts", "6000", "--no-serve", "--home", str(tmp_path)])
    assert made.exit_code == 0, made.output
    source = Editions(Home(tmp_path))
    reader, site = source.current(), TestClient(create_app(source), follow_redirects=False)
    places = [place.slug for place in reader.places_below("england").values()][:9]
    places += ["uk", "england", "world", "uk-excluding-london", "work-from-home", "manchester", "leeds", "scotland",
               "wales", "glasgow", "cardiff"]  # fmt: skip
    wrong = {}
    for term in reader.terms():
        for place in places:
            for asked in ("permanent/{}/{}", "contract/{}/{}", "permanent/{}/{}?months=3", "contract/{}/{}?months=3"):
                address = "/" + asked.format(place, term.slug)
                answer = site.get(address)
                if answer.status_code != 200 or (found := faults(answer.text)):
                    wrong[address] = answer.status_code if answer.status_code != 200 else found
    assert wrong == {}
