"""How fast feeds, pages and archives are read, and in how much memory.

    python benchmarks/feeds.py [--megabytes 100] [--only xml_feed]

Each format is read in a process of its own from made-up adverts of 2.5 kB that are produced as they are read, so that
neither the disk nor the length of the input counts. Prints adverts and megabytes a second of processor time, less the
time to produce them, and the most memory that the process held.
"""

import argparse
import gzip
import io
import itertools
import json
import multiprocessing
import resource
import time
from collections.abc import Callable, Iterator

from jobtide.sources.formats import formats

_WORDS = ("python", "sql", "team", "platform", "cloud", "build", "service", "data", "with", "and", "engineers", "our")
TEXT = "<p>" + " ".join(itertools.islice(itertools.cycle(_WORDS), 350)) + "</p>"


def job(number: int) -> str:
    return (
        f"<job><title><![CDATA[Developer {number}]]></title><date><![CDATA[Fri, 10 Apr 2026 22:49:39 GMT]]></date>"
        f"<referencenumber><![CDATA[{number}]]></referencenumber><url><![CDATA[https://a.example/{number}]]></url>"
        "<company><![CDATA[Acorn]]></company><city><![CDATA[Leeds]]></city><country><![CDATA[UK]]></country>"
        f"<postalcode><![CDATA[LS1 4AP]]></postalcode><description><![CDATA[{TEXT}]]></description>"
        "<salary><![CDATA[£50,000 per year]]></salary><jobtype><![CDATA[fulltime]]></jobtype></job>\n"
    )


def posting(number: int) -> dict:
    return {
        "@context": "https://schema.org", "@type": "JobPosting", "title": f"Developer {number}", "description": TEXT,
        "datePosted": "2026-04-10", "hiringOrganization": {"@type": "Organization", "name": "Acorn"},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": "Leeds"}},
        "baseSalary": {"currency": "GBP", "value": {"minValue": 50000, "maxValue": 60000, "unitText": "YEAR"}},
    }  # fmt: skip


def page(number: int) -> str:
    frame = "<div class=a><a href=/jobs>Jobs</a><p>Some words of the page around it.</p></div>" * 400
    script = f'<script type="application/ld+json">{json.dumps(posting(number))}</script>'
    return f"<!doctype html><html><head>{script}</head><body>{frame}</body></html>"


def quads(number: int) -> str:
    graph = f"<https://a.example/{number}> .\n"
    said = {"title": f"Developer {number}", "description": TEXT, "datePosted": "2026-04-10"}
    lines = [f'_:a <http://schema.org/{name}> "{value}" {graph}' for name, value in said.items()]
    lines.append(f"_:a <http://schema.org/hiringOrganization> _:b {graph}")
    lines.append(f'_:b <http://schema.org/name> "Acorn" {graph}')
    return f"_:a <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/JobPosting> {graph}" + "".join(
        lines
    )


def warc(number: int) -> bytes:
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page(number).encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{number}\r\n"
        f"WARC-Date: 2026-04-10T00:00:00Z\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n", 6)


class Produced(io.RawIOBase):
    """A stream of so many bytes, made from a few hundred pieces over and over; `spent` is the time that took."""

    def __init__(self, pieces: list[bytes], begin: bytes, end: bytes, size: int):
        self._chunks = self._made(pieces, begin, end, size)
        self._left, self.spent = b"", 0.0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        before = time.process_time()
        while len(self._left) < size and (chunk := next(self._chunks, b"")):
            self._left += chunk
        given, self._left = self._left[:size], self._left[size:]
        self.spent += time.process_time() - before
        return given

    @staticmethod
    def _made(pieces: list[bytes], begin: bytes, end: bytes, size: int) -> Iterator[bytes]:
        yield begin
        block = b"".join(pieces)
        for _ in range(max(1, size // len(block))):
            yield block
        yield end


SHAPES: dict[str, tuple[Callable, bytes, bytes]] = {
    "indeed": (job, b"<source>", b"</source>"),
    "xml_feed": (job, b"<list>", b"</list>"),
    "rss": (
        lambda n: job(n).replace("<job>", "<item>").replace("</job>", "</item>"),
        b"<rss><channel>",
        b"</channel></rss>",
    ),
    "n_quads": (quads, b"", b""),
    "warc": (warc, b"", b""),
    "html": (page, b"", b""),
}


def measured(name: str, size: int) -> tuple[int, float, float, float]:
    """Adverts, megabytes, seconds, and MB of memory."""
    make, begin, end = SHAPES[name]
    adapter = formats()[name]
    pieces = [piece if isinstance(piece, bytes) else piece.encode() for piece in map(make, range(300))]
    many = 0
    if name == "html":  # a page is a capture
        rounds = max(1, size // sum(map(len, pieces)))
        started = time.process_time()
        for body in pieces * rounds:
            many += sum(1 for _ in adapter.read(io.BytesIO(body)))
        spent, read = time.process_time() - started, rounds * sum(map(len, pieces))
    else:
        stream = Produced(pieces, begin, end, size)
        started = time.process_time()
        many = sum(1 for _ in adapter.read(stream))
        spent, read = time.process_time() - started - stream.spent, size
    return many, read / 1e6, spent, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--only", choices=SHAPES)
    asked = parser.parse_args()
    print(f"{'format':10} {'adverts':>10} {'MB':>8} {'adverts/s':>10} {'MB/s':>8} {'memory MB':>10}")
    for name in [asked.only] if asked.only else SHAPES:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            many, read, spent, memory = pool.apply(measured, (name, asked.megabytes * 1_000_000))
        print(f"{name:10} {many:10,} {read:8,.0f} {many / spent:10,.0f} {read / spent:8,.0f} {memory:10,.0f}")


if __name__ == "__main__":
    main()
