"""A home's adverts to an edition: read what is unread, judge vacancies, compute, keep, make current.

Touches: readings/, editions/, scratch/.
"""

import errno
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.life import home_tables
from jobtide.adverts.reused import home_as_lived
from jobtide.adverts.store import segments
from jobtide.edition import manifest
from jobtide.edition.shelf import Shelf
from jobtide.engine import Engine, compiled
from jobtide.errors import Error, Held
from jobtide.lock import locked, writable
from jobtide.pipeline.hashes import Hashes
from jobtide.pipeline.inputs import inputs_of
from jobtide.pipeline.making import Making, Matched
from jobtide.pipeline.newest import newest
from jobtide.pipeline.reading import read_adverts, readings_folder, unread
from jobtide.pipeline.reading_on_spark import read_on
from jobtide.pipeline.rounds import absences_of
from jobtide.reference.load import Reference
from jobtide.reference.measures import load_measures
from jobtide.settings import Home, Settings
from jobtide.spark import SparkEngine
from jobtide.statements import Statements

_OF_HASHES = 0.125  # of the memory: ten million versions take a twenty-fifth of the usual 4 GiB

_NEW_OBJECTS = 50_000  # after which cycles are looked for

_NOT_OURS = (errno.EACCES, errno.EPERM)  # it reads nothing beside the home, so that these are said of the home


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
    with locked(home, "publish"), writable(home, also=_NOT_OURS), _seldom_collected(), Statements(compiled) as made:
        room = int(settings.memory_gib * _OF_HASHES * 2**30)
        with _engine(home, settings, master, made.sql) as engine, Hashes(room) as hashes:
            doing("reading adverts")
            read = _read(engine, home, settings, reference, moved)
            say(f"{_adverts(read)} read with this reference data; the others had been before.")
            _see_home(engine, home, reference, settings)
            doing("matching")
            moved(0.0)
            matched = _match(home, settings, reference, engine, made.sql, hashes, say)
            day = newest(engine, home, hashes) if as_of is None else _with_adverts(engine, as_of)
            measures = load_measures()
            inputs = inputs_of(home, settings, reference, measures, day)
            shelf = Shelf(home)
            if not _is_whole(shelf, inputs.edition_id, say):
                doing("looking for what moved")
                making = Making(
                    engine, made.sql, home, hashes, settings, reference, measures, inputs, matched, say, moved, doing
                )
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
def _seldom_collected() -> Iterator[None]:
    """Expressions and what compiles them are many small objects that stay: to look through them for cycles whenever 700
    more are there took a twentieth of the time of a further day."""
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _engine(
    home: Home, settings: Settings, master: str | None, to_sql: Callable[[object], str]
) -> Engine | SparkEngine:
    scratch = home.scratch / "engine"
    if master is None:
        return Engine(scratch, settings.memory_gib, to_sql=to_sql)
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
    home: Home,
    settings: Settings,
    reference: Reference,
    engine: Engine | SparkEngine,
    to_sql: Callable[[object], str],
    hashes: Hashes,
    say: Callable[[str], None],
) -> Matched:
    """Judges which adverts are one; the engine then sees tables.LIVES and tables.JOINED."""
    from jobtide.pipeline.matching import Matching  # brings the compiler

    # An engine of its own: what it runs depends on what earlier rounds did, and belongs to no edition. The other half
    # of the memory is for the texts' signatures, which lie beside it.
    with Engine(home.scratch / "engine-of-matching", settings.memory_gib / 2, to_sql=to_sql) as own:
        _see_home(own, home, reference, settings)
        readings = readings_folder(home, reference, settings).name
        matching = Matching(home, settings, own, reference.gazetteer, readings, hashes)
        new = matching.find(say)
        say(f"{_adverts(new)} compared with all; the others had been before.")
        found = Matched(matching.join(home_as_lived()), matching.lives_file(), matching.crowds())
        engine.see(tables.LIVES.name, found.lives)
        engine.see(tables.JOINED.name, found.joined)
        return found


def _with_adverts(engine: Engine | SparkEngine, as_of: date) -> date:
    adverts, *_ = home_tables()
    oldest = engine.rows(adverts.agg(oldest=adverts.first_seen.min()))[0][0]
    if as_of < oldest:
        raise Error(f"No advert was seen by {as_of}: the first one was on {oldest}. Ask for a day from then on.")
    return as_of


def _adverts(many: int) -> str:
    return "1 advert was" if many == 1 else f"{many:,} adverts were"
