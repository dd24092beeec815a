"""Ashby: a board's jobs (posting-api/job-board/NAME?includeCompensation=true), or the short ones of its own pages.

A job that is not listed is no advert. Of the parts of a compensation only the salary is pay.
"""

from collections.abc import Mapping

from jobtide.sources.json_values import at, each, joined, part_of
from jobtide.sources.responses import Responses, Said


def _fields(said: Said) -> dict[str, object]:
    url = said("jobUrl")
    return {
        "id": said("id"),
        "url": url,
        "title": said("title"),
        "description": said("descriptionHtml") or said("descriptionPlain"),
        "location": _locations(said),
        "employer": part_of(url) or part_of(said.address, after="job-board"),
        "employment_type": said("employmentType"),
        "work_mode": said("workplaceType") or ("remote" if said("isRemote") is True else None),
        **_pay(said("compensation"), said("compensationTierSummary")),
        "posted_at": said("publishedAt"),
    }


def _locations(said: Said) -> list[object]:
    """The first by name and address (either may be vague: "HQ", a region), the others by name."""
    address = at(said("address"), "postalAddress")
    parts = joined(at(address, "addressLocality"), at(address, "addressRegion"), at(address, "addressCountry"))
    first = said("location") or said("locationName")
    others = [at(one, "location") or at(one, "locationName") for one in each(said("secondaryLocations"))]
    return [first, *others] if others or not parts else [parts if first in parts.split(", ") else first, parts]


def _pay(compensation: object, summary: object) -> dict[str, object]:
    tiers = at(compensation, "compensationTiers")
    for components in (at(compensation, "summaryComponents"), at(tiers, "components")):
        for one in each(components):
            if at(one, "compensationType") == "Salary" and (at(one, "minValue") or at(one, "maxValue")):
                return {
                    "pay_min": at(one, "minValue"),
                    "pay_max": at(one, "maxValue"),
                    "pay_unit": at(one, "interval"),
                    "currency": at(one, "currencyCode"),
                }
    texts = (at(compensation, name) for name in ("compensationTierSummary", "scrapeableCompensationSalarySummary"))
    return {"pay": next(filter(None, texts), summary)}


def _no_advert(job: Mapping[str, object]) -> str | None:
    return "not listed by its employer" if job.get("isListed") is False else None


RESPONSES = Responses(
    source="ashby",
    lists=(("jobs",), ("data", "jobBoard", "jobPostings")),
    known_by=(
        ("jobUrl", "isListed", "publishedAt"),
        ("jobUrl", "applyUrl", "publishedAt"),
        ("teamId", "locationName", "employmentType", "compensationTierSummary"),
    ),
    fields=_fields,
    expected=("id", "title"),
    no_advert=_no_advert,
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
