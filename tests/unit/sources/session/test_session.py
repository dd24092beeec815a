"""What the session does with servers that behave and misbehave; numbers are those of the list of hostile inputs."""

import asyncio
import gzip
import shutil
import ssl
import subprocess
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from loopback import Imagined, Loopback, http, one_after_the_other, slowly

from jobtide.sources.session.exchange import Key, Known, Limits
from jobtide.sources.session.hosts import Hosts
from jobtide.sources.session.session import Session
from jobtide.sources.session.trouble import Blocked, Failed, Gone, Refused

QUICK = Limits(pace_seconds=0, request_seconds=5, tries=3, first_wait_seconds=1, longest_wait_seconds=120)


def get(server, path="/a", limits=QUICK, known=Known(), time=None, allowed=None, keys=(), hosts=None, **session):  # noqa: B008
    """The answer of one path; the server's address is allowed unless something else is."""
    time = time or Imagined()
    world = time.world(**{name: session.pop(name) for name in ("resolve", "trust") if name in session})
    hosts = hosts or Hosts({}, world.clock)
    allowed = frozenset({server.host}) if allowed is None else frozenset(allowed)
    address = path if "://" in path else server.url + path
    with Session("jobtide/1 (+https://example.org)", hosts, limits, keys, {}, allowed, world=world, **session) as asks:
        return asks.get(address, known)


def test_it_says_who_asks_and_gives_what_came():
    with Loopback({"/a": http(200, "[]", ETag='"1"', Content_Type="application/json")}) as server:
        answer = get(server)
        assert (answer.status, answer.body, answer.known) == (200, b"[]", Known('"1"', None))
        assert server.paths(robots=True) == ["/robots.txt", "/a"]
        assert {got.headers["user-agent"] for got in server.seen} == {"jobtide/1 (+https://example.org)"}
        assert server.seen[1].headers["host"] == server.host


def test_it_asks_also_where_an_event_loop_runs_already_as_in_a_notebook():
    async def in_a_notebook(server) -> bytes:
        return get(server).body

    # In a thread, since the browser of other tests may have a loop running in this one.
    with Loopback({"/a": http(200, "[]")}) as server, ThreadPoolExecutor(1) as thread:
        assert thread.submit(lambda: asyncio.run(in_a_notebook(server))).result() == b"[]"


def test_what_has_not_changed_is_not_sent_again():
    with Loopback(
        {"/a": lambda got: http(304) if got.headers.get("if-none-match") == '"1"' else http(200, "x")}
    ) as server:
        assert get(server, known=Known('"1"', "Mon, 02 Mar 2026 09:00:00 GMT")).body is None
        assert server.seen[1].headers["if-modified-since"] == "Mon, 02 Mar 2026 09:00:00 GMT"


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(b"adverts")),
        ("gzip", gzip.compress(b"adv") + gzip.compress(b"erts")),
        ("x-gzip", gzip.compress(b"adverts")),
        ("deflate", zlib.compress(b"adverts")),
        ("deflate", zlib.compress(b"adverts", wbits=-15)),
        ("deflate", gzip.compress(b"adverts")),
        ("gzip", zlib.compress(b"adverts")),
        ("identity", b"adverts"),
        ("gzip", b""),
    ],
    ids=[
        "gzip",
        "2 members",
        "x-gzip",
        "deflate",
        "raw deflate",
        "2 gzip called deflate",
        "2 zlib called gzip",
        "none",
        "empty",
    ],
)
def test_one_layer_is_taken_off_whatever_it_is_called(encoding, packed):
    with Loopback({"/a": http(200, packed, Content_Encoding=encoding)}) as server:
        assert get(server).body == (b"adverts" if packed else b"")


def test_a_file_that_is_packed_is_kept_as_it_is():
    packed = gzip.compress(b"adverts")
    with Loopback({"/a": http(200, packed, Content_Type="application/gzip")}) as server:
        assert get(server).body == packed


BOMB = gzip.compress(bytes(200_000_000), 1)


@pytest.mark.parametrize(
    ("answer", "sentence", "tries"),
    [
        pytest.param(http(200, BOMB, Content_Encoding="gzip"), "grows more than 100-fold", 1, id="1 a gzip bomb"),
        pytest.param(
            http(200, gzip.compress(gzip.compress(b"x")), Content_Encoding="gzip"),
            "packed twice",
            1,
            id="2 nested gzip",
        ),
        pytest.param(http(200, "x", Content_Encoding="br"), "packed as 'br'", 1, id="2 br that nobody asked for"),
        pytest.param(http(200, "x", Content_Encoding="gzip, gzip"), "packed as 'gzip, gzip'", 1, id="2 two layers"),
        pytest.param(
            http(200, "[1, 2]", Content_Encoding="gzip"), "says that it is gzip and is not", 1, id="2 mislabelled"
        ),
        pytest.param(
            http(200, gzip.compress(b"adverts" * 9)[:-9], Content_Encoding="gzip"),
            "cut short",
            3,
            id="3 truncated gzip",
        ),
        pytest.param(
            http(200, gzip.compress(b"x") + b"tail", Content_Encoding="gzip"), "something follows", 3, id="3 a tail"
        ),
        pytest.param(http(200, "[1, 2", length=99), "connection failed", 3, id="4 Content-Length larger than the body"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n",
            "connection failed",
            3,
            id="4 chunk errors",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\nabc",
            "connection failed",
            3,
            id="4 two lengths",
        ),
        pytest.param(b"220 ready\r\n", "connection failed", 3, id="no HTTP"),
        pytest.param(b"", "connection failed", 3, id="nothing at all"),
        pytest.param(http(200, b"x" * 3_000_000), "larger than 2,000,000 bytes", 1, id="5 a body over the cap"),
        pytest.param(http(500), "HTTP 500", 1, id="an error"),
        pytest.param(http(503), "HTTP 503", 3, id="10 unavailable"),
    ],
)
def test_a_bad_answer_is_a_failure_and_is_tried_again_where_that_may_help(answer, sentence, tries):
    limits = Limits(
        pace_seconds=0, request_seconds=5, tries=3, bytes_per_answer=2_000_000 if b"xxxx" in answer[-9:] else 64 << 20
    )
    with Loopback({"/a": answer}) as server:
        with pytest.raises(Failed, match=sentence):
            get(server, limits=limits)
        assert len(server.paths()) == tries


def test_what_fails_in_passing_is_tried_again_with_growing_waits():
    time = Imagined()
    with Loopback({"/a": one_after_the_other(http(502), http(200, "[1", length=9), http(200, "[1]"))}) as server:
        assert get(server, time=time).body == b"[1]"
        assert time.slept == [1, 2]


@pytest.mark.parametrize(
    "whole",
    [http(200, "x" * 50), b"HTTP/1.1 200 OK\r\n" + b"X-Filler: y\r\n" * 30],
    ids=["6 a slow body", "6 slow headers"],
)
def test_a_server_that_sends_a_byte_at_a_time_is_left_after_the_deadline(whole):
    limits = Limits(pace_seconds=0, request_seconds=0.3, tries=1)
    with Loopback({"/a": slowly(whole, 0.02)}) as server, pytest.raises(Failed, match=r"longer than 0\.3 s"):
        get(server, limits=limits)


@pytest.mark.parametrize(
    ("said", "waits"),
    [
        ("7", [7, 7]),
        ("-7", [1, 2]),
        ("0", [1, 2]),
        ("Mon, 02 Mar 2026 09:00:09 GMT", [9, 2]),
        ("Mon, 02 Mar 2020 09:00:09 GMT", [1, 2]),
        ("soon", [1, 2]),
        ("١", [1, 2]),
        ("1000000000", []),
        ("9" * 5000, []),
        ("Mon, 02 Mar 2099 09:00:09 GMT", []),
    ],
    ids=lambda value: f"10 {value}"[:30],
)
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_kept_to_up_to_a_cap_and_then_given_up_politely(status, said, waits):
    time = Imagined()
    raw = http(status).replace(b"Connection", f"Retry-After: {said}\r\nConnection".encode())
    with Loopback({"/a": raw}) as server:
        with pytest.raises(Failed, match=f"HTTP {status}") as trouble:
            get(server, time=time)
        assert time.slept == waits
        assert len(server.paths()) == len(waits) + 1
        assert (trouble.value.wait_seconds or 0) >= (1e8 if not waits else 0)


@pytest.mark.parametrize(
    ("there", "sentence"),
    [
        pytest.param("/a", "redirects more than 5 times", id="11 to itself"),
        pytest.param("http://127.0.0.1:1/b", None, id="11 to another port of the same host, which is judged anew"),
        pytest.param("http://example.com/b", "another host, example.com", id="11 to another host"),
        pytest.param("file:///etc/passwd", "no http or https", id="12 file:"),
        pytest.param("gopher://127.0.0.1/", "no http or https", id="12 gopher:"),
        pytest.param("http://[::1/", "Invalid", id="no address"),
        pytest.param("http://user:word@127.0.0.1/", "a name or a password", id="a password"),
        pytest.param("", "redirects more than 5 times", id="nowhere"),
    ],
)
def test_each_hop_of_a_redirect_is_judged_like_a_first_request(there, sentence):
    with Loopback({"/a": http(302, Location=there)}) as server, pytest.raises((Failed, Refused), match=sentence):
        get(server)


def test_a_redirect_within_a_host_is_followed_five_times_and_no_more():
    hops = {f"/{at}": http(301, Location=f"/{at + 1}") for at in range(6)} | {
        "/5": http(200, "[]"),
        "/6": http(200, "[]"),
    }
    with Loopback(hops) as server:
        assert get(server, "/0").body == b"[]"
    hops["/5"] = http(308, Location="/6")
    with Loopback(hops) as server, pytest.raises(Failed, match="more than 5 times"):
        get(server, "/0")


def test_a_source_may_say_where_else_it_lives():
    with (
        Loopback({"/b": http(200, "[]")}) as there,
        Loopback({"/a": http(307, Location=f"http://localhost:{there.port}/b")}) as here,
    ):
        allowed = {here.host, f"localhost:{there.port}"}
        with pytest.raises(Refused, match="another host, localhost"):
            get(here, allowed=allowed)
        assert get(here, allowed=allowed, also_hosts=("local*",)).body == b"[]"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "0x7f000001",
        "2130706433",
        "0177.0.0.1",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "169.254.169.254",
        "[fd00:ec2::254]",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.1",
        "100.64.0.1",
        "224.0.0.1",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "255.255.255.255",
        "[fe80::1]",
    ],
    ids=lambda host: f"12 {host}",
)
def test_private_addresses_are_refused_in_any_spelling(host):
    with Loopback({}) as server:
        with pytest.raises(Refused, match=r"private address|cannot be asked: InvalidURL"):
            get(server, f"http://{host}:{server.port}/a", allowed=())
        assert not server.seen


def test_12_a_redirect_to_a_private_address_is_refused():
    with Loopback({"/a": http(302, Location="http://169.254.169.254/latest/meta-data/")}) as server:
        with pytest.raises(Refused, match="another host"):
            get(server)
        with pytest.raises(Refused, match=r"private address 169\.254\.169\.254"):
            get(server, also_hosts=("169.*",))


def test_12_a_name_is_resolved_once_and_connected_to_where_it_was_checked():
    asked = []

    async def rebinding(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    with Loopback({"/a": http(200, "[]")}) as server:
        address = f"http://board.example:{server.port}/a"
        assert get(server, address, allowed={f"board.example:{server.port}"}, resolve=rebinding).body == b"[]"
        assert (asked, server.seen[-1].headers["host"]) == (["board.example"], f"board.example:{server.port}")
        asked.clear()
        with pytest.raises(Refused, match="private address 127"):
            get(server, address, allowed=(), resolve=rebinding)


def test_12_an_answer_that_mixes_public_and_private_addresses_is_refused():
    async def mixed(host, port):
        return ["93.184.215.14", "10.0.0.1"]

    with Loopback({}) as server, pytest.raises(Refused, match=r"private address 10\.0\.0\.1"):
        get(server, "http://board.example/a", allowed=(), resolve=mixed)


def test_the_next_address_of_a_host_is_tried_where_the_first_does_not_answer():
    async def two(host, port):
        return ["127.0.0.9", "127.0.0.1"]

    with Loopback({"/a": http(200, "[]")}) as server:
        host = f"board.example:{server.port}"
        assert get(server, f"http://{host}/a", allowed={host}, resolve=two).body == b"[]"


def test_a_host_that_nobody_knows_is_a_failure():
    async def nobody(host, port):
        raise OSError("no such name")

    with Loopback({}) as server, pytest.raises(Failed, match=r"board\.example is not known"):
        get(server, "http://board.example/a", resolve=nobody)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """The files of a key and of a certificate for board.example, which nobody signed but itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    said = ["-days", "1", "-subj", "/CN=board.example", "-addext", "subjectAltName=DNS:board.example"]
    files = ["-keyout", folder / "key", "-out", folder / "cert"]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *said, *files], check=True, capture_output=True
    )
    return folder


def tls_of(certificate, names=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert", certificate / "key")
    context.sni_callback = lambda connection, name, _: (names if names is not None else []).append(name)
    return context


async def here(host, port):
    return ["127.0.0.1"]


def test_12_the_certificate_is_that_of_the_name_though_the_connection_goes_to_an_address(certificate):
    names = []
    with Loopback({"/a": http(200, "[]")}, tls=tls_of(certificate, names)) as server:
        host = f"board.example:{server.port}"
        trust = ssl.create_default_context(cafile=certificate / "cert")
        answer = get(server, f"https://{host}/a", allowed={host}, resolve=here, trust=trust)
        assert (answer.body, set(names), server.seen[-1].headers["host"]) == (b"[]", {"board.example"}, host)
        other = f"other.example:{server.port}"
        with pytest.raises(Refused, match=r"certificate of other\.example is not valid"):
            get(server, f"https://{other}/a", allowed={other}, resolve=here, trust=trust)


def test_16_a_certificate_that_is_not_valid_ends_it(certificate):
    with Loopback({"/a": http(200, "[]")}, tls=tls_of(certificate)) as server:
        host = f"board.example:{server.port}"
        with pytest.raises(Refused, match=r"certificate of board\.example is not valid"):
            get(server, f"https://{host}/a", allowed={host}, resolve=here)
        assert not server.seen


def test_11_nothing_is_redirected_from_https_to_http(certificate):
    with Loopback({}, tls=tls_of(certificate)) as server:
        host = f"board.example:{server.port}"
        server.answers["/a"] = http(302, Location=f"http://{host}/a")
        trust = ssl.create_default_context(cafile=certificate / "cert")
        with pytest.raises(Refused, match="from https to http"):
            get(server, f"https://{host}/a", allowed={host}, resolve=here, trust=trust)


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(401, Blocked), (403, Blocked), (451, Blocked), (404, Gone), (410, Gone), (418, Failed), (206, Failed)],
)
def test_what_a_status_means(status, trouble):
    with Loopback({"/a": http(status, "<html>no")}) as server, pytest.raises(trouble):
        get(server)


KEYS = (Key("app_key", "query", "s3cret&"), Key("X-Key", "header", "t0ken"), Key("user", "user", "me"))


def test_keys_go_along_and_are_told_to_nobody_else():
    with Loopback({"/a": http(200, "[]")}) as server:
        answer = get(server, "/a?page=1", keys=KEYS)
        got = server.seen[-1]
        assert (got.query, got.headers["x-key"], got.headers["authorization"]) == (
            {"page": "1", "app_key": "s3cret&"},
            "t0ken",
            "Basic bWU6",
        )
        assert "s3cret" not in answer.address
        assert server.seen[0].target == "/robots.txt"
        assert "x-key" not in server.seen[0].headers
    assert "s3cret" not in repr(KEYS)


def test_a_key_goes_to_no_other_host_and_not_without_encryption():
    with Loopback({"/a": http(302, Location="http://localhost:1/b")}) as server:
        with pytest.raises(Refused, match=r"another host|told the key"):
            get(server, keys=KEYS, also_hosts=("localhost",))
        with pytest.raises(Refused, match="without encryption"):
            get(server, "http://board.example/a", keys=KEYS)


def test_a_validator_that_cannot_go_back_is_forgotten():
    with Loopback(
        {"/a": http(200, "[]").replace(b"Connection", b'ETag: "\xe9"\r\nLast-Modified: soon\r\nConnection')}
    ) as server:
        assert get(server).known == Known(None, "soon")


def test_no_trouble_moves_the_cursor_of_a_terminal():
    with Loopback({"/a": http(302, Location="http://a\x1b[31m.example/")}) as server:
        with pytest.raises((Refused, Failed)) as trouble:
            get(server)
        assert str(trouble.value).isprintable()


def test_no_trouble_tells_a_key():
    bad = (Key("X-Key", "header", "s3cret\n"),)
    with Loopback({}) as server, pytest.raises((Failed, Refused)) as trouble:
        get(server, keys=bad)
    assert "s3cret" not in str(trouble.value)
    echoed = [
        http(302, Location=f"{start}?app_key=s3cret%26") for start in ("/a", "/gone", "file:///a", "http://[/", "//b/c")
    ]
    for answer in (http(403), http(500), *echoed, b"", http(200, "x", length=9)):
        with Loopback({"/a": answer}) as server, pytest.raises((Failed, Blocked, Refused, Gone)) as trouble:
            get(server, keys=KEYS)
        assert "s3cret" not in str(trouble.value)


def test_requests_to_one_host_keep_a_pace():
    time = Imagined()
    hosts = Hosts({}, lambda: time.passed)
    with Loopback({"/a": http(200, "[]")}) as server:
        for _ in range(3):
            get(server, limits=Limits(pace_seconds=2), time=time, hosts=hosts)
        assert time.slept == [2, 2, 2]  # robots.txt was the first
