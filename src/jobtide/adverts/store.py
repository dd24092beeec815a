"""The adverts of a home: Parquet files that are written once and never changed, a pair for each ingest.

    adverts/<capture>-<ingest>-<digest>.parquet      new adverts and changed versions (tables.ADVERTS)
    sightings/<capture>-<ingest>-<digest>.parquet    days on which a known version was seen that widen what is known

A name is never given to other content, so that what is derived from a file can lie under its name.
What is already known is not written again, so reading a capture twice, or again after a crash, changes nothing.
Touches: adverts/, sightings/, scratch/.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.batch import arrow_schema
from jobtide.adverts.known import Known, days
from jobtide.durable import put
from jobtide.errors import Error
from jobtide.settings import Home

FORGOTTEN = "forgotten-"  # begins the names of files that hold what remains of adverts that were taken down
_ROWS, _BYTES = 20_000, 64_000_000  # of what is written at a time, whichever is full first


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
        return any(self._home.adverts.glob(f"{capture[:16]}-{ingest}-*.parquet"))

    def writing(self, capture: str, ingest: int) -> "Writing":
        return Writing(self._home, self.known, capture, ingest)

    def reload(self) -> None:
        """Forgets what a dropped ingest had announced."""
        self.known = self._loaded()

    def _loaded(self) -> Known:
        known = Known()
        for file in self.adverts():
            known.add(_days_of(_read(file, ["content", "first_seen", "last_seen"])))
        for file in self.sightings():
            known.add(_days_of(_read(file, ["content", "last_seen"])))
        return known


class Writing:
    """The adverts of one ingest, in scratch until `commit`."""

    def __init__(self, home: Home, known: Known, capture: str, ingest: int):
        self._home, self._known = home, known
        self._capture, self._ingest = capture, ingest
        self.counts = Counts()
        self._adverts = _Segment(home.scratch / "adverts", tables.ADVERTS)
        self._sightings = _Segment(home.scratch / "sightings", tables.SIGHTINGS)
        self._waiting: list[pa.RecordBatch] = []
        self._rows = self._bytes = 0

    def add(self, rows: pa.RecordBatch) -> None:
        """Rows of tables.ADVERTS but for `capture` and `ingest`."""
        self._waiting.append(rows)
        self._rows += rows.num_rows
        self._bytes += rows.nbytes
        if self._rows >= _ROWS or self._bytes >= _BYTES:
            self.flush()

    def flush(self) -> None:
        if not self._rows:
            return
        rows = pa.Table.from_batches(self._waiting).combine_chunks()
        self._waiting, self._rows, self._bytes = [], 0, 0
        content = _numbers(rows, "content", pa.int64())
        first, last = (_numbers(rows, name, pa.int32()) for name in ("first_seen", "last_seen"))
        known, known_first, known_last = self._known.find(content)
        fresh = ~known & _firsts(content)
        self._known.add(days(content, first, last))
        if not fresh.all():  # of a version that is new here, its later rows are sightings of the first one
            within = days(content[fresh], first[fresh], last[fresh])
            place = np.minimum(np.searchsorted(within.content, content), max(len(within.content) - 1, 0))
            if len(within.content):
                known_first = np.where(known, known_first, within.first[place])
                known_last = np.where(known, known_last, within.last[place])
            self._see(rows, ~fresh & (last > known_last), last)
            self._see(rows, ~fresh & (first < known_first), first)
        added = rows if fresh.all() else rows.filter(pa.array(fresh))
        origin = {
            "capture": pa.repeat(self._capture, len(added)),
            "ingest": pa.repeat(pa.scalar(self._ingest, pa.int32()), len(added)),
        }
        whole = {name: origin[name] if name in origin else added[name] for name in tables.ADVERTS.schema}
        self._adverts.write(pa.table(whole), content[fresh])
        self.counts.accepted += int(fresh.sum())
        self.counts.repeated += int((~fresh).sum())

    def commit(self, ingest: int) -> None:
        """Makes what was added part of the home, under the number of the ingest."""
        self.flush()
        name = f"{self._capture[:16]}-{ingest}"
        self._adverts.commit(self._home.adverts, name)
        self._sightings.commit(self._home.sightings, name)

    def drop(self) -> None:
        self._adverts.drop()
        self._sightings.drop()

    def _see(self, rows: pa.Table, which: np.ndarray, day: np.ndarray) -> None:
        seen = {
            "advert": rows["advert"],
            "content": rows["content"],
            "last_seen": pa.array(day, pa.int32()).cast(pa.date32()),
            "capture": pa.repeat(self._capture, len(rows)),
        }
        self._sightings.write(pa.table(seen).filter(pa.array(which)), _numbers(rows, "content", pa.int64())[which])


class _Segment:
    """One Parquet file in the making, named after what is in it; without rows there will be none."""

    def __init__(self, scratch: Path, table: tables.Table):
        self._scratch = scratch.with_suffix(".parquet")
        self._schema = arrow_schema(table)
        self._digest = blake2b(digest_size=4)
        self._writer: pq.ParquetWriter | None = None

    def write(self, rows: pa.Table, content: np.ndarray) -> None:
        if not len(rows):
            return
        if self._writer is None:
            self._scratch.parent.mkdir(parents=True, exist_ok=True)
            self._writer = pq.ParquetWriter(self._scratch, self._schema, compression="zstd", compression_level=1)
        self._digest.update(np.ascontiguousarray(content))
        for name in ("first_seen", "last_seen", "record"):
            if name in rows.column_names:
                self._digest.update(np.ascontiguousarray(_numbers(rows, name, pa.int32())))
        self._writer.write_table(rows)

    def commit(self, folder: Path, name: str) -> None:
        if self._writer is not None:
            self._writer.close()
            put(self._scratch, folder / f"{name}-{self._digest.hexdigest()}.parquet")
            self._writer = None

    def drop(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._scratch.unlink(missing_ok=True)
            self._writer = None


def segments(folder: Path) -> list[Path]:
    """The Parquet files of a folder in the order of their names."""
    return sorted(folder.glob("*.parquet"))


def ingest_of(file: Path) -> int:
    """The number of the ingest that a file of a store came from, which its name tells."""
    return int(file.stem.split("-")[1])


def is_forgotten(file: Path) -> bool:
    """Whether a file holds adverts whose words were taken down, so that no capture tells of them any more."""
    return file.name.startswith(FORGOTTEN)


def _read(file: Path, columns: list[str]) -> pa.Table:
    try:
        return pq.read_table(file, columns=columns)
    except pa.ArrowException as error:
        raise Error(f"{file} is damaged ({error}). `jobtide reread` makes it again from the captures.") from error


def _numbers(rows: pa.Table, name: str, type_: pa.DataType) -> np.ndarray:
    return rows[name].cast(type_).combine_chunks().to_numpy()


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
