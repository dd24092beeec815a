"""Rows of some adverts in files of the store: where they lie is told by hashes alone, and few columns are read of most.

Touches: the files it is given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jobtide.pipeline.hashes import Among, Hashes


@dataclass(frozen=True)
class Found:
    """Rows of one group of rows of a file: their places in it, in ascending order, and what was read of them."""

    file: Path
    group: int
    at: np.ndarray
    rows: pa.Table

    def only(self, these: pa.Array) -> "Found":
        return Found(self.file, self.group, self.at[these.to_numpy(zero_copy_only=False)], self.rows.filter(these))


def found(file: Path, wanted: Mapping[str, Among], columns: Sequence[str], hashes: Hashes) -> Iterator[Found]:
    """The rows of which one of the columns `wanted` has one of its values, with those of `columns` that are there."""
    places = list(hashes.at(file, wanted)) if wanted else []
    if not places:
        return
    with pq.ParquetFile(file) as stream:
        for group, at in places:
            yield Found(file, group, at, _read(stream, group, columns).take(pa.array(at)))


def whole(them: Iterable[Found], columns: Sequence[str], few_words: bool = False) -> Iterator[pa.Table]:
    """Those of `columns` that are there, of all rows of each. With `few_words`, where the same texts stand again and
    again, each is made once, which is sooner."""
    for file, each in groupby(them, key=lambda one: one.file):
        metadata = pq.read_metadata(file)
        leaves = (metadata.schema.column(at) for at in range(metadata.num_columns)) if few_words else ()
        texts = [leaf.path for leaf in leaves if leaf.logical_type.type == "STRING"]
        with pq.ParquetFile(file, metadata=metadata, read_dictionary=texts) as stream:
            for one in each:
                yield _read(stream, one.group, columns).take(pa.array(one.at))


def as_table(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """The rows with all columns of a table; those that are not there are null."""
    there = set(rows.column_names)
    columns = [rows[each.name] if each.name in there else pa.nulls(len(rows), each.type) for each in schema]
    return pa.table(columns, names=schema.names).cast(schema)


def _read(stream: pq.ParquetFile, group: int, columns: Sequence[str]) -> pa.Table:
    there = [name for name in columns if name in stream.schema_arrow.names]
    return stream.read_row_group(group, columns=there, use_threads=False)
