"""What to ask for next is a function of bytes: pages, cursors, and answers that are odd."""

import contextlib
import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.errors import Error
from jobtide.sources.asking import Asked, OddAnswer, address, number
from jobtide.sources.facts import all_facts, requests_of

KINDS = all_facts()
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ASKED = Asked(NOW, ("acme",), ("https://jobs.example.net/feed",), {"sitemaps": ["https://example.com/sitemap.xml"]})


def followed(kind: str, body: object, asked: Asked = ASKED, at: int = 0):
    plan = requests_of(kind)
    request = plan.first(plan.parts(asked)[0], asked)[at]
    return plan.after(request, body if isinstance(body, bytes) else json.dumps(body).encode(), asked)


def test_the_list_of_smartrecruiters_leads_to_each_advert_and_to_the_next_page():
    page = followed("smartrecruiters", {"totalFound": 150, "content": [{"id": str(n)} for n in range(100)]})
    assert (page.ids, page.total, len(page.next)) == ((), 150, 101)
    assert page.next[0].address == "https://api.smartrecruiters.com/v1/companies/acme/postings/0"
    assert page.next[-1].address.endswith("/acme/postings?limit=100&offset=100")
    assert [request.is_index for request in page.next] == [False] * 100 + [True]


def test_reed_is_asked_for_each_text_where_that_is_wanted():
    asked = Asked(NOW, parameters={"details": True, "permanent": True})
    page = followed("reed", {"results": [{"jobId": 5}], "totalResults": 1}, asked)
    assert [request.address for request in page.next] == ["https://www.reed.co.uk/api/1.0/jobs/5"]
    assert "permanent=true" in requests_of("reed").first("", asked)[0].address


def test_a_sitemap_leads_to_pages_of_its_own_host_that_match():
    text = b"""<?xml version="1.0"?><urlset>
        <url><loc>https://example.com/jobs/1?a=1&amp;b=2</loc><lastmod>2026-02-01</lastmod></url>
        <url><loc> https://www.example.com/jobs/2 </loc></url>
        <url><loc><![CDATA[https://example.com/jobs/3]]></loc></url>
        <url><loc>https://example.com/about</loc></url>
        <url><loc>https://elsewhere.example/jobs/4</loc></url>
        <url><loc>http://169.254.169.254/jobs/5</loc></url>
        <url><loc>file:///jobs/6</loc></url><url></url></urlset>"""
    asked = Asked(NOW, parameters={"sitemaps": ["https://example.com/sitemap.xml"], "match": ["*/jobs/*"]})
    for body in (text, gzip.compress(text)):
        page = followed("pages", body, asked)
        assert [(request.address, request.version) for request in page.next] == [
            ("https://example.com/jobs/1?a=1&b=2", "2026-02-01"),
            ("https://www.example.com/jobs/2", None),
            ("https://example.com/jobs/3", None),
        ]
    with pytest.raises(OddAnswer, match="cut short"):
        followed("pages", text[:-30], asked)
    with pytest.raises(OddAnswer, match="cut short"):
        followed("pages", gzip.compress(text)[:-9], asked)


@pytest.mark.parametrize(
    ("body", "many"),
    [
        (b"<rss><channel><item><title>a</title></item><item/></channel></rss>", 2),
        (b'<?xml version="1.0"?>\n<!-- x --><source><job><title>a</title></job></source>', 1),
        (b"<trovit><ad id='1'></ad></trovit>", 1),
        (b"<rss/>", 0),
        ("<rss><item/></rss>".encode("utf-16"), 1),
        (b'[{"id": 1}, {"id": 2}]', 2),
        (b'{"items": [{}], "version": "1"}', 1),
        (b'{"id": 1}\n{"id": 2}\n', 2),
        (gzip.compress(b"<rss><item/><item/></rss>"), 2),
    ],
)
def test_entries_of_a_feed_are_counted(body, many):
    assert len(followed("feed", body).ids) == many


@pytest.mark.parametrize(
    "body",
    [
        b"<rss><channel><item>",
        gzip.compress(b"<rss></rss>" * 9)[:-9],
        b"<source><job></job>",
        b'{"items": [',
        b"sorry",
        b"",
    ],
)
def test_a_feed_that_was_cut_short_is_odd(body):
    with pytest.raises(OddAnswer):
        followed("feed", body)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"feed"}))
@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[]", b"null", b"3", b'"x"', b"<html></html>", b'{"jobs": {}}', b"\xff\xfe", b'[{"x": 1}]']
)
def test_52_an_answer_of_another_shape_is_odd_or_empty(kind, body):
    with contextlib.suppress(OddAnswer):
        assert followed(kind, body).next == ()


LEAF = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.floats()
NAMES = st.sampled_from(
    [
        "jobs",
        "id",
        "meta",
        "total",
        "data",
        "links",
        "next",
        "results",
        "hits",
        "content",
        "offers",
        "count",
        "nextCursor",
        "SearchResult",
        "SearchResultItems",
        "UserArea",
        "NumberOfPages",
        "totalPages",
        "shortcode",
        "slug",
        "title",
    ]
)


@given(
    st.recursive(
        LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6), max_leaves=30
    )
)
def test_no_json_makes_a_plan_fail_otherwise(value):
    body = json.dumps(value).encode()
    for kind, facts in KINDS.items():
        if facts.shape == "json":
            try:
                page = followed(kind, body)
            except OddAnswer:
                continue
            assert all(isinstance(id_, str) for id_ in page.ids)
            assert all(request.address.startswith("https://") for request in page.next)


def test_boards_must_be_named_and_parameters_be_meant():
    with pytest.raises(Error, match="asks boards by name"):
        requests_of("lever").parts(Asked(NOW))
    with pytest.raises(Error, match=r"parameters\.days must be a whole number above zero, not 'x'"):
        requests_of("jobtech").first("", Asked(NOW, parameters={"days": "x"}))


def test_addresses_and_numbers():
    assert address("https://a/b?c=1", d="e f", g=None, h=True) == "https://a/b?c=1&d=e+f&h=true"
    assert [number({"a": {"b": value}}, "a", "b") for value in (3, "3", "x", None, True, 1.5)] == [
        3,
        3,
        None,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize(
    "title",
    [b"Caf\xe9", b"a\x01b", b"a\nb", b"\\ud800"],
    ids=["23 Windows-1252", "25 a control character", "25 a line end", "26 half a pair"],
)
def test_a_bad_character_costs_no_answer(title):
    body = b'{"jobs": [{"id": 7, "title": "' + title + b'"}]}'
    asked = Asked(now=datetime(2025, 11, 23, tzinfo=UTC), boards=("acme",))
    greenhouse = requests_of("greenhouse")
    (request,) = greenhouse.first("acme", asked)
    assert greenhouse.after(request, body, asked).ids == ("7",)
    with pytest.raises(OddAnswer, match="cut short"):
        greenhouse.after(request, body[:-1], asked)
