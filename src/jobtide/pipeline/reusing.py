"""Which versions are of another advert than their id says: tables.LIVES of a home, kept from run to run.

    <folder>/lives.parquet      its rows, by content
    <folder>/lives_made_from    the days of a repost, the digest of the rows, and the files of the store they came from

What an advert's versions are taken for is told by its own rows alone. So where files only came, the adverts that they
name are looked at and all other rows stand; where any was replaced, all adverts are looked at.

Touches: the folder, the store for reading.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts import reused
from jobtide.adverts.store import segments
from jobtide.arrow import arrow_schema
from jobtide.durable import put
from jobtide.engine import Engine
from jobtide.pipeline.versions import Versions
from jobtide.settings import Home

_SEVERAL = ibis.table({"advert": "int64"}, name="several")


def lives_file(folder: Path) -> Path:
    return folder / f"{tables.LIVES.name}.parquet"


def write_lives(engine: Engine, home: Home, folder: Path, scratch: Path, repost_days: int, versions: Versions) -> bool:
    """Writes the table where it is not there, and says whether all adverts were looked at.

    `engine` sees adverts, sightings and signatures, and afterwards the table.
    """
    file, made_from = lives_file(folder), folder / "lives_made_from"
    files = {_told(file): file for file in (*segments(home.adverts), *segments(home.sightings))}
    before, stand = _before(file, made_from, repost_days)
    anew = None if stand is None or not before.issubset(files) else [files[name] for name in files.keys() - before]
    if anew != []:
        finding = (engine, repost_days, scratch)
        rows = _of_all(*finding) if anew is None else _beside(*finding, stand, anew, versions)
        pq.write_table(rows.sort_by("content").combine_chunks(), scratch / file.name, compression="zstd")
        told = "\n".join([str(repost_days), _digest(scratch / file.name), *sorted(files)])
        made_from.unlink(missing_ok=True)
        put(scratch / file.name, file)
        (scratch / made_from.name).write_text(told, encoding="utf-8")
        put(scratch / made_from.name, made_from)
    engine.see(tables.LIVES.name, file)
    return anew is None


def _before(file: Path, made_from: Path, repost_days: int) -> tuple[frozenset[str], pa.Table | None]:
    """The files of the store that the table was made from, and its rows; None where it is not what was written then."""
    if not file.exists() or not made_from.exists():
        return frozenset(), None
    days, digest, *files = made_from.read_text(encoding="utf-8").split("\n")
    if (days, digest) != (str(repost_days), _digest(file)):
        return frozenset(), None
    return frozenset(files), pq.read_table(file).cast(arrow_schema(tables.LIVES))


def _of_all(engine: Engine, repost_days: int, scratch: Path) -> pa.Table:
    several = reused.of_several_versions(_table(tables.ADVERTS))
    many = engine.write("several", several, scratch / "several.parquet")
    return _found(engine, repost_days, scratch / "several.parquet") if many else _nothing()


def _beside(
    engine: Engine, repost_days: int, scratch: Path, stand: pa.Table, anew: Sequence[Path], versions: Versions
) -> pa.Table:
    """The rows of the adverts that the files `anew` name, and of `stand` those of all others."""
    named = pa.concat_tables([pq.read_table(file, columns=["advert"]) for file in anew])
    rows = versions.rows(pc.unique(named["advert"]))
    counted = rows.group_by("advert").aggregate([([], "count_all")])
    several = counted.filter(pc.greater(counted["count_all"], 1)).select(["advert"])
    if not len(several):
        return stand  # what an advert had several versions of it has several of still
    pq.write_table(several, scratch / "several.parquet")
    theirs = rows.filter(pc.is_in(rows["advert"], several["advert"].combine_chunks()))["content"].combine_chunks()
    others = stand.filter(pc.invert(pc.is_in(stand["content"], theirs)))
    return pa.concat_tables([others, _found(engine, repost_days, scratch / "several.parquet")])


def _found(engine: Engine, repost_days: int, several: Path) -> pa.Table:
    """The rows of these adverts, in no order."""
    engine.see(_SEVERAL.get_name(), several)
    told = (_table(table) for table in (tables.ADVERTS, tables.SIGHTINGS, tables.SIGNATURES))
    versions = reused.after_a_gap(*told, _SEVERAL, repost_days)
    names = versions.columns
    rows = list(reused.relabelled(dict(zip(names, row, strict=True)) for row in engine.rows(versions)))
    return pa.Table.from_pylist(rows, schema=arrow_schema(tables.LIVES))


def _nothing() -> pa.Table:
    return arrow_schema(tables.LIVES).empty_table()


def _told(file: Path) -> str:
    return f"{file.parent.name}/{file.name} {file.stat().st_size}"


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _table(table: tables.Table) -> ibis.Table:
    return ibis.table(dict(table.schema), name=table.name)
