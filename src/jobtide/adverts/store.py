"""The adverts of a home: Parquet files that are written once and never changed, a pair for each ingest.

    adverts/<capture>-<ingest>-<digest>.parquet      new adverts and changed versions (tables.ADVERTS)
    sightings/<capture>-<ingest>-<digest>.parquet    days on which a known version was seen that widen what is known

A name is never given to other content, so that what is derived from a file can lie under its name.
What is already known is not written again, so reading a capture twice, or again after a crash, changes nothing.
Touches: adverts/, sightings/, scratch/.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.batch import rows_of
from jobtide.adverts.closing import Closing, closed
from jobtide.adverts.known import Known, days
from jobtide.adverts.tombstones import Stub
from jobtide.arrow import arrow_schema
from jobtide.durable import Change, put
from jobtide.errors import Error
from jobtide.settings import Home

_NAMED_AFTER = ("content", "first_seen", "last_seen", "record")
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
        self._forgotten = _forgotten(home)

    def adverts(self) -> list[Path]:
        return segments(self._home.adverts)

    def sightings(self) -> list[Path]:
        return segments(self._home.sightings)

    def holds(self, capture: str, ingest: int) -> bool:
        """Whether adverts of this ingest were committed."""
        return any(self._home.adverts.glob(f"{capture[:16]}-{ingest}-*.parquet"))

    def writing(self, capture: str, ingest: int) -> "Writing":
        return Writing(self._home, self.known, self._forgotten, capture, ingest)

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

    def __init__(self, home: Home, known: Known, forgotten: dict[int, int], capture: str, ingest: int):
        self._home, self._known, self._forgotten = home, known, forgotten
        self._capture, self._ingest = capture, ingest
        self.counts = Counts()
        self.taken_down: dict[int, Stub] = {}  # by record: those of adverts that are not to come back
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
        rows = self._without_forgotten(rows)
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

    def see(self, stub: Stub) -> None:
        """A record that was taken out of its capture: its advert was seen, and is known."""
        schema = pa.schema([field for field in arrow_schema(tables.ADVERTS) if field.name not in ("capture", "ingest")])
        row = {"source": "", "id": "", "title": "", "description": "", "locations": [], "record": -1, **asdict(stub)}
        self.add(pa.RecordBatch.from_pylist([row], schema))

    def close(self, closings: Sequence[Closing], positions: Sequence[int]) -> list[bool]:
        """Adds what closes adverts that are known by now, each at its place in the capture; which are not, is False."""
        self.flush()
        adverts = [*segments(self._home.adverts), *self._adverts.readable()]
        versions = closed(closings, adverts, [*segments(self._home.sightings), *self._sightings.readable()])
        self._adverts, self._sightings = self._adverts.reopened(), self._sightings.reopened()
        known = [(version, place) for version, place in zip(versions, positions, strict=True) if version is not None]
        if known:
            self.add(rows_of(*zip(*known, strict=True)))
        return [version is not None for version in versions]

    def _without_forgotten(self, rows: pa.Table) -> pa.Table:
        """Rows of adverts that were taken down become sightings of what remains of them."""
        if not self._forgotten:
            return rows
        advert, content = _numbers(rows, "advert", pa.int64()), _numbers(rows, "content", pa.int64()).copy()
        for place in np.flatnonzero(np.isin(advert, np.fromiter(self._forgotten, np.int64))).tolist():
            content[place] = self._forgotten[int(advert[place])]
            record = rows["record"][place].as_py()
            if record >= 0:
                days = (rows[name][place].as_py() for name in ("first_seen", "last_seen"))
                self.taken_down[record] = Stub(int(advert[place]), int(content[place]), *days)
        return rows.set_column(rows.column_names.index("content"), "content", pa.array(content))

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
        self._table, self._schema = table, arrow_schema(table)
        self._digests = {name: blake2b(digest_size=8) for name in _NAMED_AFTER}
        self._writer: pq.ParquetWriter | None = None

    def write(self, rows: pa.Table, content: np.ndarray) -> None:
        if not len(rows):
            return
        if self._writer is None:
            self._scratch.parent.mkdir(parents=True, exist_ok=True)
            self._writer = pq.ParquetWriter(self._scratch, self._schema, compression="zstd", compression_level=1)
        for name, digest in self._digests.items():
            if name == "content":
                digest.update(np.ascontiguousarray(content))
            elif name in rows.column_names:
                digest.update(np.ascontiguousarray(_numbers(rows, name, pa.int32())))
        self._writer.write_table(rows.select(self._schema.names).cast(self._schema))

    def readable(self) -> list[Path]:
        """The file as far as it is written, to which nothing can be added; none without rows."""
        if self._writer is None:
            return []
        self._writer.close()
        return [self._scratch]

    def reopened(self) -> "_Segment":
        """The same rows in another file, to which more can be added."""
        if self._writer is None:
            return self
        other = _Segment(self._scratch.with_name(f"{self._scratch.stem}-again"), self._table)
        with pq.ParquetFile(self._scratch) as written:
            for group in range(written.num_row_groups):
                rows = written.read_row_group(group)
                other.write(rows, _numbers(rows, "content", pa.int64()))
        self.drop()
        return other

    def commit(self, folder: Path, name: str) -> None:
        if self._writer is not None:
            self._writer.close()
            put(self._scratch, folder / self._named(name))
            self._writer = None

    def move(self, folder: Path, name: str, change: Change) -> Path:
        """The place that it has after `change`."""
        self._writer.close()
        place = folder / self._named(name)
        os.replace(self._scratch, change.new(place))
        return place

    def _named(self, name: str) -> str:
        """The same however its rows came in batches."""
        whole = blake2b(b"".join(digest.digest() for digest in self._digests.values()), digest_size=4)
        return f"{name}-{whole.hexdigest()}.parquet"

    def drop(self) -> None:
        if self._writer is not None:
            with suppress(OSError):  # what is thrown away need not fit on a full disk
                self._writer.close()
            self._scratch.unlink(missing_ok=True)
            self._writer = None


def rewritten(file: Path, rows: pa.Table, home: Home, change: Change) -> Path | None:
    """Puts `rows` in the place of a file of the store, as a part of `change`. Where it lies then; None without rows."""
    table = tables.ADVERTS if file.parent == home.adverts else tables.SIGHTINGS
    change.remove(file)
    if not len(rows):
        return None
    segment = _Segment(home.scratch / "rewritten", table)
    segment.write(rows, _numbers(rows, "content", pa.int64()))
    return segment.move(file.parent, "-".join(file.stem.split("-")[:2]), change)


def _forgotten(home: Home) -> dict[int, int]:
    """The content that stands for each advert that was taken down: that of its newest version."""
    newest: dict[int, int] = {}
    for file in segments(home.adverts):
        if is_forgotten(file):
            rows = _read(file, ["last_seen", "ingest", "record", "advert", "content"])
            for row in sorted(rows.to_pylist(), key=lambda row: tuple(row.values())[:3]):
                newest[row["advert"]] = row["content"]
    return newest


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
        with pq.ParquetFile(file) as segment:  # in a third of the time that `read_table` takes of a small one
            return segment.read(columns)
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
