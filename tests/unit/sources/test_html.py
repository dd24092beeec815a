"""The adverts of a web page."""

import contextlib
import gzip
import io
import json

import pytest

from jobtide.errors import Unreadable
from jobtide.record import BadRecord, Record
from jobtide.sources import formats
from jobtide.sources.html.adapter import looks_like, might_be, read

JOB = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Tester", "description": "Tests things."}


def page(*blocks: str, head: str = "", body: str = "") -> str:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return f"<!DOCTYPE html><html><head><title>A page</title>{head}</head><body>{scripts}{body}</body></html>"


def records(text: str | bytes, address: str | None = None) -> list[Record | BadRecord]:
    return list(read(io.BytesIO(text.encode() if isinstance(text, str) else text), None, address))


def titles(text: str | bytes) -> list:
    return [record.fields["title"] if isinstance(record, Record) else record.issue.reason for record in records(text)]


def test_50_one_bad_block_does_not_lose_the_good_ones():
    bad, other = '{"@type": "JobPosting", "title": oops}', '{"@type": "Organization" "name"}'
    assert titles(page(bad, other, json.dumps(JOB))) == ["Tester", "JSON-LD: not JSON"]
    found = records(page(json.dumps(JOB) + bad))
    assert [found[0].position, found[1].position] == [0, 1]
    assert found[1].raw == bad
    assert titles(page(json.dumps(JOB) + "; soup")) == ["Tester"]


def test_50_several_blocks_and_several_postings_in_one_are_all_adverts():
    second = {**JOB, "title": "Developer"}
    assert titles(page(json.dumps({"@graph": [JOB, second]}), json.dumps([JOB]))) == ["Tester", "Developer", "Tester"]
    assert titles(page(json.dumps(JOB) + "\n" + json.dumps(second))) == ["Tester", "Developer"]


@pytest.mark.parametrize("kind", ["application/ld+json; charset=utf-8", "Application/LD+JSON", " application/ld+json "])
def test_50_the_type_of_a_block_may_be_written_in_any_way(kind):
    assert titles(f'<html><script type="{kind}">{json.dumps(JOB)}</script>') == ["Tester"]


def test_microdata_is_read_only_where_json_ld_says_nothing():
    body = '<p itemscope itemtype="http://schema.org/JobPosting"><b itemprop=title>From microdata</b></p>'
    assert titles(page(body=body)) == ["From microdata"]
    assert titles(page(json.dumps(JOB), body=body)) == ["Tester"]
    assert titles(page('{"@type": "JobPosting" oops', body=body)) == ["From microdata", "JSON-LD: not JSON"]


def test_an_advert_has_its_own_address_or_that_of_its_page():
    canonical = '<link rel="canonical" href="https://a.example/jobs/7">'
    for text, address, url in (
        (page(json.dumps({**JOB, "url": "/jobs/8"})), "https://a.example/x", "https://a.example/jobs/8"),
        (page(json.dumps(JOB), head=canonical), "https://a.example/jobs/7?from=mail", "https://a.example/jobs/7"),
        (page(json.dumps(JOB), head=canonical), None, "https://a.example/jobs/7"),
        (page(json.dumps(JOB), head=canonical), "https://b.example/7", "https://b.example/7"),
        (page(json.dumps(JOB), head='<link rel=canonical href="/">'), "https://b.example/7", "https://b.example/7"),
        (page(json.dumps(JOB)), None, None),
    ):
        (record,) = records(text, address)
        assert record.fields.get("url") == url
        assert "id" not in record.fields


def test_adverts_that_share_a_page_are_told_apart():
    found = records(
        page(json.dumps([JOB, {**JOB, "identifier": "A7"}, {**JOB, "url": "/8"}])), "https://a.example/jobs"
    )
    assert [record.fields.get("id") for record in found] == [
        "https://a.example/jobs#Tester", "https://a.example/jobs#A7", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "<html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>",
        "<!doctype html><h1>502 Bad Gateway</h1>",
        page('{"@type": "Organization"}'),
        page(body="a JobPosting in words"),
        "<html>",
    ],
)
def test_08_a_page_without_adverts_is_refused_and_not_read_as_none(text):
    with pytest.raises(Unreadable, match="no adverts on this page"):
        records(text)


def test_08_a_refused_page_is_called_by_its_title():
    with pytest.raises(Unreadable, match="calls itself 'Just a moment"):
        records("<html><title>Just a\n moment...</title>")


def test_23_encodings_are_seen_through():
    text = page(json.dumps({**JOB, "title": "Café"}, ensure_ascii=False))
    for body in (text.encode(), b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16"), gzip.compress(text.encode())):
        assert titles(body) == ["Café"]
    (record,) = records(text.encode("latin-1"))
    assert record.fields["title"] == "Café"
    assert [issue.reason for issue in record.issues] == ["not UTF-8, read as Windows-1252"]


def test_26_lone_surrogates_are_replaced():
    (record,) = records(page('{"@type": "JobPosting", "title": "Tester \\ud800"}'))
    assert record.fields["title"] == "Tester \ufffd"
    assert [issue.reason for issue in record.issues] == ["lone surrogates replaced"]


def test_42_a_page_nested_without_end_is_a_bad_record():
    (record,) = records("<html>JobPosting" + "<div>" * 100_000)
    assert record.issue.reason == "a page nested too deeply"


def test_01_a_page_without_end_is_refused():
    with pytest.raises(Unreadable, match="more than 50 MB"):
        records(b"<html>" + b"x" * (51 << 20))


def test_pages_are_known_by_their_beginning():
    for head in (b"<!DOCTYPE HTML>\n", b"\n<html lang=en>", b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC',
                 b"<!-- saved -->\n<!doctype html>", b"<!-- a --><!-- b --><html>"):  # fmt: skip
        assert looks_like(head)
        assert formats.name_of(formats.recognised(head, "x")) == "html"
    for head in (b"<rss>", b'<?xml version="1.0"?><jobs>', b"{}", b"html", b"<htmlx>", b""):
        assert not looks_like(head)
    assert might_be(b'<script type="application/ld+json">')
    assert not might_be(b"<jobs>")


FLOODS = [
    "<script ",
    '<script "',
    "<!--",
    "<!---->",
    "</script",
    '<script type="application/ld+json">/*',
    "<div>",
    " ",
    "<title",
]


@pytest.mark.parametrize(
    "part", [*FLOODS, '\\"', "[", "/*", ",", '{"@type":', "<![CDATA[", "<p itemprop=a>", "<link rel=canonical "]
)
def test_54_a_flood_of_anything_comes_to_an_end(part):
    for begin in ("<html>JobPosting", '<html><script type="application/ld+json">{"@type": "JobPosting", "title": "x" ',
                  '<html><p itemscope itemtype="http://schema.org/JobPosting">'):  # fmt: skip
        flood = begin + part * (300_000 // len(part))
        looks_like(flood.encode())
        with contextlib.suppress(Unreadable):
            records(flood)
