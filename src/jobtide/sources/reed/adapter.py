"""Reed: a page of a search (api/1.0/search), whose texts are snippets, or one job (api/1.0/jobs/ID).

Pay that the advertiser hides is null; a 0 is read as the same. Days are written day first.
"""

from jobtide.sources.json_values import joined
from jobtide.sources.responses import Responses, Said


def _fields(said: Said) -> dict[str, object]:
    hours = ("full-time" if said("fullTime") is True else None, "part-time" if said("partTime") is True else None)
    return {
        "id": said("jobId"),
        "url": said("jobUrl"),
        "title": said("jobTitle"),
        "description": said("jobDescription"),
        "location": said("locationName"),
        "employer": said("employerName"),
        "employment_type": joined(said("contractType"), *hours),
        "pay_min": said("minimumSalary"),
        "pay_max": said("maximumSalary"),
        "pay_unit": said("salaryType"),
        "currency": said("currency"),
        "posted_at": said("date") or said("datePosted"),
        "valid_through": said("expirationDate"),
    }


RESPONSES = Responses(
    source="reed",
    lists=(("results",),),
    known_by=(("jobId", "jobTitle", "employerName", "locationName"),),
    fields=_fields,
    expected=("jobId", "jobTitle", "jobDescription", "jobUrl", "locationName", "employerName"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
