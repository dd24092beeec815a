"""Which adverts say something else than when the last edition was made, and what of the store tells all about them.

A vacancy is other than before only where one of its adverts came, was seen again, or joined or left it; or where it was
open and is over, or is open and was not. So the adverts of these are found, with all that are one with them then or
now; their rows, taken out of the store, are all that their vacancies are made from. Everything else stands.

Touches: the home and the earlier edition, for reading; scratch/.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.life import is_live, latest
from jobtide.adverts.reused import home_as_lived
from jobtide.adverts.store import segments
from jobtide.arrow import arrow_schema
from jobtide.edition.earlier import Damaged
from jobtide.edition.taken_over import Moved
from jobtide.engine import Engine
from jobtide.pipeline.found_rows import Found, as_table, found, whole
from jobtide.pipeline.gathered import once
from jobtide.pipeline.hashes import Hashes, among
from jobtide.pipeline.standing import Standing
from jobtide.pipeline.versions import Versions, lived
from jobtide.settings import Home

_NAME = pa.array([], pa.int64())
# What tells whether an advert is open.
_LIVING = {
    "adverts": (
        "advert", "content", "source", "closed_at", "valid_through", "ingest", "record", "first_seen", "last_seen",
    ),
    "sightings": ("advert", "content", "last_seen"),
}  # fmt: skip
# What is asked of those that moved: the text of an advert, above all, is not read.
_ALL = {
    "adverts": (*_LIVING["adverts"], "id", "title", "employer", "url"),
    "sightings": tuple(tables.SIGHTINGS.schema),
    "readings": tuple(tables.READINGS.schema),
}
_DESCRIBED = {table.name: table for table in (tables.ADVERTS, tables.SIGHTINGS, tables.READINGS)}


@dataclass(frozen=True)
class Sources:
    """Where tables lie: those of the home now, and the rows that the moved adverts have in them."""

    home: Home
    readings: Path
    joined: Path
    lives: Path
    adverts_then: frozenset[str]  # names of files below the home that the earlier edition was made from
    hashes: Hashes

    def was_there(self, file: Path) -> bool:
        return str(file.relative_to(self.home.folder)) in self.adverts_then


@dataclass(frozen=True)
class Rows:
    """Files in scratch with the rows of the moved adverts: those of now, and of them those that were there then."""

    moved: Moved
    names: pa.Array
    now: Mapping[str, Path]
    then: Mapping[str, Path]


class Moving:
    """Finds what moved since the edition `standing`. `engine` is for this alone, and sees absences."""

    def __init__(
        self, engine: Engine, scratch: Path, sources: Sources, standing: Standing, as_of: date, live_days: int
    ):
        self._engine, self._scratch, self._sources, self._standing = engine, scratch, sources, standing
        self._as_of, self._then, self._live_days = as_of, standing.earlier.said.inputs.as_of, live_days
        self._files = {"adverts": segments(sources.home.adverts), "sightings": segments(sources.home.sightings)}
        engine.see("joined_then", standing.joined)
        engine.see("joined_now", sources.joined)
        self._lives_then, self._lives_now = (pq.read_table(file) for file in (standing.lives, sources.lives))
        self._lives = pa.concat_tables([self._lives_then, self._lives_now])

    def rows(self) -> Rows:
        told, recent, other_lives = once(self._told()), once(self._recent()), self._other_lives()
        open_then, joined_otherwise = once(self._open_then()), self._joined_otherwise()
        asked = once([told, recent, _lives_of(other_lives, told, recent), open_then, joined_otherwise])
        there = self._found(self._with_all_that_are_one(asked))
        opened_or_over = _other(open_then, self._open_now(there))
        moved = once([told, _lives_of(other_lives, told), joined_otherwise, opened_or_over])
        return self._taken(self._with_all_that_are_one(moved), there)

    # -- which adverts ------------------------------------------------------------------------------------------------

    def _told(self) -> Iterator[pa.Array]:
        """Adverts in files that were not there then, and those that were and not yet counted, being of a later day."""
        for file in (*self._files["adverts"], *self._files["sightings"]):
            if not self._sources.was_there(file):
                yield pq.read_table(file, columns=["advert"], use_threads=False)["advert"]
        for file in self._files["adverts"]:
            yield _where(file, pc.field("first_seen") > self._then)

    def _recent(self) -> Iterator[pa.Array]:
        """Adverts that may be open now."""
        for file in (*self._files["adverts"], *self._files["sightings"]):
            yield _where(file, pc.field("last_seen") >= self._as_of - timedelta(self._live_days))

    def _other_lives(self) -> pa.Table:
        """(advert, life): the adverts that versions under an id are now, or were, taken for."""
        versions = Versions(self._files["adverts"], self._sources.hashes)
        rows = versions.rows(contents=self._lives["content"].combine_chunks())
        both = [lived(rows, lives_) for lives_ in (self._lives_then, self._lives_now)]
        return pa.concat_tables([pa.table({"advert": rows["advert"], "life": each}) for each in both])

    def _open_then(self) -> Iterator[pa.Array]:
        """The first adverts of vacancies that were open on the earlier edition's day."""
        # A file that can be read and is damaged even so is met when its month is taken over.
        for month in self._standing.earlier.months():
            try:
                with pq.ParquetFile(month.file) as stream:
                    open_ones = _live_ones(stream)
            except (pa.ArrowException, OSError, ValueError) as error:
                raise Damaged(f"{month.file.name} of the last edition cannot be read: {error}.") from error
            digits = [int(name[1:], 16) for name in open_ones]
            yield pa.array(np.array(digits, np.uint64).view(np.int64))

    def _open_now(self, there: Mapping[str, Sequence[Found]]) -> pa.Array:
        """The first adverts of vacancies that are open now, of those whose rows are `there`."""
        for name, groups in there.items():
            with _Writer(self._scratch / f"{name}-asked.parquet", _DESCRIBED[name]) as writer:
                for each in groups:
                    writer.add(each.rows)
            self._engine.see(name, self._scratch / f"{name}-asked.parquet")
        self._engine.see(tables.LIVES.name, self._sources.lives)
        adverts, sightings, _, absences = home_as_lived()
        current = latest(adverts, sightings, absences)
        open_ones = current.filter(current.first_seen <= self._as_of, is_live(current, self._as_of, self._live_days))
        joined = ibis.table(dict(tables.JOINED.schema), name="joined_now")
        with_heads = open_ones.select("advert").left_join(joined.select("advert", "head"), "advert")
        return self._column(with_heads.select(advert=ibis.coalesce(with_heads["head"], with_heads.advert)).distinct())

    def _joined_otherwise(self) -> pa.Array:
        """Adverts that joined another vacancy, or for another reason, or no longer."""
        if os.path.samefile(self._standing.joined, self._sources.joined):
            return _NAME
        then, now = (ibis.table(dict(tables.JOINED.schema), name=f"joined_{when}") for when in ("then", "now"))
        other = then.difference(now).union(now.difference(then))
        return self._column(other.select("advert").union(other.select(advert="head")).distinct())

    def _with_all_that_are_one(self, named: pa.Array) -> pa.Array:
        """These adverts, and all that are or were one with any of them."""
        pq.write_table(pa.table({"advert": named}), self._scratch / "named.parquet")
        self._engine.see("named", self._scratch / "named.parquet")
        chosen = ibis.table({"advert": "int64"}, name="named")
        every = [ibis.table(dict(tables.JOINED.schema), name=f"joined_{when}") for when in ("then", "now")]
        heads = chosen.union(*(each.semi_join(chosen, "advert").select(advert="head") for each in every))
        with_heads = heads.distinct()
        others = (each.semi_join(with_heads.rename(head="advert"), "head").select("advert") for each in every)
        return self._column(with_heads.union(*others).distinct())

    def _column(self, expression: ibis.Table) -> pa.Array:
        return once(batch.column(0) for batch in self._engine.batches(expression, 1_000_000))

    # -- their rows ---------------------------------------------------------------------------------------------------

    def _found(self, names: pa.Array) -> dict[str, list[Found]]:
        """Where the rows of adverts lie, now or then, with what tells whether they are open."""
        of_lives = self._lives.filter(pc.is_in(self._lives["advert"], names))["content"].combine_chunks()
        wanted = among({"advert": names, "content": of_lives})
        return {
            name: [each for file in files for each in found(file, wanted, _LIVING[name], self._sources.hashes)]
            for name, files in self._files.items()
        }

    def _taken(self, names: pa.Array, there: Mapping[str, Sequence[Found]]) -> Rows:
        """What the store has of adverts, in files, of rows that are `there`."""
        now = {name: self._scratch / f"{name}.parquet" for name in _ALL}
        then = {name: self._scratch / f"{name}-then.parquet" for name in there} | {"readings": now["readings"]}
        days, contents = [np.zeros(0, np.int32)], {}
        for name, groups in there.items():
            some = [each.only(self._is_of(each.rows, names)) for each in groups]
            some = [each for each in some if len(each.at)]
            with _Writer(now[name], _DESCRIBED[name]) as of_now, _Writer(then[name], _DESCRIBED[name]) as of_then:
                for each, rows in zip(some, whole(some, _ALL[name]), strict=True):
                    of_now.add(rows.filter(pc.is_in(lived(rows, self._lives_now), names)))
                    if self._sources.was_there(each.file):
                        of_then.add(rows.filter(pc.is_in(lived(rows, self._lives_then), names)))
                    days += [_days(rows, day) for day in ("first_seen", "last_seen") if day in rows.column_names]
            if name == "adverts":
                contents = {file: _contents(each) for file, each in groupby(some, key=lambda one: one.file)}
        with _Writer(now["readings"], tables.READINGS) as readings:
            for file, of_file in contents.items():
                read = self._sources.readings / file.name
                if read.exists():
                    at = found(read, among({"content": of_file}), ("content",), Hashes())
                    for rows in whole(at, _ALL["readings"], few_words=True):
                        readings.add(rows)
        gone = pa.array([f"v{name & (1 << 64) - 1:016x}" for name in names.to_pylist()], pa.string())
        months = np.unique(np.concatenate(days)).astype("datetime64[D]").astype("datetime64[M]").astype(str)
        return Rows(Moved(gone, frozenset(months.tolist())), names, now, then)

    def _is_of(self, rows: pa.Table, names: pa.Array) -> pa.ChunkedArray:
        """Whether each version is, or was, one of these adverts."""
        return pc.or_(*(pc.is_in(lived(rows, of), names) for of in (self._lives_then, self._lives_now)))


class _Writer:
    """A file of a table, to which rows of some of its columns are added; the others are null."""

    def __init__(self, file: Path, described: tables.Table):
        self._schema = arrow_schema(described)
        self._writer = pq.ParquetWriter(file, self._schema, compression="none")

    def __enter__(self) -> "_Writer":
        return self

    def __exit__(self, *_) -> None:
        self._writer.close()

    def add(self, rows: pa.Table) -> None:
        if len(rows):
            self._writer.write_table(as_table(rows, self._schema))


def _live_ones(stream: pq.ParquetFile) -> list[str]:
    """The names of the live vacancies of a file. In most months there is none, which their statistics tell."""
    live = [column.path for column in stream.schema].index("live")
    groups = (stream.metadata.row_group(group).column(live).statistics for group in range(stream.num_row_groups))
    asked = [group for group, told in enumerate(groups) if told is None or not told.has_min_max or told.max]
    if not asked:
        return []
    rows = stream.read_row_groups(asked, columns=["vacancy_id", "live"], use_threads=False)
    return rows.filter(rows["live"])["vacancy_id"].to_pylist()


def _lives_of(other_lives: pa.Table, *named: pa.Array) -> pa.Array:
    """The adverts that versions under these ids are now, or were, taken for."""
    return once([other_lives.filter(pc.is_in(other_lives["advert"], once(named)))["life"]])


def _contents(them: Iterable[Found]) -> pa.Array:
    return once(each.rows["content"] for each in them)


def _where(file: Path, condition: pc.Expression) -> pa.ChunkedArray:
    return pq.read_table(file, columns=["advert"], filters=condition, use_threads=False)["advert"]


def _other(one: pa.Array, another: pa.Array) -> pa.Array:
    """The values that only one of them has."""
    return once([one.filter(pc.invert(pc.is_in(one, another))), another.filter(pc.invert(pc.is_in(another, one)))])


def _days(rows: pa.Table, name: str) -> np.ndarray:
    return pc.unique(rows[name].cast(pa.int32())).to_numpy()
