"""Feeds: well formed whatever stands in them, with ids that last."""

import json
from dataclasses import replace
from datetime import date

from lxml import etree

from jobtide.shown.feeds import Entry, Feed, atom, json_feed

DAY = date(2025, 11, 23)
HOSTILE = '<script>alert(1)</script> & "Co" ]]> \x00\x1f\ud800\ufffe C++ – £'
FEED = Feed(
    "/permanent/uk/java", "Java in the UK, permanent", "What changed.", "https://example.org/permanent/uk/java",
    {form: f"https://example.org/permanent/uk/java.{form}" for form in ("atom", "json")}, DAY,
    [
        Entry("2025-11-23-b", "Java: up", "https://example.org/uk/java?edition=b&x=1", DAY, ["One.", HOSTILE]),
        Entry("2025-10-23-a", HOSTILE, "https://example.org/a", date(2025, 10, 23), []),
    ],
)  # fmt: skip
NAMES = {"a": "http://www.w3.org/2005/Atom"}


def test_atom_has_all_that_rfc_4287_asks_for():
    root = etree.fromstring(atom(FEED).encode())
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(root.findall(f"a:{name}", NAMES)) == 1
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", NAMES)}
    assert links == {"self": FEED.addresses["atom"], "alternate": FEED.page}
    entries = root.findall("a:entry", NAMES)
    assert [entry.findtext("a:updated", None, NAMES) for entry in entries] == [
        "2025-11-23T00:00:00Z",
        "2025-10-23T00:00:00Z",
    ]
    assert root.findtext("a:updated", None, NAMES) == "2025-11-23T00:00:00Z"
    assert entries[0].find("a:link", NAMES).get("href") == FEED.entries[0].address
    assert len({entry.findtext("a:id", None, NAMES) for entry in entries}) == 2


def test_what_is_hostile_is_text_and_what_xml_cannot_hold_is_replaced():
    root = etree.fromstring(atom(FEED).encode())
    first, second = root.findall("a:entry", NAMES)
    assert second.findtext("a:title", None, NAMES).startswith('<script>alert(1)</script> & "Co" ]]> \ufffd\ufffd')
    content = first.find("a:content", NAMES)
    assert content.get("type") == "html"
    assert "<script>" not in content.text
    assert "<p>One.</p><p>&lt;script&gt;" in content.text


def test_json_feed_has_all_that_version_1_1_asks_for():
    said = json.loads(json_feed(FEED))
    assert said["version"] == "https://jsonfeed.org/version/1.1"
    assert (said["title"], said["feed_url"]) == (FEED.title, FEED.addresses["json"])
    assert said["items"][0]["content_text"].startswith("One.\n\n")
    assert "<script>" not in said["items"][0]["content_html"]
    assert said["items"][0]["date_published"] == "2025-11-23T00:00:00Z"
    json_feed(FEED).encode("utf-8")


def test_ids_last_wherever_the_feed_is_served():
    moved = replace(FEED, page="https://elsewhere.example/", addresses={"atom": "x", "json": "y"}, title="Other")
    mine, theirs = (json.loads(json_feed(one))["items"] for one in (FEED, moved))
    assert [one["id"] for one in mine] == [one["id"] for one in theirs]
    other = json.loads(json_feed(replace(FEED, path="/permanent/uk/go")))["items"]
    assert not {one["id"] for one in mine} & {one["id"] for one in other}
    first = etree.fromstring(atom(FEED).encode()).findtext("a:entry/a:id", None, NAMES)
    assert first == mine[0]["id"]


def test_a_feed_without_news_is_of_its_editions_day():
    empty = replace(FEED, entries=[])
    assert etree.fromstring(atom(empty).encode()).findtext("a:updated", None, NAMES) == "2025-11-23T00:00:00Z"
    assert json.loads(json_feed(empty))["items"] == []
