"""Recruitee: a company's offers (COMPANY.recruitee.com/api/offers/). Days are written "2026-07-02 17:18:08 UTC"."""

from jobtide.sources.json_values import at, each, joined, sections, word
from jobtide.sources.responses import Responses, Said

_MODES = {"hybrid": "hybrid", "remote": "remote", "on_site": "onsite"}


def _fields(said: Said) -> dict[str, object]:
    pay = said("salary")
    every = [joined(at(one, "city"), at(one, "state"), at(one, "country")) for one in each(said("locations"))]
    own = joined(said("city"), said("country") or said("country_code"))
    return {
        "id": said("id"),
        "url": said("careers_url"),
        "title": said("title"),
        "description": sections(("", said("description")), ("", said("requirements")), ("", said("highlight"))),
        "location": [one for one in every if one] or own or said("location"),
        "employer": said("company_name"),
        "employment_type": word(said("employment_type_code")).replace("_", " "),
        "work_mode": joined(*(mode for name, mode in _MODES.items() if said(name) is True)),
        "pay_min": at(pay, "min"),
        "pay_max": at(pay, "max"),
        "pay_unit": at(pay, "period"),
        "currency": at(pay, "currency"),
        "posted_at": said("published_at") or said("created_at"),
        "valid_through": said("close_at"),
    }


RESPONSES = Responses(
    source="recruitee",
    lists=(("offers",),),
    known_by=(("careers_url", "careers_apply_url"), ("careers_url", "company_name", "published_at")),
    fields=_fields,
    expected=("id", "title", "careers_url", "description"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
