"""Files of a draft are hashed and brought to disk while the next ones are made."""

import os

import pytest

from jobtide.edition import finished, manifest
from jobtide.edition.finished import Finished


@pytest.fixture
def asked(monkeypatch) -> list[str]:
    """The names of files in the order in which they were begun with, one after the other."""
    names: list[str] = []
    part = finished._part
    monkeypatch.setattr(finished, "_part", lambda file: names.append(file.name) or part(file))
    monkeypatch.setattr(finished, "_AT_ONCE", 1)
    return names


def test_a_file_is_hashed_once_and_the_largest_first(tmp_path, asked):
    (tmp_path / "tables").mkdir()
    for name, many in (("a", 1), ("b", 300), ("c", 20)):
        (tmp_path / "tables" / name).write_bytes(b"x" * many)
    with Finished(tmp_path) as found:
        found.look()
        (tmp_path / "late").write_bytes(b"late")
        said = found.parts({"tables/a": 3, "tables/b": None, "late": None})
        assert found.flushed() >= {"tables/a", "tables/b", "late"}
    assert asked == ["b", "c", "a", "late"]
    assert said == {
        "tables/a": manifest.part(tmp_path / "tables" / "a", 3),
        "tables/b": manifest.part(tmp_path / "tables" / "b"),
        "late": manifest.part(tmp_path / "late"),
    }


def test_a_file_that_was_written_again_is_hashed_again(tmp_path, asked):
    file = tmp_path / "a"
    file.write_bytes(b"then")
    os.utime(file, ns=(0, 0))
    with Finished(tmp_path) as found:
        found.look()
        file.write_bytes(b"now!")
        assert found.parts({"a": None}) == {"a": manifest.part(file)}
    assert asked == ["a", "a"]


def test_a_file_of_another_edition_is_not_begun_before_it_is_asked_for(tmp_path, asked):
    (tmp_path / "earlier").write_bytes(b"same")
    (tmp_path / "draft").mkdir()
    os.link(tmp_path / "earlier", tmp_path / "draft" / "a")
    with Finished(tmp_path / "draft") as found:
        found.look()
        assert found.flushed() == set() and asked == []
        assert found.parts({"a": 1}) == {"a": manifest.part(tmp_path / "earlier", 1)}


def test_what_cannot_be_brought_to_disk_is_no_part(tmp_path, monkeypatch):
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    (tmp_path / "a").write_bytes(b"a")
    with Finished(tmp_path) as found, pytest.raises(OSError, match="No space"):
        found.parts({"a": None})
    assert found.flushed() == set()
