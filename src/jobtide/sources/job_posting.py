"""A JobPosting of schema.org as the fields of an advert.

What stands in no field of ours keeps its own name. An advert's id is its address where it has one: identifiers are the
employers' own, and two employers may have the same, so theirs becomes `reference`.
"""

import html
import json
from collections.abc import Mapping, Sequence
from urllib.parse import urljoin, urlsplit

from jobtide.advert import FIELDS
from jobtide.sources.job_posting_pay import pay_fields
from jobtide.sources.schema_org import bare, each, is_a, text, texts

KIND = "JobPosting"
# The advert's own words, in the order of a page. Sites that cut their text into these leave it out of `description`.
_SECTIONS = ("description", "responsibilities", "qualifications", "skills", "experienceRequirements",
             "educationRequirements", "jobBenefits", "incentiveCompensation")  # fmt: skip
_READ = frozenset((
    *_SECTIONS, "title", "name", "url", "identifier", "jobLocation", "jobLocationType", "applicantLocationRequirements",
    "hiringOrganization", "employmentType", "datePosted", "validThrough", "inLanguage", "baseSalary", "salary",
    "salaryCurrency", "estimatedSalary", "type",
))  # fmt: skip
_ADDRESS = ("addressLocality", "addressRegion", "postalCode", "addressCountry")
_NO_PLACE = frozenset(("n/a", "null", "none", "undefined", "-"))


def fields_of(posting: Mapping[str, object], address: str | None = None) -> dict[str, object]:
    """The fields of the advert that a posting with plain names (schema_org.nodes) describes; unsaid ones are left out.

    `address` is that of the page: what relative links start from, and the advert's own where it names none.
    """
    requirements = _place_texts(posting.get("applicantLocationRequirements"))
    work_mode = _work_mode(posting)
    locations = _place_texts(posting.get("jobLocation"))
    if work_mode and "telecommut" in work_mode.lower():
        # The two properties together say where those who work remotely have to be.
        locations += [f"Remote ({place})" for place in requirements]
    url = _url(posting, address)
    reference = _identifier(posting.get("identifier"))
    fields = {
        "id": None if url else reference,
        "url": url,
        "title": text(posting.get("title")) or text(posting.get("name")),
        "description": _description(posting),
        "location": list(dict.fromkeys(locations or requirements)),
        "employer": _employer(posting.get("hiringOrganization")),
        "employment_type": _employment_type(posting.get("employmentType")),
        "work_mode": work_mode,
        **pay_fields(posting),
        "posted_at": _scalar(posting.get("datePosted")),
        "valid_through": _scalar(posting.get("validThrough")),
        "language": _language(posting.get("inLanguage")),
        "reference": reference,
    }
    said = {field: value for field, value in fields.items() if value not in (None, "", [])}
    for name, value in posting.items():
        if name not in _READ and not name.startswith("@"):
            said[f"{KIND}.{name}" if name in FIELDS else name] = value
    return said


def page_fields(postings: Sequence[Mapping], address: str | None) -> list[dict[str, object]]:
    """The fields of each of a page's postings; those without an address of their own are told apart otherwise."""
    found = [fields_of(posting, address) for posting in postings]
    if len(found) > 1 and address is not None:
        for fields in found:
            if fields.get("url") == address.replace(" ", "%20"):
                fields["id"] = f"{address}#{fields.get('reference') or fields.get('title') or ''}"
    return found


def _description(posting: Mapping) -> str:
    """All that the posting says in words, each thing once; escaped markup unescaped, for its neighbours may not be."""
    parts: list[str] = []
    for name in _SECTIONS:
        for said in texts(posting.get(name)):
            if "<" not in said and "&lt;" in said:
                said = html.unescape(said)
            if not any(said in part for part in parts):
                parts.append(said)
    return "\n\n".join(parts)


def _url(posting: Mapping, address: str | None) -> str | None:
    nodes = [one.get("@id") for one in each(posting.get("url")) if isinstance(one, Mapping)]
    for given in (*texts(posting.get("url")), *texts(nodes), text(posting.get("@id")) or ""):
        if not given or given.startswith(("#", "_:")):
            continue
        try:
            url = urljoin(address or "", given)
        except ValueError:
            continue
        if url.lower().startswith(("http://", "https://")) and not _is_home(url):
            return url.replace(" ", "%20")
    return address and address.replace(" ", "%20")


def _is_home(url: str) -> bool:
    """Whether an address is a site's home page: employers give theirs in every advert, so it names none."""
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query and not parts.fragment


def _identifier(value: object) -> str | None:
    """The value of a PropertyValue, whose name is the employer's; else the words."""
    for one in each(value):
        said = text(one.get("value")) if isinstance(one, Mapping) else text(one)
        if said:
            return said
    return None


def _employer(value: object) -> str | None:
    for one in each(value):
        said = text(one.get("name")) or text(one.get("legalName")) if isinstance(one, Mapping) else text(one)
        if said:
            return said
    return None


def _employment_type(value: object) -> str | None:
    """The types with commas between them; a list that was written into a text is taken out of it."""
    said = ", ".join(bare(one) for one in texts(value))
    if said.startswith("["):
        try:
            said = ", ".join(texts(json.loads(said)))
        except ValueError:
            said = said.strip("[]")
    return said or None


def _work_mode(posting: Mapping) -> str | None:
    said = ", ".join(bare(one) for one in texts(posting.get("jobLocationType")))
    if said:
        return said
    places = each(posting.get("jobLocation"))
    if any(isinstance(place, Mapping) and is_a(place, "VirtualLocation") for place in places):
        return "TELECOMMUTE"
    return None


def _place_texts(value: object) -> list[str]:
    return [said for place in each(value) if (said := _place(place))]


def _place(place: object) -> str | None:
    """The parts of an address that name places ("Leeds, Kent, ME17 1RG, GB"), the street only where none do."""
    if not isinstance(place, Mapping):
        return text(place)
    if is_a(place, "VirtualLocation"):
        return None
    addresses = [one for one in each(place.get("address")) if one]
    if addresses and not isinstance(addresses[0], Mapping):
        return text(addresses)
    inner = addresses[0] if addresses else place
    parts = [said for name in _ADDRESS for said in texts(inner.get(name)) if said.lower() not in _NO_PLACE]
    if parts:
        return ", ".join(dict.fromkeys(parts))
    named = text(inner.get("name")) or text(place.get("name")) or text(inner.get("streetAddress"))
    return named or _coordinates(place.get("geo")) or _coordinates(place)


def _coordinates(geo: object) -> str | None:
    for one in each(geo):
        if isinstance(one, Mapping) and (latitude := text(one.get("latitude"))):
            longitude = text(one.get("longitude"))
            return f"{latitude}, {longitude}" if longitude else None
    return None


def _language(value: object) -> str | None:
    for one in each(value):
        said = text(one.get("alternateName")) or text(one) if isinstance(one, Mapping) else text(one)
        if said:
            return said
    return None


def _scalar(value: object) -> object:
    """A day as it was written: text, or a number of seconds."""
    one = next((one for one in each(value) if one not in (None, "")), None)
    return one if isinstance(one, str | int | float) and not isinstance(one, bool) else text(one)
