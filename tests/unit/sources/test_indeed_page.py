"""A saved page of Indeed."""

import io

import pytest

from jobtide.errors import Unreadable
from jobtide.sources import formats
from jobtide.sources.indeed_page import adapter

HEAD = '<!DOCTYPE html><html dir="ltr"><head><title>Tester - Leeds - Indeed.co.uk</title></head><body>'
PAGE = (
    HEAD
    + """<h1 class="jobsearch-JobInfoHeader-title">Tester</h1><div class="jobsearch-InlineCompanyRating">
<div>Acorn</div><div>-</div><div>Leeds LS1</div></div><div class="jobsearch-JobMetadataHeader-item">
<span>£40,000 a year</span><span class="jobsearch-JobMetadataHeader-item"> -  Permanent, Full-time</span></div>
<div id="jobDescriptionText"><p>Tests.</p></div><div class="jobsearch-JobMetadataFooter"> - 3 days ago - save job</div>
<script>x = {"jobKey":"0123456789abcdef","u":"https://www.indeed.co.uk/m/x","indeedEstimateText":null}</script>"""
)


def test_the_advert_of_a_page_is_read_part_by_part():
    assert formats.recognised(PAGE.encode(), "x.html") is adapter
    (record,) = adapter.read(io.BytesIO(PAGE.encode()))
    assert record.fields == {
        "id": "0123456789abcdef", "url": "https://www.indeed.co.uk/viewjob?jk=0123456789abcdef", "title": "Tester",
        "description": '<div id="jobDescriptionText"><p>Tests.</p></div>', "employer": "Acorn", "location": "Leeds LS1",
        "pay": "£40,000 a year", "employment_type": "Permanent, Full-time", "posted_at": "3 days ago",
    }  # fmt: skip


def test_an_estimate_of_the_site_is_marked():
    (record,) = adapter.read(io.BytesIO(PAGE.replace('Text":null', 'Text":"estimated"').encode()))
    assert record.fields["pay_is_predicted"] is True


def test_a_jobposting_on_the_page_is_asked_first():
    posting = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Developer"}</script>'
    (record,) = adapter.read(io.BytesIO((PAGE + posting).encode()))
    assert record.fields == {"title": "Developer"}


def test_08_a_page_without_an_advert_is_refused():
    with pytest.raises(Unreadable, match="no adverts on this page"):
        list(adapter.read(io.BytesIO((HEAD + "<h1>Security check</h1>").encode())))
