"""A home's adverts to an edition: read what is unread, judge vacancies, compute, keep, make current.

Touches: readings/, editions/, scratch/.
"""

import errno
import importlib.metadata
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path

import ibis

from jobtide import tables
from jobtide.adverts import candidates
from jobtide.adverts.life import home_tables, latest, newest_day
from jobtide.adverts.reused import lived, lives
from jobtide.adverts.store import segments
from jobtide.adverts.vacancies import members, vacancies
from jobtide.edition import manifest
from jobtide.edition.folders import DEFINITIONS, MAPPED, QUERIES, TABLES
from jobtide.edition.shelf import Shelf
from jobtide.engine import Engine
from jobtide.errors import Error, Held, Unwritable
from jobtide.lock import locked
from jobtide.measure import Measures
from jobtide.pipeline.edition import write_edition
from jobtide.pipeline.expecting import hold_where_suspicious
from jobtide.pipeline.matching import Matching
from jobtide.pipeline.planning import Plan, following
from jobtide.pipeline.reading import read_adverts, readings_folder
from jobtide.pipeline.reading_on_spark import read_on
from jobtide.pipeline.rounds import absences_of
from jobtide.reference.load import Reference
from jobtide.reference.measures import load_measures
from jobtide.settings import Home, Settings
from jobtide.spark import SparkEngine
from jobtide.statistics import quality

# Settings that change how an edition is made but not what is in it.
_WITHOUT_EFFECT = (
    "expect_from", "expect_history", "expect_news", "expect_share", "expect_median", "memory_gib", "workers",
)  # fmt: skip

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
) -> manifest.Manifest:
    """The edition of `as_of` (default: the newest first-seen day), now current. Computed in process, or where `master`
    is given by the Spark cluster there.

    Where an edition of the very same inputs exists, that one is made current and nothing is computed. Held, with the
    edition kept and the last one current still, where it is not what that one lets expect, unless `accept`. Unwritable
    where the disk is full or not ours to write.

    `say` is told what will be done and what was, `moved` which part of the edition is done, from 0 to 1.
    """
    if not segments(home.adverts):
        raise Error(f"There are no adverts in {home.folder} yet. Read some with `jobtide ingest FILE`.")
    with locked(home, "publish"), _writable(home):
        with _engine(home, settings, master) as engine:
            read = _read(engine, home, settings, reference, say)
            say(f"{read:,} adverts were read with this reference data; the others had been before.")
            _see_home(engine, home, reference, settings)
            crowds = _match(home, settings, reference, engine, say)
            day = as_of or _newest(engine)
            measures = load_measures()
            inputs = _inputs(home, settings, reference, measures, day)
            shelf = Shelf(home)
            if inputs.edition_id not in shelf.ids():
                for line in _plan(engine, home, settings, day).lines():
                    say(line)
                _publish(engine, shelf, home, settings, reference, measures, inputs, crowds, say, following(moved))
        held = shelf.held().get(inputs.edition_id)
        if held and not accept:
            raise Held(held.edition, held.reasons, held.against)
        shelf.make_current(inputs.edition_id)
        return manifest.read(shelf.folder(inputs.edition_id))


@contextmanager
def _writable(home: Home) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise Unwritable(
            f"{home.folder} cannot be written to: {error.strerror}. The last edition stays as it is; do it again when "
            "there is room."
        ) from error


def _plan(engine: Engine | SparkEngine, home: Home, settings: Settings, as_of: date) -> Plan:
    adverts = ibis.table(dict(tables.ADVERTS.schema), name=tables.ADVERTS.name)
    many = engine.rows(adverts.agg(adverts=adverts.count()))[0][0]
    return Plan(many, as_of, settings.memory_gib, shutil.disk_usage(home.folder).free)


def _engine(home: Home, settings: Settings, master: str | None) -> Engine | SparkEngine:
    scratch = home.scratch / "engine"
    return Engine(scratch, settings.memory_gib) if master is None else SparkEngine(scratch, master)


def _read(
    engine: Engine | SparkEngine, home: Home, settings: Settings, reference: Reference, say: Callable[[str], None]
) -> int:
    def done(so_far: int) -> None:
        say(f"{so_far:,} adverts read")

    read = read_on(engine, home, settings, reference, done) if isinstance(engine, SparkEngine) else 0
    return read + read_adverts(home, settings, reference, done)


def _publish(
    engine: Engine | SparkEngine,
    shelf: Shelf,
    home: Home,
    settings: Settings,
    reference: Reference,
    measures: Measures,
    inputs: manifest.Inputs,
    crowds: int,
    say: Callable[[str], None],
    finished: Callable[[str], None],
) -> None:
    def done(step: str) -> None:
        say(f"computed {step}")
        finished(step)

    scratch = home.scratch / "steps"
    joined = ibis.table(dict(tables.JOINED.schema), name=tables.JOINED.name)
    found = vacancies(*_home_tables(), joined, settings, inputs.as_of)
    of_several = members(*_home_tables(), joined, settings, inputs.as_of)
    with shelf.draft(inputs.edition_id) as folder:
        try:
            build = write_edition(
                folder, scratch, engine, found, of_several, reference.taxonomy, reference.gazetteer, measures,
                settings, inputs.as_of, done, by_expressions=isinstance(engine, SparkEngine),
            )  # fmt: skip
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
        parts = {
            f"{TABLES}/{name}.parquet": manifest.part(folder / TABLES / f"{name}.parquet", rows)
            for name, rows in sorted(build.rows.items())
        }
        for inner in (QUERIES, MAPPED):
            files = sorted((folder / inner).iterdir())
            parts |= {f"{inner}/{file.name}": manifest.part(file) for file in files}
        parts[DEFINITIONS] = manifest.part(folder / DEFINITIONS)
        manifest.Manifest(inputs.edition_id, inputs, _quality(engine, inputs.as_of, crowds), parts).write(folder)
        hold_where_suspicious(shelf, folder, settings, say)
        shelf.publish(folder, inputs.edition_id)
        finished("kept")


def _see_home(engine: Engine, home: Home, reference: Reference, settings: Settings) -> None:
    files = {
        tables.ADVERTS: segments(home.adverts),
        tables.SIGHTINGS: segments(home.sightings),
        tables.READINGS: segments(readings_folder(home, reference, settings)),
        tables.ABSENCES: absences_of(home),
    }
    for table, found in files.items():
        engine.see(table.name, found, table.schema)


def _match(home: Home, settings: Settings, reference: Reference, engine: Engine, say: Callable[[str], None]) -> int:
    """Judges which adverts are one; the engine then sees tables.LIVES and tables.JOINED. Returns Matching.crowds."""
    # An engine of its own: what it runs depends on what earlier rounds did, and belongs to no edition. The other half of
    # the memory is for the texts' signatures, which lie beside it.
    with Engine(home.scratch / "engine-of-matching", settings.memory_gib / 2) as own:
        _see_home(own, home, reference, settings)
        readings = readings_folder(home, reference, settings).name
        matching = Matching(home, settings, own, reference.gazetteer, readings)
        new = matching.find(say)
        say(f"{new:,} adverts were compared with all; the others had been before.")
        engine.see(tables.LIVES.name, matching.lives_file())
        engine.see(tables.JOINED.name, matching.join(_home_tables()))
        return matching.crowds()


def _home_tables() -> tuple[ibis.Table, ...]:
    """Adverts, sightings, readings and absences, where an id that was used again is another advert's."""
    adverts, sightings, readings, absences = home_tables()
    return (*lived(adverts, sightings, lives()), readings, absences)


def _newest(engine: Engine | SparkEngine) -> date:
    adverts, sightings, *_ = _home_tables()
    return engine.rows(newest_day(adverts, sightings).as_table())[0][0]


def _quality(engine: Engine, as_of: date, crowds: int) -> dict[str, object]:
    """What the edition says of itself: how many adverts it rests on, and how much could be read in them."""
    adverts, sightings, readings, absences = _home_tables()
    found = quality.recognised(ibis.table(dict(tables.VACANCIES.schema), name="vacancies"))
    current = latest(adverts, sightings, absences).filter(lambda advert: advert.first_seen <= as_of)
    measured = dict(zip(found.columns, engine.rows(found)[0], strict=True))
    odd = dict(engine.rows(quality.issues(current, readings)))
    if crowds:
        odd[f"parts of texts that more than {candidates.CROWD} texts share, by which none were compared"] = crowds
    return {"adverts": engine.rows(current.agg(adverts=current.count()))[0][0], **measured, "issues": odd}


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


def _label(file: Path) -> str | None:
    return file.read_text(encoding="utf-8").strip() if file.exists() else None
