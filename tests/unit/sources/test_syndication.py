"""RSS and Atom, with the name spaces that job boards add."""

import io

import pytest

from jobtide.record import BadRecord, Record
from jobtide.sources import formats

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="urn:media"
 xmlns:job_listing="https://acorn.example" xmlns:georss="http://www.georss.org/georss"><channel>
<title>Jobs</title><link>https://acorn.example</link><atom:link href="https://acorn.example/feed" rel="self"/>
<item><title>Tester</title><link>https://acorn.example/7</link><guid isPermaLink="false">acorn-7</guid>
<pubDate>Thu, 02 Apr 2026 10:00:00 +0100</pubDate><dc:creator>admin</dc:creator><media:title>a picture</media:title>
<description>Short.</description><content:encoded><![CDATA[<p>Long.</p>]]></content:encoded>
<job_listing:location>Leeds</job_listing:location><job_listing:company>Acorn</job_listing:company>
<job_listing:job_type>Full Time</job_listing:job_type><job_listing:salary>£40k</job_listing:salary>
<georss:point>53.8 -1.5</georss:point><category>IT</category><category>QA</category></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://acorn.example"><title>Jobs</title></channel>
<item rdf:about="https://acorn.example/7"><title>Tester</title><link>https://acorn.example/7</link>
<description>Tests.</description><dc:date>2026-04-02T10:00:00Z</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Jobs</title><link href="https://acorn.example"/>
<entry><id>tag:acorn,7</id><title type="html">R&amp;amp;D Tester</title><link rel="edit" href="https://acorn.example/e"/>
<link rel="alternate" href="/7"/><updated>2026-04-03T10:00:00Z</updated><published>2026-04-02T10:00:00Z</published>
<author><name>Acorn</name></author><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Tests <b>things</b>.</p></div></content>
</entry></feed>"""
REMOTELY = """<rss version="2.0"><channel><title>We Work Remotely</title>
<link>https://weworkremotely.com/categories/remote-programming-jobs.rss</link>
<item><title>Acorn: Tester: Web</title><region>Europe Only</region><type>Full-Time</type>
<link>https://weworkremotely.com/remote-jobs/7</link></item></channel></rss>"""

EXPECTED = {
    "rss": (RSS, {
        "title": "Tester", "description": "<p>Long.</p>", "employer": "Acorn", "location": ["Leeds"],
        "employment_type": "Full Time", "pay": "£40k", "posted_at": "Thu, 02 Apr 2026 10:00:00 +0100",
        "url": "https://acorn.example/7", "id": "acorn-7", "dc:creator": "admin", "media:title": "a picture",
        "item.description": "Short.", "category": ["IT", "QA"],
    }),
    "rss of RDF": (RDF, {
        "title": "Tester", "description": "Tests.", "posted_at": "2026-04-02T10:00:00Z",
        "url": "https://acorn.example/7", "id": "https://acorn.example/7",
    }),
    "atom": (ATOM, {
        "title": "R&amp;D Tester", "description": "<p>Tests <b>things</b>.</p>", "employer": "Acorn",
        "posted_at": "2026-04-02T10:00:00Z", "url": "https://acorn.example/7", "id": "tag:acorn,7",
        "summary": "Short.", "updated": "2026-04-03T10:00:00Z",
    }),
    "we_work_remotely": (REMOTELY, {
        "title": "Tester: Web", "employer": "Acorn", "location": ["Europe Only"], "employment_type": "Full-Time",
        "url": "https://weworkremotely.com/remote-jobs/7", "work_mode": "remote",
    }),
}  # fmt: skip


def records(text: str, name: str) -> list[Record | BadRecord]:
    return list(formats.formats()[name].read(io.BytesIO(text.encode()), None, "https://acorn.example/feed"))


@pytest.mark.parametrize("case", EXPECTED)
def test_an_item_is_read_field_by_field(case):
    text, fields = EXPECTED[case]
    name = case.split()[0]
    assert formats.name_of(formats.recognised(text.encode(), "x.xml")) == name
    (record,) = records(text, name)
    assert {field: said for field, said in record.fields.items() if field in fields} == fields


def test_an_item_without_a_link_is_known_by_its_name_and_one_without_either_by_neither():
    text = "<rss><channel><item><title>a</title>{}</item></channel></rss>"
    assert (
        records(text.format("<guid>https://acorn.example/7</guid>"), "rss")[0].fields["url"]
        == "https://acorn.example/7"
    )
    assert "url" not in records(text.format("<guid>7</guid>"), "rss")[0].fields
    assert records(text.format(""), "rss")[0].fields == {"title": "a"}


def test_a_place_may_be_given_as_a_point():
    for point in ("<georss:point>53.8 -1.5</georss:point>", "<geo:lat>53.8</geo:lat><geo:long>-1.5</geo:long>"):
        (record,) = records(f"<rss><channel><item><title>a</title>{point}</item></channel></rss>", "rss")
        assert record.fields["location"] == "53.8, -1.5"


def test_a_bad_item_costs_itself_alone():
    text = "<rss><channel><item><title>a</item><item><title>b</title></item></channel></rss>"
    bad, good = records(text, "rss")
    assert (bad.issue.reason, good.fields["title"], good.position) == ("not XML", "b", 1)


def test_a_feed_may_be_empty_and_one_that_is_cut_short_says_so():
    assert records("<rss><channel><title>a</title></channel></rss>", "rss") == []
    assert [one.issue.reason for one in records("<rss><channel><title>a", "rss")] == [
        "not XML, the document is cut short"
    ]


def test_titles_of_other_feeds_are_left_as_they_are():
    text = REMOTELY.replace("weworkremotely.com", "acorn.example")
    assert formats.name_of(formats.recognised(text.encode(), "x")) == "rss"
    assert records(text, "rss")[0].fields["title"] == "Acorn: Tester: Web"
