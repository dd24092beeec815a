"""Records of XML in a layout that nobody knows: the elements that repeat, their parts named as they are.

<vacancies><vacancy nr="7"><where><town>Leeds</town></where><headline>Tester</headline></vacancy>…
--map id=nr --map location=where.town --map title=headline
"""

from collections.abc import Iterator
from typing import BinaryIO

from jobtide.errors import Unreadable
from jobtide.record import BadRecord, Record
from jobtide.sources.opening import Opened
from jobtide.sources.xml_elements import elements
from jobtide.sources.xml_fields import fields_in
from jobtide.sources.xml_pieces import checked_head, root_of
from jobtide.sources.xml_shape import record_name

SUFFIXES = (".xml",)

GENERAL = True


def looks_like(head: bytes) -> bool:
    """Whether it says that it is XML, or begins as XML and something in it looks like records."""
    begun = head.lstrip()
    if not begun.startswith(b"<") or root_of(head) is None:
        return False
    return begun.startswith((b"<?xml", b"<!DOCTYPE")) or record_name(head) is not None


def might_be(head: bytes) -> bool:
    return False


def columns(stream: BinaryIO) -> None:
    """Not known before reading: each element has its own parts."""


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    opened = Opened(stream)
    name = record_name(checked_head(opened))
    if name is None:
        raise Unreadable("nothing in it looks like adverts: no element of it repeats and has parts")
    for found in elements(opened, name):
        if isinstance(found, BadRecord):
            yield found
        else:
            yield Record(found.position, fields_in(found.element), found.issues)
