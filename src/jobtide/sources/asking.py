"""What to ask a live source for, and what its answers hold: the values between a source and the session.

A folder `sources/<kind>/` of a source that can be fetched holds `source.yaml` (see facts.py) and `requests.py`:

    parts(asked) -> tuple[str, ...]         what is whole or not by itself: boards, queries, addresses
    first(part, asked) -> tuple[Request, ...]   what to ask for to begin with
    after(request, body, asked) -> Page     what an answer holds, and what to ask for next

All three are pure: the same values give the same requests, and nothing is fetched here.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote, urlencode

from jobtide.errors import Error, Unreadable
from jobtide.sources.opening import Opened
from jobtide.sources.text import decoded, utf8_head


class OddAnswer(Exception):
    """An answer that is not of the shape its source is known for. `cut` says that it looks cut short."""

    def __init__(self, reason: str, cut: bool = False):
        super().__init__(reason)
        self.cut = cut


@dataclass(frozen=True)
class Asked:
    """What the operator set of a source, and how far the last fetch came.

    `since` is when the last fetch that went well began, None where everything is asked for. `now` has a zone.
    """

    now: datetime
    boards: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)
    since: datetime | None = None

    def text(self, name: str, usually: str = "") -> str:
        return str(self.parameters.get(name, usually))

    def whole_number(self, name: str, usually: int) -> int:
        """Error where the parameter is no whole number above zero."""
        said = self.parameters.get(name, usually)
        if not isinstance(said, int) or isinstance(said, bool) or said < 1:
            raise Error(f"parameters.{name} must be a whole number above zero, not {said!r}.")
        return said

    def many(self, name: str) -> tuple[str, ...]:
        """A parameter that may be one text or a list of texts."""
        said = self.parameters.get(name, ())
        return tuple(map(str, said)) if isinstance(said, list | tuple) else (str(said),)


@dataclass(frozen=True)
class Request:
    """`address` never holds a key; the session adds keys when it sends.

    `is_index` says that the answer leads to others and holds no adverts. Where `version` is what it was at the last
    fetch, the answer of then stands. `may_be_gone`: that there is nothing at the address is no failure. `shape` is
    that of the answer ("json", "xml", "html"), None where it is as the source's are.
    """

    address: str
    part: str = ""
    is_index: bool = False
    version: str | None = None
    may_be_gone: bool = False
    shape: str | None = None


@dataclass(frozen=True)
class Page:
    """`ids` of the adverts on it, in order; `total` is how many the source says there are of this part."""

    ids: tuple[str, ...] = ()
    next: tuple[Request, ...] = ()
    total: int | None = None


def address(start: str, **parameters: object) -> str:
    """`start` with parameters after it; None leaves one out."""
    said = {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in parameters.items()
        if value is not None
    }
    return f"{start}{'&' if '?' in start else '?'}{urlencode(said, doseq=True)}" if said else start


def named(board: str) -> str:
    """A board's name as a part of an address."""
    return quote(board, safe="")


def json_of(body: bytes) -> object:
    """OddAnswer where the body is no JSON; one that ends too early was cut short.

    Control characters and bytes that are not UTF-8 are no reason: what reads the adverts goes on there too.
    """
    try:
        return json.loads(decoded(utf8_head(body))[0], strict=False)
    except (ValueError, RecursionError) as error:
        raise OddAnswer("its answer is no JSON, or was cut short", cut=True) from error


def listed(said: object, *path: str) -> list[dict]:
    """The list of objects at `path`; OddAnswer where there is none."""
    found = said
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    if not isinstance(found, list):
        raise OddAnswer(f"its answer has no list {'.'.join(path) or 'of adverts'}: its shape has changed")
    return [each for each in found if isinstance(each, dict)]


def ids_of(entries: list[dict], name: str = "id") -> tuple[str, ...]:
    """OddAnswer where there are entries and none has one."""
    found = tuple(str(entry[name]) for entry in entries if entry.get(name) not in (None, ""))
    if entries and not found:
        raise OddAnswer(f"its adverts have no {name}: its shape has changed")
    return found


def number(said: object, *path: str) -> int | None:
    """The whole number at `path`, None where there is none."""
    for name in path:
        said = said.get(name) if isinstance(said, dict) else None
    if isinstance(said, str) and said.isascii() and said.isdigit() and len(said) < 12:
        return int(said)
    return said if isinstance(said, int) and not isinstance(said, bool) else None


def unpacked(body: bytes) -> bytes:
    """A body with a layer of gzip or zstd taken off; OddAnswer where that ends too early or grows out of proportion."""
    parts = []
    try:
        opened = Opened(io.BytesIO(body))
        while more := opened.read():
            parts.append(more)
    except Unreadable as error:
        raise OddAnswer(str(error), cut=True) from error
    return b"".join(parts)


def by_board(asked: Asked) -> tuple[str, ...]:
    """Each board that the operator named is a part; Error where there are none."""
    if not asked.boards:
        raise Error('This kind of source asks boards by name. Add boards = ["…"].')
    return asked.boards


def in_one_part(asked: Asked) -> tuple[str, ...]:
    return ("",)
