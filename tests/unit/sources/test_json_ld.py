"""JobPostings as JSON-LD that stands alone."""

import io
import json

import pytest

from jobtide.errors import Unreadable
from jobtide.record import BadRecord
from jobtide.sources import formats
from jobtide.sources.json_ld import adapter

JOB = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Tester"}
SECOND = {"@type": ["JobPosting"], "title": "Developer"}


def told(text: str) -> list:
    found = adapter.read(io.BytesIO(text.encode()))
    return [record.issue.reason if isinstance(record, BadRecord) else record.fields["title"] for record in found]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([JOB, SECOND], indent=1),
        json.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, JOB, SECOND]}),
        json.dumps(JOB) + "\n" + json.dumps(SECOND),
        json.dumps({"@type": "ItemList", "itemListElement": [{"item": JOB}, {"item": SECOND}]}),
    ],
)
def test_50_every_posting_is_an_advert(text, monkeypatch):
    assert told(text) == ["Tester", "Developer"]
    assert formats.recognised(text.encode(), "x.json") is adapter
    monkeypatch.setattr(adapter, "_WHOLE", 10)
    assert told(text) == ["Tester", "Developer"]


def test_a_bad_document_among_good_ones_is_told():
    assert told(json.dumps(JOB) + '\n{"@type": "JobPosting", "title": oops}\n' + json.dumps(SECOND)) == [
        "Tester", "not JSON", "Developer",
    ]  # fmt: skip


def test_things_that_stand_elsewhere_in_it_are_found():
    employer = {"@id": "#acorn", "@type": "Organization", "name": "Acorn"}
    text = json.dumps({"@graph": [{**JOB, "hiringOrganization": {"@id": "#acorn"}}, employer]})
    (record,) = adapter.read(io.BytesIO(text.encode()))
    assert record.fields["employer"] == "Acorn"


def test_json_without_postings_is_refused_and_not_taken_for_json_ld():
    with pytest.raises(Unreadable, match="no adverts in it"):
        told('{"@type": "Organization"}')
    assert not adapter.looks_like(b'{"title": "JobPosting"}')
