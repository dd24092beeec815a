"""An element of XML as the fields of a record.

    <job id="7"><city>Leeds</city><pay per="day"><low>400</low></pay></job>    id, city, pay.per, pay.low

Parts in parts have names with dots, attributes are named as parts are, and what repeats becomes a list. A part that
holds HTML as elements (<p>, <br/>) is one text with its markup.
"""

import html

from lxml import etree

_HTML = frozenset((
    "a", "b", "blockquote", "br", "div", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre",
    "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "tr", "u", "ul",
))  # fmt: skip
_DEEPEST = 20


def fields_in(element: etree._Element) -> dict[str, object]:
    """Texts by name; names are as written, prefixes included. Empty parts are "" so that they count as there."""
    fields: dict[str, object] = {}
    _collect(element, "", fields, 0)
    return fields


def text_in(element: etree._Element) -> str:
    """The text of a part, with its markup where it holds HTML as elements."""
    if len(element) == 0:
        return (element.text or "").strip()
    if not _holds_html(element):
        return " ".join("".join(element.itertext()).split())
    return _markup(element).strip()


def name_of(element: etree._Element) -> str:
    """ "dc:creator" of {…}creator with the prefix dc."""
    local = local_name(element)
    return f"{element.prefix}:{local}" if element.prefix else local


def local_name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def _markup(element: etree._Element) -> str:
    """What is inside, as HTML without attributes and name spaces."""
    inner = [html.escape(element.text or "", quote=False)]
    for part in element:
        if isinstance(part.tag, str):
            name = local_name(part).lower()
            inner.append(f"<{name}/>" if len(part) == 0 and not part.text else f"<{name}>{_markup(part)}</{name}>")
        inner.append(html.escape(part.tail or "", quote=False))
    return "".join(inner)


def _collect(element: etree._Element, before: str, fields: dict[str, object], depth: int) -> None:
    for name, value in element.attrib.items():
        if not name.startswith("{"):
            _add(fields, before + name, value)
    for part in element:
        if not isinstance(part.tag, str):
            continue  # what stands for an entity that nobody resolves
        name = before + name_of(part)
        if len(part) == 0 or depth >= _DEEPEST or _holds_html(part):
            _add(fields, name, text_in(part))
            if part.attrib:
                _collect_attributes(part, name + ".", fields)
        else:
            if said := (part.text or "").strip():
                _add(fields, name, said)
            _collect(part, name + ".", fields, depth + 1)


def _collect_attributes(part: etree._Element, before: str, fields: dict[str, object]) -> None:
    for name, value in part.attrib.items():
        if not name.startswith("{"):
            _add(fields, before + name, value)


def _add(fields: dict[str, object], name: str, value: str) -> None:
    if name not in fields:
        fields[name] = value
    elif isinstance(fields[name], list):
        fields[name].append(value)
    else:
        fields[name] = [fields[name], value]


def _holds_html(element: etree._Element) -> bool:
    return len(element) > 0 and all(isinstance(part.tag, str) and local_name(part).lower() in _HTML for part in element)
