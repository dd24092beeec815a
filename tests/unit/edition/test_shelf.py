"""Editions are written beside, moved in whole, and made current by one switch."""

import os

import pytest

from jobtide.edition import manifest
from jobtide.edition.shelf import Shelf
from jobtide.errors import Error, NoEdition, Unknown
from jobtide.settings import Home


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    return Shelf(Home(tmp_path))


def written(shelf: Shelf, edition_id: str, words: str = "figures") -> None:
    with shelf.draft(edition_id) as folder:
        (folder / "tables").mkdir()
        (folder / "tables" / "cells.parquet").write_text(words)
        (folder / manifest.FILE).write_text("{}")
        shelf.publish(folder, edition_id)


def test_a_home_without_editions_says_what_to_do(shelf):
    assert shelf.ids() == []
    with pytest.raises(NoEdition, match="jobtide ingest"):
        shelf.current_id()


def test_a_published_edition_is_there_and_current_only_when_made_so(shelf):
    written(shelf, "2025-01-01-aaaaaaaa")
    assert shelf.ids() == ["2025-01-01-aaaaaaaa"]
    with pytest.raises(NoEdition):
        shelf.current_id()
    shelf.make_current("2025-01-01-aaaaaaaa")
    assert shelf.folder().name == "2025-01-01-aaaaaaaa"


def test_the_switch_goes_from_one_to_the_other_and_both_stay(shelf):
    for edition_id in ("2025-01-01-aaaaaaaa", "2025-02-01-bbbbbbbb"):
        written(shelf, edition_id)
        shelf.make_current(edition_id)
    assert shelf.current_id() == "2025-02-01-bbbbbbbb"
    assert (shelf.folder("2025-01-01-aaaaaaaa") / "tables" / "cells.parquet").read_text() == "figures"


def test_a_draft_that_fails_leaves_nothing(shelf, tmp_path):
    with pytest.raises(RuntimeError), shelf.draft("2025-01-01-aaaaaaaa") as folder:
        (folder / "half.parquet").write_text("half")
        raise RuntimeError
    assert shelf.ids() == []
    assert list((tmp_path / "scratch").iterdir()) == []


def test_a_draft_that_was_left_by_somebody_who_was_killed_is_cleared_by_the_next(tmp_path):
    home = Home(tmp_path)
    left = home.scratch / "edition-2025-01-01-bbbbbbbb-1"
    left.mkdir(parents=True)
    (left / "half.parquet").write_bytes(b"half")
    with Shelf(home).draft("2025-01-01-aaaaaaaa") as folder:
        assert [one.name for one in home.scratch.iterdir()] == [folder.name]


def test_a_folder_without_a_manifest_is_no_edition(shelf, tmp_path):
    (tmp_path / "editions" / "2025-01-01-aaaaaaaa").mkdir(parents=True)
    assert shelf.ids() == []


def test_an_edition_that_lost_its_manifest_is_called_damaged(shelf, tmp_path):
    written(shelf, "2025-01-01-aaaaaaaa")
    shelf.make_current("2025-01-01-aaaaaaaa")
    (tmp_path / "editions" / "2025-01-01-aaaaaaaa" / manifest.FILE).unlink()
    with pytest.raises(Error, match=r"is damaged: manifest\.json is missing.*Publish it again"):
        shelf.folder()
    with pytest.raises(Unknown):
        shelf.folder("..")


def test_an_unknown_edition_is_refused_with_those_there_are(shelf):
    written(shelf, "2025-01-01-aaaaaaaa")
    with pytest.raises(Unknown, match="Did you mean 2025-01-01-aaaaaaaa"):
        shelf.folder("2024-01-01")


def test_where_what_is_current_is_no_edition_the_file_that_says_so_is_named(shelf, tmp_path):
    written(shelf, "2025-01-01-aaaaaaaa")
    (tmp_path / "editions" / "current").write_text("nonsense\n")
    with pytest.raises(Error, match=r"editions/current names 'nonsense'.*--current ID"):
        shelf.folder()
    with pytest.raises(Unknown, match="No edition is called 'nonsense'"):
        shelf.folder("nonsense")


def test_the_ledger_tells_in_which_order_editions_were_current_and_which_are_held(shelf):
    for edition_id in ("2025-03-01-cccccccc", "2025-01-01-aaaaaaaa", "2025-02-01-bbbbbbbb"):
        written(shelf, edition_id)
    shelf.hold("2025-02-01-bbbbbbbb", ["too few"], "2025-01-01-aaaaaaaa")
    for edition_id in ("2025-03-01-cccccccc", "2025-01-01-aaaaaaaa", "2025-03-01-cccccccc"):
        shelf.make_current(edition_id)
    assert shelf.history() == ["2025-03-01-cccccccc", "2025-01-01-aaaaaaaa"]
    assert {one: event.reasons for one, event in shelf.held().items()} == {"2025-02-01-bbbbbbbb": ("too few",)}
    shelf.make_current("2025-02-01-bbbbbbbb")
    assert shelf.held() == {}
    assert shelf.history()[-1] == "2025-02-01-bbbbbbbb"


def test_editions_of_before_there_was_a_ledger_stand_first_and_the_current_one_last_of_them(shelf, tmp_path):
    for edition_id in ("2025-01-01-aaaaaaaa", "2025-01-01-bbbbbbbb"):
        written(shelf, edition_id)
    (tmp_path / "editions" / "current").write_text("2025-01-01-aaaaaaaa\n")
    assert shelf.history() == ["2025-01-01-bbbbbbbb", "2025-01-01-aaaaaaaa"]


def test_who_was_stopped_between_holding_and_moving_holds_nothing(shelf):
    shelf.hold("2025-01-01-aaaaaaaa", ["too few"], "2024-12-01-aaaaaaaa")
    shelf.forget_held("2025-01-01-aaaaaaaa")
    written(shelf, "2025-01-01-aaaaaaaa")
    assert shelf.held() == {}


def test_a_line_of_the_ledger_that_was_cut_short_is_passed_over(shelf, tmp_path):
    written(shelf, "2025-01-01-aaaaaaaa")
    shelf.make_current("2025-01-01-aaaaaaaa")
    with (tmp_path / "editions" / "ledger.jsonl").open("a") as file:
        file.write('{"edition": "2025-0')
    written(shelf, "2025-02-01-bbbbbbbb")
    shelf.make_current("2025-02-01-bbbbbbbb")
    assert shelf.history() == ["2025-01-01-aaaaaaaa", "2025-02-01-bbbbbbbb"]
    assert [one.state for one in shelf.stands()] == ["old", "current"]


def test_a_damaged_manifest_is_listed_as_such(shelf, tmp_path):
    written(shelf, "2025-01-01-aaaaaaaa")
    shelf.make_current("2025-01-01-aaaaaaaa")
    (tmp_path / "editions" / "2025-01-01-aaaaaaaa" / manifest.FILE).write_text("{")
    (only,) = shelf.stands()
    assert (only.state, only.vacancies) == ("current", None)
    assert "is damaged" in only.reasons[0]


def test_all_that_is_new_outlasts_a_loss_of_power_before_it_is_moved(shelf, tmp_path, monkeypatch):
    """A file that another edition has too was brought to disk with that; the folder that names it again was not."""
    flushed = []
    monkeypatch.setattr("jobtide.edition.shelf._flush", flushed.append)
    (tmp_path / "earlier").write_text("of an earlier edition")
    with shelf.draft("2025-01-01-aaaaaaaa") as draft:
        (draft / "tables").mkdir()
        for name in ("known", "new"):
            (draft / "tables" / name).write_text(name)
        os.link(tmp_path / "earlier", draft / "tables" / "linked")
        shelf.publish(draft, "2025-01-01-aaaaaaaa", ["tables/known"])
    assert flushed == [draft / "tables", draft / "tables" / "new", draft, tmp_path / "editions"]
