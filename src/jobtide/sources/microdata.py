"""Things that a page describes by attributes: microdata (itemscope, itemprop) and RDFa Lite (typeof, property).

They come in the shape of JSON-LD (schema_org.py), so that both are read by one reader.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from jobtide.sources.schema_org import bare

_NAME = re.compile(r"[\w-]{1,100}")
_MOST = 3000  # properties of one page that are looked at; real ones have under 200
_LEVELS = 300  # between an element and its thing
_ADDRESSES = {"a": "href", "area": "href", "link": "href", "img": "src", "iframe": "src", "embed": "src",
              "audio": "src", "video": "src", "source": "src", "track": "src", "object": "data"}  # fmt: skip
# Properties that hold running text, of which the markup is kept: it tells where lines end.
_TEXTS = frozenset(("description", "responsibilities", "qualifications", "skills", "experienceRequirements",
                    "educationRequirements", "jobBenefits", "incentiveCompensation"))  # fmt: skip
_CODED = frozenset(("employmentType",))  # "FULL_TIME" for machines, where people read "Permanent, full-time"


@dataclass(frozen=True)
class _Dialect:
    thing: str
    kind: str
    property: str


_DIALECTS = (_Dialect("itemscope", "itemtype", "itemprop"), _Dialect("typeof", "typeof", "property"))


def things(tree: LexborHTMLParser, kind: str) -> Iterator[dict[str, object]]:
    """Every thing of a type ("JobPosting") that is not part of another such thing, in the order of the page."""
    for dialect in _DIALECTS:
        roots = [
            root
            for root in tree.css(f'[{dialect.kind}*="{kind}" i]')
            if _is_a(root, dialect, kind) and not _is_within(root, dialect, kind)
        ]
        for root in roots:
            properties = _properties(tree, root, dialect)
            if not properties and len(roots) == 1:
                properties = _strays(tree, dialect)
            yield _thing(root, properties, dialect)


def _thing(root: LexborNode, properties: list[LexborNode], dialect: _Dialect) -> dict[str, object]:
    made = {root.mem_id: _begun(root, dialect)}
    for element in properties:
        owner = _owner(element, dialect)
        into = made.get(owner.mem_id if owner is not None else None, made[root.mem_id])
        if dialect.thing in element.attributes:
            value = made.setdefault(element.mem_id, _begun(element, dialect))
        else:
            value = _value(element)
        for name in (element.attributes.get(dialect.property) or "").split():
            name = bare(name)
            said = into.setdefault(name, [])
            said.append(_text(element) if name in _TEXTS and isinstance(value, str) else value)
            if name in _CODED and (shown := _shown(element)) and shown != value:
                said.append(shown)
    return made[root.mem_id]


def _properties(tree: LexborHTMLParser, root: LexborNode, dialect: _Dialect) -> list[LexborNode]:
    """Those of a thing and of the things in it, in the order of the page: a thing comes before its own properties."""
    select = f"[{dialect.property}]"
    found = [element for element in root.css(select) if element.mem_id != root.mem_id]
    for name in (root.attributes.get("itemref") or "").split()[:20]:
        if _NAME.fullmatch(name) and (place := tree.css_first(f'[id="{name}"]')) is not None:
            found += place.css(select)
    return found[:_MOST]


def _strays(tree: LexborHTMLParser, dialect: _Dialect) -> list[LexborNode]:
    """Properties that stand in no thing, and those of the things among them: where markup is not well nested, the
    element of a thing may end before its properties begin."""
    kept: list[LexborNode] = []
    owners: set[int] = set()
    for element in tree.css(f"[{dialect.property}]")[:_MOST]:
        owner = _owner(element, dialect)
        if owner is None or owner.mem_id in owners:
            kept.append(element)
            if dialect.thing in element.attributes:
                owners.add(element.mem_id)
    return kept


def _begun(element: LexborNode, dialect: _Dialect) -> dict[str, object]:
    thing: dict[str, object] = {"@type": (element.attributes.get(dialect.kind) or "").split()}
    if name := element.attributes.get("itemid") or element.attributes.get("resource"):
        thing["@id"] = name
    return thing


def _value(element: LexborNode) -> str:
    attributes = element.attributes
    if (content := attributes.get("content")) is not None:
        return content
    if element.tag == "time" and attributes.get("datetime"):
        return attributes["datetime"]
    if element.tag in ("data", "meter") and attributes.get("value"):
        return attributes["value"]
    if address := attributes.get(_ADDRESSES.get(element.tag, "")):
        return address
    return _shown(element)


def _shown(element: LexborNode) -> str:
    return " ".join(element.text(separator=" ").split())


def _text(element: LexborNode) -> str:
    return element.attributes.get("content") or element.html or ""


def _owner(element: LexborNode, dialect: _Dialect) -> LexborNode | None:
    above, levels = element.parent, 0
    while above is not None and levels < _LEVELS and dialect.thing not in above.attributes:
        above, levels = above.parent, levels + 1
    return above if levels < _LEVELS else None


def _is_within(element: LexborNode, dialect: _Dialect, kind: str) -> bool:
    above = _owner(element, dialect)
    while above is not None:
        if _is_a(above, dialect, kind):
            return True
        above = _owner(above, dialect)
    return False


def _is_a(element: LexborNode, dialect: _Dialect, kind: str) -> bool:
    types = (element.attributes.get(dialect.kind) or "").split()
    return dialect.thing in element.attributes and any(bare(one).lower() == kind.lower() for one in types)
