"""What an edition takes over from the last one, and the vacancies that are put together anew beside it.

Touches: the home and the last edition, for reading; scratch/.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import ibis
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.life import latest
from jobtide.adverts.reused import home_as_lived
from jobtide.edition.by_month import ORDER, read_month
from jobtide.edition.earlier import Earlier
from jobtide.edition.taken_over import Merged, Moved
from jobtide.engine import Engine
from jobtide.pipeline.moved import Moving, Sources
from jobtide.pipeline.standing import Standing
from jobtide.settings import Settings
from jobtide.statistics import figures, quality


@dataclass(frozen=True)
class Tally:
    """How many adverts there are, and how many of them have each oddity."""

    adverts: int
    issues: Mapping[str, int]


@dataclass(frozen=True)
class Anew:
    """`vacancies` and `members` are files of all that `moved` takes out of `earlier` and that still is, and of what is
    new: without the vacancies' numbers, the members with their names. `then` and `now` tell of the adverts that moved.
    """

    earlier: Earlier
    moved: Moved
    adverts: int
    vacancies: Path
    members: Path
    then: Tally
    now: Tally


def anew(
    engine: Engine,
    scratch: Path,
    sources: Sources,
    absences: Sequence[Path],
    standing: Standing,
    settings: Settings,
    as_of: date,
    vacancies_sql: str,
    members: ibis.Table,
) -> Anew:
    """`engine` is for this alone. `vacancies_sql` puts vacancies together from all adverts, and `members` their
    adverts; here from those that moved."""
    engine.see(tables.ABSENCES.name, absences, tables.ABSENCES.schema)
    rows = Moving(engine, scratch, sources, standing, as_of, settings.live_days).rows()
    then = _tally(engine, rows.then, standing.lives, standing.earlier.said.inputs.as_of)
    now = _tally(engine, rows.now, sources.lives, as_of)
    joined = pq.read_table(sources.joined)
    pq.write_table(joined.filter(pc.is_in(joined["advert"], rows.names)), scratch / "joined.parquet")
    engine.see(tables.JOINED.name, scratch / "joined.parquet")
    engine.write("vacancies", vacancies_sql, scratch / "vacancies.parquet", ORDER)
    engine.write("members", members, scratch / "members.parquet")
    return Anew(
        standing.earlier,
        rows.moved,
        len(rows.names),
        scratch / "vacancies.parquet",
        scratch / "members.parquet",
        then,
        now,
    )


def _tally(engine: Engine, files: Mapping[str, Path], lives_file: Path, as_of: date) -> Tally:
    for name, file in files.items():
        engine.see(name, file)
    engine.see(tables.LIVES.name, lives_file)
    adverts, sightings, readings, absences = home_as_lived()
    return tally(engine, latest(adverts, sightings, absences).filter(lambda row: row.first_seen <= as_of), readings)


def tally(engine: Engine, current: ibis.Table, readings: ibis.Table) -> Tally:
    issues = {issue: many for issue, many in engine.rows(quality.issues(current, readings)) if issue is not None}
    return Tally(engine.rows(current.agg(adverts=current.count()))[0][0], issues)


def moved_on(before: Mapping[str, object], change: Anew) -> Tally:
    """Of all adverts, where an edition said this of its own."""
    issues = Counter(before["issues"])
    issues.subtract(change.then.issues)
    issues.update(change.now.issues)
    adverts = before["adverts"] - change.then.adverts + change.now.adverts
    return Tally(adverts, {issue: many for issue, many in sorted(issues.items()) if many})


def recognised(engine: Engine, before: Mapping[str, object], merged: Merged, came: Path) -> dict[str, object]:
    """What quality.recognised says of all, from what an edition said of its own and from the rows that were taken out
    of it; `came` is a file of those that came."""
    went = came.parent / "vacancies-that-went.parquet"
    pq.write_table(merged.went, went)
    found = {}
    for name, file in (("went", went), ("came", came)):
        engine.see(name, file)
        said = quality.recognised(figures.table(tables.VACANCIES, name))
        found[name] = dict(zip(said.columns, engine.rows(said)[0], strict=True))
    many = before["vacancies"] - found["went"]["vacancies"] + found["came"]["vacancies"]
    days = read_month(merged.months[0].file.file, ["first_seen"])["first_seen"]
    said = {"vacancies": many, "first_seen": days[0].as_py() if len(days) else None}
    shares = [name for name in found["came"] if name not in said]
    return said | {share: _share(share, before, found["went"], found["came"], many) for share in shares}


def _share(name: str, before: Mapping, went: Mapping, came: Mapping, many: int) -> float | None:
    """A share is a whole number of vacancies by another, so that number can be had back from it."""
    having = [round((said[name] or 0.0) * said["vacancies"]) for said in (before, went, came)]
    return (having[0] - having[1] + having[2]) / many if many else None
