"""What remains of an advert that was taken down: that there was one, its days, and numbers. No words.

In a capture that was rewritten a record becomes a stub, which a later reading takes as a sighting:

    {"forgotten": {"advert": 123, "content": 456, "first_seen": "2025-11-01", "last_seen": "2025-11-01"}}

A stub of a record that had been rejected, {"forgotten": null}, is rejected again. Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from jobtide.adverts.identity import stable

KEY = "forgotten"
_STAY = (
    "advert", "content", "source", "first_seen", "last_seen", "closed_at", "valid_through", "capture", "record",
    "ingest",
)  # fmt: skip
_NOT_NULL = {"title": "", "description": ""}
_WORDS = ("pay_text", "words")  # of a reading, beside the names that are replaced
_NAMES = ("employer_key", "reference")


@dataclass(frozen=True)
class Stub:
    """A record that was taken out of its capture, and what it had been read as."""

    advert: int
    content: int
    first_seen: date
    last_seen: date

    def fields(self) -> dict:
        days = {"first_seen": self.first_seen.isoformat(), "last_seen": self.last_seen.isoformat()}
        return {KEY: {"advert": self.advert, "content": self.content, **days}}


REJECTED = {KEY: None}  # the stub of a record that could not be read


def is_stub(fields: Mapping[str, object]) -> bool:
    """Whether a record of a rewritten capture stands for one that was taken out."""
    return len(fields) == 1 and KEY in fields


def stub_of(fields: Mapping[str, object]) -> Stub | None:
    """None for the stub of a rejected record."""
    said = fields[KEY]
    if said is None:
        return None
    days = (date.fromisoformat(said[name]) for name in ("first_seen", "last_seen"))
    return Stub(said["advert"], said["content"], *days)


def blank(rows: pa.Table) -> pa.Table:
    """Rows of tables.ADVERTS without their words. Each keeps a name of its own that tells nothing."""
    columns = {}
    for field in rows.schema:
        if field.name in _STAY:
            columns[field.name] = rows[field.name]
        elif field.name == "id":
            names = [f"forgotten {advert & 0xFFFF_FFFF_FFFF_FFFF:016x}" for advert in rows["advert"].to_pylist()]
            columns[field.name] = pa.array(names)
        elif field.name in _NOT_NULL:
            columns[field.name] = pa.repeat(_NOT_NULL[field.name], len(rows))
        elif pa.types.is_list(field.type):
            columns[field.name] = pa.array([[]] * len(rows), field.type)
        else:
            columns[field.name] = pa.nulls(len(rows), field.type)
    return pa.table(columns, schema=rows.schema)


def nameless(rows: pa.Table) -> pa.Table:
    """Rows of what was read in adverts, with names replaced by others and quoted words left out; numbers stay."""
    for place, name in enumerate(rows.column_names):
        if name in _NAMES:
            others = [other_name(value) for value in rows[name].to_pylist()]
            rows = rows.set_column(place, rows.schema.field(name), pa.array(others, rows.schema.field(name).type))
        elif name in _WORDS:
            rows = rows.set_column(place, rows.schema.field(name), pa.nulls(len(rows), rows.schema.field(name).type))
    return rows


def other_name(name: str | None) -> str | None:
    """The same for the same name, so that who stands together still does."""
    return None if name is None else f"forgotten {stable('forgotten', name) & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def within(rows: pa.Table, column: str, values: set[int]) -> pa.ChunkedArray:
    """Which rows have one of the values."""
    return pc.is_in(rows[column], pa.array(sorted(values), pa.int64()))
