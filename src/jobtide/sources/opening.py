"""A capture's bytes with one layer of gzip or zstd taken off."""

import gzip
import io
import zlib
from collections.abc import Callable
from typing import BinaryIO

import zstandard

from jobtide.errors import Unreadable

HEAD = 1 << 16
GZIP, ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_CHUNK = 1 << 20
_FREE, _FOLDS = 64 << 20, 200  # adverts shrink 5 to 30-fold; what grows more than this beyond 64 MiB is no advert


class Opened:
    """`read(size)` and `head` of the bytes inside.

    A stream that ends inside its compressed layer is Unreadable, and so is one that inflates out of all proportion:
    half a capture must not pass for a whole one. `head` is what can be had; only reading on tells that this was all.
    """

    def __init__(self, stream: BinaryIO):
        outer = _Counted(stream)
        self._outer, self._inner = outer, io.BufferedReader(outer, _CHUNK)
        start = self._inner.peek(4)[:4]
        if start.startswith(GZIP):
            self._inner = gzip.GzipFile(fileobj=self._inner)
        elif start.startswith(ZSTD):
            self._inner = _Zstd(self._inner)
        self._given = 0
        self._trouble: Unreadable | None = None
        self.head = b""
        while len(self.head) < HEAD and (more := self._of_head(HEAD - len(self.head))):
            self.head += more
        self._unread = self.head

    def read(self, size: int = _CHUNK) -> bytes:
        """The next bytes, b"" at the end; may be fewer than `size`."""
        if self._unread:
            given, self._unread = self._unread[:size], self._unread[size:]
            return given
        return self._read(size)

    def _of_head(self, size: int) -> bytes:
        try:
            return self._read(size, self._inner.read1)
        except Unreadable as error:
            if not self.head:
                raise
            self._trouble = error
            return b""

    def _read(self, size: int, read: Callable[[int], bytes] | None = None) -> bytes:
        if self._trouble is not None:
            raise self._trouble
        try:
            more = (read or self._inner.read)(size)
        except (EOFError, OSError, zlib.error, zstandard.ZstdError) as error:
            raise Unreadable(f"its compressed content is damaged or cut short ({error})") from error
        self._given += len(more)
        if self._given > max(_FREE, _FOLDS * self._outer.taken):
            raise Unreadable(f"its compressed content grows more than {_FOLDS}-fold; unpack it first if that is right")
        return more


class _Zstd:
    """Frame after frame; EOFError where the last one is cut short, of which the library's own reader says nothing."""

    _FED = 8 << 10  # 8 kB can inflate to 256 MB at worst

    def __init__(self, stream: BinaryIO):
        self._stream = stream
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._inside = False
        self._given: list[bytes] = []

    def read(self, size: int) -> bytes:
        while not self._given:
            fed = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame, self._inside = zstandard.ZstdDecompressor().decompressobj(), False
            fed = fed or self._stream.read(self._FED)
            if not fed:
                if self._inside:
                    raise EOFError("the last frame is cut short")
                return b""
            self._inside = True
            inflated = self._frame.decompress(fed)
            if inflated:
                self._given.append(inflated)
        first = self._given.pop()
        if len(first) > size:
            self._given.append(first[size:])
        return first[:size]

    read1 = read


class _Counted(io.RawIOBase):
    def __init__(self, stream: BinaryIO):
        self._stream, self.taken = stream, 0

    def readable(self) -> bool:
        return True

    def readinto(self, into) -> int:
        chunk = self._stream.read(len(into))
        into[: len(chunk)] = chunk
        self.taken += len(chunk)
        return len(chunk)
