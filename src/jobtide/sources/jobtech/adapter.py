"""JobTech: adverts and removals of the Swedish employment service (snapshot, stream, search, yearly files).

An advert that was removed comes with its id and the day, and little else: which closes it.
"""

from jobtide.sources.json_values import at, joined, word
from jobtide.sources.responses import Responses, Said

# Swedish names of employments that end, by how they begin.
_TEMPORARY = ("visstid", "vikariat", "säsong", "sommar", "behov", "tidsbegränsad", "allmän visstid", "särskild visstid")


def _fields(said: Said) -> dict[str, object]:
    place = said("workplace_address")
    removed = said("removed") is True
    return {
        "id": said("id"),
        "url": said("webpage_url"),
        "title": said("headline"),
        "description": said("description", "text_formatted") or said("description", "text"),
        "location": joined(at(place, "city") or at(place, "municipality"), at(place, "region"), at(place, "country")),
        "employer": said("employer", "name"),
        "employment_type": _employment_type(said),
        "work_mode": "remote" if said("remote_work", "option") or said("remote_work") is True else None,
        "pay": said("salary_description"),
        "currency": "SEK" if said("salary_description") else None,
        "posted_at": said("publication_date"),
        "valid_through": said("application_deadline") or said("last_publication_date"),
        "closed_at": said("removed_date") if removed else None,
        "language": said("detected_language"),
        "reference": said("external_id"),
    }


def _employment_type(said: Said) -> str | None:
    named = word(said("employment_type", "label"))
    ends = named.lower().startswith(_TEMPORARY)
    kind = "temporary" if ends else "permanent" if named.lower().startswith("tillsvidare") else None
    return joined(kind, named, said("working_hours_type", "label"))


RESPONSES = Responses(
    source="jobtech",
    lists=(("hits",),),
    known_by=(("headline", "workplace_address", "employer"), ("removed", "removed_date", "id")),
    fields=_fields,
    expected=("id",),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
