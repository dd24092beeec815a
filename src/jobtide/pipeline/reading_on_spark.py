"""Adverts to readings and signatures on a Spark cluster: each worker reads the batches that it is given.

A file comes out as `reading` writes it, but for the order of its rows, which nothing rests on.

Touches: readings/, matches/, scratch/, the cluster.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.durable import put
from jobtide.pipeline.reading import read_batch, reader_for, readings_folder, unread
from jobtide.pipeline.signing import signatures_folder, signed
from jobtide.reference.load import Reference
from jobtide.settings import Home, Settings
from jobtide.spark import SparkEngine

_FILES = 500  # of adverts that are read at a time: what one round made is kept, whatever happens to the next


def read_on(
    cluster: SparkEngine, home: Home, settings: Settings, reference: Reference, done: Callable[[int], None]
) -> int:
    """Reads and signs what is unread, but for adverts that were taken down, and returns how many versions of adverts
    that were.

    `done` is told after some files of adverts. Every worker needs jobtide, and sees the home under the same path.
    """
    # Of adverts that were taken down the words are gone: what was read in them before is kept.
    files = [file for file in unread(home, reference, settings) if not (home.forgotten / file.name).exists()]
    if not files:
        return 0  # before a reader is made, which takes longer than reading a day's adverts
    folder, signatures, total = readings_folder(home, reference, settings), signatures_folder(home), 0
    reader = reader_for(sum(pq.read_metadata(file).num_rows for file in files), settings, reference)

    def read(batch: pa.RecordBatch) -> pa.Table:
        return read_batch(reader, batch)

    for first in range(0, len(files), _FILES):
        some = files[first : first + _FILES]
        total += _made(cluster, home, some, read, tables.READINGS, folder)
        unsigned = [file for file in some if not (signatures / file.name).exists()]
        _made(cluster, home, unsigned, signed, tables.SIGNATURES, signatures)
        done(total)
    return total


def _made(
    cluster: SparkEngine,
    home: Home,
    files: list[Path],
    function: Callable[[pa.RecordBatch], pa.Table],
    table: tables.Table,
    folder: Path,
) -> int:
    scratch = home.scratch / f"{table.name}-of-spark"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    rows = cluster.map(files, function, table, scratch) if files else 0
    for file in files:
        put(scratch / file.name, folder / file.name)
    scratch.rmdir()
    return rows
