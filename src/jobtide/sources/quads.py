"""Lines of N-Quads (RDF 1.1): a thing, one of its properties, the value, and the page that said so."""

import re
from dataclasses import dataclass

_QUAD = re.compile(
    r"\s*(?:<(?P<iri>[^>]*+)>|(?P<blank>_:[^\s<>\"]++))"
    r"\s*<(?P<property>[^>]*+)>"
    r"\s*(?:<(?P<object>[^>]*+)>|(?P<object_blank>_:[^\s<>\"]++)"
    r'|"(?P<text>[^"\\]*+(?:\\.[^"\\]*+)*+)"(?:@(?P<language>[A-Za-z][\w-]*+)|\^\^<(?P<type>[^>]*+)>)?)'
    r"\s*(?:<(?P<page>[^>]*+)>)?\s*\.\s*(?:#.*)?$",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.?))", re.DOTALL)
_MEANT = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(_XSD + name for name in ("double", "float", "decimal", "integer", "int", "long"))


@dataclass(frozen=True, slots=True)
class Quad:
    """`subject` and `object` are names (an address, "_:b1"); `value` is text or a number. One of the latter is None."""

    subject: str
    property: str
    object: str | None
    value: str | float | None
    page: str | None


def quad_of(line: str) -> Quad:
    """What a line says; ValueError where it is none, or holds an escape that means nothing. Addresses may have spaces.

    >>> quad_of('_:b1 <https://schema.org/title> "Tester"@en <https://a.example/7> .').value
    'Tester'
    """
    found = _QUAD.match(line)
    if found is None:
        raise ValueError("not a quad")
    said = found["text"]
    value: str | float | None = said if said is None or "\\" not in said else unescaped(said)
    if found["type"] in _NUMBERS:
        value = _number(value)
    object_ = found["object"] if found["object"] is not None else found["object_blank"]
    return Quad(found["iri"] or found["blank"] or "", found["property"].strip(), object_, value, found["page"])


def unescaped(text: str) -> str:
    return _ESCAPE.sub(_meant, text)


def _meant(escape: re.Match) -> str:
    code = escape[1] or escape[2]
    if code:
        letter = int(code, 16)
        if letter > 0x10FFFF:
            raise ValueError(f"{escape[0]} is no character")
        return "\ufffd" if 0xD800 <= letter <= 0xDFFF else chr(letter)
    if escape[3] not in _MEANT:
        raise ValueError(f"{escape[0]!r} is no escape")
    return _MEANT[escape[3]]


def _number(text: str) -> str | float:
    """A number where it is one, else the words."""
    try:
        number = float(text)
    except ValueError:
        return text
    return number if abs(number) < 1e15 else text
