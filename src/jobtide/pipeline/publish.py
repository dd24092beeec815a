"""A home's adverts to an edition: read what is unread, judge vacancies, compute, keep, make current.

Touches: readings/, editions/, scratch/.
"""

import errno
import gc
import importlib.metadata
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path

import ibis
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts import candidates
from jobtide.adverts.life import home_tables, latest, newest_day
from jobtide.adverts.reused import home_as_lived, lived, lives
from jobtide.adverts.store import segments
from jobtide.adverts.vacancies import in_two, judged_as_of, members, members_of, vacancies_of
from jobtide.edition import manifest
from jobtide.edition.build import Build
from jobtide.edition.folders import DEFINITIONS, MAPPED, QUERIES, TABLES
from jobtide.edition.shelf import Shelf
from jobtide.edition.taken_over import Damaged
from jobtide.engine import Engine, compiled
from jobtide.errors import Error, Held, Unwritable
from jobtide.lock import locked
from jobtide.measure import Measures
from jobtide.pipeline import standing
from jobtide.pipeline.anew import Anew, anew, moved_on, recognised, tally
from jobtide.pipeline.edition import in_order, numbered, write_edition
from jobtide.pipeline.expecting import hold_where_suspicious
from jobtide.pipeline.moved import Sources
from jobtide.pipeline.planning import Plan
from jobtide.pipeline.reading import read_adverts, readings_folder, unread
from jobtide.pipeline.reading_on_spark import read_on
from jobtide.pipeline.rounds import absences_of
from jobtide.pipeline.standing import Unlike
from jobtide.reference.load import Reference
from jobtide.reference.measures import load_measures
from jobtide.settings import Home, Settings
from jobtide.spark import SparkEngine
from jobtide.statistics import quality

# Settings that change how an edition is made but not what is in it.
_WITHOUT_EFFECT = (
    "expect_from", "expect_history", "expect_news", "expect_share", "expect_median", "memory_gib", "workers",
)  # fmt: skip

_CROWDS = f"parts of texts that more than {candidates.CROWD} texts share, by which none were compared"

_LATEST = timedelta(days=7)  # adverts of these days almost always hold the newest one

_NEW_OBJECTS = 50_000  # after which cycles are looked for

_FULL = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM)


def publish(
    home: Home,
    settings: Settings,
    reference: Reference,
    as_of: date | None = None,
    say: Callable[[str], None] = lambda message: None,
    *,
    accept: bool = False,
    master: str | None = None,
    moved: Callable[[float], None] = lambda part: None,
    doing: Callable[[str], None] = lambda what: None,
) -> manifest.Manifest:
    """The edition of `as_of` (default: the newest first-seen day), now current. Computed in process, or where `master`
    is given by the Spark cluster there.

    Where an edition of the very same inputs exists, that one is made current and nothing is computed. Held, with the
    edition kept and the last one current still, where it is not what that one lets expect, unless `accept`. Unwritable
    where the disk is full or not ours to write.

    `say` is told what will be done and what was; `doing` what is being done, and `moved` which part of it is, from 0 to
    1: of reading, and then of the edition.
    """
    if not segments(home.adverts):
        raise Error(f"There are no adverts in {home.folder} yet. Read some with `jobtide ingest FILE`.")
    with locked(home, "publish"), _writable(home), _seldom_collected():
        with _engine(home, settings, master) as engine:
            doing("reading adverts")
            read = _read(engine, home, settings, reference, moved)
            say(f"{_adverts(read)} read with this reference data; the others had been before.")
            _see_home(engine, home, reference, settings)
            doing("matching")
            moved(0.0)
            matched = _match(home, settings, reference, engine, say)
            day = _newest(engine) if as_of is None else _with_adverts(engine, as_of)
            measures = load_measures()
            inputs = _inputs(home, settings, reference, measures, day)
            shelf = Shelf(home)
            if not _is_whole(shelf, inputs.edition_id, say):
                doing("looking for what moved")
                making = _Making(engine, home, settings, reference, measures, inputs, matched, say, moved, doing)
                making.publish(shelf)
        held = shelf.held().get(inputs.edition_id)
        if held and not accept:
            raise Held(held.edition, held.reasons, held.against)
        shelf.make_current(inputs.edition_id)
        return manifest.read(shelf.folder(inputs.edition_id))


def _is_whole(shelf: Shelf, edition_id: str, say: Callable[[str], None]) -> bool:
    """Whether the edition is there, as it was published; a damaged one is made again."""
    if edition_id not in shelf.ids():
        return False
    found = manifest.damage(shelf.folder(edition_id))
    if found:
        say(f"Edition {edition_id} is there but damaged, so it is made again: {'; '.join(found[:3])}.")
    return not found


@contextmanager
def _writable(home: Home) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise Unwritable(
            f"{home.folder} cannot be written to: {os.strerror(error.errno)}. The last edition stays as it is; do it "
            "again when there is room."
        ) from error


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Expressions and what compiles them are many small objects that stay: to look through them for cycles whenever 700
    more are there took a twentieth of the time of a further day."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _engine(home: Home, settings: Settings, master: str | None) -> Engine | SparkEngine:
    scratch = home.scratch / "engine"
    if master is None:
        return Engine(scratch, settings.memory_gib)
    return SparkEngine(scratch, master, memory_gib=settings.memory_gib)


def _read(
    engine: Engine | SparkEngine,
    home: Home,
    settings: Settings,
    reference: Reference,
    moved: Callable[[float], None],
) -> int:
    waiting = sum(pq.read_metadata(file).num_rows for file in unread(home, reference, settings))

    def done(so_far: int) -> None:
        moved(min(1.0, so_far / max(waiting, 1)))

    read = read_on(engine, home, settings, reference, done) if isinstance(engine, SparkEngine) else 0
    return read + read_adverts(home, settings, reference, done)


@dataclass(frozen=True)
class _Matched:
    """Which adverts are one, which id was whose, and Matching.crowds."""

    joined: Path
    lives: Path
    crowds: int


@dataclass(frozen=True)
class _Making:
    """One edition that is not there yet, from adverts that have been read and matched."""

    engine: Engine | SparkEngine
    home: Home
    settings: Settings
    reference: Reference
    measures: Measures
    inputs: manifest.Inputs
    matched: _Matched
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
                self._publish(shelf, scratch, self._change(shelf) if self._in_process else None)
            except Damaged as damaged:
                self.say(f"{damaged} The edition is made from all adverts instead. See `jobtide verify`.")
                self._publish(shelf, scratch, None)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        if self._in_process:
            standing.keep(self.home, self.inputs.edition_id, self.matched.joined, self.matched.lives)

    def _plan(self, change: Anew | None) -> Plan:
        adverts = ibis.table(dict(tables.ADVERTS.schema), name=tables.ADVERTS.name)
        many = self.engine.rows(adverts.agg(adverts=adverts.count()))[0][0]
        of_change = (change.adverts, change.earlier.said.id) if change else (None, None)
        free = shutil.disk_usage(self.home.folder).free
        return Plan(many, self.inputs.as_of, self.settings.memory_gib, free, *of_change)

    def _publish(self, shelf: Shelf, scratch: Path, change: Anew | None) -> None:
        plan = self._plan(change)
        for line in plan.lines():
            self.say(line)
        finished = plan.following(self.moved, self.doing)

        def done(step: str, how: str = "") -> None:
            self.say(f"computed {step}: {how}" if how else f"computed {step}")
            finished(step)

        with shelf.draft(self.inputs.edition_id) as folder, self._asked_of_adverts() as (found, of_several):
            build = write_edition(
                folder, scratch, self.engine, found, of_several, self.reference.taxonomy, self.reference.gazetteer,
                self.measures, self.settings, self.inputs.as_of, done,
                by_expressions=not self._in_process, change=change, sql=self._queries if self._in_process else {},
            )  # fmt: skip
            parts = self._parts(folder, build)
            manifest.Manifest(self.inputs.edition_id, self.inputs, self._quality(build, change), parts).write(folder)
            hold_where_suspicious(shelf, folder, self.settings, self.say)
            shelf.publish(folder, self.inputs.edition_id)
            finished("kept")

    @contextmanager
    def _asked_of_adverts(self) -> Iterator[tuple[Sequence[ibis.Table], ibis.Table]]:
        """Vacancies and members. On a cluster what is known of each advert is brought together once for all that both
        ask of it."""
        as_of = self.inputs.as_of
        if self._in_process or not pq.read_metadata(self.matched.joined).num_rows:
            yield self._vacancies(as_of), self._members(as_of)
            return
        judged = judged_as_of(*home_as_lived(), self.settings, as_of)
        self.engine.ran["judged"] = compiled(judged)
        with self.engine.pinned({"judged": judged}, by=("advert",)):
            once = ibis.table(judged.schema(), name="judged")
            yield [vacancies_of(once, _joined())], members_of(once, _joined())

    def _change(self, shelf: Shelf) -> Anew | None:
        """What can be taken over from the last edition; None, said why, where nothing can."""
        home, scratch = self.home, self.home.scratch / "steps"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        try:
            last = standing.standing(home, shelf, self.inputs, self._queries)
            sources = Sources(
                home, readings_folder(home, self.reference, self.settings), self.matched.joined, self.matched.lives,
                frozenset(last.earlier.said.inputs.adverts),
            )  # fmt: skip
            # Of what moved there is little: threads would wait for each other longer than they work.
            with Engine(home.scratch / "engine-of-change", self.settings.memory_gib / 2, threads=1) as own:
                return anew(
                    own, scratch, sources, segments(home.absences), last, self.settings, self.inputs.as_of,
                    self._queries["vacancies"],
                )  # fmt: skip
        except Unlike as why:
            if shelf.ids():
                self.say(f"Nothing is taken over from the last edition: {why}.")
            return None

    @cached_property  # compiling takes as long as much of what moves in a day
    def _queries(self) -> dict[str, str]:
        """The SQL of vacancies and of their adverts, as the edition keeps it."""
        as_of = self.inputs.as_of
        found = {"vacancies": in_order(self._vacancies(as_of)), "members": numbered(self._members(as_of))}
        return {name: compiled(expression) for name, expression in found.items()}

    def _vacancies(self, as_of: date) -> Sequence[ibis.Table]:
        return in_two(*home_as_lived(), _joined(), self.settings, as_of)

    def _members(self, as_of: date) -> ibis.Table:
        return members(*home_as_lived(), _joined(), self.settings, as_of)

    def _parts(self, folder: Path, build: Build) -> dict[str, manifest.Part]:
        """What the manifest says of each file; those that are taken over were held against their hash just now."""
        parts = build.linked()
        rows: dict[str, int | None] = {f"{TABLES}/{name}.parquet": many for name, many in sorted(build.rows.items())}
        for inner in (QUERIES, MAPPED):
            rows |= {f"{inner}/{file.name}": None for file in sorted((folder / inner).iterdir())}
        rows[DEFINITIONS] = None
        asked = [name for name in rows if name not in parts]
        with ThreadPoolExecutor() as pool:  # hashing runs beside the interpreter
            said = pool.map(manifest.part, [folder / name for name in asked], [rows[name] for name in asked])
            return parts | dict(zip(asked, said, strict=True))

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
            measured = recognised(self.engine, before, build.merged)
        odd = {issue: many for issue, many in told.issues.items() if issue != _CROWDS}
        if self.matched.crowds:
            odd[_CROWDS] = self.matched.crowds
        return {"adverts": told.adverts, **measured, "issues": odd}


def _joined() -> ibis.Table:
    return ibis.table(dict(tables.JOINED.schema), name=tables.JOINED.name)


def _see_home(engine: Engine, home: Home, reference: Reference, settings: Settings) -> None:
    files = {
        tables.ADVERTS: segments(home.adverts),
        tables.SIGHTINGS: segments(home.sightings),
        tables.READINGS: segments(readings_folder(home, reference, settings)),
        tables.ABSENCES: absences_of(home),
    }
    for table, found in files.items():
        engine.see(table.name, found, table.schema)


def _match(
    home: Home, settings: Settings, reference: Reference, engine: Engine, say: Callable[[str], None]
) -> _Matched:
    """Judges which adverts are one; the engine then sees tables.LIVES and tables.JOINED."""
    from jobtide.pipeline.matching import Matching  # brings the compiler

    # An engine of its own: what it runs depends on what earlier rounds did, and belongs to no edition. The other half
    # of the memory is for the texts' signatures, which lie beside it.
    with Engine(home.scratch / "engine-of-matching", settings.memory_gib / 2) as own:
        _see_home(own, home, reference, settings)
        readings = readings_folder(home, reference, settings).name
        matching = Matching(home, settings, own, reference.gazetteer, readings)
        new = matching.find(say)
        say(f"{_adverts(new)} compared with all; the others had been before.")
        found = _Matched(matching.join(home_as_lived()), matching.lives_file(), matching.crowds())
        engine.see(tables.LIVES.name, found.lives)
        engine.see(tables.JOINED.name, found.joined)
        return found


def _newest(engine: Engine | SparkEngine) -> date:
    """The day of the newest advert. Of a market with a long history only the latest adverts are looked at for it."""
    adverts, sightings, *_ = home_tables()
    since = engine.rows(adverts.agg(newest=adverts.first_seen.max()))[0][0] - _LATEST
    latest_ones = adverts.filter(adverts.first_seen >= since).select("advert")
    of_them = adverts.select("advert", "content", "first_seen").semi_join(latest_ones, "advert")
    with engine.pinned({"latest_adverts": of_them}):  # all adverts are gone through once
        known = ibis.table(of_them.schema(), name="latest_adverts")
        asked = lived(known, sightings.semi_join(known, "advert"), lives())
        # Every other advert was seen before, for the first time.
        newest = engine.rows(newest_day(*asked).as_table())[0][0]
    if newest >= since:
        return newest
    return engine.rows(newest_day(*home_as_lived()[:2]).as_table())[0][0]


def _with_adverts(engine: Engine | SparkEngine, as_of: date) -> date:
    adverts, *_ = home_tables()
    oldest = engine.rows(adverts.agg(oldest=adverts.first_seen.min()))[0][0]
    if as_of < oldest:
        raise Error(f"No advert was seen by {as_of}: the first one was on {oldest}. Ask for a day from then on.")
    return as_of


def _inputs(home: Home, settings: Settings, reference: Reference, measures: Measures, as_of: date) -> manifest.Inputs:
    files = [*segments(home.adverts), *segments(home.sightings), *segments(home.absences)]
    said = {name: value for name, value in asdict(settings).items() if name not in _WITHOUT_EFFECT}
    return manifest.Inputs(
        as_of=as_of,
        software=importlib.metadata.version("jobtide"),
        reference=reference.digest,
        definitions=measures.digest,
        settings=said,
        adverts={str(file.relative_to(home.folder)): file.stat().st_size for file in files},
        label=_label(home.label_file),
    )


def _adverts(many: int) -> str:
    return "1 advert was" if many == 1 else f"{many:,} adverts were"


def _label(file: Path) -> str | None:
    return file.read_text(encoding="utf-8").strip() if file.exists() else None
