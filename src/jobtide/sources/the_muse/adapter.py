"""The Muse: a page of its jobs (api/public/jobs?page=N), or one of them."""

from jobtide.sources.json_values import at, each
from jobtide.sources.responses import Responses, Said


def _fields(said: Said) -> dict[str, object]:
    return {
        "id": said("id"),
        "url": said("refs", "landing_page"),
        "title": said("name"),
        "description": said("contents"),
        "location": [at(one, "name") for one in each(said("locations"))],
        "employer": said("company", "name"),
        "posted_at": said("publication_date"),
    }


RESPONSES = Responses(
    source="the_muse",
    lists=(("results",),),
    known_by=(("contents", "publication_date", "refs", "locations"),),
    fields=_fields,
    expected=("id", "name", "contents", "publication_date", "refs", "company"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
