"""Editions are written beside, moved in whole, and made current by one switch."""

import pytest

from jobtide.edition import manifest
from jobtide.edition.shelf import Shelf
from jobtide.errors import NoEdition, Unknown
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


def test_a_folder_without_a_manifest_is_no_edition(shelf, tmp_path):
    (tmp_path / "editions" / "2025-01-01-aaaaaaaa").mkdir(parents=True)
    assert shelf.ids() == []


def test_an_unknown_edition_is_refused_with_those_there_are(shelf):
    written(shelf, "2025-01-01-aaaaaaaa")
    with pytest.raises(Unknown, match="Did you mean 2025-01-01-aaaaaaaa"):
        shelf.folder("2024-01-01")
