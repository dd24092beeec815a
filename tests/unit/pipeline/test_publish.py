"""From a home's adverts to an edition, and what must not change it."""

import json
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from jobtide.edition import manifest
from jobtide.edition.shelf import Shelf
from jobtide.errors import Error
from jobtide.pipeline import reading
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.publish import publish
from jobtide.reference.load import Reference, load
from jobtide.settings import Home, Settings

DAY = date(2025, 11, 23)
TITLES = ["Python Developer", "Senior Java Developer", "Data Engineer", "Contract DevOps Engineer", "Project Manager"]
SKILLS = ["Python", "Java", "SQL", "AWS", "Azure", "Kubernetes", "Terraform", "Agile", "Finance"]
PLACES = ["London", "Leeds", "Manchester", "Bristol or Remote", "UK", ""]


def market(many: int) -> list[dict]:
    draw = random.Random(7)
    return [
        {
            "id": str(number),
            "title": draw.choice(TITLES),
            "description": f"Advert {number}. You know " + ", ".join(draw.sample(SKILLS, 4)) + ".",
            "location": draw.choice(PLACES),
            "pay": draw.choice(["£50,000 - £60,000", "£45k", "£500 per day", ""]),
            "posted_at": str(date.fromordinal(DAY.toordinal() - draw.randrange(900))),
        }
        for number in range(many)
    ]


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load()


def made(folder: Path, adverts: list[dict], reference: Reference, settings: Settings | None = None) -> Home:
    folder.mkdir(parents=True)
    file = folder / "adverts.jsonl"
    file.write_text("".join(json.dumps(advert) + "\n" for advert in adverts), encoding="utf-8")
    home = Home(folder / "home")
    ingest(home, settings or Settings(), [file], Options(seen_at=DAY), DAY)
    publish(home, settings or Settings(), reference, DAY)
    return home


def files(home: Home) -> dict[str, bytes]:
    folder = Shelf(home).folder()
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_equal_inputs_give_equal_bytes_and_the_same_id(tmp_path, reference):
    one, other = (made(tmp_path / name, market(300), reference) for name in ("one", "other"))
    assert Shelf(one).current_id() == Shelf(other).current_id()
    assert files(one) == files(other)


def test_the_order_of_the_adverts_changes_no_figure(tmp_path, reference):
    adverts = market(300)
    straight = files(made(tmp_path / "straight", adverts, reference))
    shuffled = files(made(tmp_path / "shuffled", random.Random(1).sample(adverts, len(adverts)), reference))
    assert {name: data for name, data in straight.items() if name != manifest.FILE} == {
        name: data for name, data in shuffled.items() if name != manifest.FILE
    }


def test_reading_in_several_processes_reads_the_same(tmp_path, reference, monkeypatch):
    monkeypatch.setattr(reading, "_FEW", 10)
    monkeypatch.setattr(reading, "_BATCH", 50)
    alone = made(tmp_path / "alone", market(200), reference, Settings(workers=1))
    together = made(tmp_path / "together", market(200), reference, Settings(workers=2))
    assert files(alone) == files(together)


def test_what_was_read_is_not_read_again_until_the_reference_data_changes(tmp_path, reference):
    home = made(tmp_path / "market", market(50), reference)
    assert reading.unread(home, reference, Settings()) == []
    changed = replace(reference, digest="f" * 64)
    assert len(reading.unread(home, changed, Settings())) == 1


def test_an_edition_carries_its_inputs_its_queries_and_how_much_was_read(tmp_path, reference):
    home = made(tmp_path / "market", market(100), reference)
    found = manifest.read(Shelf(home).folder())
    assert (found.inputs.as_of, found.inputs.reference) == (DAY, reference.digest)
    assert found.quality["adverts"] == 100
    assert found.quality["share_recognised_title"] == 1
    assert {"queries/cells.sql", "queries/cooccurring.sql", "tables/cells.parquet"} <= set(found.parts)
    assert manifest.damage(Shelf(home).folder()) == []


def test_a_home_without_adverts_is_refused(tmp_path, reference):
    with pytest.raises(Error, match="There are no adverts"):
        publish(Home(tmp_path / "empty"), Settings(), reference)
