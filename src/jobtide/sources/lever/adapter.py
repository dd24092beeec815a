"""Lever: a site's postings (api.lever.co/v0/postings/SITE?mode=json), a bare list. The employer is the site's name."""

from jobtide.sources.json_values import at, each, joined, part_of, sections, word
from jobtide.sources.responses import Responses, Said


def _fields(said: Said) -> dict[str, object]:
    url, pay = said("hostedUrl"), said("salaryRange")
    categories = said("categories")
    return {
        "id": said("id"),
        "url": url,
        "title": said("text"),
        "description": _description(said),
        "location": _locations(categories, said("country")),
        "employer": part_of(url) or part_of(said.address, after="postings"),
        "employment_type": at(categories, "commitment"),
        "work_mode": said("workplaceType"),
        "pay": None
        if at(pay, "min") or at(pay, "max")
        else said("salaryDescriptionPlain") or said("salaryDescription"),
        "pay_min": at(pay, "min"),
        "pay_max": at(pay, "max"),
        "pay_unit": at(pay, "interval"),
        "currency": at(pay, "currency"),
        "posted_at": said("createdAt"),
    }


def _description(said: Said) -> str | None:
    """All that the page shows: the text, its lists and what follows them; plain only where there is no markup."""
    markup, plain = said("description"), said("descriptionPlain")
    whole = joined(said("opening"), said("descriptionBody"), between="\n")
    lists = [(at(one, "text"), f"<ul>{word(at(one, 'content'))}</ul>") for one in each(said("lists"))]
    additional, additional_plain = said("additional"), said("additionalPlain")
    said("openingPlain"), said("descriptionBodyPlain")  # the same words once more
    return sections(
        ("", markup or whole or plain), *lists, ("", said("salaryDescription")), ("", additional or additional_plain)
    )


def _locations(categories: object, country: object) -> list[str]:
    """Every location; the country's code is added to the only one where that has no comma."""
    every = [name for one in each(at(categories, "allLocations")) if (name := word(one))]
    every = every or [name for one in each(at(categories, "location")) if (name := word(one))]
    if len(every) == 1 and "," not in every[0]:
        return [joined(every[0], country) or ""]
    return every


RESPONSES = Responses(
    source="lever",
    lists=(),
    known_by=(("text", "categories", "hostedUrl"),),
    fields=_fields,
    expected=("id", "text", "categories", "hostedUrl", "description", "createdAt"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
