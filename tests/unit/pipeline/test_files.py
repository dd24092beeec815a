"""Folders, patterns and archives: every file is a capture of its own, and what is left out is named."""

import io
import json
import os
import zipfile
from datetime import date

import pytest

from jobtide.errors import Unreadable
from jobtide.landing import Landing
from jobtide.pipeline.ingest import Options, ingest
from jobtide.settings import Home, Settings

TODAY = date(2025, 11, 23)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


@pytest.fixture
def folder(tmp_path):
    """
    in/a.jsonl   in/b/c.csv   in/b/d.jsonl.gz   in/b/.hidden.jsonl   in/notes.txt   in/loop -> in
    """
    top = tmp_path / "in"
    (top / "b").mkdir(parents=True)
    (top / "a.jsonl").write_bytes(advert(1))
    (top / "b" / "c.csv").write_bytes(b"id,title\n2,Tester\n")
    (top / "b" / "d.jsonl").write_bytes(advert(3))
    (top / "b" / ".hidden.jsonl").write_bytes(advert(4))
    (top / "notes.txt").write_bytes(b"nothing to see")
    (top / "loop").symlink_to(top)
    return top


def advert(number: int) -> bytes:
    return json.dumps({"id": number, "title": "Tester"}).encode() + b"\n"


def taken(home, *files, **options):
    return ingest(home, Settings(), [str(file) for file in files], Options(**options), TODAY)


def named(report) -> dict[str, str | None]:
    return {file.name.rsplit("/", 1)[-1]: file.left_out or file.refused for file in report.files}


def test_a_folder_is_read_to_its_depths_and_what_is_left_out_is_named(home, folder):
    report = taken(home, folder)
    assert (report.total.accepted, report.refused) == (3, ())
    left_out = {name: reason for name, reason in named(report).items() if reason}
    assert left_out.keys() == {".hidden.jsonl", "notes.txt", "loop"}
    assert left_out[".hidden.jsonl"] == "it is hidden"
    assert "its format cannot be told" in left_out["notes.txt"]
    assert [entry.source for entry in Landing(home).entries()] == ["a", "c", "d"]


def test_a_pattern_names_files_and_folders_and_each_is_read_once(home, folder):
    report = taken(home, f"{folder}/**/*.jsonl", folder / "a.jsonl", f"{folder}/b*")
    assert named(report) == {"a.jsonl": None, "d.jsonl": None, "c.csv": None, ".hidden.jsonl": "it is hidden"}
    assert report.total.accepted == 3


def test_a_pipe_is_read_once_and_called_standard_input(home, tmp_path):
    reading, writing = os.pipe()
    os.write(writing, advert(1) + advert(2))
    os.close(writing)
    report = taken(home, f"/dev/fd/{reading}")
    os.close(reading)
    assert report.total.accepted == 2
    assert [entry.source for entry in Landing(home).entries()] == ["standard-input"]


def test_a_file_whose_medium_fails_is_refused_alone(home, folder):
    failing = "/proc/self/mem"  # reading its beginning is an error of input
    if not os.path.exists(failing):
        pytest.skip("no file that cannot be read is known on this system")
    report = taken(home, failing, folder / "a.jsonl")
    assert named(report) == {"mem": "mem cannot be read: its medium fails: Input/output error.", "a.jsonl": None}
    assert report.total.received == report.total.accepted == 1


def test_a_folder_of_which_nothing_can_be_read_is_refused(home, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "notes.txt").write_bytes(b"nothing to see")
    with pytest.raises(Unreadable, match=r"notes\.txt was left out: .* its format cannot be told"):
        taken(home, tmp_path / "in")
    assert not home.landing.exists() or not [path for path in home.landing.rglob("*") if path.is_file()]


def test_each_file_of_an_archive_is_a_capture_of_its_own(home, tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("may/a.jsonl", advert(1))
        archive.writestr("may/b.csv", b"id,title\n2,Tester\n")
        archive.writestr("../../readme", b"nothing to see")
    (tmp_path / "jobs.zip").write_bytes(held.getvalue())
    report = taken(home, tmp_path / "jobs.zip", source="board")
    assert report.total.accepted == 2
    assert [(file.name, bool(file.left_out)) for file in report.files] == [
        ("jobs.zip/may/a.jsonl", False), ("jobs.zip/may/b.csv", False), ("jobs.zip/readme", True),
    ]  # fmt: skip
    assert [entry.name for entry in Landing(home).entries()] == ["jobs.zip/may/a.jsonl", "jobs.zip/may/b.csv"]


def test_a_complete_folder_is_a_round_of_its_source_on_its_day(home, folder):
    report = taken(home, folder, source="board", complete=True)
    assert Landing(home).rounds() == {"board": {TODAY}}
    assert not any(file.not_complete for file in report.files)
    before = (home.landing / "ledger.jsonl").read_bytes()
    taken(home, folder, source="board", complete=True)
    assert (home.landing / "ledger.jsonl").read_bytes() == before


def test_03_an_empty_half_read_or_refused_file_is_no_round(home, tmp_path):
    names = ("e.jsonl", "b.parquet", "g.jsonl", "c.jsonl", "o.jsonl")
    empty, broken, good, cut, odd = (tmp_path / name for name in names)
    empty.write_bytes(b"")
    broken.write_bytes(b"PAR1 and nothing more")
    good.write_bytes(advert(1))
    cut.write_bytes(advert(1) * 20 + b'{"id": 2, "ti')
    odd.write_bytes(advert(1) * 10 + b"no record\n" + advert(1) * 10)
    for files, source, why in (
        ((empty,), "a", "it is empty"), ((good, broken), "b", "not all files could be read"),
        ((cut,), "c", "it is cut short"), ((good, cut), "d", "it is cut short"),
        ((odd,), "o", "1 of its 21 records could not be read"),
    ):  # fmt: skip
        report = taken(home, *files, source=source, complete=True)
        assert why in str([file.not_complete for file in report.files])
        assert source not in Landing(home).rounds()
    assert Landing(home).rounds() == {}
