"""Workable: an account's jobs (api/v1/widget/accounts/ACCOUNT?details=true), or one of them."""

from jobtide.sources.json_values import at, each, joined, part_of, sections
from jobtide.sources.responses import Responses, Said


def _fields(said: Said) -> dict[str, object]:
    every = [_place(one) for one in each(said("locations")) if at(one, "hidden") is not True]
    own = joined(said("city"), said("state"), said("country"))
    return {
        "id": said("shortcode"),
        "url": said("url") or said("shortlink"),
        "title": said("title"),
        "description": sections(
            ("", said("description")), ("Requirements", said("requirements")), ("Benefits", said("benefits"))
        ),
        "location": every or own,
        "employer": said.around.get("name") or part_of(said.address, after="accounts"),
        "employment_type": said("employment_type"),
        "work_mode": said("workplace") or ("remote" if said("telecommuting") is True else None),
        "posted_at": said("published_on") or said("created_at"),
        "reference": said("code"),
    }


def _place(one: object) -> str | None:
    return joined(at(one, "city"), at(one, "region"), at(one, "country"))


RESPONSES = Responses(
    source="workable",
    lists=(("jobs",),),
    known_by=(("shortcode", "telecommuting"), ("shortcode", "application_url", "published_on")),
    fields=_fields,
    expected=("title", "shortcode", "url", "description"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
