"""Remotive: its jobs (api/remote-jobs). Its location says where candidates may live."""

from jobtide.sources.json_values import word
from jobtide.sources.responses import Responses, Said


def _fields(said: Said) -> dict[str, object]:
    return {
        "id": said("id"),
        "url": said("url"),
        "title": said("title"),
        "description": said("description"),
        "location": said("candidate_required_location"),
        "employer": said("company_name"),
        "employment_type": word(said("job_type")).replace("_", " "),
        "work_mode": "remote",
        "pay": said("salary"),
        "posted_at": said("publication_date"),
    }


RESPONSES = Responses(
    source="remotive",
    lists=(("jobs",),),
    known_by=(("candidate_required_location", "company_name", "publication_date"),),
    fields=_fields,
    expected=("id", "url", "title", "description", "company_name", "publication_date"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
