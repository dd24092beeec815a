"""The outermost layer: what is kept, for how long, in which encoding, and what the log says."""

import gzip

import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from jobtide.serving.front import Front
from jobtide.serving.keeping import Kept

PUBLIC = {"ETag": 'W/"1"', "Cache-Control": "public, max-age=0, must-revalidate"}


class Site:
    """Counts how often each address is made; `state` is that of its editions."""

    def __init__(self):
        self.made, self.state, self.log, self.between = [], "one", [], lambda: None
        routes = [
            Route(path, self.answer) for path in ("/page", "/private", "/varied", "/missing", "/large", "/stream")
        ]
        self.client = TestClient(Front(Starlette(routes=routes), Kept(50, 10**7), lambda: self.state, self.log.append))

    async def answer(self, request):
        self.made.append(request.url.path)
        self.between()
        body = f"{self.state} {request.url.query} ".encode() * 300
        match request.url.path:
            case "/private":
                return PlainTextResponse(body)
            case "/varied":
                return PlainTextResponse(body, headers={**PUBLIC, "Vary": "Accept"})
            case "/missing":
                return PlainTextResponse("none", 404, PUBLIC)
            case "/large":
                return Response(b"x" * 5_000_000, headers=PUBLIC, media_type="text/plain")
            case "/stream":
                return StreamingResponse((b"y" * 1_000_000 for _ in range(6)), headers=PUBLIC, media_type="text/plain")
        return PlainTextResponse(body, headers=PUBLIC)

    def get(self, path, method="GET", **headers):
        return self.client.request(method, path, headers={"accept-encoding": "identity", **headers})


@pytest.fixture
def site():
    return Site()


def test_an_answer_is_made_once_for_each_address(site):
    first = site.get("/page?a=1")
    assert site.get("/page?a=1").content == first.content and site.get("/page?a=2").content != first.content
    assert site.made == ["/page", "/page"]


def test_a_new_edition_makes_every_answer_anew_and_so_does_one_taken_back(site):
    for state in ("one", "two", "one"):
        site.state = state
        for _ in range(2):
            assert site.get("/page").text.startswith(state)
    assert len(site.made) == 3


def test_an_answer_made_while_the_edition_changed_is_not_kept(site):
    def change():
        site.state = "two"

    site.between = change
    site.get("/page")
    site.between = lambda: None
    site.state = "one"
    assert site.get("/page").text.startswith("one")


def test_before_anything_is_published_nothing_is_kept(site):
    site.state = None
    site.get("/page"), site.get("/page")
    assert len(site.made) == 2


@pytest.mark.parametrize("path", ["/private", "/varied", "/missing", "/large", "/stream"])
def test_answers_that_are_not_public_vary_failed_or_are_large_are_not_kept(site, path):
    assert site.get(path).content == site.get(path).content
    assert site.made == [path, path]


def test_large_answers_are_passed_on_whole(site):
    assert site.get("/large").content == b"x" * 5_000_000
    assert site.get("/stream").content == b"y" * 6_000_000


def test_it_is_sent_compressed_to_those_who_take_it_and_both_say_so(site):
    plain = site.get("/page")
    for _ in range(2):
        with site.client.stream("GET", "/page", headers={"accept-encoding": "gzip"}) as answer:
            raw = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip" and answer.headers["vary"] == "Accept-Encoding"
        assert gzip.decompress(raw) == plain.content and int(answer.headers["content-length"]) == len(raw)
    assert "content-encoding" not in plain.headers and plain.headers["vary"] == "Accept-Encoding"
    assert site.made == ["/page"]


def test_those_who_have_it_are_told_so_from_memory(site):
    site.get("/page")
    answer = site.get("/page", **{"if-none-match": 'W/"0", W/"1"'})
    assert answer.status_code == 304 and answer.content == b"" and answer.headers["etag"] == 'W/"1"'
    assert "content-length" not in answer.headers and "content-type" not in answer.headers


def test_head_is_the_same_without_its_body(site):
    head, whole = site.get("/page", method="HEAD"), site.get("/page")
    assert head.content == b"" and head.headers == whole.headers
    assert site.made == ["/page"]


def test_the_log_tells_of_each_request_and_of_nobody(site):
    site.get("/page?q=x"), site.get("/page?q=x"), site.get("/missing")
    assert [(each.path, each.query, each.status, each.is_kept) for each in site.log] == [
        (b"/page", b"q=x", 200, False), (b"/page", b"q=x", 200, True), (b"/missing", b"", 404, False),
    ]  # fmt: skip
    assert all(each.seconds >= 0 for each in site.log) and site.log[0].size == site.log[1].size > 0
