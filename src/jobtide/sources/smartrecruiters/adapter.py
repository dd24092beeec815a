"""SmartRecruiters: a company's postings (v1/companies/ID/postings), which have no text, or single ones, which have."""

from jobtide.sources.json_values import at, joined, sections, word
from jobtide.sources.responses import Responses, Said

_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def _fields(said: Said) -> dict[str, object]:
    parts = said("jobAd", "sections")
    place = said("location")
    return {
        "id": said("id"),
        "url": said("postingUrl") or _url(said),
        "title": said("name"),
        "description": sections(*((at(parts, name, "title"), at(parts, name, "text")) for name in _SECTIONS)),
        "location": _place(place),
        "employer": said("company", "name"),
        "employment_type": said("typeOfEmployment", "label"),
        "work_mode": joined(*(mode for mode in ("remote", "hybrid") if at(place, mode) is True)),
        "posted_at": said("releasedDate"),
        "language": said("language", "code"),
        "reference": said("refNumber"),
    }


def _url(said: Said) -> str | None:
    """The page of a posting, which the list does not give."""
    company, id_ = word(said("company", "identifier")), word(said("id"))
    return f"https://jobs.smartrecruiters.com/{company}/{id_}" if company and id_ else None


def _place(place: object) -> str | None:
    whole = word(at(place, "fullLocation")).split(",")
    return joined(*whole) or joined(at(place, "city"), at(place, "region"), word(at(place, "country")).upper())


RESPONSES = Responses(
    source="smartrecruiters",
    lists=(("content",),),
    known_by=(("releasedDate", "typeOfEmployment", "company"), ("jobAd", "postingUrl")),
    fields=_fields,
    expected=("id", "name", "company", "location", "releasedDate"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
