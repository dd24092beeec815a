"""A feed of adverts in a layout whose names are known, as records with the fields of adverts."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import BinaryIO

from lxml import etree

from jobtide.record import BadRecord, Record
from jobtide.sources.job_posting_pay import pay_fields
from jobtide.sources.opening import Opened
from jobtide.sources.xml_elements import elements
from jobtide.sources.xml_pieces import checked_head, local, root_of

Said = Mapping[str, object]


def is_feed(head: bytes, roots: Iterable[bytes], *names: bytes) -> bool:
    """Whether a document's outermost element has one of the names `roots`, and elements of all of `names` follow."""
    root = root_of(head)
    if root is None or local(root) not in roots:
        return False
    low = head.lower()
    return all(re.search(rb"<" + re.escape(name) + rb"[\s/>]", low) for name in names)


def feed_records(
    stream: BinaryIO, name: str, fields_of: Callable[[etree._Element], dict[str, object]]
) -> Iterator[Record | BadRecord]:
    """A record for each element of a name, whatever its prefix and capitals."""
    opened = Opened(stream)
    written = re.search(
        rf"<((?:[\w.-]{{1,50}}:)?{re.escape(name)})[\s/>]".encode(), checked_head(opened), re.IGNORECASE
    )
    for found in elements(opened, written[1] if written else name.encode()):
        if isinstance(found, BadRecord):
            yield found
        else:
            yield Record(found.position, fields_of(found.element), found.issues)


def advert_fields(said: Said, names: Mapping[str, tuple[str, ...]], place: tuple[str, ...] = ()) -> dict[str, object]:
    """What a record says, with its names changed to those of an advert's fields.

    Of several names for a field the first that says anything is taken; `place` are the parts of its location from small
    to large. Names are compared in lower case. What stands in none of them keeps its name.
    """
    low = {name.lower(): name for name in reversed(said)}
    used: set[str] = set()
    fields: dict[str, object] = {}
    for field, given in names.items():
        for name in given:
            if name in low and said[low[name]] not in ("", []):
                used.add(low[name])
                fields[field] = said[low[name]]
                break
    parts = [said[low[name]] for name in place if name in low and said[low[name]]]
    used |= {low[name] for name in place if name in low}
    if parts and "location" not in fields:
        fields["location"] = _places(parts)
    for name, value in said.items():
        if name not in used and value not in ("", []):
            fields.setdefault(name, value)
    return fields


def with_pay(fields: dict[str, object], said: Said, name: str = "salary") -> dict[str, object]:
    """The fields with the pay that a part says in words, or in parts of its own or beside it.

    <salary currency="GBP"><min>300</min><period>day</period></salary>     <salary_min>300</salary_min>
    """
    low = {key.lower(): said[key] for key in said if name in key.lower()}
    if not low:
        return fields

    def part(*parts: str) -> object:
        if len(low) == 1:
            return None
        keys = (key for one in parts for key in (f"{name}.{one}", f"{name}_{one}", name + one, f"{one}_{name}"))
        return next((low[key] for key in keys if low.get(key)), None)

    value = {
        "minValue": part("min", "minimum", "from", "low"),
        "maxValue": part("max", "maximum", "to", "high"),
        "value": low.get(name),
        "currency": part("currency"),
        "unitText": part("period", "unit", "type", "interval", "per"),
    }
    pay = pay_fields({"baseSalary": value})
    if not pay.keys() - {"currency"}:
        return fields
    return {field: said for field, said in fields.items() if not field.lower().startswith(name)} | pay


def _places(parts: list) -> list[str]:
    """ "Leeds, Yorkshire, UK"; each by itself where a part is given several times."""
    if any(isinstance(part, list) for part in parts):
        return [str(one) for part in parts for one in (part if isinstance(part, list) else [part]) if one]
    return [", ".join(dict.fromkeys(str(part) for part in parts))]
