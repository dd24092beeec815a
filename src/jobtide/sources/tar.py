"""The members of a tar, read forwards in constant memory (POSIX.1-1988 ustar, the pax and GNU forms of long names).

The standard library's reader ends without a word at a header that is damaged or cut short, and reads long names of any
length into memory; half an archive must not pass for a whole one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobtide.errors import Unreadable
from jobtide.sources.opening import Opened

_BLOCK = 512
_CHUNK = 1 << 20
_LONGEST_NAME = 1 << 16  # bytes of a header that only names the next member
_PAX_FIELD = re.compile(rb"(\d{1,6}) ([^=]{1,100})=")
_FILE, _LINK, _FOLDER, _NAMING = (frozenset(kinds) for kinds in (b"\x0007", b"12", b"5D", b"LKxg"))


@dataclass
class TarMember:
    """`kind` is file, link or special; `read(size)` gives the bytes, until the next member is asked for."""

    path: str
    kind: str
    _archive: Opened
    _left: int

    def read(self, size: int = _CHUNK) -> bytes:
        given = self._archive.read(min(self._left, size)) if self._left else b""
        if not given and self._left and size:
            raise Unreadable("it is cut short")
        self._left -= len(given)
        return given


def is_tar(head: bytes) -> bool:
    """Whether the first block is a header whose checksum is right."""
    return len(head) >= _BLOCK and any(head[:_BLOCK]) and _sum_of(head[:_BLOCK]) == _number(head[148:156])


def tar_members(archive: Opened) -> Iterator[TarMember]:
    """Every member but folders. Unreadable where the archive is damaged or does not come to its end."""
    said: dict[bytes, bytes] = {}
    while any(block := _exactly(archive, _BLOCK)):
        if not is_tar(block):
            raise Unreadable("it is damaged: one of its headers is")
        kind, size = block[156], _number(block[124:136])
        if size is None or size < 0:
            raise Unreadable("it is damaged: one of its headers gives no size")
        if kind in _NAMING:
            said |= _named(kind, _exactly(archive, _padded(size, _LONGEST_NAME))[:size])
            continue
        if (longer := said.get(b"size", b"")).isdigit():
            size = int(longer)
        member = TarMember(_path(block, said), _kind(kind), archive, size if kind not in _LINK else 0)
        padding = -member._left % _BLOCK
        said = {}
        if kind not in _FOLDER:
            yield member
        while member.read():
            pass
        _exactly(archive, padding)
    while archive.read():  # to the end of a layer of compression, which may be cut short behind the last member
        pass


def _kind(kind: int) -> str:
    return "file" if kind in _FILE else "link" if kind in _LINK else "special"


def _named(kind: int, data: bytes) -> dict[bytes, bytes]:
    """What a header says of the next member: path and size."""
    if kind == ord("L"):
        return {b"path": data.rstrip(b"\0")}
    said: dict[bytes, bytes] = {}
    at = 0
    while kind == ord("x") and (found := _PAX_FIELD.match(data, at)):
        end = at + int(found[1])
        if end <= found.end():
            break
        said[found[2]] = data[found.end() : end - 1]
        at = end
    return said


def _path(block: bytes, said: dict[bytes, bytes]) -> str:
    name = block[:100].split(b"\0", 1)[0]
    prefix = block[345:500].split(b"\0", 1)[0] if block[257:263] == b"ustar\0" else b""
    path = said.get(b"path") or (prefix + b"/" + name if prefix else name)
    return path.decode("utf-8", "replace")


def _sum_of(block: bytes) -> int:
    return sum(block) - sum(block[148:156]) + 8 * ord(" ")


def _number(field: bytes) -> int | None:
    """Octal digits, or the binary form of large numbers; None where it is neither."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.strip(b" \0")
    return int(digits or b"0", 8) if re.fullmatch(rb"[0-7]*", digits) else None


def _padded(size: int, longest: int) -> int:
    if size > longest:
        raise Unreadable(f"one of its names has {size:,} letters")
    return size + -size % _BLOCK


def _exactly(archive: Opened, size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        more = archive.read(size - len(data))
        if not more:
            raise Unreadable("it is cut short")
        data += more
    return bytes(data)
