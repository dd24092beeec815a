"""Adverts of a home in an order that looks random and is the same for the same seed.

Touches: adverts/, for reading.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide.adverts.store import segments
from jobtide.errors import Error
from jobtide.settings import Home

_BATCH = 2_000  # adverts that are held at a time
COLUMNS = ("advert", "content", "source", "id", "title", "description", "employer", "first_seen")


def count(home: Home) -> int:
    """How many versions of adverts the home holds. Error where there is none."""
    rows = sum(pq.read_metadata(file).num_rows for file in segments(home.adverts))
    if not rows:
        raise Error(f"There are no adverts in {home.folder}. Read some with jobtide ingest.")
    return rows


def days(home: Home) -> tuple[date, date]:
    """The first and the last day on which an advert of the home was first seen."""
    seen = [
        (pc.min(column).as_py(), pc.max(column).as_py())
        for column in (pq.read_table(file, columns=["first_seen"])["first_seen"] for file in segments(home.adverts))
        if len(column)
    ]
    return min(first for first, _ in seen), max(last for _, last in seen)


def drawn(home: Home, share: float, seed: int) -> Iterator[tuple[int, dict]]:
    """About that share of all versions of adverts: (place in the random order, row), as the files have them."""
    limit = share * 2.0**64
    for place, row in _all(segments(home.adverts), seed):
        if place < limit:
            yield place, row


def _all(files: list[Path], seed: int) -> Iterator[tuple[int, dict]]:
    key = seed.to_bytes(8, "little", signed=True)
    for file in files:
        for batch in pq.ParquetFile(file).iter_batches(_BATCH, columns=list(COLUMNS)):
            for row in batch.to_pylist():
                said = row["content"].to_bytes(8, "little", signed=True)
                yield int.from_bytes(hashlib.blake2b(said, digest_size=8, key=key).digest()), row
