"""Saved pages of Civil Service Jobs: a page of results, and one advert."""

import io

import pytest

from jobtide.errors import Unreadable
from jobtide.sources import formats
from jobtide.sources.civil_service_jobs import adapter

HEAD = "<!DOCTYPE html><html><head><title>2 Search results - Civil Service Jobs - GOV.UK</title></head><body>"
BOX = """<li class="search-results-job-box" title="x">
<h3 class="search-results-job-box-title"><a href="/csr?SID=x">{}</a></h3>
<div class="search-results-job-box-department">Ministry of Examples</div>
<div class="search-results-job-box-location">Leeds, LS1 4AP
</div><div class="search-results-job-box-salary">Salary : £40,000 to £45,000</div>
<div class="search-results-job-box-closingdate">Closes : 11:55 pm on Sunday 2nd July 2023</div>
<div class="search-results-job-box-refcode">Reference : {}</div></li>"""
ADVERT = (
    HEAD
    + """<div class="csr-page-title"><h1>Tester</h1></div><p class="csr-page-subtitle">Ministry of Examples</p>
<p class="vac_display_closing_date">Apply before 10:00 pm on Sunday 2nd July 2023</p>
<div class="vac_display_panel_side">
<div class="vac_display_field"><h3>Reference number</h3><div class="vac_display_field_value"> 17 </div></div>
<div class="vac_display_field"><h3>Salary</h3><div class="vac_display_field_value">£40,000</div></div>
<div class="hidden" id="salary_currency_code">GBP</div>
<div class="vac_display_field"><h3>Contract type</h3><div class="vac_display_field_value">Permanent</div></div>
<div class="vac_display_field"><h3>Working pattern</h3><div class="vac_display_field_value">Full-time</div>
<div class="vac_display_field_value">Part-time</div></div></div>
<div class="vac_display_panel_main"><h2>Location</h2><div class="vac_display_field">Leeds, York</div>
<h2>About the job</h2>
<div class="vac_display_field"><h3>Job summary</h3><div class="vac_display_field_value"><p>Tests Java.</p></div></div>
<div class="vac_display_field"><h3>Working for the Civil Service</h3>
<div class="vac_display_field_value">The code …</div>
</div></div>"""
)


def read(page: str) -> list[dict]:
    return [record.fields for record in adapter.read(io.BytesIO(page.encode()))]


def test_a_page_of_results_gives_each_advert_without_its_text():
    page = HEAD + "<ul>" + BOX.format("Tester", 17) + BOX.format("Developer", 18) + "</ul>"
    assert formats.recognised(page.encode(), "x.html") is adapter
    first, second = read(page)
    assert first == {
        "id": "17", "reference": "17", "title": "Tester", "employer": "Ministry of Examples",
        "location": "Leeds, LS1 4AP", "pay": "£40,000 to £45,000", "valid_through": "2 July 2023",
    }  # fmt: skip
    assert second["title"] == "Developer"


def test_an_advert_has_its_text_less_what_all_say_alike():
    (fields,) = read(ADVERT)
    description = fields.pop("description")
    assert "Tests Java." in description and "The code" not in description and "York" not in description
    assert fields == {
        "id": "17", "reference": "17", "title": "Tester", "employer": "Ministry of Examples", "location": "Leeds, York",
        "pay": "£40,000", "currency": "GBP", "employment_type": "Permanent, Full-time, Part-time",
        "valid_through": "2 July 2023", "Job summary": "Tests Java.", "Working for the Civil Service": "The code …",
    }  # fmt: skip


def test_08_a_page_of_the_service_without_adverts_is_refused():
    with pytest.raises(Unreadable, match="no adverts on this page"):
        read(HEAD + "<p>Please sign in</p>")
