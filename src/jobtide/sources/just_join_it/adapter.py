"""Just Join IT: a page of its offers (…/offers?page=N), which have no text but the skills asked for."""

from jobtide.sources.json_values import at, each, joined, word
from jobtide.sources.responses import Responses, Said


def _fields(said: Said) -> dict[str, object]:
    every = each(said("employmentTypes"))
    paid = [one for one in every if at(one, "from") or at(one, "to")] or every
    pay = next((one for one in paid if at(one, "type") == "permanent"), paid[0] if paid else None)
    slug = word(said("slug"))
    return {
        "id": said("guid") or slug,
        "url": f"https://justjoin.it/job-offer/{slug}" if slug else None,
        "title": said("title"),
        "description": _skills(said),
        "location": [at(one, "city") for one in each(said("multilocation"))] or said("city"),
        "employer": said("companyName"),
        "employment_type": joined(*(at(one, "type") for one in every)),
        "work_mode": said("workplaceType"),
        "pay_min": at(pay, "from"),
        "pay_max": at(pay, "to"),
        "pay_unit": at(pay, "unit"),
        "currency": at(pay, "currency"),
        "posted_at": said("publishedAt"),
        "valid_through": said("expiredAt"),
    }


def _skills(said: Said) -> str | None:
    required = joined(*(at(one, "name") for one in each(said("requiredSkills"))))
    nice = joined(*(at(one, "name") for one in each(said("niceToHaveSkills"))))
    parts = (f"Required: {required}" if required else "", f"Nice to have: {nice}" if nice else "", said("body"))
    return joined(*parts, between="\n")


RESPONSES = Responses(
    source="just_join_it",
    lists=(("data",),),
    known_by=(("workplaceType", "employmentTypes", "companyName", "experienceLevel"),),
    fields=_fields,
    expected=("guid", "slug", "title", "companyName", "publishedAt"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
