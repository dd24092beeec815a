"""Which versions are of another advert: told anew for the adverts that new files name, and as all files tell it."""

import random
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jobtide import tables
from jobtide.adverts.store import segments
from jobtide.arrow import arrow_schema
from jobtide.engine import Engine
from jobtide.pipeline.hashes import Hashes
from jobtide.pipeline.reusing import lives_file, write_lives
from jobtide.pipeline.versions import Versions
from jobtide.settings import Home

DAY = date(2025, 11, 23)
TITLES = ("Java Developer", "java  developer", "Lawyer", "Harbour Master")
REPOST = 40


def rows(file: Path, table: tables.Table, *said: dict) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    whole = [{name: None for name in table.schema} | row for row in said]
    pq.write_table(pa.Table.from_pylist(whole, schema=arrow_schema(table)), file)


def version(advert: int, number: int, first: date, last: date | None = None) -> dict:
    title = TITLES[(advert + number) % len(TITLES)]
    return {"advert": advert, "content": advert * 100 + number, "title": title, "first_seen": first,
            "last_seen": last or first}  # fmt: skip


def a_day(dice: random.Random, home: Home, on: date) -> None:
    """Versions of few adverts: new, seen again, seen earlier, and back after long under the same id."""
    known = {row["content"] for file in segments(home.adverts) for row in pq.read_table(file).to_pylist()}
    versions, seen = [], []
    for advert in sorted(dice.sample(range(1, 12), dice.randrange(8))):
        first = on - timedelta(dice.choice((0, 0, 3, 60, 200)))
        last = min(on, first + timedelta(dice.randrange(5)))
        each = version(advert, dice.randrange(5), first, last)
        if each["content"] not in known or dice.random() < 0.3:
            versions.append(each)
        else:
            seen.append({"advert": advert, "content": each["content"], "last_seen": on, "capture": "c"})
    rows(home.adverts / f"{on}.parquet", tables.ADVERTS, *versions)
    rows(home.sightings / f"{on}.parquet", tables.SIGHTINGS, *seen)


def told(home: Home, folder: Path, repost_days: int = REPOST) -> tuple[bytes, bool]:
    """The table's bytes, and whether all adverts were looked at for it."""
    scratch = folder / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    with Engine(scratch, 1.0, threads=1) as engine:
        for table in (tables.ADVERTS, tables.SIGHTINGS):
            engine.see(table.name, segments(home.folder / table.name), table.schema)
        engine.see(tables.SIGNATURES.name, [], tables.SIGNATURES.schema)
        every = write_lives(engine, home, folder, scratch, repost_days, Versions(segments(home.adverts), Hashes()))
    return lives_file(folder).read_bytes(), every


@pytest.fixture
def home(tmp_path) -> Home:
    """Of three ids the second was used again for a lawyer, after long; and all was told."""
    home = Home(tmp_path / "home")
    long_ago = DAY - timedelta(300)
    rows(
        home.adverts / "1.parquet", tables.ADVERTS, version(1, 1, long_ago), version(2, 2, long_ago), version(3, 3, DAY)
    )
    rows(home.sightings / "1.parquet", tables.SIGHTINGS)
    rows(home.adverts / "2.parquet", tables.ADVERTS, version(2, 4, DAY))
    rows(home.sightings / "2.parquet", tables.SIGHTINGS)
    assert told(home, tmp_path / "matches")[1]
    return home


def kept(folder: Path) -> list[dict]:
    return pq.read_table(lives_file(folder)).to_pylist()


def test_an_id_is_used_again_soon_after_its_source_said_that_it_closed(tmp_path):
    home, ended = Home(tmp_path / "home"), DAY - timedelta(9)
    first = version(1, 1, DAY - timedelta(20), ended - timedelta(1)) | {"closed_at": ended}
    again, same = version(1, 2, DAY), version(2, 1, DAY)  # another text; the same one, opened again
    same["title"] = TITLES[3]
    before = version(2, 3, DAY - timedelta(20), ended) | {"closed_at": ended, "title": TITLES[3]}
    open_still = version(3, 1, DAY - timedelta(20), ended), version(3, 2, DAY)  # a text that changed
    rows(home.adverts / "1.parquet", tables.ADVERTS, first, again, before, same, *open_still)
    rows(home.sightings / "1.parquet", tables.SIGHTINGS)
    told(home, tmp_path / "matches")
    assert kept(tmp_path / "matches") == [{"content": 102, "advert": 102}]


@pytest.mark.parametrize("seed", range(6))
def test_days_one_after_the_other_give_what_all_files_give(tmp_path, seed):
    dice, home, on = random.Random(seed), Home(tmp_path / "home"), DAY
    found = []
    for number in range(8):
        a_day(dice, home, on)
        beside, every = told(home, tmp_path / "matches")
        assert every == (number == 0)
        assert (beside, True) == told(home, tmp_path / f"whole-{number}")
        found.append(len(kept(tmp_path / "matches")))
        on += timedelta(dice.choice((1, 2, 30, 90)))
    assert any(found) and len(set(found)) > 1


def test_rows_of_adverts_that_no_new_file_names_stand_and_those_of_the_others_go_where_they_end(home, tmp_path):
    folder = tmp_path / "matches"
    assert kept(folder) == [{"content": 204, "advert": 204}]
    rows(home.adverts / "3.parquet", tables.ADVERTS, version(3, 4, DAY + timedelta(90)))
    assert not told(home, folder)[1]
    assert kept(folder) == [{"content": 204, "advert": 204}, {"content": 304, "advert": 304}]
    between = [version(2, 2, DAY - timedelta(days)) for days in range(30, 300, 30)]
    rows(home.adverts / "4.parquet", tables.ADVERTS, *between)
    assert not told(home, folder)[1]
    assert kept(folder) == [{"content": 304, "advert": 304}]


def test_nothing_is_looked_at_where_no_file_came(home, tmp_path):
    before = lives_file(tmp_path / "matches").stat().st_mtime_ns
    assert not told(home, tmp_path / "matches")[1]
    assert lives_file(tmp_path / "matches").stat().st_mtime_ns == before


def a_file_has_gone(home: Home, folder: Path) -> None:
    (home.adverts / "2.parquet").unlink()


def sightings_have_gone(home: Home, folder: Path) -> None:
    (home.sightings / "2.parquet").unlink()


def a_file_is_another(home: Home, folder: Path) -> None:
    rows(home.adverts / "2.parquet", tables.ADVERTS, *(version(2, number, DAY) for number in range(50)))


def the_table_is_absent(home: Home, folder: Path) -> None:
    lives_file(folder).unlink()


def the_table_is_another(home: Home, folder: Path) -> None:
    rows(lives_file(folder), tables.LIVES, {"content": 1, "advert": 1})


def nothing_says_what_it_was_made_from(home: Home, folder: Path) -> None:
    (folder / "lives_made_from").unlink()


def it_says_it_as_it_once_did(home: Home, folder: Path) -> None:
    (folder / "lives_made_from").write_text(f"{REPOST}\n1.parquet 3000\n2.parquet 3000", encoding="utf-8")


@pytest.mark.parametrize("change", [
    a_file_has_gone, sightings_have_gone, a_file_is_another, the_table_is_absent, the_table_is_another,
    nothing_says_what_it_was_made_from, it_says_it_as_it_once_did,
])  # fmt: skip
def test_where_anything_was_replaced_all_adverts_are_looked_at(home, tmp_path, change):
    change(home, tmp_path / "matches")
    found, every = told(home, tmp_path / "matches")
    assert every
    assert (found, True) == told(home, tmp_path / "whole")


def test_with_other_days_of_a_repost_all_adverts_are_looked_at(home, tmp_path):
    _, every = told(home, tmp_path / "matches", 400)
    assert every and kept(tmp_path / "matches") == []
