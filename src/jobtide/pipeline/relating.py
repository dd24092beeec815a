"""What is asked of adverts that may be one with another: of all, or of those that something new can matter to.

    <folder>/made_from       all that decided which adverts are one: the lives, the files of the store, the rounds
    <folder>/lives.parquet   tables.LIVES of that time

Where files only came since then, what is asked of an advert is as it was, unless one that they name has a text of its
own, now or before, or a text of its own came to be like another's, or ceased to be. Then it is `concerned`.
Touches: the folder, the store for reading, scratch/.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts import concerned
from jobtide.adverts.kin import kin, worth_a_look
from jobtide.adverts.life import latest
from jobtide.adverts.reused import lived
from jobtide.adverts.store import segments
from jobtide.arrow import arrow_schema
from jobtide.engine import Engine
from jobtide.pipeline.found_rows import as_table, found
from jobtide.pipeline.gathered import Gathered, column, put
from jobtide.pipeline.hashes import among
from jobtide.pipeline.versions import Versions
from jobtide.settings import Home

# What kin.kin and life.latest ask of an advert.
_ASKED = (
    "advert", "content", "source", "id", "title", "employer", "url", "closed_at", "valid_through", "ingest", "record",
    "first_seen", "last_seen", "locations",
)  # fmt: skip
_STORE = ("adverts", "sightings")


@dataclass(frozen=True)
class Relating:
    """`engine` sees the tables of the home, which `home_tables` are as lived, and what matching found. `lives` is the
    file of tables.LIVES of now."""

    engine: Engine
    home_tables: tuple[ibis.Table, ...]
    scratch: Path
    versions: Versions
    lives: Path

    def of_all(self, pairs: ibis.Table) -> ibis.Table:
        """Rows of kin.kin; what none of them can be is left out before anything is read of it."""
        worth = self._seen("worth", worth_a_look(self.home_tables[0], _table(tables.TEXTS), pairs))
        return self._kin(worth, pairs, _table(tables.TEXTS), *(_table(t) for t in (tables.READINGS, tables.SIGNATURES)))

    def of_some(self, pairs: ibis.Table, other: ibis.Table, since: "Since") -> tuple[ibis.Table, ibis.Table]:
        """The rows of kin.kin of all that is concerned, and which that are, as (advert,).

        `other` are the pairs (low, high) of now or before that the other time has not, or not alike.
        """
        beside, some = self._concerned(since, other)
        versions, said = self._put("versions", beside.versions), beside.texts
        worth = self._seen("worth", worth_a_look(versions, said, pairs))
        contents = self._seen("contents", versions.semi_join(worth, "advert").select("content").distinct())
        asked = (_table(table).semi_join(contents, "content") for table in (tables.READINGS, tables.SIGNATURES))
        rows = self._kin(worth, pairs, said, *asked, adverts=self._of(contents))
        return rows.semi_join(some, "advert"), some

    def _concerned(self, since: "Since", other: ibis.Table) -> tuple["Gathered", ibis.Table]:
        """What is concerned, with who shares a text with one; and (advert,) of what is concerned alone."""
        lives, then = (pq.read_table(file) for file in (self.lives, since.lives))
        named = since.named["advert"].combine_chunks()
        touched = [named]
        if len(lives) or len(then):
            theirs = self.versions.rows(named)["content"].combine_chunks()
            touched += [each.filter(pc.is_in(each["content"], theirs))["advert"] for each in (lives, then)]
        beside = Gathered(self.engine, self.scratch, self.versions, lives)
        beside.add(touched)
        beside.add([beside.sharing(self._seen("ends_of_pairs", concerned.paired(other)))])
        some = beside.adverts
        # Who shares a text with one of these decides how often it was, but is as before itself.
        beside.add([beside.sharing()])
        return beside, self._put("concerned", pa.table({"advert": some}))

    def _of(self, contents: ibis.Table) -> ibis.Table:
        """The rows of tables.ADVERTS of these versions, as lived, with what is asked of them."""
        asked = {"content": column(self.engine, contents)}
        file, schema = self.scratch / "adverts_of_these.parquet", arrow_schema(tables.ADVERTS)
        with pq.ParquetWriter(file, schema, compression="none") as writer:
            for each in self.versions.files:
                for rows in found(each, among(asked), _ASKED, self.versions.hashes):
                    writer.write_table(as_table(rows.rows, schema))
        self.engine.see("adverts_of_these", file)
        adverts, sightings = ibis.table(dict(tables.ADVERTS.schema), name="adverts_of_these"), _table(tables.SIGHTINGS)
        return lived(adverts, sightings, _table(tables.LIVES))[0]

    def _kin(
        self,
        some: ibis.Table,
        pairs: ibis.Table,
        texts: ibis.Table,
        readings: ibis.Table,
        signatures: ibis.Table,
        adverts: ibis.Table | None = None,
    ) -> ibis.Table:
        every, sightings, _, absences = self.home_tables
        mine = (every if adverts is None else adverts).semi_join(some, "advert")
        current = latest(mine, sightings.semi_join(some, "advert"), absences)
        return kin(current, mine.select("content", "locations"), readings, signatures, texts, pairs)

    def _put(self, name: str, rows: pa.Table) -> ibis.Table:
        return put(self.engine, self.scratch, name, rows)

    def _seen(self, name: str, rows: ibis.Table) -> ibis.Table:
        file = self.scratch / f"{name}.parquet"
        self.engine.write(name, rows, file)
        self.engine.see(name, file)
        return ibis.table(rows.schema(), name=name)


@dataclass(frozen=True)
class Since:
    """What came since adverts were judged: (advert,) of all that new files name. `lives` is the file of that time."""

    named: pa.Table
    lives: Path


def made_from(home: Home, lives_file: Path, rounds: Path) -> str:
    """All that decides which adverts are one, beside what the folder is named after."""
    files = [*segments(home.adverts), *segments(home.sightings), *sorted(rounds.glob("*"))]
    return "\n".join(
        [_digest(lives_file), *(f"{file.parent.name}/{file.name} {file.stat().st_size}" for file in files)]
    )


def since(home: Home, folder: Path, told: str) -> Since | None:
    """What came since `made_from` of the folder was written, where it is `told` now; None where more is other."""
    file, lives_then = folder / "made_from", folder / f"{tables.LIVES.name}.parquet"
    if not file.exists() or not lives_then.exists():
        return None
    digest, *before = file.read_text(encoding="utf-8").split("\n")
    stored, now = (_of_store(lines) for lines in (before, told.split("\n")[1:]))
    if digest != _digest(lives_then) or not stored <= now:
        return None
    anew = [home.folder / line.rpartition(" ")[0] for line in sorted(now - stored)]
    nothing = pa.table({"advert": pa.array([], pa.int64())})
    named = pa.concat_tables([nothing, *(pq.read_table(file, columns=["advert"]) for file in anew)])
    return Since(named.group_by("advert").aggregate([]), lives_then)


def _of_store(lines: list[str]) -> frozenset[str]:
    return frozenset(line for line in lines if line.partition("/")[0] in _STORE)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _table(table: tables.Table) -> ibis.Table:
    return ibis.table(dict(table.schema), name=table.name)
