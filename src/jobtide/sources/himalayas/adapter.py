"""Himalayas: a page of its jobs (jobs/api). Its locations are the countries where candidates may live."""

from jobtide.sources.json_values import at, each
from jobtide.sources.responses import Responses, Said


def _fields(said: Said) -> dict[str, object]:
    return {
        "id": said("guid"),
        "url": said("applicationLink"),
        "title": said("title"),
        "description": said("description") or said("excerpt"),
        "location": [at(one, "name") for one in each(said("locationRestrictions"))],
        "employer": said("companyName"),
        "employment_type": said("employmentType"),
        "work_mode": "remote",
        "pay_min": said("minSalary"),
        "pay_max": said("maxSalary"),
        "pay_unit": said("salaryPeriod"),
        "currency": said("currency"),
        "posted_at": said("pubDate"),
        "valid_through": said("expiryDate"),
    }


RESPONSES = Responses(
    source="himalayas",
    lists=(("jobs",),),
    known_by=(("companyName", "locationRestrictions", "applicationLink"),),
    fields=_fields,
    expected=("guid", "title", "companyName", "description", "applicationLink", "pubDate"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
