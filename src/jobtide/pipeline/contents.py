"""What a kept capture holds, read as a line of the ledger says: its columns, records and adverts.

Touches: the home, to read.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from jobtide.adverts.batch import Batch
from jobtide.adverts.clean import Defaults
from jobtide.adverts.mapping import Columns, Missing, columns
from jobtide.landing import Capture, Entry, Landing
from jobtide.pipeline.cleaning import Cleaning, How
from jobtide.pipeline.redacting import JSON_LINES, stubs_and_records
from jobtide.record import BadRecord, Record
from jobtide.sources import formats


class Contents:
    """A capture as `entry` reads it. What was taken down in it is left out, or given as stubs."""

    def __init__(self, landing: Landing, capture: Capture, entry: Entry):
        self._landing, self._capture, self._entry = landing, capture, entry
        self._adapter = formats.adapter_of(entry.format)

    def columns(self) -> tuple[str, ...] | None:
        """The names in a table's head; None where there is none to read."""
        if self._capture.redacted:
            return None
        with self._landing.opened(self._capture) as stream:
            return self._adapter.columns(stream)

    def mapping(self, every: tuple[str, ...] | None) -> Columns:
        """Which column gives which field, where the columns are `every`. What is left of a table has the columns of the
        table."""
        mapping = columns(self._entry.map)
        if self._capture.redacted and formats.is_table(self._adapter):
            with self.records(mapping) as (records, _):
                every = next((tuple(record.fields) for record in records if isinstance(record, Record)), None)
        return mapping if every is None else mapping.among(every)

    def batches(self, cleaning: Cleaning) -> Iterator[Batch]:
        """Its adverts, without taking anything."""
        mapping = self.mapping(self.columns())
        with self.records(mapping) as (records, _):
            yield from cleaning.batches(records, How(mapping, self._defaults()))

    @contextmanager
    def watched(
        self, cleaning: Cleaning, mapping: Columns, missing: Missing
    ) -> Iterator[tuple[Iterator[Batch], list[Record]]]:
        """Its adverts, while `missing` watches for columns that were asked for; and a list that fills with stubs of
        what was taken down in it."""
        if formats.has_parts(self._adapter) and not self._capture.redacted and not missing.seeks:
            with self._landing.opened(self._capture) as stream:
                parts = self._adapter.parts(stream, mapping.named)
                yield cleaning.of_parts(parts, How(mapping, self._defaults(), self._entry.format)), []
        else:
            with self.records(mapping) as (records, stubs):
                yield cleaning.batches(_watched(records, missing), How(mapping, self._defaults())), stubs

    @contextmanager
    def records(self, mapping: Columns) -> Iterator[tuple[Iterator[Record | BadRecord], list[Record]]]:
        """Its records, and a list that fills with stubs of those that were taken down."""
        redacted = self._capture.redacted
        adapter = formats.adapter_of(JSON_LINES) if redacted else self._adapter
        stubs: list[Record] = []
        with self._landing.opened(self._capture) as stream:
            records = adapter.read(stream, mapping.named, self._entry.address)
            yield (stubs_and_records(records, stubs) if redacted else records), stubs

    def _defaults(self) -> Defaults:
        entry = self._entry
        return Defaults(entry.source, entry.seen_at or entry.taken, entry.seen_at, entry.place)


def _watched(records: Iterable[Record | BadRecord], missing: Missing) -> Iterator[Record | BadRecord]:
    for record in records:
        if isinstance(record, Record):
            missing.watch(record.fields)
        yield record
