"""Vacancies put in the order in which an edition has them, however many there are.

What does not fit into memory lies in files meanwhile, parted by month; what is too much still by day, and then by the
beginnings of names. Each part is put in order by itself, so nothing larger than a part is ever held.

Touches: the scratch folder it is given.
"""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from jobtide.edition.by_month import ORDER

_AT_ONCE = 256 << 20  # bytes that are put in order in memory


def in_order(batches: Iterable[pa.RecordBatch], scratch: Path, at_once: int = _AT_ONCE) -> Iterator[pa.RecordBatch]:
    """All rows of `batches`, which have the columns of ORDER, in that order. Of no two rows these are equal."""
    scratch.mkdir(parents=True, exist_ok=True)
    return _in_order(iter(batches), scratch, at_once, _PARTS)


def _in_order(
    batches: Iterator[pa.RecordBatch], scratch: Path, at_once: int, parts: Sequence[Callable]
) -> Iterator[pa.RecordBatch]:
    held, size = [], 0
    for batch in batches:
        held.append(batch)
        size += batch.nbytes
        if size > at_once and parts:
            yield from _part_by_part(itertools.chain(held, batches), scratch, at_once, parts)
            return
    if size:
        whole = pa.Table.from_batches(held).combine_chunks()
        ordered = whole.take(pc.sort_indices(whole.select(ORDER), [(name, "ascending") for name in ORDER]))
        yield from ordered.to_batches()


def _part_by_part(
    batches: Iterable[pa.RecordBatch], scratch: Path, at_once: int, parts: Sequence[Callable]
) -> Iterator[pa.RecordBatch]:
    part, *deeper = parts
    folder = Path(tempfile.mkdtemp(prefix="in-order-", dir=scratch))
    writers: dict[object, pa.ipc.RecordBatchStreamWriter] = {}
    files: dict[object, Path] = {}
    try:
        for batch in batches:
            for key, rows in _parted(batch, part(batch)):
                if key not in writers:
                    files[key] = folder / f"{len(files)}.arrows"
                    writers[key] = pa.ipc.new_stream(files[key], batch.schema)
                writers[key].write_batch(rows)
        while writers:
            writers.popitem()[1].close()
        for key in sorted(files):
            with pa.ipc.open_stream(files[key]) as rows:
                yield from _in_order(rows, scratch, at_once, deeper)
            files[key].unlink()
    finally:
        for writer in writers.values():
            writer.close()
        shutil.rmtree(folder)


def _parted(batch: pa.RecordBatch, keys: np.ndarray) -> Iterator[tuple[object, pa.RecordBatch]]:
    """The rows of each key."""
    found, which = np.unique(keys, return_inverse=True)
    order = np.argsort(which, kind="stable")
    ends = np.cumsum(np.bincount(which)).tolist()
    rows = batch if (np.diff(which) >= 0).all() else batch.take(pa.array(order))
    for key, start, end in zip(found.tolist(), [0, *ends], ends, strict=False):
        yield key, rows.slice(start, end - start)


def _month(rows: pa.RecordBatch) -> np.ndarray:
    return _day(rows).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _day(rows: pa.RecordBatch) -> np.ndarray:
    return rows["first_seen"].cast(pa.int32()).to_numpy()


def _beginning(letters: int) -> Callable[[pa.RecordBatch], np.ndarray]:
    def beginning(rows: pa.RecordBatch) -> np.ndarray:
        return pc.utf8_slice_codeunits(rows["vacancy_id"], 0, letters).to_numpy(zero_copy_only=False).astype(str)

    return beginning


# A name is a letter and hexadecimal digits of a hash: two more of them part it into 256.
_PARTS = (_month, _day, _beginning(3), _beginning(5))
