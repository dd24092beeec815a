"""Adverts to readings: each version that was not read with the present reference data is read, in several processes.

A reading is derived: it lies beside the adverts under the digest of all that decides it (reference data, software,
settings), a file for each file of adverts, and can be thrown away at any time.

Touches: readings/, scratch/.
"""

import hashlib
import importlib.metadata
import json
import multiprocessing
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.advert import Advert
from jobtide.adverts.store import segments
from jobtide.arrow import arrow_schema
from jobtide.durable import put
from jobtide.extraction.kernel.sources import is_kept
from jobtide.extraction.reading import AdvertReader
from jobtide.reference.load import Reference
from jobtide.settings import Home, Settings

_BATCH = 2_000  # adverts that a process is given at a time
_FEW = 4_000  # adverts under which starting processes takes longer than reading does
_MANY = 40_000  # adverts under which making machine code for them, once for this version, takes longer than it saves
_COLUMNS = tuple(name for name in tables.ADVERTS.schema if name in Advert.__dataclass_fields__)


def readings_folder(home: Home, reference: Reference, settings: Settings) -> Path:
    decided_by = {
        "reference": reference.digest, "software": importlib.metadata.version("jobtide"),
        "columns": dict(tables.READINGS.schema), "settings": [settings.root_place, settings.currency],
    }  # fmt: skip
    return home.readings / hashlib.sha256(json.dumps(decided_by).encode()).hexdigest()[:16]


def unread(home: Home, reference: Reference, settings: Settings) -> list[Path]:
    """The files of adverts that have not been read with this reference data and these settings."""
    folder = readings_folder(home, reference, settings)
    return [file for file in segments(home.adverts) if not (folder / file.name).exists()]


def read_adverts(home: Home, settings: Settings, reference: Reference, done: Callable[[int], None]) -> int:
    """Reads what is unread and returns how many versions of adverts that were; `done` is told after each batch."""
    files = unread(home, reference, settings)
    if not files:
        return 0
    folder, total = readings_folder(home, reference, settings), 0
    reader = AdvertReader.of(reference.taxonomy, reference.gazetteer, settings, reference.facets)
    waiting = sum(pq.read_metadata(file).num_rows for file in files)
    if waiting > (_FEW if is_kept() else _MANY):
        reader = reader.for_many()
    with _Readers(reader, settings.workers if waiting > _FEW else 1) as readers:
        for file in files:
            scratch = home.scratch / f"readings-{file.name}"
            scratch.parent.mkdir(parents=True, exist_ok=True)
            remains = home.forgotten / file.name
            with pq.ParquetWriter(scratch, arrow_schema(tables.READINGS), compression="zstd") as writer:
                # Of adverts whose words were taken down, what was read in them is all that can be known.
                known = [_as_now(pq.read_table(remains))] if remains.exists() else None
                for rows in known or readers.read(pq.ParquetFile(file).iter_batches(_BATCH)):
                    writer.write_table(rows)
                    total += len(rows)
                    done(total)
            put(scratch, folder / file.name)
    _forget_others(home, folder)
    return total


def _as_now(rows: pa.Table) -> pa.Table:
    """Readings of an earlier time, with the columns that there are now."""
    schema = arrow_schema(tables.READINGS)
    columns = {f.name: rows[f.name] if f.name in rows.column_names else pa.nulls(len(rows), f.type) for f in schema}
    return pa.table(columns, schema=schema)


def read_batch(reader: AdvertReader, batch: pa.RecordBatch) -> pa.Table:
    """Rows of tables.READINGS for rows of tables.ADVERTS."""
    given = batch.to_pylist()
    adverts = []
    for row in given:
        said = {column: row[column] for column in _COLUMNS}
        adverts.append(Advert(**{**said, "locations": tuple(said["locations"] or ())}))
    read = zip(given, reader.rows(adverts, (batch["title"], batch["description"])), strict=True)
    rows = [{"advert": row["advert"], "content": row["content"], **reading} for row, reading in read]
    return pa.Table.from_pylist(rows, schema=arrow_schema(tables.READINGS))


class _Readers:
    """Reads batches in order, here or in other processes, holding only a few of them at a time."""

    def __init__(self, reader: AdvertReader, workers: int):
        self._reader, self._workers, self._pool = reader, workers, None

    def __enter__(self) -> "_Readers":
        if self._workers > 1:
            # Not forked: this process has threads of its own, whose locks a fork would copy as they stand.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, context, initializer=_begin, initargs=(self._reader,))
        return self

    def __exit__(self, *_) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def read(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
        if self._pool is None:
            yield from (read_batch(self._reader, batch) for batch in batches)
            return
        waiting: deque = deque()
        for batch in batches:
            waiting.append(self._pool.submit(_read, batch))
            if len(waiting) > 2 * self._workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_reader: AdvertReader | None = None  # of a worker process, which lives for nothing else


def _begin(reader: AdvertReader) -> None:
    global _reader
    _reader = reader


def _read(batch: pa.RecordBatch) -> pa.Table:
    return read_batch(_reader, batch)


def _forget_others(home: Home, folder: Path) -> None:
    """Readings with other reference data are of no further use."""
    for other in home.readings.iterdir():
        if other != folder:
            shutil.rmtree(other)
