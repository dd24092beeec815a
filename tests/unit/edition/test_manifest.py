"""The manifest says what an edition was made from, and finds damage in it."""

from datetime import date

import pytest

from jobtide.edition import manifest
from jobtide.edition.manifest import Inputs, Manifest, part

INPUTS = Inputs(date(2025, 11, 23), "1.0", "abc", {"root_place": "uk"}, {"adverts/a.parquet": 10})


@pytest.fixture
def edition(tmp_path):
    (tmp_path / "tables").mkdir()
    file = tmp_path / "tables" / "cells.parquet"
    file.write_bytes(b"figures")
    Manifest(INPUTS.edition_id, INPUTS, {"adverts": 3}, {"tables/cells.parquet": part(file, 1)}).write(tmp_path)
    return tmp_path


def test_an_id_is_the_day_and_a_hash_of_all_inputs():
    assert INPUTS.edition_id.startswith("2025-11-23-")
    assert INPUTS.edition_id == Inputs(**INPUTS.__dict__).edition_id


@pytest.mark.parametrize(
    "change",
    [
        {"as_of": date(2025, 11, 24)},
        {"software": "1.1"},
        {"reference": "abd"},
        {"settings": {"root_place": "england"}},
        {"adverts": {"adverts/a.parquet": 11}},
        {"label": "Synthetic"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_another_input_is_another_edition(change):
    assert Inputs(**{**INPUTS.__dict__, **change}).edition_id != INPUTS.edition_id


def test_what_was_written_is_read_back(edition):
    found = manifest.read(edition)
    assert (found.inputs, found.quality) == (INPUTS, {"adverts": 3})
    assert found.parts["tables/cells.parquet"].rows == 1


def test_a_whole_edition_has_no_damage(edition):
    assert manifest.damage(edition) == []


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (
            lambda folder: (folder / "tables/cells.parquet").write_bytes(b"figurez"),
            "tables/cells.parquet is not the file",
        ),
        (lambda folder: (folder / "tables/cells.parquet").unlink(), "tables/cells.parquet is missing"),
        (
            lambda folder: ((folder / "tables/cells.parquet").unlink(), (folder / "tables/cells.parquet").mkdir()),
            "tables/cells.parquet cannot be read: Is a directory",
        ),
        (lambda folder: (folder / "tables/more.parquet").write_bytes(b""), "tables/more.parquet does not belong"),
        (lambda folder: (folder / "tables/more").symlink_to("/nowhere"), "tables/more does not belong"),
        (lambda folder: (folder / "manifest.json").unlink(), "manifest.json is missing"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "manifest.json cannot be read"),
        (
            lambda folder: (folder / "manifest.json").write_text(
                (folder / "manifest.json").read_text().replace('"software": "1.0"', '"software": "9.0"')
            ),
            "manifest.json was changed",
        ),
    ],
    ids=[
        "a flipped byte",
        "a lost file",
        "a folder in its place",
        "a stranger",
        "a link to nowhere",
        "no manifest",
        "half a manifest",
        "edited inputs",
    ],
)
def test_damage_is_named(edition, harm, sentence):
    harm(edition)
    (found,) = manifest.damage(edition)
    assert found.startswith(sentence)
