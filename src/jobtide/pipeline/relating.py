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
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts import concerned
from jobtide.adverts.kin import kin, worth_a_look
from jobtide.adverts.life import latest
from jobtide.adverts.reused import lives
from jobtide.adverts.store import segments
from jobtide.engine import Engine
from jobtide.settings import Home

_STORE = ("adverts", "sightings")


@dataclass(frozen=True)
class Relating:
    """`engine` sees the tables of the home, which `home_tables` are as lived, and what matching found."""

    engine: Engine
    home_tables: tuple[ibis.Table, ...]
    scratch: Path

    def of_all(self, pairs: ibis.Table) -> ibis.Table:
        """Rows of kin.kin; what none of them can be is left out before anything is read of it."""
        worth = self._seen("worth", worth_a_look(self.home_tables[0], _table(tables.TEXTS), pairs))
        return self._kin(worth, pairs, _table(tables.TEXTS), *(_table(t) for t in (tables.READINGS, tables.SIGNATURES)))

    def of_some(self, pairs: ibis.Table, other: ibis.Table, since: "Since") -> tuple[ibis.Table, ibis.Table]:
        """The rows of kin.kin of all that is concerned, and which that are, as (advert,).

        `other` are the pairs (low, high) of now or before that the other time has not, or not alike.
        """
        pq.write_table(since.named, self.scratch / "named_since.parquet")
        self.engine.see("named_since", self.scratch / "named_since.parquet")
        self.engine.see("lives_then", since.lives)
        names = self.home_tables[0].select("advert", "content")
        with self.engine.pinned({"names_of_versions": names}):  # they are gone through again and again
            some, versions = self._concerned(ibis.table(names.schema(), name="names_of_versions"), other)
        said = self._seen("said_beside", _table(tables.TEXTS).semi_join(versions, "content"))
        worth = self._seen("worth", worth_a_look(versions, said, pairs))
        contents = self._seen("contents", versions.semi_join(worth, "advert").select("content").distinct())
        asked = (_table(table).semi_join(contents, "content") for table in (tables.READINGS, tables.SIGNATURES))
        rows = self._kin(worth, pairs, said, *asked)
        return rows.semi_join(some, "advert"), some

    def _concerned(self, adverts: ibis.Table, other: ibis.Table) -> tuple[ibis.Table, ibis.Table]:
        """(advert,) of all that is concerned, and (advert, content) of these and of who shares a text with one."""
        texts, named = _table(tables.TEXTS), ibis.table({"advert": "int64"}, name="named_since")
        then = ibis.table(dict(tables.LIVES.schema), name="lives_then")
        touched = self._seen("touched", concerned.touched(_table(tables.ADVERTS), named, lives().union(then)))
        theirs = concerned.texts_of(adverts, texts, touched).union(concerned.paired(other))
        some = touched.union(concerned.having(adverts, texts, self._seen("their_texts", theirs)))
        some = self._seen("concerned", some.distinct())
        # Who shares a text with one of these decides how often it was, but is as before itself.
        shared = self._seen("shared_texts", concerned.texts_of(adverts, texts, some))
        beside = self._seen("beside", some.union(concerned.having(adverts, texts, shared)).distinct())
        return some, self._seen("versions", adverts.semi_join(beside, "advert"))

    def _kin(
        self, some: ibis.Table, pairs: ibis.Table, texts: ibis.Table, readings: ibis.Table, signatures: ibis.Table
    ) -> ibis.Table:
        adverts, sightings, _, absences = self.home_tables
        mine = adverts.semi_join(some, "advert")
        current = latest(mine, sightings.semi_join(some, "advert"), absences)
        return kin(current, mine.select("content", "locations"), readings, signatures, texts, pairs)

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
