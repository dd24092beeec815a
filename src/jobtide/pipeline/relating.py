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
from jobtide.adverts.store import segments
from jobtide.engine import Engine
from jobtide.pipeline.versions import Versions
from jobtide.settings import Home

_BATCH = 1_000_000  # contents that are read at a time
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
        concerned_ones, rows = self._concerned(since, other)
        some, versions = self._put("concerned", concerned_ones), self._put("versions", rows)
        said = self._seen("said_beside", _table(tables.TEXTS).semi_join(versions, "content"))
        worth = self._seen("worth", worth_a_look(versions, said, pairs))
        contents = self._seen("contents", versions.semi_join(worth, "advert").select("content").distinct())
        asked = (_table(table).semi_join(contents, "content") for table in (tables.READINGS, tables.SIGNATURES))
        rows = self._kin(worth, pairs, said, *asked)
        return rows.semi_join(some, "advert"), some

    def _concerned(self, since: "Since", other: ibis.Table) -> tuple[pa.Table, pa.Table]:
        """(advert,) of all that is concerned, and (advert, content) of these and of who shares a text with one."""
        lives, then = (pq.read_table(file) for file in (self.lives, since.lives))
        named = since.named["advert"].combine_chunks()
        theirs = self.versions.rows(named)["content"].combine_chunks()
        others = [each.filter(pc.is_in(each["content"], theirs))["advert"] for each in (lives, then)]
        touched = _once(named, *others)
        paired = self._seen("ends_of_pairs", concerned.paired(other))
        some = _once(touched, self._sharing(touched, lives, paired))
        # Who shares a text with one of these decides how often it was, but is as before itself.
        beside = _once(some, self._sharing(some, lives))
        return pa.table({"advert": some}), self.versions.of(beside, lives)

    def _sharing(self, adverts: pa.Array, lives: pa.Table, *texts_too: ibis.Table) -> pa.Array:
        """The adverts that have or had a text that one of these has or had, or one of the texts given."""
        contents = self._put("contents_of_some", self.versions.of(adverts, lives).select(["content"]))
        texts = self._seen("their_texts", ibis.union(concerned.texts_of(contents, _table(tables.TEXTS)), *texts_too))
        having = self.engine.batches(concerned.having(_table(tables.TEXTS), texts), _BATCH)
        contents_too = pa.chunked_array([batch.column(0) for batch in having], pa.int64())
        return self.versions.adverts_with(contents_too.combine_chunks(), lives)

    def _kin(
        self, some: ibis.Table, pairs: ibis.Table, texts: ibis.Table, readings: ibis.Table, signatures: ibis.Table
    ) -> ibis.Table:
        adverts, sightings, _, absences = self.home_tables
        mine = adverts.semi_join(some, "advert")
        current = latest(mine, sightings.semi_join(some, "advert"), absences)
        return kin(current, mine.select("content", "locations"), readings, signatures, texts, pairs)

    def _put(self, name: str, rows: pa.Table) -> ibis.Table:
        pq.write_table(rows, self.scratch / f"{name}.parquet")
        self.engine.see(name, self.scratch / f"{name}.parquet")
        return ibis.table(dict.fromkeys(rows.column_names, "int64"), name=name)

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


def _once(*adverts: pa.Array | pa.ChunkedArray) -> pa.Array:
    chunks = [chunk for each in adverts for chunk in (each.chunks if isinstance(each, pa.ChunkedArray) else [each])]
    return pc.unique(pa.chunked_array(chunks, pa.int64()))


def _of_store(lines: list[str]) -> frozenset[str]:
    return frozenset(line for line in lines if line.partition("/")[0] in _STORE)


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _table(table: tables.Table) -> ibis.Table:
    return ibis.table(dict(table.schema), name=table.name)
