"""What is asked of adverts that something new can matter to, beside what was asked before, is what is asked of all."""

import random
from datetime import date, timedelta
from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jobtide import tables
from jobtide.adverts.life import home_tables
from jobtide.adverts.reused import lived, lives
from jobtide.arrow import arrow_schema
from jobtide.engine import Engine
from jobtide.pipeline.hashes import Hashes
from jobtide.pipeline.relating import Relating, Since, made_from, since
from jobtide.pipeline.versions import Versions
from jobtide.settings import Home

START = date(2025, 1, 1)


def row(table: tables.Table, **said: object) -> dict:
    return dict.fromkeys(table.schema) | said


def version(content: int, draw: random.Random) -> dict[str, dict]:
    """A row of each table for a version of one of few adverts, with one of few texts, long or short."""
    day, text = START + timedelta(days=draw.randrange(30)), draw.randrange(8)
    node, hashed = (text, 100 + text) if draw.random() < 0.6 else (None, 100 + text)
    places = draw.choice([["leeds"], ["york"]])
    return {
        "adverts": row(
            tables.ADVERTS, advert=draw.randrange(12), content=content, source="a", id=str(content), title="Tester",
            first_seen=day, last_seen=day, record=0, ingest=content, locations=places, description="", capture="",
        ),
        "readings": row(tables.READINGS, content=content, text_hash=hashed, places=places, terms=[], words=[]),
        "signatures": row(tables.SIGNATURES, content=content, node=node, text=text, headed=False, bands=[]),
        "texts": row(tables.TEXTS, content=content, node=node, text_hash=None if node is not None else hashed),
    }  # fmt: skip


def sighting(versions: list[dict], draw: random.Random) -> dict:
    seen = draw.choice(versions)["adverts"]
    day = START + timedelta(days=draw.randrange(60))
    return row(tables.SIGHTINGS, advert=seen["advert"], content=seen["content"], last_seen=day, capture="")


class Store:
    """Versions, sightings, pairs and lives on one day, with an engine that sees them."""

    def __init__(self, folder: Path, versions: list[dict], sightings: list[dict], pairs: set, of_others: dict):
        folder.mkdir()
        self.lives = [row(tables.LIVES, content=content, advert=advert) for content, advert in of_others.items()]
        alike = [row(tables.PAIRS, low=low, high=high, similarity=0.9, begins=False) for low, high in pairs]
        rows = {name: [one[name] for one in versions] for name in ("adverts", "readings", "signatures", "texts")}
        rows |= {"sightings": sightings, "absences": [], "lives": self.lives, "pairs": alike}
        self.folder, self.engine = folder, Engine(folder / "engine", 1.0, 1)
        for table in (value for value in vars(tables).values() if isinstance(value, tables.Table)):
            if table.name in rows:
                file = folder / f"{table.name}.parquet"
                pq.write_table(pa.Table.from_pylist(rows[table.name], schema=arrow_schema(table)), file)
                self.engine.see(table.name, file)
        adverts, sightings, readings, absences = home_tables()
        versions, lives_file = Versions([folder / "adverts.parquet"], Hashes()), folder / "lives.parquet"
        self.relating = Relating(
            self.engine, (*lived(adverts, sightings, lives()), readings, absences), folder, versions, lives_file
        )
        self.pairs = ibis.table(dict(tables.PAIRS.schema), name="pairs")

    def rows(self, of: ibis.Table) -> dict[int, dict]:
        """By advert."""
        found = [one for batch in self.engine.batches(of, 1000) for one in batch.to_pylist()]
        assert len({one["advert"] for one in found}) == len(found)
        return {one["advert"]: one for one in found}


@pytest.mark.parametrize("seed", range(12))
def test_of_some_and_what_stands_is_what_is_asked_of_all(tmp_path, seed):
    draw = random.Random(seed)
    versions = [version(content, draw) for content in range(1000, 1000 + draw.randrange(8, 25))]
    new = [version(content, draw) for content in range(2000, 2000 + draw.randrange(4))]
    sightings = [sighting(versions, draw) for _ in range(draw.randrange(4))]
    seen_again = [sighting([*versions, *new], draw) for _ in range(draw.randrange(3))]
    pairs = {tuple(sorted(draw.sample(range(8), 2))) for _ in range(draw.randrange(4))}
    came = {tuple(sorted(draw.sample(range(8), 2))) for _ in range(draw.randrange(2))}
    gone = set(draw.sample(sorted(pairs), min(len(pairs), draw.randrange(2))))
    named = {one["adverts"]["advert"] for one in new} | {one["advert"] for one in seen_again}
    of_others = {
        one["adverts"]["content"]: one["adverts"]["content"] for one in [*versions, *new] if draw.random() < 0.2
    }
    # What versions are taken for changes only where their advert is named.
    before = {
        one["adverts"]["content"]: draw.choice([one["adverts"]["content"], 5000])
        if one["adverts"]["advert"] in named
        else of_others[one["adverts"]["content"]]
        for one in versions
        if one["adverts"]["content"] in of_others or (one["adverts"]["advert"] in named and draw.random() < 0.5)
    }

    then = Store(tmp_path / "then", versions, sightings, pairs, before)
    stood = then.rows(then.relating.of_all(then.pairs))
    now = Store(tmp_path / "now", [*versions, *new], [*sightings, *seen_again], (pairs | came) - gone, of_others)
    other = [{"low": low, "high": high} for low, high in pairs ^ ((pairs | came) - gone)]
    pq.write_table(
        pa.Table.from_pylist(other, schema=pa.schema({"low": pa.int64(), "high": pa.int64()})), tmp_path / "other"
    )
    now.engine.see("other", tmp_path / "other")
    what_came = Since(pa.table({"advert": pa.array(sorted(named), pa.int64())}), tmp_path / "then" / "lives.parquet")
    rows, these = now.relating.of_some(
        now.pairs, ibis.table({"low": "int64", "high": "int64"}, name="other"), what_came
    )
    concerned = {advert for (advert,) in now.engine.rows(these)}
    found = {advert: one for advert, one in stood.items() if advert not in concerned} | now.rows(rows)
    assert found == now.rows(now.relating.of_all(now.pairs))


@pytest.fixture
def judged(tmp_path):
    """A home with two files, and a folder that says that adverts were judged from them."""
    home, folder = Home(tmp_path / "home"), tmp_path / "judged"
    folder.mkdir()
    (tmp_path / "rounds").mkdir()
    put(home, "adverts/a", [1, 2])
    put(home, "sightings/b", [2])
    (folder / "lives.parquet").write_bytes(b"lives")
    (folder / "made_from").write_text(told(home, folder))
    return home, folder


def put(home: Home, name: str, adverts: list[int]) -> None:
    (home.folder / name).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"advert": pa.array(adverts, pa.int64())}), home.folder / f"{name}.parquet")


def told(home: Home, folder: Path) -> str:
    return made_from(home, folder / "lives.parquet", folder.parent / "rounds")


def test_what_came_since_is_what_new_files_name(judged):
    home, folder = judged
    put(home, "adverts/c", [3, 4])
    put(home, "sightings/d", [4, 1])
    came = since(home, folder, told(home, folder))
    assert sorted(came.named["advert"].to_pylist()) == [1, 3, 4]


def test_nobody_is_named_where_only_the_rounds_are_other(judged):
    home, folder = judged
    (folder.parent / "rounds" / "000001").write_text("c")
    assert since(home, folder, told(home, folder)).named["advert"].to_pylist() == []


@pytest.mark.parametrize(
    "change",
    [
        lambda home, folder: (home.adverts / "a.parquet").unlink(),
        lambda home, folder: put(home, "adverts/a", [7] * 900),
        lambda home, folder: (folder / "lives.parquet").write_bytes(b"other"),
        lambda home, folder: (folder / "lives.parquet").unlink(),
        lambda home, folder: (folder / "made_from").unlink(),
    ],
    ids=["a file gone", "a file replaced", "other lives", "no lives", "not said from what"],
)
def test_where_more_is_other_nobody_can_tell(judged, change):
    home, folder = judged
    now = told(home, folder)
    change(home, folder)
    if (folder / "lives.parquet").exists():
        now = told(home, folder)
    assert since(home, folder, now) is None
