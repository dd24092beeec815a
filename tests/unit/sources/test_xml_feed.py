"""XML in a layout that nobody knows."""

import io

import pytest

from jobtide.errors import Unreadable
from jobtide.sources import formats
from jobtide.sources.xml_feed.adapter import looks_like, read

FEED = """<vacancies generated="today">
<vacancy nr="7"><where><town>Leeds</town></where><headline>Tester</headline></vacancy>
<vacancy nr="8"><headline>Developer</headline><skill>Go</skill><skill>C</skill></vacancy></vacancies>"""


def test_what_repeats_are_the_records_and_parts_have_their_own_names():
    found = [record.fields for record in read(io.BytesIO(FEED.encode()))]
    assert found == [
        {"nr": "7", "where.town": "Leeds", "headline": "Tester"},
        {"nr": "8", "headline": "Developer", "skill": ["Go", "C"]},
    ]


def test_xml_is_known_by_its_beginning_and_other_things_are_not():
    for text in (FEED, "\n" + FEED, "<?xml version='1.0'?><a/>", "<!DOCTYPE a><a/>"):
        assert looks_like(text.encode()), text
        assert formats.name_of(formats.recognised(text.encode(), "x")) == "xml_feed"
    for text in ("", "a < b", "<p>text</p>", "<html><body>", "{}"):
        assert not looks_like(text.encode()), text


def test_40_a_document_type_is_refused_with_its_reason_and_not_called_unknown():
    text = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><b><c>&x;</c><d/></b></a>'
    with pytest.raises(Unreadable, match="DOCTYPE"):
        list(formats.recognised(text.encode(), "x.xml").read(io.BytesIO(text.encode())))


def test_08_xml_without_records_is_refused_and_not_read_as_none():
    for text in ("<?xml version='1.0'?><error><code>403</code></error>", "<?xml version='1.0'?><jobs/>"):
        with pytest.raises(Unreadable, match="nothing in it looks like adverts"):
            list(read(io.BytesIO(text.encode())))
