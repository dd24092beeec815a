"""USAJOBS: a page of a search (data.usajobs.gov/api/search). Pay is in dollars, its unit a code."""

from jobtide.sources.json_values import at, each, joined, sections
from jobtide.sources.responses import Responses, Said

# Codes of RateIntervalCode; pay by the piece, for a fortnight or a school year has no unit here and is not read.
_UNITS = {"PA": "year", "Per Year": "year", "PM": "month", "Per Month": "month", "PD": "day", "Per Day": "day",
          "PH": "hour", "Per Hour": "hour"}  # fmt: skip
_TEXTS = (("Duties", "MajorDuties"), ("Requirements", "Requirements"), ("Education", "Education"),
          ("Evaluation", "Evaluations"), ("Other information", "OtherInformation"))  # fmt: skip


def _fields(said: Said) -> dict[str, object]:
    job = said("MatchedObjectDescriptor")
    details, pay = at(job, "UserArea", "Details"), at(job, "PositionRemuneration")
    code = at(pay, "RateIntervalCode")
    pay_unit = _UNITS.get(code, code) if isinstance(code, str) else None
    return {
        "id": said("MatchedObjectId"),
        "url": at(job, "PositionURI"),
        "title": at(job, "PositionTitle"),
        "description": sections(
            ("", at(details, "JobSummary")),
            ("Qualifications", at(job, "QualificationSummary")),
            *((heading, at(details, name)) for heading, name in _TEXTS),
        ),
        "location": [at(one, "LocationName") for one in each(at(job, "PositionLocation"))],
        "employer": at(job, "OrganizationName") or at(job, "DepartmentName"),
        "employment_type": joined(at(job, "PositionOfferingType", "Name"), at(job, "PositionSchedule", "Name")),
        "work_mode": "remote" if at(details, "RemoteIndicator") is True else None,
        "pay_min": at(pay, "MinimumRange"),
        "pay_max": at(pay, "MaximumRange"),
        "pay_unit": pay_unit,
        "currency": "USD" if pay else None,
        "posted_at": at(job, "PublicationStartDate"),
        "valid_through": at(job, "ApplicationCloseDate"),
        "reference": at(job, "PositionID"),
    }


RESPONSES = Responses(
    source="usajobs",
    lists=(("SearchResult", "SearchResultItems"),),
    known_by=(("MatchedObjectDescriptor", "MatchedObjectId"),),
    fields=_fields,
    expected=("MatchedObjectId", "MatchedObjectDescriptor"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
