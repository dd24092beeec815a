"""A JobPosting of schema.org as the fields of an advert."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.sources.job_posting import fields_of
from jobtide.sources.schema_org import nodes


def postings(data: object, address: str | None = None) -> list[dict]:
    return [fields_of(posting, address) for posting in nodes(data, "JobPosting")]


def test_a_whole_posting_becomes_the_fields_of_an_advert():
    (fields,) = postings({
        "@context": "https://schema.org/", "@type": "JobPosting",
        "title": "Data Engineer", "description": "<p>Pipelines.</p>", "url": "https://jobs.example/7",
        "identifier": {"@type": "PropertyValue", "name": "Acorn", "value": 7},
        "datePosted": "2026-03-01", "validThrough": "2026-04-01T00:00", "employmentType": ["FULL_TIME", "CONTRACTOR"],
        "hiringOrganization": {"@type": "Organization", "name": "Acorn", "sameAs": "https://acorn.example"},
        "jobLocation": {"@type": "Place", "address": {"streetAddress": "1 London Road", "addressLocality": "Leeds",
            "addressRegion": "West Yorkshire", "postalCode": "LS1 4AP", "addressCountry": "GB"}},
        "baseSalary": {"currency": "GBP", "value": {"minValue": 50000, "maxValue": 60000, "unitText": "YEAR"}},
        "inLanguage": "en", "directApply": True, "source": "feed",
    })  # fmt: skip
    assert fields == {
        "url": "https://jobs.example/7", "reference": "7", "title": "Data Engineer", "description": "<p>Pipelines.</p>",
        "location": ["Leeds, West Yorkshire, LS1 4AP, GB"], "employer": "Acorn",
        "employment_type": "FULL_TIME, CONTRACTOR", "pay_min": 50000, "pay_max": 60000, "pay_unit": "year",
        "currency": "GBP", "posted_at": "2026-03-01", "valid_through": "2026-04-01T00:00", "language": "en",
        "directApply": True, "JobPosting.source": "feed",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given_", "field", "expected"),
    [
        ({"jobLocation": "Leeds"}, "location", ["Leeds"]),
        ({"jobLocation": ["Leeds", {"address": "York"}, {"address": {"addressLocality": "Hull"}}]}, "location",
         ["Leeds", "York", "Hull"]),
        ({"jobLocation": {"address": {"addressLocality": ["Leeds", "Leeds"], "addressCountry": {"name": "UK"}}}},
         "location", ["Leeds, UK"]),
        ({"jobLocation": {"name": "Head office", "address": {"addressLocality": "", "streetAddress": "2 Mill Lane"}}},
         "location", ["Head office"]),
        ({"jobLocation": {"geo": {"latitude": 51.5, "longitude": "-0.1"}}}, "location", ["51.5, -0.1"]),
        ({"jobLocation": {"addressLocality": "Leeds"}}, "location", ["Leeds"]),
        ({"jobLocation": [{"@type": "VirtualLocation"}]}, "work_mode", "TELECOMMUTE"),
        ({"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": [{"@type": "Country", "name": "UK"}]},
         "location", ["Remote (UK)"]),
        ({"jobLocationType": "TELECOMMUTE", "jobLocation": "Leeds", "applicantLocationRequirements": {"name": "UK"}},
         "location", ["Leeds", "Remote (UK)"]),
        ({"jobLocation": "Leeds", "applicantLocationRequirements": {"name": "UK"}}, "location", ["Leeds"]),
        ({"jobLocationType": ["https://schema.org/TELECOMMUTE"]}, "work_mode", "TELECOMMUTE"),
        ({"employmentType": "Full Time, Contract"}, "employment_type", "Full Time, Contract"),
        ({"employmentType": '["FULL_TIME","INTERN"]'}, "employment_type", "FULL_TIME, INTERN"),
        ({"employmentType": "[FULL_TIME]"}, "employment_type", "FULL_TIME"),
        ({"employmentType": {"@type": "EmploymentType", "name": "Permanent"}}, "employment_type", "Permanent"),
        ({"hiringOrganization": "Acorn"}, "employer", "Acorn"),
        ({"hiringOrganization": [{"name": ""}, {"legalName": "Acorn Ltd"}]}, "employer", "Acorn Ltd"),
        ({"identifier": "A-7"}, "reference", "A-7"),
        ({"identifier": [{"name": "Acorn", "value": ""}, {"value": "A-8"}]}, "reference", "A-8"),
        ({"identifier": "A-7"}, "id", "A-7"),
        ({"name": "Tester"}, "title", "Tester"),
        ({"title": ["Tester", "Prüfer"]}, "title", "Tester"),
        ({"datePosted": 1763892000000}, "posted_at", 1763892000000),
        ({"datePosted": ["2 days ago"]}, "posted_at", "2 days ago"),
        ({"validThrough": "9999-12-31"}, "valid_through", "9999-12-31"),
        ({"url": "/jobs/7"}, "url", "https://a.example/jobs/7"),
        ({"url": ["", "https://b.example/7"]}, "url", "https://b.example/7"),
        ({"url": "https://b.example/"}, "url", "https://a.example/page"),
        ({"url": "https://b.example/?job=7"}, "url", "https://b.example/?job=7"),
        ({"@id": "https://b.example/7"}, "url", "https://b.example/7"),
        ({"url": {"@id": "https://b.example/7"}, "@id": "#job"}, "url", "https://b.example/7"),
        ({"url": "javascript:alert(1)"}, "url", "https://a.example/page"),
        ({"url": "https://[half"}, "url", "https://a.example/page"),
        ({"inLanguage": {"@type": "Language", "name": "English", "alternateName": "en"}}, "language", "en"),
        ({"description": "Text.", "skills": ["Go", "SQL"], "responsibilities": "Text."}, "description",
         "Text.\n\nGo\n\nSQL"),
        ({"description": "&lt;p&gt;Text.&lt;/p&gt;", "skills": "<b>Go</b>"}, "description",
         "<p>Text.</p>\n\n<b>Go</b>"),
    ],
)  # fmt: skip
def test_a_property_is_read_in_every_shape(given_, field, expected):
    address = None if field == "id" else "https://a.example/page"
    assert fields_of({"title": "Tester", **given_}, address)[field] == expected


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(("name", "value", "address", "@id", "@type")), inner)
    ),
    max_leaves=10,
)


@given(values, st.sampled_from(("jobLocation", "hiringOrganization", "url", "identifier", "datePosted", "skills")))
def test_any_shape_at_all_gives_fields(value, name):
    fields_of({"title": "Tester", name: value}, "https://a.example/page")
