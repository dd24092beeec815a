"""Whole answers that are kept in memory, as many as fit, and who has one already.

Bodies that are kept lie apart from the heap. There each was among all that was used to make it and is free again, and
those thrown away leave gaps that the next, of another size, does not fill: around 115 MB of answers lay 30 MB of holes,
and with every page there were more.

Touches: memory that it has of the system directly.
"""

import mmap
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

Header = tuple[bytes, bytes]
_OVERHEAD = 1000  # bytes that an answer takes beside its bodies, about: headers, key and order


class Apart:
    """Bytes in memory of their own: as much as they need in whole pages, and the system's again when nobody has them
    any more. `bytes(…)` of it is a copy."""

    def __init__(self, content: bytes):
        self._held = mmap.mmap(-1, len(content), flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
        self._held.write(content)

    def __len__(self) -> int:
        return len(self._held)

    def __bytes__(self) -> bytes:
        return self._held[:]


@dataclass(frozen=True)
class KeptAnswer:
    """An answer, and the messages that begin it: as it is, compressed, and to those who have it. `compressed` is empty
    where compressing saves nothing."""

    status: int
    body: bytes | Apart
    compressed: bytes | Apart
    tag: bytes
    start: dict
    start_compressed: dict
    unchanged: dict

    @classmethod
    def of(
        cls, status: int, headers: Sequence[Header], body: bytes, compressed: bytes, tag: bytes = b""
    ) -> "KeptAnswer":
        both = _varied(headers) if compressed else list(headers)
        unchanged = [header for header in both if header[0] != b"content-type"]
        return cls(
            status, body, compressed, tag,
            _start(status, [*both, _length(body)]),
            _start(status, [*both, (b"content-encoding", b"gzip"), _length(compressed)]),
            _start(304, unchanged),
        )  # fmt: skip

    @property
    def size(self) -> int:
        return len(self.body) + len(self.compressed) + _OVERHEAD


class Kept:
    """The latest answers, least recently used thrown away first. Used from the event loop alone."""

    def __init__(self, most: int, most_bytes: int):
        self._most, self._most_bytes = most, most_bytes
        self._answers: OrderedDict[Hashable, KeptAnswer] = OrderedDict()
        self.size = 0

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: Hashable) -> KeptAnswer | None:
        answer = self._answers.get(key)
        if answer is not None:
            self._answers.move_to_end(key)
        return answer

    def clear(self) -> None:
        self._answers.clear()
        self.size = 0

    def put(self, key: Hashable, answer: KeptAnswer) -> None:
        if answer.size > self._most_bytes:
            return
        before = self._answers.pop(key, None)
        self.size += answer.size - (before.size if before else 0)
        self._answers[key] = replace(answer, body=_aside(answer.body), compressed=_aside(answer.compressed))
        while len(self._answers) > self._most or self.size > self._most_bytes:
            _, dropped = self._answers.popitem(last=False)
            self.size -= dropped.size


def _aside(body: bytes) -> bytes | Apart:
    """What fills no page of memory stays where it is."""
    return body if len(body) < mmap.PAGESIZE else Apart(body)


def _varied(headers: Sequence[Header]) -> list[Header]:
    """With the encoding among what the answer varies by."""
    before = [value for name, value in headers if name == b"vary"]
    rest = [header for header in headers if header[0] != b"vary"]
    return [*rest, (b"vary", b", ".join([*before, b"Accept-Encoding"]))]


def _start(status: int, headers: Sequence[Header]) -> dict:
    return {"type": "http.response.start", "status": status, "headers": list(headers)}


def _length(body: bytes) -> Header:
    return (b"content-length", str(len(body)).encode())


def is_had(tag: bytes, asked: bytes) -> bool:
    """Whether `If-None-Match` names this tag; a weak tag and a strong one are the same here."""
    if not asked or not tag:
        return False
    if asked.strip() == b"*":
        return True
    mine = tag.removeprefix(b"W/")
    return any(each.strip().removeprefix(b"W/") == mine for each in asked.split(b","))
