"""Records of N-Quads: the JobPostings of each page that the lines tell of (Web Data Commons' extracts).

Lines of one page stand together, and names of things without address ("_:b1") hold for one page only; so a page is put
together when its lines end, and only one is held at a time. A line that cannot be read is a bad record.
"""

from collections.abc import Iterator
from typing import BinaryIO

from jobtide.issue import Issue
from jobtide.record import BadRecord, Record
from jobtide.sources.job_posting import KIND, page_fields
from jobtide.sources.opening import Opened
from jobtide.sources.quads import Quad, quad_of
from jobtide.sources.schema_org import bare, nodes
from jobtide.sources.text import NOT_UTF8, decoded, lines

SUFFIXES = (".nq", ".nquads")

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_MOST = 50_000  # lines of one page; real ones have under 5,000
_RAW = 10_000
_LOOKED_AT = 5  # lines
TOO_MANY = Issue("a page of too many lines", f"the first {_MOST:,} are read", fatal=False)


def looks_like(head: bytes) -> bool:
    """Whether the first whole lines, comments aside, are quads."""
    begun = [line for line in head.split(b"\n")[:-1] if line.strip() and not line.startswith(b"#")][:_LOOKED_AT]
    return bool(begun) and all(_is_quad(decoded(line)[0]) for line in begun)


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    position = 0
    page = _Page(address)
    for number, line in enumerate(lines(Opened(stream)), 1):
        if line is None:
            yield BadRecord(position, Issue("longer than 5 MB", f"line {number}"))
            position += 1
            continue
        text, is_utf8 = decoded(line)
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        try:
            quad = quad_of(text)
        except ValueError as error:
            yield BadRecord(position, Issue("not a line of N-Quads", f"line {number}: {error}"[:200]), text[:_RAW])
            position += 1
            continue
        if quad.page is not None and quad.page != page.address:
            for record in page.records(position):
                yield record
                position += 1
            page = _Page(quad.page)
        page.add(quad, is_utf8)
    yield from page.records(position)


class _Page:
    """What the lines of one page say, as the nodes of JSON-LD."""

    def __init__(self, address: str | None):
        self.address = address
        self._nodes: dict[str, dict] = {}
        self._lines = 0
        self._issues: dict[Issue, None] = {}

    def add(self, quad: Quad, is_utf8: bool) -> None:
        self._lines += 1
        if self._lines > _MOST:
            self._issues[TOO_MANY] = None
            return
        if not is_utf8:
            self._issues[NOT_UTF8] = None
        node = self._nodes.setdefault(quad.subject, {"@id": quad.subject})
        if quad.property == _TYPE:
            node.setdefault("@type", []).append(quad.object or quad.value)
            return
        # Extracts of microdata name properties with their class: schema.org/JobPosting/title.
        name = bare(quad.property)
        name = name.rpartition("/")[2] if name != quad.property else name
        node.setdefault(name, []).append(quad.value if quad.object is None else {"@id": quad.object})

    def records(self, position: int) -> Iterator[Record]:
        for node in self._nodes.values():
            for name, values in node.items():
                if name not in ("@id", "@type"):
                    node[name] = [self._plain(value) for value in values]
        found = list(nodes(list(self._nodes.values()), KIND))
        for number, fields in enumerate(page_fields(found, self.address), position):
            yield Record(number, fields, tuple(self._issues))

    def _plain(self, value: object) -> object:
        """An address that no line of the page tells more about is a value."""
        if isinstance(value, dict) and value["@id"] not in self._nodes and not value["@id"].startswith("_:"):
            return value["@id"]
        return value


def _is_quad(line: str) -> bool:
    try:
        quad = quad_of(line)
    except ValueError:
        return False
    return quad.page is not None
