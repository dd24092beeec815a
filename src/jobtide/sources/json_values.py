"""What lies in a record of JSON, whatever type it has today.

A service's field may be a text in one year, an object in the next and a list in the third. These functions go on where
that leaves no doubt, and hand back what they met where it does, for those to judge who know the field.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from jobtide.sources.json_text import BadJson, JsonText


def at(value: object, *keys: str) -> object:
    """What lies at a path of keys; None where nothing does.

    Of a list on the way its first item is taken; a text or a number on the way is the answer itself, unless the text is
    JSON: tables hold objects so.

    >>> at({"location": {"name": "Leeds"}}, "location", "name"), at({"location": "Leeds"}, "location", "name")
    ('Leeds', 'Leeds')
    """
    for key in keys:
        value = _unpacked(value)
        while isinstance(value, list) and value:
            value = value[0]
        if not isinstance(value, Mapping):
            return None if value == [] else value
        value = value.get(key)
    return value


def each(value: object) -> list:
    """The items of a list, or the one value; [] for None."""
    value = _unpacked(value)
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _unpacked(value: object) -> object:
    """The object or list that a text writes as JSON; anything else as it is."""
    if not isinstance(value, str) or value[:1] not in ("{", "["):
        return value
    try:
        return JsonText().value(value)
    except BadJson:
        return value


def word(value: object) -> str:
    """A text or number as text; "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()


def joined(*parts: object, between: str = ", ") -> str | None:
    """What the parts say, each thing once; None where none says anything."""
    said = [part for part in map(word, parts) if part]
    return between.join(dict.fromkeys(said)) or None


def sections(*parts: tuple[object, object]) -> str | None:
    """One text of several with headings, as markup; "" is no heading. Lines of plain text stay lines."""
    said = []
    for heading, body in parts:
        texts = filter(None, map(word, each(body)))
        if text := "<br>".join(one if "<" in one else one.replace("\n", "<br>") for one in texts):
            said.append(f"<h3>{word(heading)}</h3>\n{text}" if word(heading) else text)
    return "\n".join(f"<div>{part}</div>" for part in said) or None


def point(latitude: object, longitude: object) -> str | None:
    """Coordinates as a location; None where they are not given."""
    north, east = word(latitude), word(longitude)
    return f"{north}, {east}" if north and east else None


def part_of(address: object, after: str = "") -> str | None:
    """The first part of an address's path behind `after`, which names the board on many services.

    >>> part_of("https://jobs.lever.co/acme/123"), part_of("https://x.org/v0/postings/acme?mode=json", "postings")
    ('acme', 'acme')
    """
    if not isinstance(address, str):
        return None
    try:
        parts = [part for part in urlsplit(address).path.split("/") if part]
    except ValueError:
        return None
    if after:
        parts = parts[parts.index(after) + 1 :] if after in parts else []
    return parts[0] if parts else None
