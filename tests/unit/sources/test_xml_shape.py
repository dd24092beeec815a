"""Which elements of a document are its records."""

import pytest

from jobtide.sources.xml_shape import declarations, nests, record_name


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("<source><publisher/><job><title/><date/></job><job><title/><date/></job></source>", "job"),
        ("<a><list><ad><x/><y/></ad><ad><x/><y/></ad></list></a>", "ad"),
        ("<a><row id='1' title='x'/><row id='2' title='y'/></a>", "row"),
        ("<a><job><x/><tag/><tag/><tag/><y><p/><q/></y><y><p/><q/></y></job><job><x/><y/></job></a>", "job"),
        ("<rss><channel><title/><item><title/><link/><a/></item><item><title/><b/></item></channel></rss>", "item"),
        ("<a><info><x/></info><job><title/><url/><date/><city/></job></a>", "job"),
        ("<job><title/><url/><date/></job>", "job"),
        ("<a><job><title/><y><![CDATA[<b><i>]]></y><date/></job><!-- <job><x/> --><job><x/><y/></job></a>", "job"),
        ("<a><job><title/><br><date/></job><job><x/><y/></job></a>", "job"),
        ("<a><x/><x/></a>", None),
        ("<a>text</a>", None),
    ],
)  # fmt: skip
def test_records_are_what_repeats_and_has_parts(head, name):
    found = record_name(head.encode())
    assert found == (name and name.encode())


def test_declarations_around_the_first_record_are_known():
    head = b"<rss xmlns='urn:d' xmlns:dc=\"urn:dc\"><x xmlns:no='1'/><channel xmlns:g='urn:g'><item xmlns:own='2'>"
    assert declarations(head, b"item") == b" xmlns='urn:d' xmlns:dc=\"urn:dc\" xmlns:g='urn:g'"


def test_records_that_hold_their_like_are_known():
    assert nests(b"<a><position><x/><position>1</position></position></a>", b"position")
    assert not nests(b"<a><job/><job><x/></job></a>", b"job")
