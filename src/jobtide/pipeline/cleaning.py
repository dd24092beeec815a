"""Records to batches of adverts, in the order of the records: here while they are few, in several processes after that.

What comes out does not depend on how many processes there are.
"""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any

from jobtide.adverts.batch import Batch, batch
from jobtide.adverts.clean import Cleaner, Defaults
from jobtide.adverts.mapping import Columns
from jobtide.record import BadRecord, Record
from jobtide.sources import formats

_RECORDS, _CHARACTERS = 1_000, 8_000_000  # of a batch, whichever is full first
_HERE = 8  # batches that are cleaned in less time than a process takes to start


@dataclass(frozen=True)
class How:
    """How records are cleaned. `format` is that of the parts that are to become records; None: they are records."""

    columns: Columns
    defaults: Defaults
    format: str | None = None


class Cleaning:
    """Cleans records; starts processes when a capture proves large, and keeps them for the next. Close it."""

    def __init__(self, workers: int):
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def batches(self, records: Iterable[Record | BadRecord], how: How) -> Iterator[Batch]:
        """Batches of all `records`, holding only a few of them at a time."""
        return self.of_parts(_batched(records), how)

    def of_parts(self, parts: Iterable, how: How) -> Iterator[Batch]:
        """The same of parts, as the adapter of `how.format` gives them: processes make the records themselves."""
        given, cleaner = iter(parts), Cleaner(how.columns, how.defaults)
        for number, part in enumerate(given, 1):
            yield _batch(part, how, cleaner)
            if self._pool is not None or (number >= _HERE and self._workers > 1):
                break
        waiting: deque = deque()
        for part in given:
            waiting.append(self._started().submit(_cleaned, part, how))
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


def _batch(part: Any, how: How, cleaner: Cleaner) -> Batch:
    records = part if how.format is None else formats.adapter_of(how.format).of_part(part)
    return batch(records, cleaner, how.columns.named)


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


_last: tuple[How, Cleaner] | None = None  # of a worker process, which lives for nothing else


def _cleaned(part: Any, how: How) -> Batch:
    global _last
    if _last is None or _last[0] != how:
        _last = (how, Cleaner(how.columns, how.defaults))
    return _batch(part, how, _last[1])
