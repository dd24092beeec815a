"""Which adverts say something else than when the last edition was made, and what of the store tells all about them.

A vacancy is other than before only where one of its adverts came, was seen again, was or now would be open, or joined
or left it. So these adverts are found, with all that are one with them then or now; their rows, taken out of the store,
are all that their vacancies are made from. Everything else stands.

Touches: the home and the earlier edition, for reading; scratch/.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.store import segments
from jobtide.arrow import arrow_schema
from jobtide.edition.taken_over import Damaged, Moved
from jobtide.engine import Engine
from jobtide.pipeline.standing import Standing
from jobtide.settings import Home

_NAME = pa.array([], pa.int64())
_BITS = 1 << 22  # of hashes: a day's ones leave most of so many unset, and all fit near the processor
# What life.latest asks of an advert: its text, above all, is not read.
_ADVERTS = (
    "advert", "content", "source", "id", "title", "employer", "url", "closed_at", "valid_through", "ingest", "record",
    "first_seen", "last_seen",
)  # fmt: skip
_SIGHTINGS = tuple(tables.SIGHTINGS.schema)
_READINGS = tuple(tables.READINGS.schema)


@dataclass(frozen=True)
class Sources:
    """Where tables lie: those of the home now, and the rows that the moved adverts have in them."""

    home: Home
    readings: Path
    joined: Path
    lives: Path
    adverts_then: frozenset[str]  # names of files below the home that the earlier edition was made from

    def then(self, files: Iterable[Path]) -> list[Path]:
        return [file for file in files if str(file.relative_to(self.home.folder)) in self.adverts_then]

    def fresh(self, files: Iterable[Path]) -> list[Path]:
        return [file for file in files if str(file.relative_to(self.home.folder)) not in self.adverts_then]


@dataclass(frozen=True)
class Rows:
    """Files in scratch with the rows of the moved adverts: those of now, and of them those that were there then."""

    moved: Moved
    names: Path
    adverts: int
    now: dict[str, Path]
    then: dict[str, Path]


class Moving:
    """Finds what moved since the edition `standing`. `engine` is for this alone."""

    def __init__(
        self, engine: Engine, scratch: Path, sources: Sources, standing: Standing, as_of: date, live_days: int
    ):
        self._engine, self._scratch, self._sources, self._standing = engine, scratch, sources, standing
        self._as_of, self._then, self._live_days = as_of, standing.earlier.said.inputs.as_of, live_days
        self._adverts, self._sightings = segments(sources.home.adverts), segments(sources.home.sightings)
        engine.see("joined_then", standing.joined)
        engine.see("joined_now", sources.joined)
        engine.see("lives_then", standing.lives)
        engine.see("lives_now", sources.lives)
        self._lives = pa.concat_tables([pq.read_table(standing.lives), pq.read_table(sources.lives)])

    def rows(self) -> Rows:
        raw = _union([*self._fresh(), *self._recent()])
        named = _union([raw, *self._lives_of(raw), *self._open_then(), self._joined_otherwise()])
        names = self._with_all_that_are_one(named)
        file = self._scratch / "names.parquet"
        pq.write_table(pa.table({"advert": names}), file)
        contents = self._lives.filter(pc.is_in(self._lives["advert"], names))["content"].combine_chunks()
        now, then, days = self._taken(names, contents)
        gone = pa.array([f"v{name & (1 << 64) - 1:016x}" for name in names.to_pylist()], pa.string())
        months = frozenset(np.unique(days.astype("datetime64[D]").astype("datetime64[M]")).astype(str).tolist())
        return Rows(Moved(gone, months), file, len(names), now, then)

    # -- which adverts ------------------------------------------------------------------------------------------------

    def _fresh(self) -> Iterator[pa.Array]:
        """Adverts in files that were not there then."""
        for file in self._sources.fresh([*self._adverts, *self._sightings]):
            yield pq.read_table(file, columns=["advert"])["advert"].combine_chunks()

    def _recent(self) -> Iterator[pa.Array]:
        """Adverts that may be open now, and those that were there and not yet counted, being of a later day."""
        since = self._as_of - timedelta(self._live_days)
        for file in self._adverts:
            yield _where(file, (pc.field("last_seen") >= since) | (pc.field("first_seen") > self._then))
        for file in self._sightings:
            yield _where(file, pc.field("last_seen") >= since)

    def _lives_of(self, raw: pa.Array) -> Iterator[pa.Array]:
        """The adverts that versions under these ids are now, or were, taken for."""
        if not len(self._lives):
            return
        for file in self._adverts:
            rows = pq.read_table(file, columns=["advert", "content"], use_threads=False)
            contents = rows.filter(pc.is_in(rows["advert"], raw))["content"]
            yield self._lives.filter(pc.is_in(self._lives["content"], contents.combine_chunks()))["advert"]

    def _open_then(self) -> Iterator[pa.Array]:
        """The first adverts of vacancies that were open on the earlier edition's day."""
        # A file that can be read and is damaged even so is met when its month is taken over.
        for month in self._standing.earlier.months():
            try:
                with pq.ParquetFile(month.file) as stream:
                    found = _live_ones(stream)
            except (pa.ArrowException, OSError, ValueError) as error:
                raise Damaged(f"{month.file.name} of the last edition cannot be read: {error}.") from error
            digits = [int(name[1:], 16) for name in found]
            yield pa.array(np.array(digits, np.uint64).view(np.int64))

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
        found = [batch.column(0) for batch in self._engine.batches(expression, 1_000_000)]
        return _union(found)

    # -- their rows ---------------------------------------------------------------------------------------------------

    def _taken(self, names: pa.Array, contents: pa.Array) -> tuple[dict[str, Path], dict[str, Path], np.ndarray]:
        """Files of their rows now and then, and the days that stand in them."""
        days = [np.zeros(0, np.int32)]
        now = {name: self._scratch / f"{name}.parquet" for name in ("adverts", "sightings", "readings")}
        then = {name: self._scratch / f"{name}-then.parquet" for name in ("adverts", "sightings")}
        with (
            _Writer(now["adverts"], tables.ADVERTS) as adverts,
            _Writer(then["adverts"], tables.ADVERTS) as adverts_then,
            _Writer(now["readings"], tables.READINGS) as readings,
        ):
            for file in self._adverts:
                found = _matching(file, names, contents, _ADVERTS)
                if not len(found):
                    continue
                adverts.add(found)
                if self._sources.then([file]):
                    adverts_then.add(found)
                days += [_days(found, "first_seen"), _days(found, "last_seen")]
                read = self._sources.readings / file.name
                if read.exists():
                    readings.add(_matching(read, None, found["content"].combine_chunks(), _READINGS))
        with (
            _Writer(now["sightings"], tables.SIGHTINGS) as sightings,
            _Writer(then["sightings"], tables.SIGHTINGS) as sightings_then,
        ):
            for file in self._sightings:
                found = _matching(file, names, contents, _SIGHTINGS)
                sightings.add(found)
                if self._sources.then([file]):
                    sightings_then.add(found)
                days.append(_days(found, "last_seen"))
        return now, then | {"readings": now["readings"]}, np.unique(np.concatenate(days))


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
            there = set(rows.column_names)
            columns = [
                rows[each.name] if each.name in there else pa.nulls(len(rows), each.type) for each in self._schema
            ]
            self._writer.write_table(pa.table(columns, names=self._schema.names).cast(self._schema))


def _live_ones(stream: pq.ParquetFile) -> list[str]:
    """The names of the live vacancies of a file. In most months there is none, which their statistics tell."""
    live = [column.path for column in stream.schema].index("live")
    groups = (stream.metadata.row_group(group).column(live).statistics for group in range(stream.num_row_groups))
    asked = [group for group, told in enumerate(groups) if told is None or not told.has_min_max or told.max]
    rows = stream.read_row_groups(asked, columns=["vacancy_id", "live"], use_threads=False)
    return rows.filter(rows["live"])["vacancy_id"].to_pylist()


def _matching(file: Path, names: pa.Array | None, contents: pa.Array, columns: Sequence[str]) -> pa.Table:
    """The rows of adverts `names`, or of versions `contents`: only groups of rows with any are read in whole."""
    found = []
    asked = [name for name, wanted in (("advert", names), ("content", contents)) if wanted is not None and len(wanted)]
    wanted = {"advert": names, "content": contents}
    told = {name: _Told(wanted[name]) for name in asked}
    with pq.ParquetFile(file) as stream:
        there = [name for name in columns if name in stream.schema_arrow.names]
        for group in range(stream.num_row_groups):
            keys = stream.read_row_group(group, columns=asked, use_threads=False)
            hit = None
            for name in asked:
                mine = told[name].are_in(keys[name])
                hit = mine if hit is None else pc.or_(hit, mine)
            if hit is not None and pc.any(hit).as_py():
                found.append(stream.read_row_group(group, columns=there, use_threads=False).filter(hit))
        if not found:
            return stream.schema_arrow.empty_table().select(there)
    return pa.concat_tables(found)


class _Told:
    """Some hashes, of which it is told quickly that most others are not among them."""

    def __init__(self, values: pa.Array):
        self._values, self._bits = values, np.zeros(_BITS, bool)
        self._bits[self._low(values.to_numpy())] = True

    def are_in(self, column: pa.ChunkedArray) -> pa.Array:
        column = column.combine_chunks()
        found = self._bits[self._low(column.to_numpy())]
        some = np.flatnonzero(found)
        found[some] = pc.is_in(column.take(pa.array(some)), self._values).to_numpy(zero_copy_only=False)
        return pa.array(found)

    @staticmethod
    def _low(values: np.ndarray) -> np.ndarray:
        return values & (_BITS - 1)


def _where(file: Path, condition: pc.Expression) -> pa.Array:
    return pq.read_table(file, columns=["advert"], filters=condition, use_threads=False)["advert"].combine_chunks()


def _union(arrays: Iterable[pa.Array | pa.ChunkedArray]) -> pa.Array:
    """All values of all arrays, each once."""
    chunks = [chunk for each in arrays for chunk in (each.chunks if isinstance(each, pa.ChunkedArray) else [each])]
    return pc.unique(pa.chunked_array([_NAME, *chunks], pa.int64()))


def _days(rows: pa.Table, name: str) -> np.ndarray:
    return pc.unique(rows[name].cast(pa.int32())).to_numpy()
