"""Elements of an XML feed as trees, one at a time; what is wrong with one costs itself alone.

Parsed are pieces (xml_pieces.py) without entities, network or document type. Faults that leave no doubt are mended and
told: control characters, a bare & or <, HTML's own entities, a prefix that nobody declared, bytes that are not UTF-8.
"""

import html.entities
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from jobtide.issue import Issue
from jobtide.record import BadRecord
from jobtide.sources.opening import Opened
from jobtide.sources.page_text import page_text
from jobtide.sources.xml_pieces import Piece, checked_head, pieces
from jobtide.sources.xml_shape import declarations, nests

CONTROLS = Issue("control characters removed", fatal=False)
MENDED = Issue("XML with stray signs or unknown entities mended", fatal=False)
_RAW = 10_000  # characters of a bad element that are passed on
_ELEMENTS, _ATTRIBUTES = 5_000, 500  # of one record, of one element; real ones have 100 and 10
_DEEPEST = 100

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CONTROL_REFERENCE = re.compile(
    "&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01])|[xX]0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[dD][89a-fA-F][0-9a-fA-F]{2}|[fF]{3}[ef]));"
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
# Sections of CDATA and comments are left as they are.
_FAULT = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(?![A-Za-z_/!?])|&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|\w{1,40};)|&([A-Za-z]\w{1,39});",
    re.DOTALL,
)
_XML_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
_PREFIX = re.compile(r"[</\s]([A-Za-z_][\w.-]{0,50}):[\w.-]+(?=[\s/>=])")


@dataclass(frozen=True, slots=True)
class XmlElement:
    position: int
    element: etree._Element
    issues: tuple[Issue, ...] = ()


def elements(opened: Opened, name: bytes) -> Iterator[XmlElement | BadRecord]:
    """Every element of a name ("dc:item", as written), in order."""
    head = checked_head(opened)
    reader = _Reader(head, name)
    for position, piece in enumerate(pieces(opened, name, nests(head, name))):
        yield reader.read(position, piece)


class _Reader:
    def __init__(self, head: bytes, name: bytes):
        self._wrapping = declarations(head, name).decode("utf-8", "replace")
        self._parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True,
            remove_pis=True, encoding="utf-8",
        )  # fmt: skip
        found = _DECLARED.match(head)
        self._declared = found and found[1].decode("ascii")

    def read(self, position: int, piece: Piece) -> XmlElement | BadRecord:
        if piece.fault is None:
            try:
                element = self._parsed(piece.data)
            except etree.XMLSyntaxError:
                pass  # looked at more closely below
            else:
                return _excess(position, element, piece) or XmlElement(position, element)
        return self._read_closely(position, piece)

    def _read_closely(self, position: int, piece: Piece) -> XmlElement | BadRecord:
        text, issues = page_text(piece.data, self._declared)
        if piece.fault:
            return BadRecord(position, Issue(piece.fault), text[:_RAW])
        clean = _CONTROL_REFERENCE.sub("", _CONTROL.sub("", text))
        if clean != text:
            issues = (*issues, CONTROLS)
        try:
            element = self._parsed(clean.encode())
        except etree.XMLSyntaxError as error:
            try:
                element = self._parsed(_mended(clean).encode(), _undeclared(clean, self._wrapping))
                issues = (*issues, MENDED)
            except etree.XMLSyntaxError:
                return BadRecord(position, Issue(*_reason(error)), text[:_RAW])
        return _excess(position, element, piece) or XmlElement(position, element, issues)

    def _parsed(self, element: bytes, more: str = "") -> etree._Element:
        if self._wrapping or more:
            return etree.fromstring(f"<x{self._wrapping}{more}>".encode() + element + b"</x>", self._parser)[0]
        return etree.fromstring(element, self._parser)


def _reason(error: etree.XMLSyntaxError) -> tuple[str, str]:
    said = str(error)
    if "depth" in said.lower():
        return "nested too deeply", said[:200]
    return "not XML", said[:200]


def _excess(position: int, element: etree._Element, piece: Piece) -> BadRecord | None:
    """A bad record where an element holds more than any advert does."""
    for many, part in enumerate(element.iter()):
        if many > _ELEMENTS:
            return BadRecord(position, Issue("too many elements", f"over {_ELEMENTS}"), _begun(piece))
        if len(part.attrib) > _ATTRIBUTES:
            found = f"{len(part.attrib)} of <{part.tag}>"[:200]
            return BadRecord(position, Issue("too many attributes", found), _begun(piece))
    return None


def _begun(piece: Piece) -> str:
    return piece.data[:_RAW].decode("utf-8", "replace")


def _mended(text: str) -> str:
    return _FAULT.sub(_mend, text)


def _mend(fault: re.Match) -> str:
    found = fault[0]
    if found == "<":
        return "&lt;"
    if found == "&":
        return "&amp;"
    name = fault[1]
    if name is None or name in _XML_OWN:
        return found
    meant = html.entities.html5.get(f"{name};")
    return "".join(f"&#{ord(letter)};" for letter in meant) if meant else f"&amp;{name};"


def _undeclared(text: str, declared: str) -> str:
    """Declarations of the prefixes that have none."""
    used = set(_PREFIX.findall(text)) - {"xml", "xmlns"}
    missing = sorted(prefix for prefix in used if f"xmlns:{prefix}" not in declared and f"xmlns:{prefix}" not in text)
    return "".join(f' xmlns:{prefix}="urn:{prefix}"' for prefix in missing[:50])
