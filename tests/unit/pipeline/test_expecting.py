"""An edition that is not as the last one lets expect is kept and held, until somebody accepts it."""

import json
import random
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from jobtide.cli import main
from jobtide.edition import manifest
from jobtide.edition.ledger import Ledger
from jobtide.edition.reader import Reader
from jobtide.edition.shelf import Shelf
from jobtide.errors import Error, Held, NoEdition, Unknown
from jobtide.pipeline.expecting import hold_where_suspicious, make_current, prune
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.publish import publish
from jobtide.reference.load import load
from jobtide.settings import Home, Settings

DAY = date(2025, 11, 23)
WATCHFUL = Settings(expect_from=50, workers=1)


def adverts(many: int, start: int = 0, **said: object) -> list[dict]:
    draw = random.Random(start)
    return [
        {
            "id": str(start + number), "title": "Python Developer", "location": "London", "pay": "£50,000",
            "description": f"Advert {start + number}. You know {draw.choice(['SQL', 'AWS', 'Java'])}.",
            "posted_at": str(date.fromordinal(DAY.toordinal() - draw.randrange(150))), **said,
        }
        for number in range(many)
    ]  # fmt: skip


def taken(home: Home, rows: list[dict]) -> None:
    file = home.folder / "new.jsonl"
    home.folder.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ingest(home, Settings(), [file], Options(seen_at=DAY), DAY)
    file.unlink()


@pytest.fixture(scope="module")
def reference():
    return load()


@pytest.fixture(scope="module")
def market(tmp_path_factory, reference) -> tuple[Home, str, str]:
    """A home with a published edition and one of twice as many vacancies, which is held; and their ids."""
    home = Home(tmp_path_factory.mktemp("held") / "home")
    taken(home, adverts(120))
    first = publish(home, WATCHFUL, reference, DAY).id
    taken(home, adverts(140, 1000, pay="", location=""))
    with pytest.raises(Held) as held:
        publish(home, WATCHFUL, reference, DAY)
    return home, first, held.value.edition_id


@pytest.fixture
def copied(market, tmp_path) -> tuple[Home, str, str]:
    import shutil

    shutil.copytree(market[0].folder, tmp_path / "home")
    return Home(tmp_path / "home"), *market[1:]


def test_a_suspicious_edition_is_kept_with_its_reasons_and_the_last_one_stays(market):
    home, first, held = market
    shelf = Shelf(home)
    assert shelf.current_id() == first
    assert [one.id for one in shelf.stands() if one.state == "held"] == [held]
    reasons = " ".join(shelf.held()[held].reasons)
    assert "vacancies in the 6 months to 2025-11-23" in reasons
    assert "quote pay" in reasons
    assert "have a place" in reasons
    assert manifest.damage(shelf.folder(held)) == []
    assert shelf.history() == [first]


def test_nothing_is_computed_again_and_it_stays_held_until_it_is_accepted(copied, reference):
    home, first, held = copied
    with pytest.raises(Held, match=rf"(?s)is held.*quote pay.*jobtide editions --accept {held}"):
        publish(home, WATCHFUL, reference, DAY)
    with pytest.raises(Held):
        make_current(home, held)
    assert publish(home, WATCHFUL, reference, DAY, accept=True).id == held
    shelf = Shelf(home)
    assert (shelf.current_id(), shelf.held()) == (held, {})
    last = Ledger(home.editions).last()[held]
    assert (last.event, last.against) == ("accepted", first)
    assert any("quote pay" in reason for reason in last.reasons)
    assert shelf.history() == [first, held]
    # What was accepted once is not asked about again.
    assert make_current(home, first) == first
    assert publish(home, WATCHFUL, reference, DAY).id == held


def test_what_is_held_is_the_very_edition_that_would_have_been_published(market, tmp_path, reference):
    home, _, held = market
    other = Home(tmp_path / "other")
    taken(other, adverts(120))
    taken(other, adverts(140, 1000, pay="", location=""))
    assert publish(other, WATCHFUL, reference, DAY).id == held
    mine, theirs = (manifest.read(Shelf(one).folder(held)).parts for one in (home, other))
    assert mine == theirs


def test_the_command_line_holds_lists_accepts_and_prunes(copied):
    home, first, held = copied
    (home.folder / "settings.toml").write_text("expect_from = 50\n", encoding="utf-8")

    def run(*words: str):
        return CliRunner().invoke(main, [*words, "--home", str(home.folder)])

    refused = run("publish", "--as-of", str(DAY))
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert f"Edition {held} is held" in refused.stderr
    assert "Traceback" not in refused.stderr
    told = run("publish", "--as-of", str(DAY), "--json")
    assert (told.exit_code, json.loads(told.stdout)["edition"]) == (1, {"id": held})
    assert json.loads(told.stdout)["against"] == first
    listed = {one["id"]: one for one in json.loads(run("editions", "--json").stdout)}
    assert (listed[first]["state"], listed[held]["state"]) == ("current", "held")
    assert listed[held]["reasons"] == json.loads(told.stdout)["held"]
    assert (listed[held]["vacancies"] or 0) > listed[first]["vacancies"]
    assert f"{held}" in run("editions").stdout
    differ = json.loads(run("editions", "--diff", first, held, "--json").stdout)
    assert differ["edition"]["id"] == held
    assert run("editions", "--current", held).exit_code == 1
    assert "is current" in run("editions", "--accept", held).stdout
    assert run("editions", "--accept", held).exit_code == 1
    assert run("editions", "--prune", "0").exit_code == 2
    assert run("editions", "--prune", "2").stdout == "Nothing to remove.\n"
    assert run("editions", "--prune", "1", "--current", first).exit_code == 2
    gone = json.loads(run("editions", "--prune", "1", "--json").stdout)["removed"]
    assert len(json.loads(run("editions", "--json").stdout)) == 2 - len(gone)
    assert held in run("editions").stdout


def test_pruning_keeps_the_current_edition_and_the_newest(copied):
    home, first, held = copied
    shelf = Shelf(home)
    for day in ("2024-01-01", "2024-02-01", "2026-01-01"):
        with shelf.draft(f"{day}-aaaaaaaa") as folder:
            (folder / manifest.FILE).write_text("{}")
            shelf.publish(folder, f"{day}-aaaaaaaa")
    assert prune(home, 1) == ["2024-01-01-aaaaaaaa", "2024-02-01-aaaaaaaa", held]
    assert shelf.ids() == [first, "2026-01-01-aaaaaaaa"]
    assert prune(home, 1) == []
    with pytest.raises(Error, match="is the current one"):
        shelf.remove(first)
    with pytest.raises(Unknown):
        make_current(home, held)


def test_an_edition_is_published_also_where_the_last_one_is_damaged(copied):
    home, first, held = copied
    shelf, said = Shelf(home), []
    (shelf.folder(first) / manifest.FILE).write_text("{")
    hold_where_suspicious(shelf, shelf.folder(held), WATCHFUL, said.append)
    assert f"the last one, {first}, which is damaged" in said[0]
    (home.editions / "current").write_text("2020-01-01-aaaaaaaa\n")
    hold_where_suspicious(shelf, shelf.folder(held), WATCHFUL, said.append)
    assert "which cannot be found" in said[1]


@pytest.mark.parametrize(
    "harm",
    [
        lambda folder: (folder / "tables/cells.parquet").write_bytes(b"figurez"),
        lambda folder: (folder / manifest.FILE).unlink(),
    ],
    ids=["a table", "no manifest"],
)
def test_a_damaged_edition_is_made_again_where_it_is_published_again(copied, reference, harm):
    home, _, held = copied
    make_current(home, held, accept=True)
    folder = Shelf(home).folder()
    whole = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    harm(folder)
    assert manifest.damage(folder)
    assert publish(home, WATCHFUL, reference, DAY).id == held
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == whole
    assert list(home.scratch.glob("removed-*")) == []


def test_nothing_is_pruned_before_anything_is_published(tmp_path):
    with pytest.raises(NoEdition):
        prune(Home(tmp_path), 3)


def test_a_reader_of_a_removed_edition_goes_on_or_says_that_it_is_gone(copied):
    home, first, held = copied
    used, fresh = (Reader(Shelf(home).folder(first)) for _ in range(2))
    page = used.page("python", "london")
    make_current(home, held, accept=True)
    Shelf(home).remove(first)
    assert used.page("python", "london") == page
    with pytest.raises(Error, match=f"Edition {first} is no longer there"):
        fresh.page("python", "london")
    with pytest.raises(Error, match=f"Edition {first} is no longer there"):
        fresh.rows("SELECT count(*) FROM vacancies")


def test_a_flipped_byte_in_any_file_of_an_edition_is_named(copied):
    home, _, held = copied
    folder, draw = Shelf(home).folder(held), random.Random(1)
    for file in sorted(one for one in folder.rglob("*") if one.is_file()):
        name, whole = str(file.relative_to(folder)), file.read_bytes()
        at = draw.randrange(len(whole))
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert any(one.startswith(name) for one in manifest.damage(folder)), (name, at)
        file.write_bytes(whole)
    assert manifest.damage(folder) == []
    manifest_file: Path = folder / manifest.FILE
    whole = manifest_file.read_bytes()
    for at in draw.sample(range(len(whole)), 40):
        manifest_file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert manifest.damage(folder), at
