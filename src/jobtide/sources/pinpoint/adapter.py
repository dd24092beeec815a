"""Pinpoint: a site's postings (COMPANY.pinpointhq.com/postings.json). It tells no day of posting."""

from urllib.parse import urlsplit

from jobtide.sources.json_values import at, joined, sections, word
from jobtide.sources.responses import Responses, Said


def _fields(said: Said) -> dict[str, object]:
    url, shown = said("url"), said("compensation_visible") is not False
    place = said("location")
    return {
        "id": said("id"),
        "url": url,
        "title": said("title"),
        "description": sections(
            ("", said("description")),
            (said("key_responsibilities_header"), said("key_responsibilities")),
            (said("skills_knowledge_expertise_header"), said("skills_knowledge_expertise")),
            (said("benefits_header"), said("benefits")),
        ),
        "location": joined(at(place, "city") or at(place, "name"), at(place, "province")),
        "employer": _employer(url),
        "employment_type": said("employment_type_text") or said("employment_type"),
        "work_mode": said("workplace_type_text") or said("workplace_type"),
        "pay": said("compensation") if shown else None,
        "pay_min": said("compensation_minimum") if shown else None,
        "pay_max": said("compensation_maximum") if shown else None,
        "pay_unit": said("compensation_frequency"),
        "currency": said("compensation_currency"),
        "valid_through": said("deadline_at"),
        "reference": said("job", "requisition_id"),
    }


def _employer(url: object) -> str | None:
    """The company's name in the address of its site."""
    try:
        host = urlsplit(word(url)).hostname or ""
    except ValueError:
        return None
    return host.removesuffix(".pinpointhq.com") if host.endswith(".pinpointhq.com") else None


RESPONSES = Responses(
    source="pinpoint",
    lists=(("data",),),
    known_by=(("skills_knowledge_expertise", "key_responsibilities", "workplace_type"),),
    fields=_fields,
    expected=("id", "title", "url", "description", "location"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
