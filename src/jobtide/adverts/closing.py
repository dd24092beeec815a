"""A record without words that says that an advert has closed: a version of that advert with its last words and the day.

What a source tells of an advert that it took down is often no more than its id and when.
Touches: adverts/ and sightings/, for reading.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide.advert import Advert
from jobtide.adverts.identity import stable
from jobtide.issue import Issue

UNKNOWN = Issue("closes an advert that is not known")


@dataclass(frozen=True, slots=True)
class Closing:
    """`said_on` is the day on which the source said so, None where nobody knows it."""

    source: str
    id: str
    closed_at: date
    said_on: date | None

    @property
    def advert(self) -> int:
        return stable(self.source, self.id)


def closed(closings: Sequence[Closing], adverts: Iterable[Path], sightings: Iterable[Path]) -> list[Advert | None]:
    """The version that each closing makes; None where its advert is in none of the files.

    Its words are those that the advert had when it was said to have closed. It was last seen as they were: so it is the
    newest version of its advert, until the advert is seen again.
    """
    wanted = pa.array(sorted({closing.advert for closing in closings}), pa.int64())
    versions = [row for file in adverts for row in _rows(file, "advert", wanted)]
    contents = pa.array(sorted({row["content"] for row in versions}), pa.int64())
    seen: dict[int, date] = {}
    for row in [*versions, *(row for file in sightings for row in _rows(file, "content", contents))]:
        seen[row["content"]] = max(row["last_seen"], seen.get(row["content"], row["last_seen"]))
    of_advert: dict[int, list[dict]] = {}
    for row in sorted(versions, key=lambda row: (seen[row["content"]], row["ingest"], row["record"], row["content"])):
        of_advert.setdefault(row["advert"], []).append(row)
    return [
        _closed(closing, of_advert[closing.advert], seen) if closing.advert in of_advert else None
        for closing in closings
    ]


def _closed(closing: Closing, versions: Sequence[dict], seen: dict[int, date]) -> Advert:
    """`versions` from the oldest to the newest."""
    said_on = closing.said_on or closing.closed_at
    by_then = [row for row in versions if closing.said_on is None or seen[row["content"]] <= said_on]
    row = by_then[-1] if by_then else versions[0]
    first = min(version["first_seen"] for version in versions)
    last = seen[row["content"]] if by_then else max(first, said_on)
    said = {name: row[name] for name in Advert.__dataclass_fields__}
    return Advert(**said | {
        "source": closing.source, "id": closing.id, "locations": tuple(row["locations"]), "first_seen": first,
        "last_seen": last, "closed_at": closing.closed_at,
    })  # fmt: skip


def _rows(file: Path, column: str, values: pa.Array) -> list[dict]:
    """The rows of a file whose column has one of the values; what is beside them is read only where there are some."""
    found = []
    with pq.ParquetFile(file) as parquet:
        for group in range(parquet.num_row_groups):
            which = pc.is_in(parquet.read_row_group(group, [column])[column], values)
            if pc.any(which).as_py():
                found += parquet.read_row_group(group).filter(which).to_pylist()
    return found
