"""A body as it was meant: one layer of gzip or deflate taken off as it streams in, never more than a cap of it."""

import zlib

from jobtide.sources.session.trouble import Failed

ACCEPTED = "gzip, deflate"
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_PIECE = 1 << 16
_FREE = 8 << 20  # bytes below which nobody asks how far a body grew


class Body:
    """Feed it the chunks as they come; `whole()` gives the body, Failed says what is wrong with it.

    `encoding` is what the Content-Encoding header says, "" where there is none. The bytes decide between gzip and
    deflate, which servers confuse.
    """

    def __init__(self, encoding: str, most_bytes: int, most_folds: float):
        self._said = encoding.strip().lower()
        if self._said not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise Failed(f"its answer is packed as {encoding[:40]!r}, which was not asked for")
        self._most_bytes, self._most_folds = most_bytes, most_folds
        self._head, self._layer = b"", None
        self._parts: list[bytes] = []
        self.taken = self.size = 0  # bytes as they came, bytes of the body

    def feed(self, chunk: bytes) -> None:
        self.taken += len(chunk)
        if self._said in ("", "identity"):
            return self._keep(chunk)
        if self._layer is None:
            self._head += chunk
            if len(self._head) < 2:
                return
            chunk, self._head = self._head, b""
            self._layer = _layer(chunk, self._said)
        self._unpack(chunk)

    def so_far(self) -> bytes:
        return b"".join(self._parts)

    def whole(self) -> bytes:
        body = self.so_far()
        if self._said not in ("", "identity") and self.taken:
            if self._layer is None or not self._layer.eof:
                raise Failed("its packed answer was cut short", again=True)
            if body.startswith((_GZIP, _ZSTD)):
                raise Failed("its answer is packed twice")
        return body

    def _unpack(self, chunk: bytes) -> None:
        while chunk:
            if self._layer.eof:  # a gzip file may have several members
                if not chunk.startswith(_GZIP[:1]):
                    raise Failed("something follows its packed answer", again=True)
                self._layer = zlib.decompressobj(31)
            try:
                self._keep(self._layer.decompress(chunk, _PIECE))
            except zlib.error as error:
                raise Failed("its packed answer is damaged", again=True) from error
            chunk = self._layer.unconsumed_tail or self._layer.unused_data

    def _keep(self, more: bytes) -> None:
        self.size += len(more)
        if self.size > self._most_bytes:
            raise Failed(f"its answer is larger than {self._most_bytes:,} bytes (caps.bytes_per_answer allows more)")
        if self.size > max(_FREE, self._most_folds * self.taken):
            raise Failed(f"its answer grows more than {self._most_folds:g}-fold when it is unpacked")
        self._parts.append(more)


def _layer(head: bytes, said: str):
    if head.startswith(_GZIP):
        return zlib.decompressobj(31)
    if head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0:
        return zlib.decompressobj(15)
    if said == "deflate":
        return zlib.decompressobj(-15)  # what some servers mean by it
    raise Failed("its answer says that it is gzip and is not")
