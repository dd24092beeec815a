"""The elements of one name in an XML document, each as its own bytes, in constant memory.

An XML parser gives up at the first fault, or mends it in silence. Cut into its adverts first, a feed loses the one that
has the fault, and what a hostile one can do (entities, depth, size) ends with the element that it is in.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobtide.errors import Unreadable
from jobtide.sources.opening import Opened
from jobtide.sources.text import LONGEST, utf8, utf8_head

CUT = "not XML, the document is cut short"
ENDLESS = "not XML, the element has no end"
TOO_LONG = "longer than 5 MB"

_PROLOG = re.compile(rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
_NAME = rb"[A-Za-z_\x80-\xff][^\s/>=<\"'&]{0,200}"
_ROOT = re.compile(rb"<(?:!DOCTYPE\s+)?(" + _NAME + rb")", re.IGNORECASE)
_ATTRIBUTES = re.compile(rb"""(?:[^<>"'/]|"[^"<]*+"|'[^'<]*+'|/(?!>))*+""")  # no value may hold a bare <
_OPEN_VALUE = re.compile(rb"""(?:"[^"<]*+|'[^'<]*+)\Z""")
_SHOWN = 20_000  # bytes of an element with a fault
_VAIN = 1 << 30  # bytes that are looked at for ends that are not there, all in all
_TAIL = 256  # bytes that may begin what the next chunk ends


@dataclass(frozen=True, slots=True)
class Piece:
    """An element with its tags; `fault` says what keeps it from being whole."""

    data: bytes
    fault: str | None = None


def root_of(head: bytes) -> bytes | None:
    """The name of the outermost element as it is written; None where there is none. `head` has no byte order mark."""
    found = _ROOT.match(head, _PROLOG.match(head).end())
    return found and found[1]


def local(name: bytes) -> bytes:
    """A name without its prefix, in lower case.

    >>> local(b"rdf:RDF")
    b'rdf'
    """
    return name.rpartition(b":")[2].lower()


def checked_head(opened: Opened) -> bytes:
    """The beginning of a document in UTF-8, where it may be read at all.

    A document type can name files and servers to read and grow without bound, and no feed of adverts needs one.
    """
    head = utf8_head(opened.head)
    begun = _PROLOG.match(head).end()
    if head[begun : begun + 9].upper() == b"<!DOCTYPE":
        raise Unreadable("it declares a document type (DOCTYPE), which feeds of adverts have no use for; not read")
    if _ROOT.match(head, begun) is None:
        raise Unreadable("it is not XML: no element begins it")
    return head


def pieces(opened: Opened, name: bytes, nests: bool = False) -> Iterator[Piece]:
    """Every element of a name ("dc:item", as written); those inside one of them are part of it where it `nests`.

    A document that ends before its outermost element does gives a last piece that says so.
    """
    yield from _Cutter(opened, name, checked_head(opened), nests).pieces()


class _Cutter:
    def __init__(self, opened: Opened, name: bytes, head: bytes, nests: bool):
        outermost = _ROOT.match(head, _PROLOG.match(head).end())
        root = outermost[1]
        quoted = re.escape(name)
        self._outside = re.compile(
            rb"<(?:(!--)|(!\[CDATA\[)|(/" + re.escape(root) + rb"\s*>)|" + quoted + rb"(?=[\s/>]))"
        )
        self._inside = re.compile(rb"<(?:(!--)|(!\[CDATA\[)|(/" + quoted + rb"\s*>)|" + quoted + rb"(?=[\s/>]))")
        self._start = re.compile(rb"<" + quoted + rb"(?=[\s/>])")
        self._end = b"</" + name + b">"
        self._chunks = utf8(opened)
        self._data = b""
        self._at = 0
        self._nests = nests
        self._is_root = name == root
        self._closed = head.startswith(b"/>", _ATTRIBUTES.match(head, outermost.end()).end())  # <jobs/>
        self._vain = _VAIN

    def pieces(self) -> Iterator[Piece]:
        blind = False
        while self._found(blind):
            piece = self._piece()
            yield piece
            blind = piece.fault is not None
        if not self._closed and not self._is_root and not (blind and piece.fault == CUT):
            yield Piece(b"", CUT)

    def _more(self) -> bool:
        """Takes in the next chunk and lets go of what lies before `at`, to which indexes are relative after this."""
        chunk = next(self._chunks, None)
        if chunk is None:
            return False
        self._data = self._data[self._at :] + chunk
        self._at = 0
        return True

    def _found(self, blind: bool) -> bool:
        """Goes to the beginning of the next element; False where there is none.

        `blind`, after a fault, is to whether it stands in a comment or a CDATA section: their ends may be what is
        missing.
        """
        while True:
            found = (self._start if blind else self._outside).search(self._data, self._at)
            if found is None:
                self._at = max(self._at, len(self._data) - _TAIL)
                if not self._more():
                    return False
                continue
            self._at = found.start()
            if blind or found.lastindex is None:
                self._closed = False
                return True
            if found[3]:
                self._closed = True
                self._at = found.end()
            elif not self._skipped(b"-->" if found[1] else b"]]>"):
                return False

    def _skipped(self, end: bytes) -> bool:
        """Goes behind the end of a comment or a section; False where it has none."""
        self._at += 4
        while (found := self._data.find(end, self._at)) < 0:
            self._at = max(self._at, len(self._data) - 2)
            if not self._more():
                return False
        self._at = found + len(end)
        return True

    def _piece(self) -> Piece:
        """The element that begins at `at`; `at` is behind it afterwards, or behind its first byte."""
        looked = self._plain()
        if isinstance(looked, Piece):
            return looked
        depth, read = 0, 0  # bytes of it
        marks = 0  # each takes as long as two thousand bytes that say nothing
        while True:
            mark = self._mark(self._at + read)
            if mark is None:
                held = len(self._data) - self._at
                if held > LONGEST:
                    return self._given_up(TOO_LONG, held + 2000 * marks)
                if not self._more():
                    another = self._start.search(self._data, self._at + 1)
                    return self._given_up(ENDLESS if another else CUT, held + 2000 * marks)
                continue
            kind, end = mark
            marks += 1
            if kind == "start" and depth and not self._nests:
                return self._given_up(ENDLESS, max(read, looked) + 2000 * marks)
            depth += {"start": 1, "end": -1}.get(kind, 0)
            read = end - self._at
            if depth == 0:
                if read > LONGEST:
                    return self._given_up(TOO_LONG, read)
                piece = self._data[self._at : end]
                self._at = end
                return Piece(piece)

    def _plain(self) -> Piece | int:
        """An element that ends at the next end tag of its name, as nearly all do; how far was looked where it may not
        be so."""
        end = self._data.find(self._end, self._at) + len(self._end)
        if end < len(self._end):
            return len(self._data) - self._at
        if end - self._at > LONGEST or self._start.search(self._data, self._at + 1, end):
            return end - self._at
        piece = self._data[self._at : end]
        if b"<!--" in piece or piece.count(b"<![CDATA[") != piece.count(b"]]>"):
            return end - self._at
        self._at = end
        return Piece(piece)

    def _mark(self, start: int) -> tuple[str, int] | None:
        """What counts next (start, empty, end, neither) and where it ends; None where the data does not hold it all."""
        found = self._inside.search(self._data, start)
        if found is None:
            return None
        if found[3]:
            return "end", found.end()
        if found[1] or found[2]:
            end = self._data.find(b"-->" if found[1] else b"]]>", found.end())
            return None if end < 0 else ("neither", end + 3)
        end = _ATTRIBUTES.match(self._data, found.end()).end()
        if end + 1 >= len(self._data) or _OPEN_VALUE.match(self._data, end):
            return None
        return ("empty", end + 2) if self._data.startswith(b"/>", end) else ("start", end)

    def _given_up(self, fault: str, read: int) -> Piece:
        self._vain -= read
        if self._vain < 0:
            raise Unreadable("too many of its elements have no end; it is no feed that can be read")
        piece = self._data[self._at : self._at + _SHOWN]
        self._at += 1
        return Piece(piece, fault)
