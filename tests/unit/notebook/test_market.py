"""A market in a notebook: from its folder and from its server, the same objects with the same figures."""

import base64
import contextlib
import re
import socket
import subprocess
import sys
import threading
import xml.etree.ElementTree as ElementTree
from datetime import date

import httpx
import pytest
import uvicorn
from fastapi.testclient import TestClient
from notebook_market import home as home_in

import jobtide
from jobtide.errors import Error, Unknown
from jobtide.notebook.market import Market
from jobtide.notebook.served import Served
from jobtide.serving.app import create_app
from jobtide.serving.editions import Editions
from jobtide.settings import Home


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return home_in(tmp_path_factory.mktemp("market"))


@pytest.fixture(scope="module")
def local(home):
    return jobtide.open(home)


@pytest.fixture(scope="module")
def served(home):
    return Market(Served("http://testserver", client=TestClient(create_app(Editions(Home(home))))))


@pytest.fixture(params=["local", "served"])
def market(request):
    return request.getfixturevalue(request.param)


# What is asked, and how: each must be answered alike by a folder and by a server.
ASKED = {
    "a term": lambda market: market.term("Java").json,
    "a term in a place": lambda market: market.term("java", place="North West", months=3).json,
    "contracts": lambda market: market.term("Go", contract=True).json,
    "a term without a vacancy": lambda market: market.term("IoT", place="Scotland").json,
    "an expression": lambda market: market.where("java and not sql", place="uk").json,
    "everything at once": lambda market: market.where(
        "java", term="Developer", employer=["acme", "bell"], pay_from=41_000, first=date(2025, 1, 1),
        last=date(2025, 12, 31),
    ).json,
    "an index": lambda market: market.index().json,
    "a part of an index": lambda market: market.index(
        "North West", category="Job Titles", sort="count", reverse=True, limit=1
    ).json,
    "terms side by side": lambda market: market.compare("Java", "SQL", place="uk").json,
    "places side by side": lambda market: market.compare("Java", place=["Manchester", "Chester"]).json,
    "periods side by side": lambda market: market.compare("Java", periods=True).json,
    "movers": lambda market: market.movers(limit=3).json,
    "terms": lambda market: list(market.terms),
    "places": lambda market: list(market.places),
    "vacancies": lambda market: list(market.term("Java", place="uk").vacancies),
    "editions": lambda market: market.editions,
    "a definition": lambda market: market.measure("median"),
    "a table": lambda market: market.table("cells").to_pylist(),
}  # fmt: skip


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_a_folder_and_a_server_say_the_same(local, served, asked):
    assert asked(local) == asked(served)


def test_the_vacancies_are_as_many_as_the_page_counts(market):
    for page in (
        market.term("Java"),
        market.where("java or sql", place="North West"),
        market.term("Go", contract=True),
    ):
        assert len(page.vacancies) == page.count > 0
    assert market.term("Java").vacancies["first_seen"] == sorted(market.term("Java").vacancies["first_seen"])[::-1]


def test_a_page_gives_its_figures_as_tables(market):
    page = market.term("Java")
    summary = {row["figure"]: row for row in page.summary}
    assert summary["count"]["value"] == page.count == 20
    assert (summary["count"]["a_year_ago"], summary["count"]["measure"]) == (3, "count")
    assert summary["p50"]["value"] == page.median == 55_000 and summary["p50"]["unit"] == "annual"
    assert summary["p50"]["certainty"] in "ABCD" and summary["p50_change"]["certainty"] == "too few to say"
    assert summary["share_of_all"]["low"] < summary["share_of_all"]["value"] < summary["share_of_all"]["high"]
    assert page.series[-1]["month"] == "2025-11" and page.series[-1]["count"] == 9
    assert [row["term"] for row in page.cooccurring] == ["SQL"]
    assert {row["name"]: row["count"] for row in page.places}["England"] == 20
    assert sum(page.histogram["count"]) == 20
    assert set(page.cooccurring_by_category) == {"Job Titles", "Programming Languages"}


def test_contracts_have_rates_by_day_and_by_hour(market):
    page = market.term("Go", contract=True)
    assert page.median == 450
    assert {row["unit"] for row in page.summary} == {None, "daily", "hourly"}
    assert {"daily_p50", "hourly_p50"} <= set(page.series.columns)


def test_a_page_is_shown_with_its_summary_and_its_charts(market):
    page = market.term("Java", place="Manchester")
    html = page._repr_html_()
    assert "Java Job Trends in Manchester" in html and "Median annual salary" in html and "£" in html
    drawings = [part.split('"')[0] for part in html.split('src="data:image/svg+xml;base64,')[1:]]
    assert len(drawings) == 2
    for drawing in drawings:
        assert ElementTree.fromstring(base64.b64decode(drawing)).tag.endswith("svg")
    assert repr(page).splitlines()[0] == "Java Job Trends in Manchester"
    assert "<" not in repr(page)
    assert "Permanent jobs matching Java and (SQL or Project Manager) and not Go" in repr(
        market.where("java and (sql or project-manager) and not go")
    )


def test_charts_are_drawings_and_specifications(market):
    page = market.term("Java")
    assert [chart.name for chart in page.charts] == ["vacancies", "pay", "histogram"]
    chart = page.chart("pay")
    assert chart.spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    assert chart.svg.startswith("<svg") and chart.png.startswith(b"\x89PNG")
    assert "data:image/svg+xml" in chart._repr_html_() and chart.title in repr(chart)
    with pytest.raises(Error, match="no chart 'salary' of this page; there are vacancies, pay, histogram"):
        page.chart("salary")


def test_an_index_is_a_table_that_knows_how_much_there_is(market):
    index = market.index(sort="count", limit=2)
    assert len(index) == 2 and index.total == 5 and index.all_count == 22
    assert index[0]["term"] == "Java" and index[0]["count"] == 20
    assert market.index(search="ja")["term"] == ["Java", "Java Developer"]
    assert len(market.index()) == 5


def test_what_stands_side_by_side_says_whether_chance_explains_it(market):
    compared = market.compare("Java", "SQL")
    assert compared.columns["name"] == ["Java", "SQL"] and compared.columns["count"] == [20, 11]
    assert {row["figure"] for row in compared.differences} == {"share_of_all", "pay.annual.p50"}
    assert "verdict" in compared.differences.columns
    assert {row["name"] for row in compared.series} == {"Java", "SQL"}
    assert "Side by side" in repr(compared) and "<table>" in compared._repr_html_()


def test_movers_are_two_tables(market):
    moved = market.movers()
    assert moved.up.columns == moved.down.columns and "share_change" in moved.up.columns
    assert "moved by more than chance explains" in repr(moved) and "<table>" in moved._repr_html_()


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda market: market.term("Jova"), "Did you mean Java"),
        (lambda market: market.term("Java", place="Manchestr"), "Did you mean Manchester"),
        (lambda market: market.where("java and ("), "java and ("),
        (lambda market: market.index(category="Languages"), "category"),
        (lambda market: market.term("Java", months=5), "6|3|months"),
        (lambda market: market.compare("Java"), "side by side|comparison"),
        (lambda market: market.at("2020-01-01-00000000"), "2020-01-01-00000000"),
        (lambda market: market.table("salaries"), "No table is called .salaries.. Did you mean .*cells"),
        (lambda market: market.measure("medain"), "Did you mean median"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_in_plain_words(market, ask, words):
    with pytest.raises(Error) as refused:
        ask(market)
    assert re.search(words.replace("(", r"\("), str(refused.value)), refused.value
    assert refused.value._render_traceback_() == [str(refused.value)]


def test_an_earlier_edition_is_the_same_market_at_another_day(market):
    earlier = market.at(market.edition.id)
    assert earlier.edition == market.edition and earlier.term("Java").count == 20


def test_a_market_introduces_itself(market):
    assert repr(market).splitlines()[0].startswith("Market ")
    assert f"Edition {market.edition.id}, as of 2025-11-23; pay in GBP." in repr(market)
    assert market.edition.id in market._repr_html_()


def test_without_a_name_it_is_the_home_of_the_command_line(home, monkeypatch):
    monkeypatch.setenv("JOBTIDE_HOME", str(home))
    assert jobtide.open().term("Java").count == 20
    monkeypatch.delenv("JOBTIDE_HOME")
    monkeypatch.chdir(home.parent)
    home.rename(home.with_name("jobtide-home"))
    try:
        assert jobtide.open().term("Java").count == 20
    finally:
        home.with_name("jobtide-home").rename(home)


def test_a_folder_without_a_market_is_refused(tmp_path):
    with pytest.raises(Error, match="There is no folder"):
        jobtide.open(tmp_path / "nowhere")
    with pytest.raises(Error, match="Nothing has been published"):
        jobtide.open(tmp_path)


def test_an_edition_that_is_not_there_is_refused(home):
    with pytest.raises(Unknown):
        jobtide.open(home, edition="2020-01-01-00000000")


@contextlib.contextmanager
def serving(app):
    """The address of a server on the loopback."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def test_a_market_is_opened_by_its_address(home, local):
    with serving(create_app(Editions(Home(home)))) as address:
        market = jobtide.open(address + "/")
        assert market.term("Java").json == local.term("Java").json
        assert repr(market).startswith(f"Market {address}\n")
    with pytest.raises(Error, match="does not answer"):
        market.term("Java")


async def _another_site(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": b"<html>Hello"})


def test_an_address_that_is_no_market_is_refused():
    with serving(_another_site) as address, pytest.raises(Error, match=f"At {address} there is no jobtide market"):
        jobtide.open(address)


def test_a_server_that_leads_elsewhere_is_not_followed_with_the_next_part():
    def answer(request):
        if request.url.path == "/api/v1":
            edition = {"id": "2025-11-23-00000000", "as_of": "2025-11-23", "label": None, "currency": "GBP"}
            return httpx.Response(200, json={"edition": edition})
        return httpx.Response(200, json=[], headers={"Link": '<http://elsewhere.example/>; rel="next"'})

    market = Market(Served("http://here.example", client=httpx.Client(transport=httpx.MockTransport(answer))))
    with pytest.raises(Error, match="no jobtide market"):
        _ = market.terms


def test_importing_jobtide_loads_nothing_of_weight():
    heavy = ("duckdb", "pyarrow", "httpx", "numpy", "fastapi", "click")
    said = f"import sys, jobtide; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
