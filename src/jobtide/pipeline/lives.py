"""The life of one advert: its versions, when each was seen and in which file, and whether it is open.

Touches: the home, for reading.
"""

from dataclasses import dataclass
from datetime import date

import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.identity import stable
from jobtide.adverts.life import absences
from jobtide.adverts.store import is_forgotten, segments
from jobtide.errors import Unknown
from jobtide.landing import Landing
from jobtide.settings import Home

_TOLD = (
    "title", "employer", "url", "locations", "employment_type", "work_mode", "pay", "pay_min", "pay_max", "closed_at",
    "valid_through", "reference",
)  # fmt: skip

_OFFERED = 5  # adverts that were perhaps meant


@dataclass(frozen=True)
class Version:
    """`seen` are the days on which it was, from the first to the last; `said` what it said, without its description.

    `file` is the name of what it came in, `words` the length of its description.
    """

    ingest: int
    file: str | None
    seen: tuple[date, ...]
    said: dict[str, object]
    characters: int
    taken_down: bool


@dataclass(frozen=True)
class Life:
    """`state` on the day: open, closed by its source, past its last day, gone (absent from two rounds), taken down."""

    source: str
    id: str
    first_seen: date
    last_seen: date
    gone_at: date | None
    state: str
    versions: tuple[Version, ...]


def life(home: Home, source: str, id_: str, on: date) -> Life:
    """Of the advert of this name, as of a day; its newest version is the last. Unknown where there is none."""
    advert = stable(source, id_)
    rows = _rows(home, advert)
    if not rows:
        raise Unknown("advert", f"{source}/{id_}", _elsewhere(home, id_))
    sightings: dict[int, set[date]] = {}
    for file in segments(home.sightings):
        for row in pq.read_table(file, filters=pc.field("advert") == advert).to_pylist():
            sightings.setdefault(row["content"], set()).add(row["last_seen"])
    landing = Landing(home)
    names = [entry.name for entry in landing.entries()]
    versions = []
    for row in rows:
        days = sightings.get(row["content"], set()) | {row["first_seen"], row["last_seen"]}
        said = {name: row[name] for name in _TOLD if row.get(name) not in (None, [], "")}
        name = names[row["ingest"]] if row["ingest"] < len(names) else None
        down = row["taken_down"]
        versions.append(
            (max(days), row["ingest"], row["record"],
             Version(row["ingest"], name, tuple(sorted(days)), said, len(row["description"]), down))
        )  # fmt: skip
    ordered = tuple(version for *_, version in sorted(versions, key=lambda one: one[:3]))
    days = sorted(day for version in ordered for day in version.seen)
    missed = absences({source: landing.rounds().get(source, ())})
    gone = next((row["gone_at"] for row in missed if row["since"] <= days[-1] < row["until"]), None)
    return Life(source, id_, days[0], days[-1], gone, _state(ordered[-1], gone, on), ordered)


def _elsewhere(home: Home, id_: str) -> tuple[str, ...]:
    """Adverts of other sources that have this id, some of them."""
    found: dict[str, None] = {}
    for file in segments(home.adverts):
        rows = pq.read_table(file, columns=["source", "id"], filters=pc.field("id") == id_).to_pylist()
        found.update(dict.fromkeys(f"{row['source']}/{row['id']}" for row in rows))
        if len(found) >= _OFFERED:
            break
    return tuple(found)[:_OFFERED]


def _rows(home: Home, advert: int) -> list[dict]:
    found = []
    for file in segments(home.adverts):
        rows = pq.read_table(file, filters=pc.field("advert") == advert).to_pylist()
        found += [{**dict.fromkeys(tables.ADVERTS.schema), **row, "taken_down": is_forgotten(file)} for row in rows]
    return found


def _state(newest: Version, gone: date | None, on: date) -> str:
    closed, valid = newest.said.get("closed_at"), newest.said.get("valid_through")
    if newest.taken_down:
        return "taken down"
    if closed is not None and closed <= on:
        return "closed by its source"
    if gone is not None and gone <= on:
        return "gone"
    if valid is not None and valid < on:
        return "past its last day"
    return "open"
