"""Every capture read again as the ledger says it was read: the store that the present software makes of them.

The new store is written beside the old one and takes its place as a whole. Touches: the home.
"""

import filecmp
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jobtide.adverts.store import ingest_of, is_forgotten, segments
from jobtide.durable import Change
from jobtide.errors import Error
from jobtide.landing import Entry, Landing
from jobtide.lock import locked
from jobtide.pipeline.taking import Taking
from jobtide.settings import Home, Settings


@dataclass(frozen=True)
class Held:
    """What a store holds: versions of adverts, sightings and quarantined records."""

    versions: int
    sightings: int
    quarantined: int


@dataclass(frozen=True)
class Reread:
    """`captures` were read; `unreadable` are kept and still cannot be."""

    captures: int
    unreadable: int
    before: Held
    after: Held


def reread(
    home: Home,
    settings: Settings,
    today: date,
    source: str | None = None,
    say: Callable[[str], None] = lambda message: None,
) -> Reread:
    """Builds the store again from landing, all of it or what was read as `source`.

    Equal software and captures give an equal store. A capture that could not be read so far is tried again. Error, with
    nothing changed, where one is gone or can no longer be read.
    """
    with locked(home, "reread"):
        landing = Landing(home)
        entries = [entry for entry in landing.entries() if source in (None, entry.source)]
        waiting = [entry for entry in landing.unreadable() if source in (None, entry.source)]
        if not entries and not waiting:
            of_source = "" if source is None else f" of the source {source!r}"
            raise Error(f"There is no capture{of_source} in {home.folder}.")
        shadow = Home(home.scratch / "reread")
        shutil.rmtree(shadow.folder, ignore_errors=True)
        try:
            _keep(home, shadow, None if source is None else {entry.ingest for entry in entries})
            at_last = _rebuild(home, shadow, settings, today, entries, waiting, say)
            before, after = held(home), held(shadow)
            _swap(home, shadow)
        finally:
            shutil.rmtree(shadow.folder, ignore_errors=True)
    return Reread(len(entries) + at_last, len(waiting) - at_last, before, after)


def held(home: Home) -> Held:
    def rows(folder: Path) -> int:
        return sum(_rows(file) for file in segments(folder))

    rejected = sum(file.read_bytes().count(b"\n") for file in home.quarantine.glob("*.jsonl"))
    return Held(rows(home.adverts), rows(home.sightings), rejected)


def _rows(file: Path) -> int:
    try:
        return pq.read_metadata(file).num_rows
    except pa.ArrowException:  # a damaged file, which is being replaced, holds nothing
        return 0


def _keep(home: Home, shadow: Home, read_again: set[int] | None) -> None:
    """What is not read again is the same file in both. None: everything is."""
    for folder, beside in _folders(home, shadow):
        beside.mkdir(parents=True)
        for file in folder.glob("*.*"):
            if is_forgotten(file) or (read_again is not None and ingest_of(file) not in read_again):
                shutil.copyfile(file, beside / file.name)


def _rebuild(
    home: Home,
    shadow: Home,
    settings: Settings,
    today: date,
    entries: list[Entry],
    waiting: list[Entry],
    say: Callable[[str], None],
) -> int:
    """How many of those that are `waiting` could be read at last."""
    taker = Taking(home, settings, today, into=shadow)
    try:
        for number, entry in enumerate(entries, 1):
            try:
                taker.rebuilt(entry)
            except Error as error:
                raise Error(
                    f"{entry.name} (ingest {entry.ingest}) cannot be read again: {error} Nothing was changed."
                ) from error
            say(f"{number:,} of {len(entries):,} captures read again")
        return sum(taker.at_last(entry) is not None for entry in waiting)
    finally:
        taker.close()


def _swap(home: Home, shadow: Home) -> None:
    change = Change(home.folder)
    for folder, beside in _folders(home, shadow):
        for file in beside.iterdir():
            place = folder / file.name
            if not place.exists() or not filecmp.cmp(file, place, shallow=False):
                os.replace(file, change.new(place))
                file.touch()  # its name still counts below
        stay = {file.name for file in beside.iterdir()}
        for place in folder.glob("*.*"):
            if place.name not in stay:
                change.remove(place)
    stay = {file.name for file in shadow.adverts.iterdir()}
    for reading in home.readings.glob("*/*.parquet"):
        if reading.name not in stay:
            change.remove(reading)
    change.commit()


def _folders(home: Home, shadow: Home) -> tuple[tuple[Path, Path], ...]:
    return (
        (home.adverts, shadow.adverts), (home.sightings, shadow.sightings), (home.quarantine, shadow.quarantine),
    )  # fmt: skip
