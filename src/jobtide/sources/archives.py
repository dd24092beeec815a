"""The files inside a zip or a tar, one after the other, as streams; nothing is ever unpacked to the disk by its name.

Names are labels only: "../../etc/passwd" is called "etc/passwd" and read like any other. Links, special files,
encrypted members and archives inside an archive are left out and counted. What is damaged, or far larger inside than
outside, is Unreadable.

Touches: an unnamed temporary file, for a zip that comes from where nobody can seek.
"""

import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from lzma import LZMAError
from pathlib import PurePosixPath
from typing import BinaryIO

from jobtide.errors import Unreadable
from jobtide.sources.opening import Opened
from jobtide.sources.tar import TarMember, is_tar, tar_members

MEMBERS = 100_000  # of one archive
_DIRECTORY = 16 << 20  # bytes of a zip's own list of members: as many names of 114 letters as there may be members
_LARGEST = 64 << 30  # bytes of all members together
_FREE, _FOLDS = 64 << 20, 200  # as of one capture (opening.py), over all members together
_ZIP, _EMPTY_ZIP = b"PK\x03\x04", b"PK\x05\x06"
_END_OF_ZIP, _END_OF_ZIP64 = b"PK\x05\x06", b"PK\x06\x06"
_LABEL = 200  # characters
_CHUNK = 1 << 20
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, LZMAError, NotImplementedError, ValueError)

LINK, SPECIAL, NESTED, ENCRYPTED, CLUTTER = (
    "a link", "neither a file nor a folder", "an archive inside the archive", "encrypted", "left by a Mac's Finder",
)  # fmt: skip


def is_archive(head: bytes) -> bool:
    """Whether a capture begins so, its outer layer of gzip or zstd taken off (`Opened.head`)."""
    return head.startswith((_ZIP, _EMPTY_ZIP)) or is_tar(head)


def members(stream: BinaryIO, name: str, skipped: Counter[str] | None = None) -> Iterator[tuple[str, BinaryIO]]:
    """Label ("jobs.zip/2026/may.csv") and bytes of each file in the archive that is called `name`.

    A stream is good until the next one is asked for. It is as the archive holds it: `jobs.csv.gz` is still compressed.
    `skipped` counts what was left out, by reason.
    """
    skipped = Counter() if skipped is None else skipped
    opened = Opened(stream)
    if is_tar(opened.head):
        inside = ((member.path, member) for member in tar_members(opened) if _is_file(member, skipped))
    else:
        inside = _of_zip(stream, opened, skipped)
    for number, (path, member) in enumerate(inside, 1):
        if number > MEMBERS:
            raise Unreadable(f"it holds more than {MEMBERS:,} files")
        if _is_clutter(path):
            skipped[CLUTTER] += 1
            continue
        whole = _Whole(member)
        if _is_nested(whole):
            skipped[NESTED] += 1
            continue
        yield f"{name}/{_label(path, number)}", whole


class _Whole:
    """`read(size)` of a member, after its beginning has been looked at; damage is Unreadable."""

    def __init__(self, member: BinaryIO):
        self._member = member
        self.head = b""
        while len(self.head) < 1024 and (more := self._more(1024 - len(self.head))):
            self.head += more
        self._unread = self.head

    def read(self, size: int = _CHUNK) -> bytes:
        if self._unread:
            size = len(self._unread) if size < 0 else size
            given, self._unread = self._unread[:size], self._unread[size:]
            return given
        return self._more(_CHUNK if size < 0 else size)

    def _more(self, size: int) -> bytes:
        try:
            return self._member.read(size)
        except Unreadable:
            raise
        except _DAMAGE as error:
            raise Unreadable(f"it is damaged inside the archive ({error})") from error


def _is_nested(member: _Whole) -> bool:
    """Whether a member is an archive, compressed or not. Half of its head may not inflate; it then is none."""
    head = member.head
    if head.startswith(b"\x1f\x8b"):
        try:
            head = zlib.decompressobj(31).decompress(head, 512)
        except zlib.error:
            return False
    return is_archive(head)


def _is_file(member: TarMember, skipped: Counter[str]) -> bool:
    if member.kind == "link":
        skipped[LINK] += 1
    elif member.kind == "special":
        skipped[SPECIAL] += 1
    return member.kind == "file"


def _is_clutter(path: str) -> bool:
    parts = path.split("/")
    return parts[0] == "__MACOSX" or parts[-1].startswith("._") or parts[-1] == ".DS_Store"


def _label(path: str, number: int) -> str:
    """The path without what leads out of a folder, and without what nobody can see."""
    path = "".join(letter if letter.isprintable() else "_" for letter in path.replace("\\", "/"))
    parts = [part for part in PurePosixPath(path).parts if part.strip("./ ") and not part.endswith(":")]
    return "/".join(parts)[-_LABEL:].lstrip("/") or f"file {number}"


def _of_zip(stream: BinaryIO, opened: Opened, skipped: Counter[str]) -> Iterator[tuple[str, BinaryIO]]:
    with tempfile.TemporaryFile() as spool:
        file = _sought(stream, opened, spool)
        size = file.seek(0, 2)
        _refuse_a_long_directory(file, size)
        try:
            archive = zipfile.ZipFile(file)
        except _DAMAGE as error:
            raise Unreadable(f"it is not a whole zip ({error})") from error
        left = _Left(max(_FREE, _FOLDS * size))
        for info in archive.infolist():
            if info.is_dir():
                continue
            if reason := _reason_against(info):
                skipped[reason] += 1
                continue
            try:
                with archive.open(info) as member:
                    yield info.filename, _Counted(member, left)
            except _DAMAGE as error:
                raise Unreadable(f"{_label(info.filename, 0)} in it is damaged ({error})") from error


def _sought(stream: BinaryIO, opened: Opened, spool: BinaryIO) -> BinaryIO:
    """A file that can be sought in: the stream itself, or a copy of what is inside it."""
    if stream.seekable():
        stream.seek(0)
        if stream.read(4) in (_ZIP, _EMPTY_ZIP):
            return stream
        stream.seek(0)
        opened = Opened(stream)
    while chunk := opened.read():
        spool.write(chunk)
    return spool


def _reason_against(info: zipfile.ZipInfo) -> str | None:
    if info.flag_bits & 0x1:
        return ENCRYPTED
    kind = (info.external_attr >> 16) & 0o170000  # the file type of Unix, 0 where the archive has none
    if kind == 0o120000:
        return LINK
    return SPECIAL if kind not in (0, 0o100000) else None


def _refuse_a_long_directory(file: BinaryIO, size: int) -> None:
    """Before the standard library reads the whole list of members into memory."""
    tail = min(size, 66_000 + 100)  # the longest comment, and what stands before the record that it ends
    file.seek(size - tail)
    end = file.read(tail)
    for mark, at, width in ((_END_OF_ZIP, 12, 4), (_END_OF_ZIP64, 40, 8)):
        found = end.rfind(mark)
        length = int.from_bytes(end[found + at : found + at + width], "little") if found >= 0 else 0
        if length > _DIRECTORY and not (mark is _END_OF_ZIP and length == 0xFFFF_FFFF):
            raise Unreadable(f"it holds too many files: their list alone has {length:,} bytes")


class _Left:
    """How many bytes the members of an archive may still have, all together."""

    def __init__(self, most: int):
        self.bytes = min(most, _LARGEST)


class _Counted:
    def __init__(self, member: BinaryIO, left: _Left):
        self._member, self._left = member, left

    def read(self, size: int) -> bytes:
        more = self._member.read(size)
        self._left.bytes -= len(more)
        if self._left.bytes < 0:
            raise Unreadable(f"what is in it grows more than {_FOLDS}-fold; unpack it first if that is right")
        return more
