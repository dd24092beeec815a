"""Teaching Vacancies: a page of its jobs (api/v1/jobs.json?page=N), each a JobPosting of schema.org."""

from jobtide.sources.job_posting import KIND, fields_of
from jobtide.sources.json_values import word
from jobtide.sources.responses import Responses, Said
from jobtide.sources.schema_org import nodes


def _fields(said: Said) -> dict[str, object]:
    for name in said.record:
        said(name)
    return next((fields_of(posting) for posting in nodes(dict(said.record), KIND)), {})


RESPONSES = Responses(
    source="teaching_vacancies",
    lists=(("data",),),
    known_by=(("@type", "datePosted", "hiringOrganization", "url"),),
    fields=_fields,
    expected=("title", "description", "url", "datePosted", "hiringOrganization", "jobLocation", "validThrough"),
    proof=lambda record: "teaching-vacancies" in word(record.get("url")),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
