"""Adverts to readings on a Spark cluster: each worker reads the batches that it is given.

A file of readings comes out as `reading` writes it, but for the order of its rows, which nothing rests on.

Touches: readings/, scratch/, the cluster.
"""

from collections.abc import Callable, Iterable, Iterator

import pyarrow as pa

from jobtide import tables
from jobtide.durable import put
from jobtide.extraction.reading import AdvertReader
from jobtide.pipeline.reading import read_batch, readings_folder, unread
from jobtide.reference.load import Reference
from jobtide.settings import Home, Settings
from jobtide.spark import SparkEngine


def read_on(
    cluster: SparkEngine, home: Home, settings: Settings, reference: Reference, done: Callable[[int], None]
) -> int:
    """Reads what is unread, but for adverts that were taken down, and returns how many versions of adverts that were.

    `done` is told after each file of adverts. Every worker needs jobtide, and sees the home under the same path.
    """
    folder, total = readings_folder(home, reference, settings), 0
    reader = AdvertReader.of(reference.taxonomy, reference.gazetteer, settings, reference.facets).for_many()

    def read(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            yield from read_batch(reader, batch).to_batches()

    for file in unread(home, reference, settings):
        if (home.forgotten / file.name).exists():
            continue  # its words are gone: what was read in them before is kept, and nothing is there to be read
        scratch = home.scratch / f"readings-{file.name}"
        scratch.parent.mkdir(parents=True, exist_ok=True)
        total += cluster.map([file], read, tables.READINGS, scratch)
        put(scratch, folder / file.name)
        done(total)
    return total
