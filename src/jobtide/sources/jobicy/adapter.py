"""Jobicy: its jobs (api/v2/remote-jobs). Titles, employers and excerpts are escaped twice."""

import html

from jobtide.sources.json_values import each, joined, word
from jobtide.sources.responses import Responses, Said


def _fields(said: Said) -> dict[str, object]:
    return {
        "id": said("id"),
        "url": said("url"),
        "title": html.unescape(word(said("jobTitle"))),
        "description": said("jobDescription") or html.unescape(word(said("jobExcerpt"))),
        "location": said("jobGeo"),
        "employer": html.unescape(word(said("companyName"))),
        "employment_type": joined(*each(said("jobType"))),
        "work_mode": "remote",
        "pay_min": said("salaryMin") or said("annualSalaryMin"),
        "pay_max": said("salaryMax") or said("annualSalaryMax"),
        "pay_unit": said("salaryPeriod") or ("yearly" if said("annualSalaryMin") else None),
        "currency": said("salaryCurrency"),
        "posted_at": said("pubDate"),
    }


RESPONSES = Responses(
    source="jobicy",
    lists=(("jobs",),),
    known_by=(("jobTitle", "companyName", "jobGeo"),),
    fields=_fields,
    expected=("id", "url", "jobTitle", "companyName", "jobDescription", "pubDate"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
