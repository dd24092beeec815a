"""The adverts of a home: Parquet files that are written once and never changed, a pair for each ingest.

    adverts/<capture>-<ingest>.parquet      new adverts and changed versions (tables.ADVERTS)
    sightings/<capture>-<ingest>.parquet    days on which a known version was seen, where they widen what is known

What is already known is not written again, so reading a capture twice, or again after a crash, changes nothing.
Touches: adverts/, sightings/, scratch/.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.advert import Advert
from jobtide.adverts.identity import advert_hash, content_hash
from jobtide.adverts.known import Known, days
from jobtide.durable import put
from jobtide.settings import Home

_ROWS, _CHARACTERS = 20_000, 64_000_000  # of a batch, whichever is full first
_TYPES = {
    "int32": pa.int32(), "int64": pa.int64(), "float64": pa.float64(), "string": pa.string(), "date": pa.date32(),
    "array<string>": pa.list_(pa.string()),
}  # fmt: skip
_FROM_ADVERT = tuple(
    column.name for column in tables.ADVERTS.columns if column.name in Advert.__dataclass_fields__
)  # the others are hashes and origins


@dataclass
class Counts:
    """received = accepted + repeated + quarantined."""

    accepted: int = 0
    repeated: int = 0
    quarantined: int = 0

    @property
    def received(self) -> int:
        return self.accepted + self.repeated + self.quarantined


class Store:
    """Knows every version that the home holds; only the holder of the home's lock may write."""

    def __init__(self, home: Home):
        self._home = home
        self.known = self._loaded()

    def adverts(self) -> list[Path]:
        return segments(self._home.adverts)

    def sightings(self) -> list[Path]:
        return segments(self._home.sightings)

    def holds(self, capture: str, ingest: int) -> bool:
        """Whether adverts of this ingest were committed."""
        return _place(self._home.adverts, capture, ingest).exists()

    def writing(self, capture: str, ingest: int) -> "Writing":
        return Writing(self._home, self.known, capture, ingest)

    def reload(self) -> None:
        """Forgets what a dropped ingest had announced."""
        self.known = self._loaded()

    def _loaded(self) -> Known:
        known = Known()
        for file in self.adverts():
            known.add(_days_of(pq.read_table(file, columns=["content", "first_seen", "last_seen"])))
        for file in self.sightings():
            known.add(_days_of(pq.read_table(file, columns=["content", "last_seen"])))
        return known


class Writing:
    """The adverts of one ingest, in scratch until `commit`."""

    def __init__(self, home: Home, known: Known, capture: str, ingest: int):
        self._home, self._known = home, known
        self._capture, self._ingest = capture, ingest
        self.counts = Counts()
        self._adverts = _Segment(home.scratch / "adverts", tables.ADVERTS)
        self._sightings = _Segment(home.scratch / "sightings", tables.SIGHTINGS)
        self._batch: list[Advert] = []
        self._records: list[int] = []
        self._characters = 0

    def add(self, advert: Advert, record: int) -> None:
        self._batch.append(advert)
        self._records.append(record)
        self._characters += len(advert.description) + 500
        if len(self._batch) >= _ROWS or self._characters >= _CHARACTERS:
            self.flush()

    def flush(self) -> None:
        if not self._batch:
            return
        batch = self._columns()
        content = batch["content"].to_numpy()
        first, last = (batch[name].cast(pa.int32()).to_numpy() for name in ("first_seen", "last_seen"))
        known, known_first, known_last = self._known.find(content)
        fresh = ~known & _firsts(content)
        self._known.add(days(content, first, last))
        if not fresh.all():  # of a version that is new here, its later rows are sightings of the first one
            within = days(content[fresh], first[fresh], last[fresh])
            place = np.minimum(np.searchsorted(within.content, content), max(len(within.content) - 1, 0))
            if len(within.content):
                known_first = np.where(known, known_first, within.first[place])
                known_last = np.where(known, known_last, within.last[place])
            self._see(batch, ~fresh & (last > known_last), last)
            self._see(batch, ~fresh & (first < known_first), first)
        self._adverts.write(pa.table(batch).filter(pa.array(fresh)))
        self.counts.accepted += int(fresh.sum())
        self.counts.repeated += int((~fresh).sum())
        self._batch, self._records, self._characters = [], [], 0

    def commit(self, ingest: int) -> None:
        """Makes what was added part of the home, under the number of the ingest."""
        self.flush()
        self._adverts.commit(_free(self._home.adverts, self._capture, ingest))
        self._sightings.commit(_free(self._home.sightings, self._capture, ingest))

    def drop(self) -> None:
        self._adverts.drop()
        self._sightings.drop()

    def _columns(self) -> dict[str, pa.Array]:
        """The batch by column, in the order of tables.ADVERTS."""
        rows = self._batch
        columns: dict[str, list] = {name: list(map(attrgetter(name), rows)) for name in _FROM_ADVERT}
        columns |= {
            "advert": [advert_hash(row) for row in rows],
            "content": [content_hash(row) for row in rows],
            "capture": [self._capture] * len(rows),
            "record": self._records,
            "ingest": [self._ingest] * len(rows),
        }
        return {name: pa.array(columns[name], _TYPES[type_]) for name, type_ in tables.ADVERTS.schema.items()}

    def _see(self, batch: dict[str, pa.Array], which: np.ndarray, day: np.ndarray) -> None:
        seen = {
            "advert": batch["advert"],
            "content": batch["content"],
            "last_seen": pa.array(day, pa.int32()).cast(pa.date32()),
            "capture": batch["capture"],
        }
        self._sightings.write(pa.table(seen).filter(pa.array(which)))


class _Segment:
    """One Parquet file in the making; without rows there will be none."""

    def __init__(self, scratch: Path, table: tables.Table):
        self._scratch = scratch.with_suffix(".parquet")
        self._schema = arrow_schema(table)
        self._writer: pq.ParquetWriter | None = None

    def write(self, rows: pa.Table) -> None:
        if not len(rows):
            return
        if self._writer is None:
            self._scratch.parent.mkdir(parents=True, exist_ok=True)
            self._writer = pq.ParquetWriter(self._scratch, self._schema, compression="zstd", compression_level=1)
        self._writer.write_table(rows)

    def commit(self, place: Path) -> None:
        if self._writer is not None:
            self._writer.close()
            put(self._scratch, place)
            self._writer = None

    def drop(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._scratch.unlink(missing_ok=True)
            self._writer = None


def arrow_schema(table: tables.Table) -> pa.Schema:
    """The Arrow types of a table of a home."""
    return pa.schema([(name, _TYPES[type_]) for name, type_ in table.schema.items()])


def segments(folder: Path) -> list[Path]:
    """The Parquet files of a folder in the order of their names."""
    return sorted(folder.glob("*.parquet"))


def _place(folder: Path, capture: str, ingest: int, again: int = 1) -> Path:
    return folder / f"{capture[:16]}-{ingest}{f'-{again}' if again > 1 else ''}.parquet"


def _free(folder: Path, capture: str, ingest: int) -> Path:
    """A name that no segment has: an ingest that is completed after a crash adds to what it had committed."""
    again = 1
    while (place := _place(folder, capture, ingest, again)).exists():
        again += 1
    return place


def _firsts(content: np.ndarray) -> np.ndarray:
    """Whether each is the first of its kind."""
    first = np.zeros(len(content), bool)
    first[np.unique(content, return_index=True)[1]] = True
    return first


def _days_of(table: pa.Table):
    def column(name: str) -> np.ndarray:
        chunks: Sequence[pa.Array] = table[name].cast(pa.int32() if name != "content" else pa.int64()).chunks
        return np.concatenate([chunk.to_numpy() for chunk in chunks]) if chunks else np.empty(0, np.int64)

    last = column("last_seen")
    return days(column("content"), column("first_seen") if "first_seen" in table.column_names else last, last)
