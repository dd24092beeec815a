"""Requests that nobody in good faith makes: the numbers are those of docs/hostile-inputs.md."""

import logging

import pytest
from example_reader import Source
from fastapi.testclient import TestClient

from jobtide.serving.app import create_app
from jobtide.serving.limits import LONGEST_ADDRESS, MOST_PARAMETERS, _without_slash, refusal


@pytest.fixture(scope="module")
def site():
    return TestClient(create_app(Source()), follow_redirects=False)


def asked(path="/permanent/uk", query=b"", method="GET", headers=()):
    return {
        "method": method, "path": path, "raw_path": path.encode("latin-1"), "query_string": query,
        "headers": list(headers),
    }  # fmt: skip


@pytest.mark.parametrize(
    "word",
    [
        "' OR 1=1 --", "%", "_", "\\", '"', "'; DROP TABLE vacancies; --", "{{7*7}}", "${x}",
        "<script>alert(1)</script>",
        "x" * 2000, "\N{RIGHT-TO-LEFT OVERRIDE}abc", "a\N{NO-BREAK SPACE}b", "-1", "null", "𝒳" * 200,
    ],
)  # fmt: skip
def test_67_anything_may_stand_for_a_term_a_place_or_a_parameter(site, word):
    from urllib.parse import quote

    name = quote(word, safe="")
    for address in (
        f"/permanent/uk/{name}", f"/permanent/{name}", f"/{name}/uk", f"/search?q={name}", f"/permanent/uk?sort={name}",
        f"/permanent/uk?term={name}", f"/permanent/uk?edition={name}", f"/permanent/uk/python.{name}",
        f"/permanent/uk/python/{name}.svg", f"/permanent/uk/python/pay.svg?size={name}", f"/permanent/uk?months={name}",
        f"/categories/{name}", f"/api/v1/suggest?q={name}", f"/find?in={name}",
        f"/embed/permanent/uk/python/{name}",
    ):  # fmt: skip
        answer = site.get(address)
        assert answer.status_code in (200, 303, 308, 400, 404), address
        is_page = answer.headers.get("content-type", "").startswith("text/html")
        assert "<script>alert" not in answer.text or not is_page
        assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/permanent/uk?page=1000000000000000000", 400),
        ("/permanent/uk?page=-1", 400),
        ("/permanent/uk?page=0", 400),
        ("/permanent/uk?page=1e9", 400),
        ("/permanent/uk?months=7", 400),
        ("/permanent/uk?" + "&".join(["a"] * 1000), 400),
        ("/permanent/uk?" + "x" * LONGEST_ADDRESS, 414),
        ("/" + "x" * 50_000, 414),
        ("/search?q=" + "x" * 10_000, 414),
        ("/permanent/uk/%00", 400),
        ("/permanent/uk?q=%00", 400),
        ("/permanent/uk%0d%0aSet-Cookie:x", 400),
        ("/permanent/%ff%fe", 400),
        ("/permanent/uk?q=%ff", 400),
        ("/%c0%ae%c0%ae/", 400),
        ("/..%2f..%2fetc%2fpasswd", 404),
        ("/static/..%2f..%2fviews.py", 404),
        ("/static/%2e%2e/views.py", 404),
        ("/static/", 404),
        ("/static", 404),
    ],
)
def test_68_addresses_that_are_no_addresses_are_refused_in_short(site, address, status):
    answer = site.get(address)
    if answer.status_code == 308:
        answer = site.get(answer.headers["location"])
    assert answer.status_code == status
    assert len(answer.content) < 20_000 and "Traceback" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_68_other_methods_and_bodies_are_refused(site):
    for method in ("POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND", "BREW"):
        answer = site.request(method, "/permanent/uk")
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD"), method
    assert site.request("GET", "/permanent/uk", content=b"x").status_code == 413
    assert site.request("GET", "/permanent/uk", content=(part for part in [b"x"])).status_code == 413


def test_68_many_or_long_headers_are_refused():
    assert refusal(asked(headers=[(b"x-%d" % number, b"1") for number in range(200)])).status == 431
    assert refusal(asked(headers=[(b"cookie", b"x" * 40_000)])).status == 431
    assert refusal(asked(headers=[(b"host", b"x"), (b"content-length", b"0")])) is None
    assert refusal(asked(query=b"&".join([b"a=b"] * MOST_PARAMETERS))) is None


def test_68_of_many_ranges_none_is_honoured(site):
    whole = site.get("/static/site.css", headers={"range": "bytes=0-1,2-3," + ",".join(["5-6"] * 500)})
    assert whole.status_code == 200 and len(whole.content) > 1000


@pytest.mark.parametrize("host", ['"><script>', "a b", "evil.example/x", "x" * 300, "[::1", "a:b", "a@b", "a\\b"])
def test_68_a_host_that_cannot_be_one_is_refused(host):
    assert refusal(asked(headers=[(b"host", host.encode())])).status == 400
    for good in (b"", b"localhost:8000", b"jobs.example.org", b"[::1]:80", b"127.0.0.1"):
        assert refusal(asked(headers=[(b"host", good)])) is None


def test_68_a_host_that_is_made_up_is_told_to_nobody_else(site):
    told = site.get("/permanent/uk/python", headers={"host": "evil.example"})
    assert told.status_code == 200
    assert "evil.example" not in site.get("/permanent/uk/python").text


def test_68_no_redirect_leads_to_a_host_that_is_made_up(site):
    for path in ("/", "/permanent/uk/", "/permanent/UK/Python", "/nowhere", "/find?in=uk"):
        answer = site.get(path, headers={"host": "evil.example"})
        assert "evil.example" not in answer.headers.get("location", "")


def test_68_a_slash_too_many_leads_to_the_one_address_of_a_page(site):
    assert site.get("/permanent/uk/?months=3").headers["location"] == "/permanent/uk?months=3"
    assert _without_slash(asked("//evil.example/")) == b"/evil.example"
    assert _without_slash(asked("/\\evil.example//")) == b"/evil.example"
    assert _without_slash(asked("/")) is None


def test_68_head_says_what_get_says_without_it(site):
    head, whole = site.head("/permanent/uk/python"), site.get("/permanent/uk/python")
    assert head.status_code == 200 and head.content == b"" and head.headers == whole.headers


def test_as_data_a_refusal_is_data(site):
    assert site.get("/permanent/uk.json?q=%00").json() == {
        "error": "The address has bytes in it that are no text.", "nearest": [],
    }  # fmt: skip


class Broken(Source):
    def current(self):
        raise RuntimeError("no disk <b>")


def test_what_breaks_is_told_to_those_who_run_the_site_alone(caplog):
    with caplog.at_level(logging.ERROR, "jobtide"):
        answer = TestClient(create_app(Broken())).get("/permanent/uk")
    assert answer.status_code == 500 and "no disk" not in answer.text
    assert "no disk" in caplog.text and answer.headers["content-security-policy"]
