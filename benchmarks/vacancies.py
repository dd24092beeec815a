"""What it costs to judge which adverts are one: a large store at once, then a further day.

    python benchmarks/vacancies.py [--adverts 1000000] [--day 5000] [--folder DIR]

Makes a store of adverts of about 2.5 kB from the demo's (each drawn advert many times over, with three words in ten
replaced, and one in six of them a copy: the same text, a lightly edited one, a beginning), with readings made up beside
it, since reading is measured elsewhere. Prints processor time of all processes, time on the clock and peak memory of
the largest process for signatures, for finding pairs, and for joining; then the same for the day on top.
"""

import argparse
import random
import resource
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.life import home_tables
from jobtide.adverts.reused import lived, lives
from jobtide.adverts.store import segments
from jobtide.arrow import arrow_schema
from jobtide.demo import market
from jobtide.engine import Engine
from jobtide.gazetteer import Gazetteer
from jobtide.pipeline.hashes import Hashes
from jobtide.pipeline.matching import Matching
from jobtide.pipeline.signing import sign_adverts
from jobtide.reference.load import load
from jobtide.settings import Home, Settings

AS_OF = date(2026, 10, 31)
READINGS = "made-up"
TEXTS = 4_000  # drawn by the demo
GROUP = 20_000  # adverts of a row group, as ingest writes them


def store(folder: Path, adverts: int, gazetteer: Gazetteer, seed: int, first: date, days: int) -> None:
    """Writes one file of adverts and one of readings."""
    draw = random.Random(seed)
    drawn = [one for one in market.drawn(2 * TEXTS, 5, AS_OF) if one.get("description") and one.get("title")]
    texts = [
        f"{one['description']} {other['description']}"[:2500].split()
        for one, other in zip(drawn, drawn[TEXTS:], strict=False)
    ]
    vocabulary = sorted({word for text in texts for word in text})
    slugs = {
        name: place.slug for name, place in gazetteer.by_name.items() if place.kind in ("city", "town", "district")
    }
    towns = sorted(slugs.values())
    readings, lines = [], []
    (folder / "adverts").mkdir(parents=True, exist_ok=True)
    (folder / "readings" / READINGS).mkdir(parents=True, exist_ok=True)
    name = f"{seed:016x}-{seed}.parquet"
    with (
        pq.ParquetWriter(folder / "adverts" / name, arrow_schema(tables.ADVERTS), compression="zstd") as to_adverts,
        pq.ParquetWriter(
            folder / "readings" / READINGS / name, arrow_schema(tables.READINGS), compression="zstd"
        ) as to_readings,
    ):
        earlier: list[tuple[dict, dict]] = []
        for number in range(adverts):
            day = first + timedelta(days=number * days // adverts)
            key = draw.getrandbits(62)
            if earlier and draw.random() < 1 / 6:
                line, reading = (dict(one) for one in draw.choice(earlier))
                kind = draw.random()
                if kind < 0.3:
                    words = line["description"].split()
                    words[draw.randrange(len(words))] = draw.choice(vocabulary)
                    line["description"] = " ".join(words)
                elif kind < 0.4:
                    line["description"] = line["description"][: draw.choice([300, 450, 500])] + " ..."
            else:
                at = draw.randrange(len(texts))
                words = [draw.choice(vocabulary) if draw.random() < 0.3 else word for word in texts[at]]
                town = draw.choice(towns)
                line = {
                    "title": drawn[at]["title"], "description": " ".join(words), "locations": [town],
                    "employer": drawn[at].get("employer"),
                }  # fmt: skip
                reading = {"places": [town], "employer_key": (line["employer"] or "").lower() or None}
                earlier.append((line, reading))
                if len(earlier) > 40_000:
                    earlier = earlier[20_000:]
            known = {"advert": key, "content": key + 1}
            source = {"source": draw.choice("abc"), "id": str(key), "first_seen": day, "last_seen": day}
            lines.append({**line, **known, **source, "record": number, "ingest": 0})
            readings.append({**reading, **known, "text_hash": key, "terms": [], "issues": []})
            if len(lines) == GROUP or number == adverts - 1:
                to_adverts.write_table(pa.Table.from_pylist(lines, schema=arrow_schema(tables.ADVERTS)))
                to_readings.write_table(pa.Table.from_pylist(readings, schema=arrow_schema(tables.READINGS)))
                lines, readings = [], []


class Clock:
    def __init__(self):
        self.again()

    def again(self) -> None:
        self._processor, self._wall = self._spent(), time.perf_counter()

    def tell(self, what: str) -> None:
        largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        spent, wall = self._spent() - self._processor, time.perf_counter() - self._wall
        print(f"{what:<34} {spent:8.1f} s processor  {wall:8.1f} s clock  {largest / 2**20:6.2f} GiB", flush=True)
        self.again()

    @staticmethod
    def _spent() -> float:
        usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in usage)


def judged(home: Home, settings: Settings, gazetteer: Gazetteer, clock: Clock, what: str) -> None:
    with Engine(home.scratch / "engine", settings.memory_gib, settings.workers) as engine:
        files = {
            tables.ADVERTS: segments(home.adverts), tables.SIGHTINGS: [], tables.ABSENCES: [],
            tables.READINGS: segments(home.readings / READINGS),
        }  # fmt: skip
        for table, found in files.items():
            engine.see(table.name, found, table.schema)
        matching = Matching(home, settings, engine, gazetteer, READINGS, Hashes())
        sign_adverts(home, settings, lambda so_far: None)
        clock.tell(f"{what}: signatures")
        matching.find(lambda message: None)
        clock.tell(f"{what}: pairs")
        adverts, sightings, readings, absences = home_tables()
        place = matching.join((*lived(adverts, sightings, lives()), readings, absences))
        clock.tell(f"{what}: joining")
        print(f"{pq.read_metadata(place).num_rows:,} adverts joined an earlier one", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--adverts", type=int, default=1_000_000)
    parser.add_argument("--day", type=int, default=5_000)
    parser.add_argument("--folder", type=Path, help="Where to work; kept. [default: a folder that is deleted]")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        home, settings, clock = Home(asked.folder or Path(temporary)), Settings(), Clock()
        gazetteer = load().gazetteer
        store(home.folder, asked.adverts, gazetteer, 1, AS_OF - timedelta(days=730), 730)
        clock.tell("(making the store)")
        judged(home, settings, gazetteer, clock, f"{asked.adverts:,} at once")
        store(home.folder, asked.day, gazetteer, 2, AS_OF, 1)
        clock.again()
        judged(home, settings, gazetteer, clock, f"a day of {asked.day:,} more")


if __name__ == "__main__":
    main()
