"""Adverts to signatures: what is kept of the text of each version to find others like it, made once.

Most are made while adverts are read (`reading`), which has their text in hand; here are those that were not.

Touches: matches/, scratch/.
"""

import hashlib
import json
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.advert import Advert
from jobtide.adverts.signatures import VERSION, signatures
from jobtide.adverts.store import segments
from jobtide.arrow import arrow_schema
from jobtide.durable import put
from jobtide.settings import Home, Settings

_BATCH = 2_000  # adverts that are signed at a time
_FEW = 20_000  # adverts under which starting processes takes longer than signing does
_COLUMNS = ("content", "title", "description", "employer", "locations")
_LATER = ("reference",)  # columns that files of adverts from before lack


def signatures_folder(home: Home) -> Path:
    decided_by = [VERSION, dict(tables.SIGNATURES.schema)]
    return home.matches / f"signatures-{hashlib.sha256(json.dumps(decided_by).encode()).hexdigest()[:16]}"


def sign_adverts(home: Home, settings: Settings, done: Callable[[int], None]) -> list[Path]:
    """The files of signatures, one for each file of adverts, all made that were missing.

    `done` is told how many were made so far. A file whose adverts are gone is taken away.
    """
    folder = signatures_folder(home)
    files = segments(home.adverts)
    names = {file.name for file in files}
    for other in segments(folder):
        if other.name not in names:
            other.unlink()
    missing = [file for file in files if not (folder / file.name).exists()]
    many = sum(pq.read_metadata(file).num_rows for file in missing)
    total = 0
    if missing:
        home.scratch.mkdir(parents=True, exist_ok=True)
        with _Signing(settings.workers if many > _FEW else 1) as signing:
            for file in missing:
                scratch = home.scratch / f"signatures-{file.name}"
                with pq.ParquetWriter(scratch, arrow_schema(tables.SIGNATURES), compression="zstd") as writer:
                    for rows in signing.signed(file):
                        writer.write_table(rows)
                        total += len(rows)
                        done(total)
                put(scratch, folder / file.name)
    return segments(folder)


def sign(file: Path, group: int, many: bool) -> list[pa.Table]:
    """Rows of tables.SIGNATURES for one row group of a file of adverts."""
    with pq.ParquetFile(file) as adverts:
        columns = [*_COLUMNS, *(name for name in _LATER if name in adverts.schema_arrow.names)]
        return [signed(batch, many) for batch in adverts.iter_batches(_BATCH, row_groups=[group], columns=columns)]


def signed(batch: pa.RecordBatch, many: bool = False) -> pa.Table:
    """Rows of tables.SIGNATURES for rows of tables.ADVERTS; `many` where there are more of them to come."""
    rows = {name: batch[name].to_pylist() for name in (*_COLUMNS, *_LATER) if name in batch.schema.names}
    rows.setdefault("reference", [None] * len(batch))
    given = zip(*(rows[name] for name in (*_COLUMNS[1:], *_LATER)), strict=True)
    adverts = [_advert(*row) for row in given]
    columns = {"content": batch["content"], **signatures(adverts, many)}
    return pa.table({name: columns[name] for name in tables.SIGNATURES.schema}, schema=arrow_schema(tables.SIGNATURES))


def _advert(title: str, description: str, employer: str | None, locations: list[str] | None, reference: str | None):
    nobody = date.min  # no signature depends on the days, the source or the id
    return Advert(
        "", "", title, description, nobody, nobody, locations=tuple(locations or ()), employer=employer,
        reference=reference,
    )  # fmt: skip


class _Signing:
    """Signs row groups in order, here or in other processes."""

    def __init__(self, workers: int):
        self._workers, self._pool = workers, None

    def __enter__(self) -> "_Signing":
        if self._workers > 1:
            context = multiprocessing.get_context("spawn")  # not forked: this process has threads of its own
            self._pool = ProcessPoolExecutor(self._workers, context)
        return self

    def __exit__(self, *_) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def signed(self, file: Path) -> Iterator[pa.Table]:
        groups = range(pq.read_metadata(file).num_row_groups)
        if self._pool is None:
            for group in groups:
                yield from sign(file, group, many=False)
            return
        waiting = []
        for group in groups:
            waiting.append(self._pool.submit(sign, file, group, many=True))
            if len(waiting) > 2 * self._workers:
                yield from waiting.pop(0).result()
        for one in waiting:
            yield from one.result()
