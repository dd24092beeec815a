"""Records to batches of adverts, in the order of the records: here while they are few, in several processes after that.

What comes out does not depend on how many processes there are.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor

from jobtide.adverts.batch import Batch, batch
from jobtide.adverts.clean import Cleaner, Defaults
from jobtide.adverts.mapping import Columns
from jobtide.record import BadRecord, Record

_RECORDS, _CHARACTERS = 1_000, 8_000_000  # of a batch, whichever is full first
_HERE = 8  # batches that are cleaned in less time than a process takes to start


class Cleaning:
    """Cleans records; starts processes when a capture proves large, and keeps them for the next. Close it."""

    def __init__(self, workers: int):
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def batches(self, records: Iterable[Record | BadRecord], columns: Columns, defaults: Defaults) -> Iterator[Batch]:
        """Batches of all `records`, holding only a few of them at a time."""
        given = _batched(records)
        cleaner, wanted = Cleaner(columns, defaults), columns.named
        for number, some in enumerate(given, 1):
            yield batch(some, cleaner, wanted)
            if self._pool is not None or (number >= _HERE and self._workers > 1):
                break
        waiting: deque = deque()
        for some in given:
            waiting.append(self._started().submit(_cleaned, some, columns, defaults))
            if len(waiting) > 2 * self._workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Not forked: this process has threads of its own, whose locks a fork would copy as they stand.
            self._pool = ProcessPoolExecutor(self._workers, multiprocessing.get_context("spawn"))
        return self._pool


def _batched(records: Iterable[Record | BadRecord]) -> Iterator[list[Record | BadRecord]]:
    some: list[Record | BadRecord] = []
    characters = 0
    for record in records:
        some.append(record)
        values = record.fields.values() if isinstance(record, Record) else (record.raw,)
        characters += sum([len(value) for value in values if type(value) is str])
        if len(some) >= _RECORDS or characters >= _CHARACTERS:
            yield some
            some, characters = [], 0
    if some:
        yield some


_last: tuple[Columns, Defaults, Cleaner] | None = None  # of a worker process, which lives for nothing else


def _cleaned(records: list[Record | BadRecord], columns: Columns, defaults: Defaults) -> Batch:
    global _last
    if _last is None or (_last[0], _last[1]) != (columns, defaults):
        _last = (columns, defaults, Cleaner(columns, defaults))
    return batch(records, _last[2], columns.named)
