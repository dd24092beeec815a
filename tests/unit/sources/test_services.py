"""Every service's sample response, in all the ways in which people save responses.

A folder of a source with `samples/response.json` and `samples/records.json`, which says what is read in it, is tested
by being there.
"""

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jobtide.sources
from jobtide.advert import FIELDS
from jobtide.adverts.clean import Cleaner, Defaults
from jobtide.adverts.mapping import columns
from jobtide.record import BadRecord, Record
from jobtide.sources.formats import adapter_of, formats, name_of, recognised, source_of
from jobtide.sources.responses import Responses

SAMPLES = {
    path.parents[1].name: json.loads(path.read_text())
    for path in sorted(Path(jobtide.sources.__file__).parent.glob("*/samples/response.json"))
}
SERVICES = [name for name, adapter in formats().items() if isinstance(getattr(adapter, "RESPONSES", None), Responses)]


def expected(service: str) -> list[dict]:
    folder = Path(jobtide.sources.__file__).parent / service / "samples"
    return json.loads((folder / "records.json").read_text())


def read(service: str, given_bytes: bytes, address: str | None = None) -> list[Record | BadRecord]:
    return list(adapter_of(service).read(io.BytesIO(given_bytes), None, address))


def told(record: Record | BadRecord) -> dict:
    if isinstance(record, BadRecord):
        return {"rejected": record.issue.reason}
    issues = {"issues": [issue.reason for issue in record.issues]} if record.issues else {}
    return {name: value for name, value in record.fields.items() if name in FIELDS} | issues


def bare(service: str) -> list[dict]:
    """The records of a sample without what stands around them."""
    sample = SAMPLES[service]
    path = adapter_of(service).RESPONSES._list_of(sample) or ()
    for key in path:
        sample = sample[key]
    return sample


def told_of(service: str, given_bytes: bytes) -> list[dict]:
    assert name_of(recognised(given_bytes[: 1 << 16], "x.json")) == service
    return [told(record) for record in read(service, given_bytes)]


def test_every_service_has_a_sample():
    assert sorted(SAMPLES) == SERVICES
    assert len(SERVICES) >= 20


@pytest.mark.parametrize("service", SERVICES)
def test_a_response_is_recognised_and_read(service):
    sample = SAMPLES[service]
    for indent in (None, 2):
        assert told_of(service, json.dumps(sample, indent=indent).encode()) == expected(service)
    assert source_of(adapter_of(service)) == service
    packed = gzip.compress(json.dumps(sample).encode())
    assert [told(record) for record in read(service, packed)] == expected(service)


@pytest.mark.parametrize("service", SERVICES)
def test_pages_may_follow_one_another_or_stand_in_a_list(service):
    page = json.dumps(SAMPLES[service])
    twice = expected(service) * 2
    for pages in (f"{page}\n{page}\n", page + page, f"[{page}, {page}]"):
        assert [one for one in told_of(service, pages.encode()) if "rejected" not in one] == [
            one for one in twice if "rejected" not in one
        ]


@pytest.mark.parametrize("service", SERVICES)
def test_bare_records_are_recognised_in_a_list_and_one_a_line(service):
    records = bare(service)
    lines = "\n".join(map(json.dumps, records))
    for given_text in (json.dumps(records), lines, lines.replace("\n", "\r\n") + "\r\n"):
        found = told_of(service, given_text.encode())
        if service == "workable":  # its employer stands beside the list
            found = [one | {"employer": "Acme"} for one in found]
        assert found == expected(service)


@pytest.mark.parametrize("service", SERVICES)
def test_one_record_alone_is_recognised(service):
    for record in bare(service):
        if not any(all(name in record for name in names) for names in adapter_of(service).RESPONSES.known_by):
            continue
        for indent in (None, 1):
            found = read(service, json.dumps(record, indent=indent).encode())
            assert len(found) == (record.get("type") != "story" and "legal" not in record)
            assert name_of(recognised(json.dumps(record, indent=indent).encode(), "x")) == service


@pytest.mark.parametrize("service", SERVICES)
def test_what_is_read_becomes_adverts(service):
    from datetime import date

    cleaner = Cleaner(columns(()), Defaults(service, date(2025, 11, 23)))
    for record in read(service, json.dumps(SAMPLES[service]).encode()):
        if isinstance(record, Record) and "title" in record.fields:
            cleaned = cleaner.cleaned(record.fields)
            assert cleaned.advert is not None
            assert {issue.reason for issue in cleaned.issues} <= {"pay is the source's own estimate"}
            assert cleaned.advert.id == str(record.fields.get("id", cleaned.advert.id))


def test_52_new_fields_keep_their_names_and_lost_ones_are_told():
    job = {"id": 1, "title": "Tester", "absolute_url": "https://x.org/1", "internal_job_id": 2, "updated_at": "x"}
    new = {"location": {"name": "Leeds"}, "body": "Tests", "vibe": "good", "source": "referral"}
    (record,) = read("greenhouse", json.dumps({"jobs": [job | new]}).encode())
    assert [issue.reason for issue in record.issues] == ["schema changed: no content"]
    assert not record.issues[0].fatal
    assert {"body", "vibe", "internal_job_id", "updated_at", "greenhouse.source"} <= set(record.fields)
    assert "source" not in record.fields


def test_what_stands_around_a_list_is_said_of_its_records_alone():
    pages = [SAMPLES["workable"], SAMPLES["workable"] | {"name": "Other"}]
    found = read("workable", "\n".join(map(json.dumps, pages)).encode())
    assert [record.fields["employer"] for record in found] == ["Acme", "Acme", "Other", "Other"]


def test_a_field_that_the_operator_maps_keeps_its_name():
    given_bytes = json.dumps(SAMPLES["ashby"]).encode()
    wanted = columns(("description=descriptionPlain",)).named
    first = next(iter(adapter_of("ashby").read(io.BytesIO(given_bytes), wanted, None)))
    assert first.fields["descriptionPlain"] == "Kubernetes and Go"
    assert first.fields["title"] == "Platform Engineer"


def test_47_objects_that_a_table_wrote_out_are_read():
    """As text that is JSON, or as columns with dots in their names."""
    (first, *_), (whole, *_) = bare("ashby"), expected("ashby")
    packed = {name: json.dumps(value) if isinstance(value, dict | list) else value for name, value in first.items()}
    assert [told(record) for record in read("ashby", json.dumps(packed).encode())] == [whole]
    flat = {name: value for name, value in bare("adzuna")[0].items() if name not in ("company", "location")}
    flat |= {"company.display_name": "Acme", "location.display_name": "Kirkstall, Leeds", "location.area": "['UK']"}
    assert [told(record) for record in read("adzuna", json.dumps(flat).encode())] == [
        expected("adzuna")[0] | {"location": "Kirkstall, Leeds"}
    ]


def test_52_an_answer_that_has_nothing_of_a_record_is_rejected():
    (record,) = read("greenhouse", b'{"jobs": [{"error": "gone", "status": 410}]}')
    assert record.issue.reason == "no record of greenhouse"


def test_plain_lines_and_documents_are_no_service():
    plain = {"id": 1, "title": "Tester", "description": "Tests", "url": "https://x.org", "location": "Leeds",
             "company": "Acme", "created": "2025-01-01", "salary_min": 1, "salary_max": 2, "date": "x", "tags": [],
             "name": "x", "content": "y", "text": "z", "published_at": "x", "slug": "s", "remote": True}  # fmt: skip
    for given_text in (
        json.dumps(plain),
        json.dumps([plain]),
        json.dumps({"jobs": [plain]}),
        json.dumps({"data": [plain]}),
    ):
        assert name_of(recognised(given_text.encode(), "x")) in ("json_lines", "json_document")
    quoting = {"title": "Tester", "description": json.dumps(SAMPLES["greenhouse"])}
    assert name_of(recognised(json.dumps(quoting).encode(), "x")) == "json_lines"


def test_33_markup_that_was_escaped_once_more_is_unescaped_once():
    first, _ = read("greenhouse", json.dumps(SAMPLES["greenhouse"]).encode())
    assert "<li>List&lt;String&gt;</li>" in first.fields["description"]
    (jobicy,) = read("jobicy", json.dumps(SAMPLES["jobicy"]).encode())
    assert jobicy.fields["title"] == "DevOps – Cloud & Data"


def test_47_what_an_employer_chose_from_a_list_is_read():
    own = [{"name": "Employment Type", "value": ["Contract", "Permanent"]}, {"name": "Level", "value": ["Senior"]}]
    (record,) = read("greenhouse", json.dumps({"jobs": [{"id": 1, "title": "Tester", "metadata": own}]}).encode())
    assert record.fields["employment_type"] == "Contract, Permanent"


def test_a_notice_alone_is_an_answer_without_adverts():
    notice = json.dumps([{"last_updated": 1, "legal": "Terms"}]).encode()
    assert name_of(recognised(notice, "saved.json")) == "remote_ok"
    assert read("remote_ok", notice) == []


def test_55_hidden_pay_is_no_pay():
    from datetime import date

    cleaner = Cleaner(columns(()), Defaults("reed", date(2025, 11, 23)))
    _, hidden = read("reed", json.dumps(SAMPLES["reed"]).encode())
    advert = cleaner.cleaned(hidden.fields).advert
    assert (advert.pay_min, advert.pay_max) == (None, None)


def test_an_employer_is_read_off_the_address_of_a_board_that_does_not_name_it():
    for service, address in (
        ("lever", "https://api.lever.co/v0/postings/acme?mode=json"),
        ("ashby", "https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true"),
        ("workable", "https://apply.workable.com/api/v1/widget/accounts/acme?details=true"),
        ("greenhouse", "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true"),
    ):
        dropped = ("jobUrl", "hostedUrl", "company_name")
        records = [{k: v for k, v in record.items() if k not in dropped} for record in bare(service)]
        assert read(service, json.dumps(records).encode(), address)[0].fields["employer"] == "acme", service


ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["name", "id", "location", "min", "minValue", "label", "text", "Details", "@type"]), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(SERVICES), st.data())
def test_47_fields_of_any_type_are_read_or_left_empty(service, data):
    from datetime import date

    records = bare(service)
    record = dict(data.draw(st.sampled_from(records)))
    for name in data.draw(st.lists(st.sampled_from(sorted(record)), min_size=1, max_size=4)):
        record[name] = data.draw(ODD)
    inner = record.get("MatchedObjectDescriptor")
    if isinstance(inner, dict) and inner:
        inner = dict(inner)
        inner[data.draw(st.sampled_from(sorted(inner)))] = data.draw(ODD)
        record["MatchedObjectDescriptor"] = inner
    cleaner = Cleaner(columns(()), Defaults(service, date(2025, 11, 23)))
    for found in read(service, json.dumps([record]).encode()):
        if isinstance(found, Record):
            cleaner.cleaned(found.fields)
