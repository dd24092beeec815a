"""Homes of any size, straight to Parquet: what `jobtide publish` begins with when every advert has been read.

    python benchmarks/markets.py FOLDER [--vacancies 1000000] [--years 4] [--seed 1]
    python benchmarks/markets.py FOLDER --day

The first makes a home of adverts with the readings and signatures that lie beside them, as `ingest` and the first half
of `publish` would; the second adds a day to it: 5,000 new adverts, and a sighting of each that is still open. Each
advert is a vacancy of its own with some 15 of 5,000 terms (Zipf), one or two of 400 places (London has 28%), an
employer of 20,000 (Zipf), seasons, weekdays, and pay in six of ten. Texts are left out: reading and matching them has
benchmarks of its own (reading.py, vacancies.py).

`reference()` is the taxonomy and gazetteer of such homes.
"""

import argparse
import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.arrow import arrow_schema
from jobtide.gazetteer import Gazetteer, Place
from jobtide.pipeline.matching import Matching
from jobtide.pipeline.reading import readings_folder
from jobtide.reference.load import Reference
from jobtide.settings import Home, Settings
from jobtide.taxonomy import CATEGORIES, JOB_TITLES, Taxonomy, Term

LAST = date(2025, 11, 23)
TERMS, TITLES, EMPLOYERS, OTHER_TOWNS = 5_000, 600, 20_000, 345
PIECE = 500_000  # vacancies of one file
_MOST = 24  # terms drawn for a vacancy; equal ones are one
_DRAWS = 1 << 20  # of a table that terms, places and employers are drawn from
_EPOCH = date(1970, 1, 1)


def reference() -> Reference:
    return Reference(_taxonomy(), _gazetteer(), "a reference of benchmarks")


def _taxonomy() -> Taxonomy:
    others = [category for category in CATEGORIES if category != JOB_TITLES]
    terms = [
        Term(f"t{number:04d}", f"Term {number:04d}", JOB_TITLES if number < TITLES else others[number % len(others)])
        for number in range(TERMS)
    ]
    return Taxonomy({term.slug: term for term in terms}, "benchmark terms")


def _gazetteer() -> Gazetteer:
    places = [Place("world", "World", "world"), Place("uk", "UK", "country", "world")]
    places += [Place(slug, slug.title(), "nation", "uk") for slug in ("england", "scotland", "wales", "ulster")]
    regions = [f"region-{number:02d}" for number in range(9)]
    places += [Place("london", "London", "region", "england")]
    places += [Place(slug, slug.title(), "region", "england") for slug in regions]
    counties = [f"county-{number:02d}" for number in range(40)]
    above = [*regions, "scotland", "wales", "ulster"]
    places += [Place(slug, slug.title(), "county", above[at % len(above)]) for at, slug in enumerate(counties)]
    places += [Place(slug, slug.title(), "town", counties[at % 40]) for at, slug in enumerate(_towns())]
    outside = ("scotland", "wales", "ulster", *regions)
    places.append(Place("uk-excluding-london", "UK excluding London", "grouping", "uk", members=outside))
    places.append(Place("north", "North", "grouping", "uk", members=("region-00", "region-01", "region-02")))
    places.append(Place("work-from-home", "Work from Home", "grouping", "uk"))
    return Gazetteer({place.slug: place for place in places}, "benchmark places")


def _towns() -> list[str]:
    return [f"town-{number:03d}" for number in range(OTHER_TOWNS)]


class Market:
    """Draws vacancies; equal seeds draw equal ones."""

    def __init__(self, seed: int):
        self._random = np.random.default_rng(seed)
        titles = _drawn_from(1 / (np.arange(TITLES) + 4.0))
        others = _drawn_from(1 / (np.arange(TERMS - TITLES) + 8.0))
        # Slugs are numbers in order, so that sorted numbers are sorted slugs.
        self._titles, self._others = titles.astype(np.int16), (others + TITLES).astype(np.int16)
        named = ["london", *_towns(), *(f"region-{number:02d}" for number in range(9)), "uk"]
        towns = 1 / (np.arange(OTHER_TOWNS) + 6.0)
        weights = np.concatenate([[0.28], 0.62 * towns / towns.sum(), np.full(9, 0.05 / 9), [0.05]])
        order = np.argsort(np.array(named))
        self._places, self._place = np.array(named)[order], _drawn_from(weights[order])
        self._employer = _drawn_from(1 / (np.arange(EMPLOYERS) + 30.0))
        self._worth = self._random.normal(0, 0.18, TERMS)  # what a title adds to pay

    def days(self, vacancies: int, years: int) -> np.ndarray:
        """First days in ascending order, of so many years up to LAST: more in spring and autumn, few at weekends."""
        last = (LAST - _EPOCH).days
        every = np.arange(last - round(365.25 * years) + 1, last + 1)
        season = 1 + 0.2 * np.sin(2 * np.pi * (every % 365.25) / 182.6)
        weekend = np.where((every + 3) % 7 >= 5, 0.25, 1.0)
        weights = season * weekend
        return np.sort(self._random.choice(every, vacancies, p=weights / weights.sum())).astype(np.int32)

    def piece(self, days: np.ndarray, first: int, last_day: int) -> tuple[pa.Table, pa.Table, pa.Table]:
        """Adverts, readings and signatures of vacancies first seen on `days`; `first` is the number of the first."""
        draw, many = self._random, len(days)
        number = np.arange(first, first + many, dtype=np.int64)
        advert, content = _mixed(2 * number), _mixed(2 * number + 1)
        contract = draw.random(many) < 0.17
        title = self._titles[draw.integers(0, _DRAWS, many)]
        named = draw.random(many) < 0.96  # the others' titles are not recognised
        terms, term_starts = self._terms(title, named)
        places, place_starts = self._named_places(many)
        mode = np.searchsorted([0.40, 0.66, 0.76], draw.random(many))
        last_seen = np.minimum(days + draw.geometric(1 / 24, many), last_day).astype(np.int32)
        employers = self._employer[draw.integers(0, _DRAWS, many)]
        unit, low, high = self._pay(contract, title)
        told = pc.binary_join_element_wise(
            "Term", _padded(title), "of team", pc.cast(pa.array(number % 97), pa.string()), " "
        )
        here = pa.array([f"Employer {each}" for each in range(EMPLOYERS)]).take(pa.array(employers))
        key = pa.array([f"employer {each}" for each in range(EMPLOYERS)]).take(pa.array(employers))
        known = pa.array(draw.random(many) < 0.93)
        text = pc.cast(pa.array(number), pa.string())
        source = pa.array([f"board-{each}" for each in range(12)]).take(pa.array(draw.integers(0, 12, many)))
        none = {name: pa.nulls(many, type_) for name, type_ in zip(_ADVERTS.names, _ADVERTS.types, strict=True)}
        adverts = none | {
            "advert": pa.array(advert), "content": pa.array(content), "source": source, "id": text,
            "url": pc.binary_join_element_wise("https://jobs.example/", source, text, "/"), "title": told,
            "description": _same("", many), "employer": pc.if_else(known, here, None),
            "first_seen": _dates(days), "last_seen": _dates(last_seen), "capture": _same("0" * 64, many),
            "record": pa.array(number.astype(np.int32)), "ingest": pa.array(np.zeros(many, np.int32)),
        }  # fmt: skip
        pays = pa.array(unit >= 0)
        units = pa.array(["annual", "daily", "hourly"]).take(pa.array(np.maximum(unit, 0)))
        quoted = pc.binary_join_element_wise(
            pc.cast(pa.array(low.astype(np.int64)), pa.string()),
            pc.cast(pa.array(high.astype(np.int64)), pa.string()),
            " - ",
        )
        none = {name: pa.nulls(many, type_) for name, type_ in zip(_READINGS.names, _READINGS.types, strict=True)}
        slugs = pa.array([f"t{each:04d}" for each in range(TERMS)])
        readings = none | {
            "advert": pa.array(advert), "content": pa.array(content), "employer_key": pc.if_else(known, key, None),
            "title_term": pc.if_else(pa.array(named), slugs.take(pa.array(title)), None),
            "terms": _lists(term_starts, slugs.take(pa.array(terms))),
            "places": _lists(place_starts, pa.array(self._places).take(pa.array(places))),
            "employment_type": pa.array(["permanent", "contract"]).take(pa.array(contract.astype(np.int8))),
            "work_mode": pa.array(["onsite", "hybrid", "remote", None]).take(pa.array(mode)),
            "pay_unit": pc.if_else(pays, units, None), "pay_low": pc.if_else(pays, pa.array(low), None),
            "pay_high": pc.if_else(pays, pa.array(high), None),
            "pay_currency": pc.if_else(pays, _same("GBP", many), None),
            "pay_basis": pc.if_else(pays, _same("as quoted", many), None), "pay_text": pc.if_else(pays, quoted, None),
        }  # fmt: skip
        nothing = {
            "content": pa.array(content),
            "headed": pa.array(np.zeros(many, bool)),
            "shingles": pa.array(np.zeros(many, np.int32)),
            "letters": pa.array(np.zeros(many, np.int32)),
        }
        signatures = {
            name: pa.nulls(many, type_) for name, type_ in zip(_SIGNATURES.names, _SIGNATURES.types, strict=True)
        }
        return (
            pa.table(adverts, schema=_ADVERTS), pa.table(readings, schema=_READINGS),
            pa.table(signatures | nothing, schema=_SIGNATURES),
        )  # fmt: skip

    def _terms(self, title: np.ndarray, named: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Terms of the vacancies, one's after the other's in ascending order, and where each one's start."""
        draw, many = self._random, len(title)
        drawn = self._others[draw.integers(0, _DRAWS, (many, _MOST), dtype=np.int32)]
        length = draw.integers(9, _MOST, many)
        drawn[np.arange(_MOST)[None, :] >= length[:, None]] = np.iinfo(np.int16).max
        drawn[:, 0] = np.where(named, title, drawn[:, 0])
        drawn.sort(axis=1)
        kept = drawn != np.iinfo(np.int16).max
        kept[:, 1:] &= drawn[:, 1:] != drawn[:, :-1]
        return drawn[kept], np.concatenate([[0], np.cumsum(kept.sum(axis=1))])

    def _named_places(self, many: int) -> tuple[np.ndarray, np.ndarray]:
        draw = self._random
        first, second = (self._place[draw.integers(0, _DRAWS, many)] for _ in range(2))
        chance = draw.random(many)
        both = np.stack([np.minimum(first, second), np.maximum(first, second)], axis=1)
        both[chance > 0.08, 0] = first[chance > 0.08]
        kept = np.ones((many, 2), bool)
        kept[:, 1] = (chance < 0.08) & (both[:, 0] != both[:, 1])
        kept[chance > 0.98] = False  # name none
        return both[kept], np.concatenate([[0], np.cumsum(kept.sum(axis=1))])

    def _pay(self, contract: np.ndarray, title: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Unit (0 annual, 1 daily, 2 hourly, -1 none), and the ends of its range in round figures."""
        draw, many = self._random, len(contract)
        unit = np.where(contract, np.where(draw.random(many) < 0.85, 1, 2), 0)
        unit[draw.random(many) > 0.6] = -1
        usual, step = np.array([52_000, 480, 38.0, 1])[unit], np.array([2_500, 25, 1.0, 1])[unit]
        low = np.round(usual * np.exp(self._worth[title] + draw.normal(0, 0.28, many)) / step) * step + step
        high = low + np.where(draw.random(many) < 0.55, draw.integers(1, 6, many), 0) * step
        return unit, low, high


_ADVERTS, _READINGS, _SIGNATURES = (
    arrow_schema(table) for table in (tables.ADVERTS, tables.READINGS, tables.SIGNATURES)
)


def make(folder: Path, vacancies: int, years: int, seed: int = 1) -> None:
    market = Market(seed)
    days = market.days(vacancies, years)
    for start in range(0, vacancies, PIECE):
        rows = market.piece(days[start : start + PIECE], start, (LAST - _EPOCH).days)
        _write(Home(folder), f"{seed:016x}-{start // PIECE:04d}-market.parquet", *rows)
    (folder / "market.json").write_text(json.dumps({"vacancies": vacancies, "day": LAST.isoformat()}))


def add_day(folder: Path, adverts: int = 5_000) -> date:
    """One more day of a home that `make` made. Returns it."""
    home, said = Home(folder), json.loads((folder / "market.json").read_text())
    yesterday = date.fromisoformat(said["day"])
    day = (yesterday - _EPOCH).days + 1
    market = Market(day)
    rows = market.piece(np.full(adverts, day, np.int32), said["vacancies"], day)
    name = f"{day:016x}-9999-day.parquet"
    known = pq.ParquetDataset(sorted(home.adverts.glob("*.parquet")), filters=[("last_seen", ">=", yesterday)])
    open_ = known.read(columns=["advert", "content"])
    seen = open_.append_column("last_seen", _dates(np.full(len(open_), day, np.int32)))
    seen = seen.append_column("capture", _same("1" * 64, len(open_)))
    home.sightings.mkdir(parents=True, exist_ok=True)
    _write(home, name, *rows)
    pq.write_table(seen.cast(arrow_schema(tables.SIGHTINGS)), home.sightings / name, compression="zstd")
    now = yesterday + timedelta(days=1)
    (folder / "market.json").write_text(json.dumps({"vacancies": said["vacancies"] + adverts, "day": now.isoformat()}))
    return now


def _write(home: Home, name: str, adverts: pa.Table, readings: pa.Table, signatures: pa.Table) -> None:
    known, settings = reference(), Settings()
    of_readings = readings_folder(home, known, settings)
    of_signatures = Matching(home, settings, None, known.gazetteer, of_readings.name, None).signatures_folder()
    for folder, rows in ((home.adverts, adverts), (of_readings, readings), (of_signatures, signatures)):
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(rows, folder / name, compression="zstd", row_group_size=100_000)


def _drawn_from(weights: np.ndarray) -> np.ndarray:
    """Numbers from 0, so many of each as its weight asks for: a place drawn evenly is a number drawn by weight."""
    ends = np.round(np.cumsum(weights) / weights.sum() * _DRAWS).astype(np.int64)
    return np.repeat(np.arange(len(weights), dtype=np.int32), np.diff(ends, prepend=0))


def _mixed(numbers: np.ndarray) -> np.ndarray:
    """Different hashes for different numbers (the finaliser of SplitMix64)."""
    mixed = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed ^ (mixed >> np.uint64(31))).view(np.int64)


def _padded(numbers: np.ndarray) -> pa.Array:
    return pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), 4, "0")


def _dates(days: np.ndarray) -> pa.Array:
    return pa.array(days, pa.int32()).cast(pa.date32())


def _same(value: str, many: int) -> pa.Array:
    return pa.repeat(pa.scalar(value), many)


def _lists(starts: np.ndarray, values: pa.Array) -> pa.Array:
    return pa.ListArray.from_arrays(pa.array(starts, pa.int32()), values)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vacancies", type=int, default=1_000_000)
    parser.add_argument("--years", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--day", action="store_true", help="add a day to the home in FOLDER")
    asked = parser.parse_args()
    if asked.day:
        print(add_day(asked.folder))
    else:
        make(asked.folder, asked.vacancies, asked.years, asked.seed)


if __name__ == "__main__":
    main()
