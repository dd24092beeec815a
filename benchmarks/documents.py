"""How fast JSON is read, and in how much memory: lines, one array on one line, and a service's response.

    python benchmarks/documents.py [--megabytes 100] [--rounds 3]

Each shape is read in a process of its own from made-up adverts of 2.5 kB that are produced as they are read, so that
neither the disk nor the length of the input counts. Prints the best of some rounds: adverts and megabytes a second of
processor time, the ratio to JSON Lines, and the most memory that the process held.
"""

import argparse
import html
import io
import itertools
import json
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator

from jobtide.sources.formats import formats

_WORDS = ("python", "sql", "team", "platform", "cloud", "build", "£50k – £60k", "with", "and", "engineers", "our")
TEXT = "<p>" + " ".join(itertools.islice(itertools.cycle(_WORDS), 330)) + "</p>"


def plain(number: int) -> dict:
    return {"id": str(number), "title": f"Developer {number}", "employer": "Acorn", "location": ["Leeds", "York"],
            "pay_min": 50000, "pay_max": 60000.5, "posted_at": "2026-04-10", "description": TEXT}  # fmt: skip


def greenhouse(number: int) -> dict:
    return {"absolute_url": f"https://a.example/{number}", "internal_job_id": number, "location": {"name": "Leeds"},
            "id": number, "updated_at": "2026-04-10T00:00:00Z", "title": f"Developer {number}", "company_name": "Acorn",
            "first_published": "2026-04-10T00:00:00Z", "metadata": None, "content": html.escape(TEXT),
            "departments": [{"id": 1, "name": "IT"}], "offices": []}  # fmt: skip


SHAPES: dict[str, tuple[str, Callable[[int], dict], bytes, bytes, bytes]] = {
    "json lines": ("json_lines", plain, b"", b"\n", b""),
    "array": ("json_document", plain, b"[", b",", b"]"),
    "list in an object": ("json_document", plain, b'{"jobs": [', b", ", b'], "total": 1}'),
    "lines of objects": ("json_document", plain, b"", b"\n", b""),
    "greenhouse": ("greenhouse", greenhouse, b'{"jobs": [', b",", b'], "meta": {"total": 1}}'),
}


class Produced(io.RawIOBase):
    """A stream of about so many bytes, made from 300 adverts over and over."""

    def __init__(self, shape: str, size: int):
        _, make, begin, between, end = SHAPES[shape]
        pieces = [json.dumps(make(number), ensure_ascii=False).encode() for number in range(300)]
        self.many = max(1, size // sum(map(len, pieces))) * len(pieces)
        self._chunks = self._made(pieces, begin, between, end)
        self._left = b""

    def read(self, size: int = -1) -> bytes:
        if not self._left:
            self._left = next(self._chunks, b"")
        given, self._left = self._left[:size], self._left[size:]
        return given

    def _made(self, pieces: list[bytes], begin: bytes, between: bytes, end: bytes) -> Iterator[bytes]:
        block = between.join(pieces)
        yield begin + block
        for _ in range(self.many // len(pieces) - 1):
            yield between + block
        yield end


def measured(shape: str, size: int) -> tuple[int, float, float]:
    """Adverts, seconds, and MB of memory."""
    adapter = formats()[SHAPES[shape][0]]
    stream = Produced(shape, size)
    started = time.process_time()
    many = sum(1 for _ in adapter.read(stream))
    spent = time.process_time() - started
    assert many == stream.many, f"{many} of {stream.many}"
    return many, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    lines = 0.0
    print(f"{'shape':18} {'adverts':>10} {'adverts/s':>10} {'MB/s':>6} {'to lines':>8} {'memory MB':>10}")
    for shape in SHAPES:
        rounds = []
        for _ in range(asked.rounds):
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                rounds.append(pool.apply(measured, (shape, asked.megabytes * 1_000_000)))
        many, spent, memory = min(rounds, key=lambda each: each[1])
        lines = lines or many / spent
        speed = many / spent
        row = (
            f"{shape:18} {many:10,} {speed:10,.0f} {asked.megabytes / spent:6,.0f} {speed / lines:8.2f} {memory:10,.0f}"
        )
        print(row)


if __name__ == "__main__":
    main()
