"""Takedown: an advert's words leave every file of a home, and what figures count of it stays.

Captures, adverts, readings, the quarantine and editions are changed as one; what a crash interrupted is finished by
whoever comes next. The advert does not come back: what remains of it is known, and captures that bring it again
lose it.

Touches: the home.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.quarantine import TAKEN_DOWN, Rejected, kept, name_of
from jobtide.adverts.store import FORGOTTEN, is_forgotten, rewritten, segments
from jobtide.adverts.tombstones import Stub, blank, nameless, other_name, within
from jobtide.arrow import arrow_schema
from jobtide.durable import Change
from jobtide.edition import redaction
from jobtide.edition.shelf import Shelf
from jobtide.errors import Error
from jobtide.extraction.reading import AdvertReader
from jobtide.landing import Capture, Entry, Landing
from jobtide.lock import locked
from jobtide.pipeline.cleaning import Cleaning
from jobtide.pipeline.contents import Contents
from jobtide.pipeline.reading import read_batch
from jobtide.pipeline.redacting import JSON_LINES, without
from jobtide.reference.load import Reference
from jobtide.settings import Home, Settings

_SAYS = 60  # characters of a description by which a rejected record is known to be of the same advert


@dataclass(frozen=True)
class Wanted:
    """Which adverts are to go: those of a source by their ids, one address, or one employer; all that are given."""

    source: str | None = None
    ids: tuple[str, ...] = ()
    url: str | None = None
    employer: str | None = None


@dataclass(frozen=True)
class Forgotten:
    """`captures` were rewritten, `rejected` records lost their words; `vacancies` are those of all editions."""

    adverts: int
    versions: int
    captures: int
    rejected: int
    vacancies: int


def forget(
    home: Home,
    settings: Settings,
    reference: Reference,
    wanted: Wanted,
    say: Callable[[str], None] = lambda message: None,
) -> Forgotten:
    """Takes the words of adverts out of everything in the home. Error, with nothing changed, where none is known."""
    with locked(home, "forget"):
        adverts = _meant(home, wanted)
        if not adverts:
            raise Error(f"{home.folder} has no such advert, or its words were taken down before.")
        change = Change(home.folder)
        try:
            done = _Takedown(home, change, adverts).carried_out(settings, reference, say)
            change.commit()
        except BaseException:
            change.drop()
            raise
        for left in home.scratch.glob("*"):
            shutil.rmtree(left) if left.is_dir() else left.unlink()
    return done


def _meant(home: Home, wanted: Wanted) -> set[int]:
    """The adverts of which any version is meant."""
    found: set[int] = set()
    for file in segments(home.adverts):
        if is_forgotten(file):
            continue
        rows = pq.read_table(file, columns=["advert", "source", "id", "url", "employer"])
        hit = pa.array([False] * len(rows))
        if wanted.source is not None and wanted.ids:
            of_source = pc.equal(rows["source"], wanted.source)
            hit = pc.or_(hit, pc.and_(of_source, pc.is_in(rows["id"], pa.array(wanted.ids))))
        if wanted.url is not None:
            hit = pc.or_(hit, pc.fill_null(pc.equal(rows["url"], wanted.url), False))
        if wanted.employer is not None:
            employers = pc.utf8_lower(pc.utf8_trim_whitespace(rows["employer"]))
            hit = pc.or_(hit, pc.fill_null(pc.equal(employers, wanted.employer.strip().lower()), False))
        found.update(rows["advert"].filter(hit).to_pylist())
    return found


class _Takedown:
    """One takedown in the making: everything that it changes becomes part of `change`."""

    def __init__(self, home: Home, change: Change, adverts: set[int]):
        self._home, self._change, self._adverts = home, change, adverts
        self._landing = Landing(home)
        self._derived: dict[Path, list[pa.Table]] = {}

    def carried_out(self, settings: Settings, reference: Reference, say: Callable[[str], None]) -> Forgotten:
        rows = self._out_of_the_store()
        self._contents = set(rows["content"].to_pylist())
        newest = rows.sort_by([("last_seen", "ascending"), ("ingest", "ascending"), ("record", "ascending")])
        self._newest = dict(zip(newest["advert"].to_pylist(), newest["content"].to_pylist(), strict=True))
        self._first = dict(zip(newest["advert"].to_pylist(), newest["first_seen"].to_pylist(), strict=True))
        self._says = _says(rows)
        self._ids = {(row["source"], row["id"]) for row in rows.select(["source", "id"]).to_pylist()}
        reader = AdvertReader.of(reference.taxonomy, reference.gazetteer, settings, reference.facets)
        readings = [read_batch(reader, batch) for batch in rows.combine_chunks().to_batches(2_000)]
        name = f"{FORGOTTEN}{blake2b(repr(sorted(self._contents)).encode(), digest_size=8).hexdigest()}.parquet"
        pq.write_table(self._remains(rows), self._change.new(self._home.adverts / name), compression="zstd")
        kept_readings = nameless(pa.concat_tables(readings))
        pq.write_table(kept_readings, self._change.new(self._home.forgotten / name), compression="zstd")
        self._out_of_what_is_derived(name)
        captures, rejected = self._out_of_captures(settings, say)
        urls = {url for url in rows["url"].to_pylist() if url is not None}
        ids = {f"v{advert & 0xFFFF_FFFF_FFFF_FFFF:016x}" for advert in self._adverts}
        shelf = Shelf(self._home)
        editions = [shelf.folder(edition) for edition in shelf.ids()]
        vacancies = sum(redaction.redact(folder, ids, urls, self._ids, other_name, self._change) for folder in editions)
        return Forgotten(len(self._adverts), len(rows), captures, rejected, vacancies)

    def _out_of_the_store(self) -> pa.Table:
        """All versions of the adverts, which are no longer in it. `_moved` then tells which file became which."""
        self._moved: dict[str, str | None] = {}
        found = []
        for file in segments(self._home.adverts):
            if is_forgotten(file):
                continue
            hit = within(pq.read_table(file, columns=["advert"]), "advert", self._adverts)
            if pc.any(hit).as_py():
                rows = pq.read_table(file)
                found.append(rows.filter(hit))
                place = rewritten(file, rows.filter(pc.invert(hit)), self._home, self._change)
                self._moved[file.name] = None if place is None else place.name
        self._seen: dict[int, list[date]] = {}
        for file in segments(self._home.sightings):
            rows = pq.read_table(file)
            hit = within(rows, "advert", self._adverts)
            if pc.any(hit).as_py():
                for row in rows.filter(hit).to_pylist():
                    self._seen.setdefault(row["content"], []).append(row["last_seen"])
                rewritten(file, rows.filter(pc.invert(hit)), self._home, self._change)
        return pa.concat_tables(found, promote_options="default")

    def _remains(self, rows: pa.Table) -> pa.Table:
        """The adverts without words, first and last seen as their sightings say."""
        rows = blank(rows)
        spans = [
            [first, last, *self._seen.get(content, ())]
            for first, last, content in zip(
                *(rows[name].to_pylist() for name in ("first_seen", "last_seen", "content")), strict=True
            )
        ]
        for name, of in (("first_seen", min), ("last_seen", max)):
            place = rows.column_names.index(name)
            rows = rows.set_column(place, rows.schema.field(name), pa.array([of(span) for span in spans], pa.date32()))
        schema = arrow_schema(tables.ADVERTS)
        return rows.select([name for name in schema.names if name in rows.column_names])

    def _out_of_what_is_derived(self, name: str) -> None:
        """What was made of files of the store follows their rows, so that nothing else is made again."""
        for top in (self._home.readings, self._home.matches):
            for file in top.glob("*/*.parquet"):
                if file.name not in self._moved:
                    continue
                rows = pq.read_table(file)
                hit = within(rows, "content", self._contents)
                self._change.remove(file)
                new_name = self._moved[file.name]
                if new_name is not None:
                    pq.write_table(
                        rows.filter(pc.invert(hit)), self._change.new(file.with_name(new_name)), compression="zstd"
                    )
                parts = self._derived.setdefault(file.with_name(name), [])
                parts.append(nameless(rows.filter(hit)))
        for place, parts in self._derived.items():
            pq.write_table(pa.concat_tables(parts), self._change.new(place), compression="zstd")

    def _out_of_captures(self, settings: Settings, say: Callable[[str], None]) -> tuple[int, int]:
        """How many captures were rewritten, and how many rejected records lost their words."""
        cleaning = Cleaning(settings.workers)
        by_capture: dict[str, list[Entry]] = {}
        for entry in self._landing.entries():
            by_capture.setdefault(entry.capture, []).append(entry)
        captures = rejected = 0
        try:
            for number, (hash_, entries) in enumerate(by_capture.items(), 1):
                stubs: dict[int, Stub | None] = {}
                capture = self._landing.capture(hash_)
                for entry in entries:
                    stubs |= self._stubs(cleaning, capture, entry)
                if stubs:
                    format_ = JSON_LINES if capture.redacted else entries[-1].format
                    with self._landing.opened(capture) as stream:
                        rest = without(stream, format_, entries[-1].address, stubs)
                        self._landing.redact(capture, rest, self._change)
                    captures += 1
                    rejected += self._out_of_quarantine(entries, {at for at, stub in stubs.items() if stub is None})
                say(f"{number:,} of {len(by_capture):,} captures searched")
        finally:
            cleaning.close()
        for capture in self._landing.unread():
            with self._landing.opened(capture) as stream:
                if self._is_of_these(stream.read().decode("utf-8", "replace")):
                    self._change.remove(capture.path)
                    captures += 1
        return captures, rejected

    def _stubs(self, cleaning: Cleaning, capture: Capture, entry: Entry) -> dict[int, Stub | None]:
        stubs: dict[int, Stub | None] = {}
        for batch in Contents(self._landing, capture, entry).batches(cleaning):
            hit = within(batch.rows, "advert", self._adverts)
            columns = ["record", "advert", "content", "first_seen", "last_seen"]
            for row in batch.rows.filter(hit).select(columns).to_pylist():
                record = row.pop("record")
                if row["content"] not in self._contents:
                    row["content"] = self._newest[row["advert"]]
                stubs[record] = Stub(**row)
            for closing, record in batch.closings:
                if closing.advert in self._adverts:
                    first = self._first[closing.advert]
                    stubs[record.position] = Stub(closing.advert, self._newest[closing.advert], first, first)
            for record in batch.rejected:
                if self._is_of_these(record.record, entry.source):
                    stubs[record.position] = None
        return stubs

    def _out_of_quarantine(self, entries: Sequence[Entry], positions: set[int]) -> int:
        found = 0
        for entry in entries:
            file = self._home.quarantine / name_of(entry.capture, entry.ingest)
            if not positions or not file.exists():
                continue
            records = list(kept(file))
            found += sum(record.position in positions for record in records)
            with self._change.new(file).open("w", encoding="utf-8") as lines:
                for record in records:
                    if record.position in positions:
                        record = Rejected(record.position, TAKEN_DOWN.reason, "", "")
                    lines.write(json.dumps(asdict(record)) + "\n")
        return found

    def _is_of_these(self, text: str, source: str | None = None) -> bool:
        """Whether a text that could not be read as an advert is of one of these all the same."""
        if any(said in text for said in self._says):
            return True
        try:
            fields = json.loads(text)
        except (ValueError, RecursionError):
            return False
        return isinstance(fields, dict) and (source, str(fields.get("id"))) in self._ids


def _says(rows: pa.Table) -> tuple[str, ...]:
    """What only these adverts say: their addresses, and how their descriptions begin, as text and as JSON."""
    beginnings = (text[:_SAYS].partition("\n")[0] for text in rows["description"].to_pylist())
    said = {url for url in rows["url"].to_pylist() if url} | {text for text in beginnings if len(text) > _SAYS // 2}
    return tuple(sorted(said | {json.dumps(text)[1:-1] for text in said}))
