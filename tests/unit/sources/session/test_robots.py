"""17: robots.txt, as it is and as it comes."""

from datetime import UTC, datetime, timedelta

import pytest
from loopback import Imagined, Loopback, http

from jobtide.sources.session.exchange import Limits
from jobtide.sources.session.hosts import Hosts
from jobtide.sources.session.robots import MOST_BYTES, Robots, robots_of
from jobtide.sources.session.session import Session
from jobtide.sources.session.trouble import Failed, Refused

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ALL = b"User-agent: *\nDisallow: /\n"


def allows(body: bytes, path: str = "/api/jobs?page=2", status: int = 200) -> bool:
    return robots_of(status, body).rules().allows(f"https://example.com{path}")


@pytest.mark.parametrize(
    ("body", "path", "allowed"),
    [
        (b"", "/a", True),
        (ALL, "/a", False),
        (b"\xef\xbb\xbf" + ALL, "/a", False),
        (ALL.replace(b"\n", b"\r\n"), "/a", False),
        (ALL + b"\nUser-agent: jobtide\nAllow: /\n", "/a", True),
        (b"User-agent: jobtide\nDisallow: /api\n", "/api/x", False),
        (b"User-agent: *\nDisallow: /*.json$\n", "/jobs.json", False),
        (b"User-agent: *\nDisallow: /*.json$\n", "/jobs.json?page=1", True),
        (b"User-agent: *\nDisallow: /api/*/private\n", "/api/v1/private", False),
        (b"User-agent: *\nDisallow: /\nAllow: /api/\n", "/api/jobs", True),
        (b"User-agent: *\nDisallow:\n", "/a", True),
        (b"User-agent: gptbot\nDisallow: /\n", "/a", True),
        (b"<html>not found</html>", "/a", True),
        (b"\x00\xff\xfe garbage", "/a", True),
        (b"User-agent: *\nDisallow: /" + b"a*" * 5000 + b"$\n", "/" + "a" * 4999 + "b", True),
        (b"#" * 10_000_000 + b"\n" + ALL, "/a", True),
        (ALL + b"#" * 10_000_000, "/a", False),
    ],
)
def test_17_rules_are_kept_to(body, path, allowed):
    assert allows(body, path) is allowed


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(404, True), (403, True), (401, True), (410, True), (500, False), (503, False), (429, False)],
)
def test_17_missing_is_allowed_and_not_to_be_had_is_not(status, allowed):
    assert allows(ALL, status=status) is allowed


def test_half_a_rule_at_the_cap_is_no_rule():
    filler = b"# " + b"x" * (MOST_BYTES - 32) + b"\n"
    body = b"User-agent: *\n" + filler + b"Disallow: /api/private/and/more\n"
    assert allows(body, "/api/jobs")


def test_crawl_delay_request_rate_and_content_signal():
    text = "User-agent: *\nCrawl-delay: 7\nContent-Signal: search=yes, ai-train=no\n"
    rules = Robots(text).rules()
    assert (rules.pace_seconds, rules.signal) == (7, "search=yes, ai-train=no")
    assert Robots("User-agent: *\nRequest-rate: 1/10s\n").rules().pace_seconds == 10


def asked(server, time, kept, times=1, path="/a"):
    hosts = Hosts(kept, lambda: time.passed)
    limits = Limits(pace_seconds=0, request_seconds=2, tries=1)
    with Session("jobtide/1", hosts, limits, allow_private=frozenset({server.host}), world=time.world()) as session:
        for _ in range(times):
            session.get(server.url + path)
        return session


def test_17_it_is_asked_for_once_and_again_after_a_day():
    time, kept = Imagined(), {}
    with Loopback({"/a": http(200, "[]"), "/robots.txt": http(200, "User-agent: *\nDisallow: /b\n")}) as server:
        asked(server, time, kept, times=3)
        asked(server, time, kept)
        assert server.paths(robots=True).count("/robots.txt") == 1
        time.pass_by(25 * 3600)
        asked(server, time, kept)
        assert server.paths(robots=True).count("/robots.txt") == 2
        time.moment -= timedelta(days=30)  # 57: nobody knows how old it is now
        asked(server, time, kept)
        assert server.paths(robots=True).count("/robots.txt") == 3
        with pytest.raises(Refused, match=r"robots\.txt disallows it"):
            asked(server, time, kept, path="/b")


def test_17_an_error_stands_in_the_way_for_now_alone():
    time, kept = Imagined(), {}
    with Loopback({"/a": http(200, "[]"), "/robots.txt": http(503)}) as server:
        with pytest.raises(Failed, match=r"cannot be had now \(HTTP 503\)"):
            asked(server, time, kept)
        assert server.paths() == []
        server.answers["/robots.txt"] = http(404)
        asked(server, time, kept)
        time.pass_by(25 * 3600)
        server.answers["/robots.txt"] = http(500)
        asked(server, time, kept)  # what it said before stands
        assert server.paths() == ["/a", "/a"]


def test_17_ten_megabytes_are_not_read_to_the_end():
    sent = []

    def endless(got):
        yield b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + ALL
        for _ in range(200):
            sent.append(1)
            yield b"#" * 100_000

    with Loopback({"/a": http(200, "[]"), "/robots.txt": endless}) as server, pytest.raises(Refused):
        asked(server, Imagined(), {})
    assert len(sent) < 200


def test_17_it_may_be_redirected():
    with Loopback({"/robots.txt": http(301, Location="/r"), "/r": http(200, ALL)}) as server, pytest.raises(Refused):
        asked(server, Imagined(), {})
    with Loopback({"/robots.txt": http(301, Location="/robots.txt"), "/a": http(200, "[]")}) as server:
        asked(server, Imagined(), {})
        assert server.paths()[-1] == "/a"


def test_a_crawl_delay_slows_us_and_an_absurd_one_ends_it():
    time = Imagined()
    with Loopback({"/a": http(200, "[]"), "/robots.txt": http(200, "User-agent: *\nCrawl-delay: 9\n")}) as server:
        session = asked(server, time, {}, times=3)
        assert time.slept == [9, 9, 9]
        assert session.signals == {}
    absurd = http(200, "User-agent: *\nCrawl-delay: 86400\n")
    with Loopback({"/a": http(200, "[]"), "/robots.txt": absurd}) as server, pytest.raises(Refused, match="86,400 s"):
        asked(server, time, {})


def test_content_signals_are_noted():
    with Loopback({"/a": http(200, "[]", Content_Signal="ai-train=no, search=yes")}) as server:
        assert asked(server, Imagined(), {}).signals == {"127.0.0.1": "ai-train=no, search=yes"}
