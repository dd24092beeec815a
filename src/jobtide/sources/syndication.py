"""What items of RSS and entries of Atom say, with the name spaces that job boards add to them."""

from collections.abc import Iterable
from urllib.parse import urljoin

from lxml import etree

from jobtide.advert import FIELDS
from jobtide.sources.xml_fields import fields_in, local_name, name_of, text_in

# Names of parts by field, best first; those with a prefix as they are written, those without in any or no name space.
_NAMES = {
    "title": ("title",),
    "description": ("content:encoded", "content", "description", "summary"),
    "employer": ("company", "company_name", "companyname", "employer", "hiringorganization"),
    "location": ("location", "job_location", "joblocation", "region", "city", "state", "country"),
    "employment_type": ("job_type", "jobtype", "employment_type", "employmenttype", "type"),
    "work_mode": ("remote", "workplace_type", "location_type"),
    "pay": ("salary", "job_salary", "compensation"),
    "posted_at": ("pubdate", "published", "dc:date", "date", "issued", "updated", "modified"),
    "valid_through": (
        "expires_at",
        "expires",
        "expiry",
        "expirationdate",
        "job_expires",
        "validthrough",
        "closingdate",
    ),
    "language": ("dc:language", "language"),
}
# Prefixes whose parts are about pictures, podcasts and threads, not about the advert.
_OTHERS = frozenset(("media", "itunes", "slash", "thr", "wfw", "feedburner", "sy"))
_SEVERAL = frozenset(("location",))


def item_fields(item: etree._Element, address: str | None = None) -> dict[str, object]:
    """The fields of an advert that an item or an entry describes; other parts keep their own names."""
    parts: dict[str, list[etree._Element]] = {}
    for part in item:
        if isinstance(part.tag, str):
            parts.setdefault(name_of(part).lower(), []).append(part)
    known = _by_name(parts)
    used: set[str] = set()
    fields: dict[str, object] = {}
    for field, names in _NAMES.items():
        said: list[str] = []
        for name in names:
            for written in known.get(name, ()):
                texts = [text for part in parts[written] if (text := _text(part))]
                if texts:
                    used.add(written)
                    said += texts if field in _SEVERAL else texts[:1]
            if said and field not in _SEVERAL:
                break
        if said:
            fields[field] = list(dict.fromkeys(said)) if field in _SEVERAL else said[0]
    fields.setdefault("employer", _author(parts))
    fields.setdefault("location", _point(parts))
    url, id_ = _link(parts, address), _first(parts, ("guid", "id"))
    about = next((value for name, value in item.attrib.items() if name.endswith("}about")), None)  # RSS 1.0
    if url is None and (given := id_ or about or "").startswith(("http://", "https://")):
        url = given
    fields |= {"url": url, "id": id_ or about}
    fields = {field: value for field, value in fields.items() if value}
    used |= {"guid", "id", "link", "author", "a10:author", "georss:point", "geo:lat", "geo:long"}
    for name, value in fields_in(item).items():
        if name.partition(".")[0].lower() not in used and value not in ("", []):
            fields.setdefault(f"item.{name}" if name in FIELDS else name, value)
    return fields


def _by_name(parts: Iterable[str]) -> dict[str, list[str]]:
    """Parts' names as they are written, by these and, for parts about the advert, by those without a prefix."""
    known: dict[str, list[str]] = {}
    for written in parts:
        prefix, colon, bare = written.rpartition(":")
        known.setdefault(written, []).insert(0, written)
        if colon and prefix not in _OTHERS:
            known.setdefault(bare, []).append(written)
    return known


def _text(part: etree._Element) -> str:
    """Text; that of Atom's `type="xhtml"` with its markup."""
    inner = part[0] if len(part) == 1 and local_name(part[0]) == "div" else part
    return text_in(inner)


def _first(parts: dict[str, list[etree._Element]], names: tuple[str, ...]) -> str | None:
    return next((said for name in names for part in parts.get(name, ()) if (said := text_in(part))), None)


def _link(parts: dict[str, list[etree._Element]], address: str | None) -> str | None:
    """The address of the advert itself: the text of a link, or where its alternate form is."""
    for name in ("link", "atom:link", "a10:link"):
        for link in parts.get(name, ()):
            given = (link.text or "").strip() or (
                link.get("href", "") if link.get("rel", "alternate") == "alternate" else ""
            )
            if given:
                try:
                    return urljoin(address or "", given)
                except ValueError:
                    return given
    return None


def _author(parts: dict[str, list[etree._Element]]) -> str | None:
    """Atom's author, who is the employer on job boards; RSS's is an address of mail, and so is none."""
    for name in ("author", "a10:author", "atom:author"):
        for author in parts.get(name, ()):
            for part in author:
                if isinstance(part.tag, str) and local_name(part) == "name" and (said := text_in(part)):
                    return said
    return None


def _point(parts: dict[str, list[etree._Element]]) -> str | None:
    point = _first(parts, ("georss:point",))
    if point:
        return ", ".join(point.split()[:2])
    latitude, longitude = _first(parts, ("geo:lat",)), _first(parts, ("geo:long",))
    return f"{latitude}, {longitude}" if latitude and longitude else None
