"""Records to rows, many at a time: what is accepted as a batch of Arrow, what is not with its reason. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

import pyarrow as pa

from jobtide import tables
from jobtide.advert import Advert
from jobtide.adverts.clean import Cleaner
from jobtide.adverts.closing import UNKNOWN, Closing
from jobtide.adverts.identity import advert_hash, content_hash
from jobtide.adverts.quarantine import Rejected, rejected
from jobtide.arrow import TYPES
from jobtide.record import BadRecord, Record

_FROM_ADVERT = tuple(
    column.name for column in tables.ADVERTS.columns if column.name in Advert.__dataclass_fields__
)  # the others are hashes and origins
_NAMES = 1000  # columns that are counted; a hostile file could name a new one in every record


@dataclass(frozen=True)
class Batch:
    """`rows` has the columns of tables.ADVERTS but `capture` and `ingest`, in the order of the records.

    `closings` are rejected too, unless their adverts are known, with what they are rejected for then.
    `issues` count the oddities of accepted records, `unused` the records that had each column which was not read.
    """

    rows: pa.RecordBatch
    rejected: tuple[Rejected, ...]
    issues: Counter[str]
    unused: Counter[str]
    closings: tuple[tuple[Closing, Rejected], ...] = ()


def batch(records: Iterable[Record | BadRecord], cleaner: Cleaner, wanted: frozenset[str]) -> Batch:
    """`wanted` are the columns that the cleaner reads; all others are counted."""
    adverts: list[Advert] = []
    positions: list[int] = []
    refused: list[Rejected] = []
    closings: list[tuple[Closing, Rejected]] = []
    issues: Counter[str] = Counter()
    unused: Counter[str] = Counter()
    for record in records:
        if isinstance(record, BadRecord):
            refused.append(rejected(record.position, record.issue, record.raw))
            continue
        for name in record.fields.keys() - wanted:
            if name in unused or len(unused) < _NAMES:
                unused[name] += 1
        cleaned = cleaner.cleaned(record.fields)
        if cleaned.closing is not None:
            closings.append((cleaned.closing, rejected(record.position, UNKNOWN, record.fields)))
            continue
        if cleaned.advert is None:
            refused.append(rejected(record.position, cleaned.issues[-1], record.fields))
            continue
        for issue in (*record.issues, *cleaned.issues):
            issues[issue.reason] += 1
        adverts.append(cleaned.advert)
        positions.append(record.position)
    return Batch(rows_of(adverts, positions), tuple(refused), issues, unused, tuple(closings))


def rows_of(adverts: Sequence[Advert], positions: Sequence[int]) -> pa.RecordBatch:
    columns: dict[str, Sequence] = {name: list(map(attrgetter(name), adverts)) for name in _FROM_ADVERT}
    columns |= {
        "advert": [advert_hash(advert) for advert in adverts],
        "content": [content_hash(advert) for advert in adverts],
        "record": positions,
    }
    types = {name: TYPES[type_] for name, type_ in tables.ADVERTS.schema.items() if name in columns}
    return pa.RecordBatch.from_arrays([pa.array(columns[name], type_) for name, type_ in types.items()], list(types))
