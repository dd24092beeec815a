"""Arbeitnow: a page of its board (api/job-board-api?page=N). Days are seconds since 1970."""

from jobtide.sources.responses import Responses, Said


def _fields(said: Said) -> dict[str, object]:
    return {
        "id": said("slug"),
        "url": said("url"),
        "title": said("title"),
        "description": said("description"),
        "location": said("location"),
        "employer": said("company_name"),
        "employment_type": said("job_types"),
        "work_mode": "remote" if said("remote") is True else None,
        "posted_at": said("created_at"),
    }


RESPONSES = Responses(
    source="arbeitnow",
    lists=(("data",),),
    known_by=(("slug", "company_name", "job_types", "remote"),),
    fields=_fields,
    expected=("slug", "title", "description", "url", "location", "company_name", "created_at"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
