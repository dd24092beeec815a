"""What the addresses of the API answer, and what they refuse."""

import json
import threading

import pytest

from jobtide.api.operations import OPERATIONS
from jobtide.errors import TooLong

EXAMPLES = [
    "/terms", "/terms/java", "/places", "/places/london", "/categories", "/categories/programming-languages",
    "/page?term=java", "/page?where=java+and+not+sql&remote=1", "/series?term=java&place=england", "/index", "/movers",
    "/compare?term=java&term=sql", "/compare?term=java&periods=1", "/vacancies", "/vacancies?term=java&with=sql",
    "/suggest?q=ja", "/editions", "/measures", "/measures/median", "/quality", "/openapi.json", "",
]  # fmt: skip


@pytest.mark.parametrize("address", EXAMPLES)
def test_every_kind_of_address_answers_json_that_anybody_may_read(api, address):
    answer = api.get(f"/api/v1{address}")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*" and "etag" in answer.headers
    json.loads(answer.text, parse_constant=pytest.fail)


def test_all_operations_have_an_example():
    asked = {address.partition("?")[0] for address in EXAMPLES}
    plain = {operation.path for operation in OPERATIONS if "{" not in operation.path}
    assert plain <= asked


def test_shapes_are_those_of_the_command_line(api, api_reader):
    assert api.get("/api/v1/page?term=Java&place=England").json() == api_reader.page("java", "england").as_json()
    assert (
        api.get("/api/v1/index?limit=3&type=contract").json() == api_reader.index("uk", "contract", limit=3).as_json()
    )
    assert api.get("/api/v1/categories?months=3").json() == api_reader.categories("uk", "permanent", 3).as_json()
    assert api.get("/api/v1/movers").json() == api_reader.movers("uk").as_json()
    assert api.get("/api/v1/compare?term=java&term=sql").json() == api_reader.compare(["java", "sql"], ["uk"]).as_json()


# (address, status, what the problem says)
REFUSED = [
    ("/terms/jave", 404, {"kind": "term", "nearest": ["Java"]}),
    ("/page?term=java&place=lundon", 404, {"kind": "place", "nearest": ["London"]}),
    ("/page", 400, {"parameter": "term"}),
    ("/page?trem=java", 400, {"parameter": "trem"}),
    ("/page?term=java&term=sql", 400, {"parameter": "term"}),
    ("/page?term=", 400, {"parameter": "term"}),
    ("/page?term=java&months=4", 400, {"parameter": "months"}),
    ("/page?term=java&type=any", 400, {"parameter": "type"}),
    ("/page?term=java&edition=none", 404, {"kind": "edition"}),
    ("/page?where=java+and", 422, {"parameter": "where", "position": 8}),
    ("/page?where=java)", 422, {"position": 4}),
    ("/page?where=java+or+jave", 404, {"kind": "term", "position": 8}),
    ("/page?where=" + "(" * 30 + "java" + ")" * 30, 422, {"parameter": "where"}),
    ("/page?where=" + "+or+".join(["java"] * 61), 422, {"parameter": "where"}),
    ("/page?where=" + "a" * 1001, 400, {"parameter": "where"}),
    ("/page?work_mode=moon", 400, {"parameter": "work_mode"}),
    ("/page?employer=nobody", 404, {"kind": "employer"}),
    ("/page?pay_from=nan", 400, {"parameter": "pay_from"}),
    ("/page?from=2025-13-01", 400, {"parameter": "from"}),
    ("/index?limit=0", 400, {"parameter": "limit"}),
    ("/index?limit=1001", 400, {"parameter": "limit"}),
    ("/index?limit=1e2", 400, {"parameter": "limit"}),
    ("/index?sort=nothing", 400, {"parameter": "sort"}),
    ("/index?category=nothing", 404, {"kind": "category"}),
    ("/index?cursor=nothing", 400, {"parameter": "cursor"}),
    ("/vacancies?month=2025-1", 400, {"parameter": "month"}),
    ("/vacancies?month=1999-01", 404, {"kind": "month"}),
    ("/vacancies?live=1&years_ago=1", 400, {}),
    ("/vacancies?middle_from=1", 400, {}),
    ("/vacancies/v0000", 404, {"kind": "vacancy"}),
    ("/compare?term=java", 400, {}),
    ("/compare", 400, {"parameter": "term"}),
    ("/suggest", 400, {"parameter": "q"}),
    ("/editions/none", 404, {"kind": "edition"}),
    ("/measures/none", 404, {"kind": "measure"}),
    ("/nothing", 404, {}),
]  # fmt: skip


@pytest.mark.parametrize(("address", "status", "said"), REFUSED, ids=[address[:50] for address, *_ in REFUSED])
def test_what_cannot_be_answered_is_a_problem_that_says_what_to_do(api, address, status, said):
    answer = api.get(f"/api/v1{address}")
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*" and answer.headers["cache-control"] == "no-store"
    problem = answer.json()
    assert problem["status"] == status and problem["type"] == "about:blank" and problem["title"] and problem["detail"]
    assert {name: problem.get(name) for name in said} == said


def test_only_reading_is_allowed_and_browsers_are_told_so(api):
    refused = api.delete("/api/v1/terms")
    assert refused.status_code == 405 and "GET" in refused.headers["allow"]
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    may = api.options("/api/v1/terms", headers=asked)
    assert may.status_code == 204 and may.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in may.headers
    head = api.head("/api/v1/terms")
    assert head.status_code == 200 and head.content == b""


def test_who_has_an_answer_is_not_sent_it_again(api):
    first = api.get("/api/v1/page?term=java")
    again = api.get("/api/v1/page?term=java", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and again.content == b""
    document = api.get("/api/v1/openapi.json")
    again = api.get("/api/v1/openapi.json", headers={"If-None-Match": document.headers["etag"]})
    assert again.status_code == 304


def leafed(api, address: str) -> list[list]:
    """The rows of every part of a list, by its links."""
    parts = []
    while address:
        answer = api.get(address)
        assert answer.status_code == 200, answer.text
        found = answer.json()
        parts.append(found if isinstance(found, list) else found["rows"])
        link = answer.links.get("next")
        address = link and link["url"]
    return parts


@pytest.mark.parametrize(
    "address", ["/terms", "/places", "/index", "/vacancies?term=java", "/categories/programming-languages"]
)
def test_the_parts_of_a_list_are_the_whole_each_row_once(api, address):
    start = f"/api/v1{address}{'&' if '?' in address else '?'}"
    (whole,) = leafed(api, f"{start}limit=1000")
    parts = leafed(api, f"{start}limit=3")
    assert [row for part in parts for row in part] == whole
    assert all(len(part) == 3 for part in parts[:-1]) and parts[-1]


def test_a_cursor_fits_only_the_list_and_the_edition_that_it_came_with(api, api_reader):
    from jobtide.api import cursors

    link = api.get("/api/v1/index?limit=2").links["next"]["url"]
    cursor = link.rpartition("cursor=")[2]
    other = api.get(f"/api/v1/index?limit=2&sort=p50&cursor={cursor}")
    assert other.status_code == 400 and "another list" in other.json()["detail"]
    assert api.get(f"/api/v1/index?limit=5&cursor={cursor}").status_code == 200
    stale = cursors.written("2020-01-01-00000000", cursors.question_of("/api/v1/index", []), 2)
    refused = api.get(f"/api/v1/index?cursor={stale}")
    assert refused.status_code == 400 and "2020-01-01-00000000" in refused.json()["detail"]
    assert f"edition={api_reader.edition.id}" in link


def test_of_one_term_an_expression_is_the_terms_own_page(api):
    own = api.get("/api/v1/page?term=java&place=england").json()
    assert api.get("/api/v1/page?where=Java&place=england").json() == own
    assert api.get("/api/v1/page?where=java+and+not+sql&place=england").json()["term"]["name"] == "Java and not SQL"


def test_filters_are_those_of_the_command_line(api, api_reader):
    from jobtide.population import Population

    asked = {
        "work_mode=remote&work_mode=hybrid": Population(work_modes=("remote", "hybrid")),
        "remote=1": Population(work_modes=("remote",)),
        "seniority=senior": Population(seniorities=("senior",)),
        "source=feed": Population(sources=("feed",)),
        "pay_from=40000": Population(pay_from=40000),
    }
    for query, population in asked.items():
        assert api.get(f"/api/v1/page?{query}").json() == api_reader.explore(population, "uk").as_json()


def test_every_vacancy_tells_what_may_be_told_of_it(api):
    found = api.get("/api/v1/vacancies?where=java+and+sql&limit=1").json()
    row = found["rows"][0]
    assert row["matched"] == [{"term": "java", "words": "JAVA"}, {"term": "sql", "words": "SQL"}]
    assert {"title", "employer", "places", "pay_text", "first_seen", "last_seen", "links", "sources"} <= set(row)
    one = api.get(f"/api/v1/vacancies/{row['vacancy_id']}").json()
    assert len(one["adverts"]) == row["adverts"] and one["vacancy"]["title"] == row["title"]
    assert "description" not in json.dumps(one)


def test_an_answer_that_takes_too_long_is_given_up(api, monkeypatch):
    def never(*_, **__):
        raise TooLong("too long")

    monkeypatch.setattr("jobtide.edition.population_of.numbers_of", never)
    answer = api.get("/api/v1/page?where=java+and+go+and+sql")
    assert answer.status_code == 503 and int(answer.headers["retry-after"]) > 0


def test_only_a_few_answers_that_take_long_are_made_at_once(api_reader, monkeypatch):
    from example_reader import Source
    from starlette.testclient import TestClient

    import jobtide.api.app as module
    from jobtide.serving.app import create_app

    monkeypatch.setattr(module, "WAITING_SECONDS", 0.05)
    begun, may_end = threading.Barrier(module.AT_ONCE + 1, timeout=10), threading.Event()

    def slowly(*_, **__):
        begun.wait()
        may_end.wait(10)
        raise TooLong("too long")

    monkeypatch.setattr("jobtide.edition.population_of.numbers_of", slowly)
    api = TestClient(create_app(Source(api_reader)))
    asking = [threading.Thread(target=api.get, args=(f"/api/v1/page?where=java+and+{name}",)) for name in ("sql", "go")]
    for thread in asking:
        thread.start()
    begun.wait()
    assert api.get("/api/v1/page?where=java+or+sql").status_code == 503
    assert api.get("/api/v1/page?term=java").status_code == 200
    may_end.set()
    for thread in asking:
        thread.join()
