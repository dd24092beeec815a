"""Adverts to readings: each version that was not read with the present reference data is read, in several processes.

A reading is derived: it lies beside the adverts under the digest of all that decides it (reference data, software,
settings), a file for each file of adverts, and can be thrown away at any time. Where its text is in hand for that, an
advert is signed too, unless it was.

Touches: readings/, matches/, scratch/, the reader that is kept.
"""

import hashlib
import importlib.metadata
import json
import multiprocessing
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.advert import Advert
from jobtide.adverts.store import segments
from jobtide.arrow import arrow_schema
from jobtide.durable import replacing
from jobtide.extraction.kernel.sources import is_kept
from jobtide.extraction.reading import AdvertReader
from jobtide.kept import kept
from jobtide.pipeline.signing import signatures_folder, signed
from jobtide.reference.load import Reference
from jobtide.settings import Home, Settings

_BATCH = 2_000  # adverts that are read at a time
_FEW = 12_000  # adverts under which starting processes takes longer than reading does
_COMPILED = 4_000  # adverts under which loading machine code for them takes longer than it saves
_MANY = 40_000  # the same where it has to be made first, once for this version
_FIELDS = tuple(Advert.__dataclass_fields__)


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


@dataclass(frozen=True)
class _Part:
    """A row group of a file of adverts, and whether they are to be signed."""

    file: Path
    group: int
    signs: bool


def reader_for(waiting: int, settings: Settings, reference: Reference) -> AdvertReader:
    """What reads so many adverts soonest."""
    if waiting <= (_COMPILED if is_kept() else _MANY):
        return _reader_of(settings, reference)
    decided_by = (reference.digest, settings.root_place, settings.currency, importlib.metadata.version("numpy"))
    told = [part.encode() for part in decided_by]
    return kept("reader", ("extraction",), told, lambda: _reader_of(settings, reference).for_many())


def _reader_of(settings: Settings, reference: Reference) -> AdvertReader:
    return AdvertReader.of(reference.taxonomy, reference.gazetteer, settings, reference.facets)


def read_adverts(home: Home, settings: Settings, reference: Reference, done: Callable[[int], None]) -> int:
    """Reads what is unread and returns how many versions of adverts that were; `done` is told so now and then."""
    files = unread(home, reference, settings)
    if not files:
        return 0
    folder, signatures, total = readings_folder(home, reference, settings), signatures_folder(home), 0
    waiting = sum(pq.read_metadata(file).num_rows for file in files)
    reader = reader_for(waiting, settings, reference)
    # Of adverts whose words were taken down, what was read in them is all that can be known.
    known = {file: home.forgotten / file.name for file in files if (home.forgotten / file.name).exists()}
    parts = {file: _parts(file, signatures) for file in files if file not in known}
    with _Readers(reader, settings.workers if waiting > _FEW else 1) as readers:
        results = readers.read([part for of_file in parts.values() for part in of_file])
        for file in files:
            with ExitStack() as stack:
                rows = stack.enter_context(_writer(home, folder / file.name, tables.READINGS))
                if file in known:
                    rows.write_table(remains := _as_now(pq.read_table(known[file])))
                    total += len(remains)
                    continue
                signs = any(part.signs for part in parts[file])
                signed_ = signs and stack.enter_context(_writer(home, signatures / file.name, tables.SIGNATURES))
                for _ in parts[file]:
                    for read, made in next(results):
                        rows.write_table(read)
                        if signs:
                            signed_.write_table(made)
                        total += len(read)
                    done(total)
    _forget_others(home, folder)
    return total


def _parts(file: Path, signatures: Path) -> list[_Part]:
    signs = not (signatures / file.name).exists()
    return [_Part(file, group, signs) for group in range(pq.read_metadata(file).num_row_groups)]


@contextmanager
def _writer(home: Home, place: Path, table: tables.Table) -> Iterator[pq.ParquetWriter]:
    """Writes Parquet that takes its place when the block ends well."""
    with (
        replacing(place, home.scratch / f"{table.name}-{place.name}") as file,
        pq.ParquetWriter(file, arrow_schema(table), compression="zstd", compression_level=1) as writer,
    ):
        yield writer


def _as_now(rows: pa.Table) -> pa.Table:
    """Readings of an earlier time, with the columns that there are now."""
    schema = arrow_schema(tables.READINGS)
    columns = {f.name: rows[f.name] if f.name in rows.column_names else pa.nulls(len(rows), f.type) for f in schema}
    return pa.table(columns, schema=schema)


def read_batch(reader: AdvertReader, batch: pa.RecordBatch) -> pa.Table:
    """Rows of tables.READINGS for rows of tables.ADVERTS."""
    given = {name: batch[name].to_pylist() for name in _FIELDS}
    given["locations"] = [tuple(named or ()) for named in given["locations"]]
    adverts = list(map(Advert, *given.values()))
    rows = list(reader.rows(adverts, (batch["title"], batch["description"])))
    columns = {"advert": batch["advert"], "content": batch["content"]}
    columns = {name: columns.get(name, [row.get(name) for row in rows]) for name in tables.READINGS.schema}
    return pa.table(columns, schema=arrow_schema(tables.READINGS))


class _Readers:
    """Reads parts in order, here or in other processes, holding only a few of them at a time."""

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

    def read(self, parts: Iterable[_Part]) -> Iterator[Iterable[tuple[pa.Table, pa.Table | None]]]:
        """Of each part its rows of tables.READINGS and of tables.SIGNATURES, some at a time."""
        if self._pool is None:
            yield from (_read_part(self._reader, part) for part in parts)
            return
        waiting: deque = deque()
        for part in parts:
            waiting.append(self._pool.submit(_read, part))
            if len(waiting) > 2 * self._workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_reader: AdvertReader | None = None  # of a worker process, which lives for nothing else


def _begin(reader: AdvertReader) -> None:
    global _reader
    _reader = reader


def _read(part: _Part) -> list[tuple[pa.Table, pa.Table | None]]:
    return list(_read_part(_reader, part))


def _read_part(reader: AdvertReader, part: _Part) -> Iterator[tuple[pa.Table, pa.Table | None]]:
    # Each process opens the file, so that no text has to be passed on.
    with pq.ParquetFile(part.file) as adverts:
        for batch in adverts.iter_batches(_BATCH, row_groups=[part.group]):
            yield read_batch(reader, batch), signed(batch, reader.batches is not None) if part.signs else None


def _forget_others(home: Home, folder: Path) -> None:
    """Readings with other reference data are of no further use."""
    for other in home.readings.iterdir():
        if other != folder:
            shutil.rmtree(other)
