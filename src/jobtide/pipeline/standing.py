"""What the last edition was made from beside the store: which of its adverts were one vacancy, and which id was whose.

    standing/<edition>/{joined,lives}.parquet    tables.JOINED and tables.LIVES as they were

From these it can be told which of its vacancies stand, so that the next edition takes them over. All of it is derived:
without it, the next edition is made from all adverts.

Touches: standing/, editions/ for reading.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jobtide.edition import manifest
from jobtide.edition.earlier import Earlier, link
from jobtide.edition.folders import QUERIES
from jobtide.edition.shelf import Shelf
from jobtide.errors import Error
from jobtide.settings import Home

_FILES = ("joined", "lives")
_DATE = re.compile(r"\bMAKE_DATE\((\d+), (\d+), (\d+)\)")


class Unlike(Exception):
    """Why nothing of the last edition can be taken over: the next one is then made from all adverts."""


@dataclass(frozen=True)
class Standing:
    """The last edition that was made, and what it was made from."""

    earlier: Earlier
    joined: Path
    lives: Path


def keep(home: Home, edition_id: str, joined: Path, lives: Path) -> None:
    """Says what the edition was made from, in place of the one before."""
    beside = home.standing / f"half-{os.getpid()}"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    for name, file in zip(_FILES, (joined, lives), strict=True):
        link(file, beside / f"{name}.parquet")
    place = home.standing / edition_id
    shutil.rmtree(place, ignore_errors=True)
    os.rename(beside, place)
    for other in home.standing.iterdir():
        if other != place:
            shutil.rmtree(other)


def standing(home: Home, shelf: Shelf, inputs: manifest.Inputs, queries: Mapping[str, str]) -> Standing:
    """The last edition that was made, where one made from `inputs` can take over what stands in it. Unlike where not.

    `queries` are the SQL of vacancies and their adverts as the edition of `inputs` will keep it.
    """
    kept = home.standing.iterdir() if home.standing.exists() else ()
    there = sorted(folder for folder in kept if folder.name in shelf.ids())
    if not there:
        raise Unlike("what it was made from has not been kept")
    folder = shelf.folder(there[-1].name)
    files = {name: there[-1] / f"{name}.parquet" for name in _FILES}
    try:
        said = manifest.read(folder)
    except Error as error:
        raise Unlike(str(error)) from error
    for differs, why in _differences(said, inputs):
        if differs:
            raise Unlike(why)
    for name, sql in queries.items():
        file = folder / QUERIES / f"{name}.sql"
        then = file.read_text(encoding="utf-8") if file.exists() else ""
        if from_day(then, said.inputs.as_of) != from_day(sql + "\n", inputs.as_of):
            raise Unlike(f"its {name} were put together otherwise")
    if not said.quality.get("vacancies") or not all(file.exists() for file in files.values()):
        raise Unlike("it says too little")
    return Standing(Earlier(folder, said), **files)


def from_day(sql: str, as_of: date) -> str:
    """The SQL with each date as the days from `as_of`: the same for two days where nothing but the day is other.

    A date that stays as it is while the day moves makes it another, so nothing that differs is taken for the same.
    """
    return _DATE.sub(lambda found: f"MAKE_DATE({(date(*map(int, found.groups())) - as_of).days:+} days)", sql)


def _differences(said: manifest.Manifest, inputs: manifest.Inputs) -> Iterator[tuple[bool, str]]:
    then = said.inputs
    yield then.software != inputs.software, "other software made it"
    yield then.reference != inputs.reference, "the taxonomy or the places have changed since"
    yield dict(then.settings) != _as_kept(inputs.settings), "the settings have changed since"
    yield then.as_of > inputs.as_of, "it is of a later day"
    yield said.redacted > 0, "words were taken out of it"
    # Absences are made anew from the ledger whenever it says more.
    files = {name: size for name, size in then.adverts.items() if not name.startswith("absences/")}
    changed = any(inputs.adverts.get(name) != size for name, size in files.items())
    yield changed, "files of adverts that it was made from have been replaced"


def _as_kept(settings: Mapping[str, object]) -> object:
    """As they come back from a manifest."""
    return json.loads(json.dumps(settings, default=str))
