"""One edition that is not there yet: from adverts that have been read and matched to a folder among the others.

Touches: editions/, standing/, scratch/.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import ibis
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts import candidates
from jobtide.adverts.life import latest
from jobtide.adverts.reused import home_as_lived
from jobtide.adverts.store import segments
from jobtide.adverts.vacancies import in_two, judged_as_of, members, members_of, vacancies_of
from jobtide.edition import manifest
from jobtide.edition.build import Build, columns_taken_over
from jobtide.edition.earlier import Damaged
from jobtide.edition.finished import Finished
from jobtide.edition.folders import DEFINITIONS, MAPPED, QUERIES, TABLES
from jobtide.edition.shelf import Shelf
from jobtide.engine import Engine
from jobtide.measure import Measures
from jobtide.pipeline import standing
from jobtide.pipeline.anew import Anew, anew, moved_on, recognised, tally
from jobtide.pipeline.edition import in_order, numbered, write_edition
from jobtide.pipeline.expecting import hold_where_suspicious
from jobtide.pipeline.hashes import Hashes
from jobtide.pipeline.moved import Sources
from jobtide.pipeline.planning import Plan
from jobtide.pipeline.reading import readings_folder
from jobtide.pipeline.standing import Unlike
from jobtide.reference.load import Reference
from jobtide.settings import Home, Settings
from jobtide.spark import SparkEngine
from jobtide.statistics import quality

_CROWDS = f"parts of texts that more than {candidates.CROWD} texts share, by which none were compared"


@dataclass(frozen=True)
class Matched:
    """Which adverts are one, which id was whose, and Matching.crowds."""

    joined: Path
    lives: Path
    crowds: int


@dataclass(frozen=True)
class Making:
    """One edition that is not there yet, from adverts that have been read and matched."""

    engine: Engine | SparkEngine
    to_sql: Callable[[object], str]
    home: Home
    hashes: Hashes
    settings: Settings
    reference: Reference
    measures: Measures
    inputs: manifest.Inputs
    matched: Matched
    say: Callable[[str], None]
    moved: Callable[[float], None]
    doing: Callable[[str], None]

    @property
    def _in_process(self) -> bool:
        return not isinstance(self.engine, SparkEngine)

    def publish(self, shelf: Shelf) -> None:
        """Makes the edition and moves it among the others; from all adverts where the last one is damaged."""
        scratch = self.home.scratch / "steps"
        try:
            try:
                with self._beside() as pool:
                    self._publish(shelf, scratch, self._change(shelf, pool) if self._in_process else None)
            except Damaged as damaged:
                self.say(f"{damaged} The edition is made from all adverts instead. See `jobtide verify`.")
                self._publish(shelf, scratch, None)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        if self._in_process:
            standing.keep(self.home, self.inputs.edition_id, self.matched.joined, self.matched.lives)

    @staticmethod
    @contextmanager
    def _beside() -> Iterator[Executor]:
        """One thread for what runs beside the interpreter; what it has not begun is not waited for."""
        pool = ThreadPoolExecutor(1)
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)

    def _plan(self, change: Anew | None) -> Plan:
        adverts = ibis.table(dict(tables.ADVERTS.schema), name=tables.ADVERTS.name)
        many = self.engine.rows(adverts.agg(adverts=adverts.count()))[0][0]
        of_change = (change.adverts, change.earlier.said.id) if change else (None, None)
        free = shutil.disk_usage(self.home.folder).free
        return Plan(many, self.inputs.as_of, self.settings.memory_gib, free, *of_change)

    def _publish(self, shelf: Shelf, scratch: Path, change: Anew | None) -> None:
        self.hashes.let_go()  # what moved is known by now
        plan = self._plan(change)
        for line in plan.lines():
            self.say(line)
        past = plan.following(self.moved, self.doing)

        def done(step: str, how: str = "") -> None:
            self.say(f"computed {step}: {how}" if how else f"computed {step}")
            past(step)
            finished.look()

        with (
            shelf.draft(self.inputs.edition_id) as folder,
            Finished(folder) as finished,
            self._asked_of_adverts() as (found, of_several),
        ):
            build = write_edition(
                folder, scratch, self.engine, found, of_several, self.reference.taxonomy, self.reference.gazetteer,
                self.measures, self.settings, self.inputs.as_of, done,
                by_expressions=not self._in_process, change=change, sql=self._queries if self._in_process else {},
                to_sql=self.to_sql,
            )  # fmt: skip
            told = self._quality(build, change)
            parts = self._parts(folder, build, finished)
            manifest.Manifest(self.inputs.edition_id, self.inputs, told, parts).write(folder)
            hold_where_suspicious(shelf, folder, self.settings, self.say)
            shelf.publish(folder, self.inputs.edition_id, finished.flushed())
            past("kept")

    @contextmanager
    def _asked_of_adverts(self) -> Iterator[tuple[Sequence[ibis.Table], ibis.Table]]:
        """Vacancies and members. On a cluster what is known of each advert is brought together once for all that both
        ask of it."""
        if self._in_process or not pq.read_metadata(self.matched.joined).num_rows:
            yield self._vacancies, self._members
            return
        judged = judged_as_of(*home_as_lived(), self.settings, self.inputs.as_of)
        self.engine.ran["judged"] = self.to_sql(judged)
        with self.engine.pinned({"judged": judged}, by=("advert",)):
            once = ibis.table(judged.schema(), name="judged")
            yield [vacancies_of(once, _joined())], members_of(once, _joined())

    def _change(self, shelf: Shelf, pool: Executor) -> Anew | None:
        """What can be taken over from the last edition; None, said why, where nothing can. Its files are hashed in
        `pool` meanwhile."""
        home, scratch = self.home, self.home.scratch / "steps"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        try:
            last = standing.standing(home, shelf, self.inputs, self._queries)
            months = [f"{TABLES}/{month.file.name}" for month in last.earlier.months()]
            last.earlier.begin([*months, *columns_taken_over(last.earlier)], pool)
            sources = Sources(
                home, readings_folder(home, self.reference, self.settings), self.matched.joined, self.matched.lives,
                frozenset(last.earlier.said.inputs.adverts), self.hashes,
            )  # fmt: skip
            # Of what moved there is little: threads would wait for each other longer than they work.
            own_scratch, memory_gib = home.scratch / "engine-of-change", self.settings.memory_gib / 2
            with Engine(own_scratch, memory_gib, threads=1, to_sql=self.to_sql) as own:
                return anew(
                    own, scratch, sources, segments(home.absences), last, self.settings, self.inputs.as_of,
                    self._queries["vacancies"], self._members,
                )  # fmt: skip
        except Unlike as why:
            if shelf.ids():
                self.say(f"Nothing is taken over from the last edition: {why}.")
            return None

    @cached_property  # compiling takes as long as much of what moves in a day
    def _queries(self) -> dict[str, str]:
        """The SQL of vacancies and of their adverts, as the edition keeps it."""
        found = {"vacancies": in_order(self._vacancies), "members": numbered(self._members)}
        return {name: self.to_sql(expression) for name, expression in found.items()}

    @cached_property
    def _vacancies(self) -> Sequence[ibis.Table]:
        return list(in_two(*home_as_lived(), _joined(), self.settings, self.inputs.as_of))

    @cached_property
    def _members(self) -> ibis.Table:
        return members(*home_as_lived(), _joined(), self.settings, self.inputs.as_of)

    def _parts(self, folder: Path, build: Build, finished: Finished) -> dict[str, manifest.Part]:
        """What the manifest says of each file; those that are taken over were held against their hash just now."""
        parts = build.linked()
        rows: dict[str, int | None] = {f"{TABLES}/{name}.parquet": many for name, many in build.rows.items()}
        for inner in (QUERIES, MAPPED):
            rows |= {f"{inner}/{file.name}": None for file in (folder / inner).iterdir()}
        rows[DEFINITIONS] = None
        return parts | finished.parts({name: many for name, many in rows.items() if name not in parts})

    def _quality(self, build: Build, change: Anew | None) -> dict[str, object]:
        """What the edition says of itself: how many adverts it rests on, and how much could be read in them."""
        if change is None:
            adverts, sightings, readings, absences = home_as_lived()
            current = latest(adverts, sightings, absences).filter(lambda advert: advert.first_seen <= self.inputs.as_of)
            told = tally(self.engine, current, readings)
            found = quality.recognised(ibis.table(dict(tables.VACANCIES.schema), name="vacancies"))
            measured = dict(zip(found.columns, self.engine.rows(found)[0], strict=True))
        else:
            before = change.earlier.said.quality
            told = moved_on(before, change)
            measured = recognised(self.engine, before, build.merged, change.vacancies)
        odd = {issue: many for issue, many in told.issues.items() if issue != _CROWDS}
        if self.matched.crowds:
            odd[_CROWDS] = self.matched.crowds
        return {"adverts": told.adverts, **measured, "issues": odd}


def _joined() -> ibis.Table:
    return ibis.table(dict(tables.JOINED.schema), name=tables.JOINED.name)
