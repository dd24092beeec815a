"""Saved responses of a service whose shape is known: which captures are its, where their records lie, what they say.

A capture holds one response or several (pages, one after the other or one a line), a list of them, or bare records as
somebody cut them out: a list, one a line, or one alone. They are recognised by the names of their fields.

    Responses(
        source="board",
        lists=(("jobs",),),                              a response is {"jobs": [record, …], …}
        known_by=(("job_slug", "board_url"),),           names that all its records have, and no other service's
        fields=lambda said: {"title": said("name")},     what a record says; `said` marks a field as read
        expected=("name",),                              names that it has always had
    )

Fields of a record that are not asked for keep their names, so that they are counted as not read; so do those that the
operator maps. Where one that is expected is missing, the record says that the service has changed.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from jobtide.advert import FIELDS
from jobtide.issue import Issue
from jobtide.record import BadRecord, Record
from jobtide.sources.json_outline import Path, first_values, path_in
from jobtide.sources.json_records import JsonRecords
from jobtide.sources.json_text import RAW
from jobtide.sources.json_values import at
from jobtide.sources.opening import Opened
from jobtide.sources.text import decoded

_LOOKED_AT = 5  # records of the beginning of a capture
_ADVERTS = frozenset(FIELDS)
_NOTHING = (None, "", [], {})


class Said:
    """A record's fields. Calling it gives one, or what lies inside it, and marks it as read.

    `around` holds what stood beside the list of records, `address` where the capture came from, None where unknown.
    """

    def __init__(self, record: Mapping[str, object], around: Mapping[str, object], address: str | None):
        self.record, self.around, self.address = record, around, address
        self._read: set[str] = set()

    def __call__(self, name: str, *inside: str) -> object:
        self._read.add(name)
        if inside and name not in self.record:  # tables hold `location.name` for what lies inside `location`
            flat = ".".join((name, *inside))
            self._read.add(flat)
            return self.record.get(flat)
        return at(self.record.get(name), *inside)

    def unread(self, source: str) -> dict[str, object]:
        """Under their own names, unless an advert has a field of that name."""
        return {
            f"{source}.{name}" if name in _ADVERTS else name: value
            for name, value in self.record.items()
            if name not in self._read
        }


Fields = Callable[[Said], dict[str, object]]
NoAdvert = Callable[[Mapping[str, object]], str | None]


class Judge(Protocol):
    """Asked of every record in order, first whether it is none at all, then why it is no advert."""

    is_notice: Callable[[Mapping[str, object]], bool]
    no_advert: NoAdvert


@dataclass(frozen=True)
class Responses:
    """`no_advert` says why a record is none (a job that is not listed), None where it is one.

    `is_notice` is true of an item that is no record at all and is passed over (terms of use as the first item).
    `list_of` gives the path to the records of a response where `lists` is not enough to tell it from a record.
    """

    source: str
    lists: tuple[Path, ...]
    known_by: tuple[tuple[str, ...], ...]
    fields: Fields
    expected: tuple[str, ...] = ()
    no_advert: NoAdvert = lambda record: None
    is_notice: Callable[[Mapping[str, object]], bool] = lambda record: False
    list_of: Callable[[object], Path | None] | None = None
    proof: Callable[[Mapping[str, object]], bool] = lambda record: True

    def looks_like(self, head: bytes) -> bool:
        """Whether one of the first records has all names of one of the sets of `known_by`."""
        if not any(all(f'"{name}"'.encode() in head for name in names) for names in self.known_by):
            return False
        return any(self._is_ours(record) for record in self._first_records(decoded(head)[0]))

    def might_be(self, head: bytes) -> bool:
        return False

    def columns(self, stream: BinaryIO) -> None:
        """Not known before reading: each object names its own."""

    def read(
        self, stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
    ) -> Iterator[Record | BadRecord]:
        return self.records(stream, wanted, address, self)

    def records(
        self, stream: BinaryIO, wanted: frozenset[str] | None, address: str | None, judge: Judge
    ) -> Iterator[Record | BadRecord]:
        """The same with another judge of what is no advert, who may remember what went before."""
        mapped = (wanted or _ADVERTS) - _ADVERTS
        documents, passed_over = JsonRecords(Opened(stream), self._list_of), 0
        for record in documents:
            position = record.position - passed_over
            if isinstance(record, BadRecord):
                yield BadRecord(position, record.issue, record.raw)
            elif judge.is_notice(record.fields):
                passed_over += 1
            elif (why := self._why_not(record.fields) or judge.no_advert(record.fields)) is not None:
                yield BadRecord(position, Issue(why, ", ".join(record.fields)[:200]), json.dumps(record.fields)[:RAW])
            else:
                said = Said(record.fields, documents.around, address)
                given = self.fields(said)
                changed = tuple(
                    Issue(f"schema changed: no {name}", fatal=False) for name in self._missing(record.fields)
                )
                given = {name: value for name, value in given.items() if value not in _NOTHING}
                given |= {name: record.fields[name] for name in mapped if name in record.fields}
                yield Record(position, given | said.unread(self.source), (*record.issues, *changed))

    def _missing(self, record: Mapping[str, object]) -> list[str]:
        missing = [name for name in self.expected if name not in record]
        return [name for name in missing if not any(flat.startswith(f"{name}.") for flat in record)]

    def _why_not(self, record: Mapping[str, object]) -> str | None:
        """An answer about an error has none of the names that records have."""
        names = {name for names in self.known_by for name in names} | set(self.expected)
        return f"no record of {self.source}" if names.isdisjoint(record) else None

    def _list_of(self, value: object) -> Path | None:
        return self.list_of(value) if self.list_of is not None else path_in(value, self.lists)

    def _is_ours(self, record: Mapping[str, object]) -> bool:
        return any(all(name in record for name in names) for names in self.known_by) and self.proof(record)

    def _first_records(self, text: str) -> Iterator[Mapping[str, object]]:
        for value in first_values(text, _LOOKED_AT):
            for document in _several(value):
                path = self._list_of(document)
                for item in _several(at(document, *path) if path else document):
                    if isinstance(item, Mapping):
                        yield item


def _several(value: object) -> list:
    """The first items of a list, or the one value."""
    return value[:_LOOKED_AT] if isinstance(value, list) else [value]
