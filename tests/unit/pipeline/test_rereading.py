"""Everything is built again from landing: as it was with the same software, as it should be after a fix."""

import io
import json
import os
import signal
import subprocess
import sys
from datetime import date

import pytest
from click.testing import CliRunner

from jobtide.adverts import clean
from jobtide.adverts.store import Counts
from jobtide.cli import main
from jobtide.durable import Change, finish
from jobtide.errors import Error, UnknownFormat, Unreadable
from jobtide.landing import Landing
from jobtide.lock import locked
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.rereading import Held, reread
from jobtide.pipeline.retrying import groups, retried
from jobtide.pipeline.taking import taking
from jobtide.settings import Home, Settings
from jobtide.sources import formats
from jobtide.sources.json_lines import adapter as json_lines

TODAY = date(2025, 11, 23)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def lines(*records: dict) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def taken(home: Home, given_bytes: bytes, name: str = "board.jsonl", **options):
    file = home.folder.parent / name
    file.write_bytes(given_bytes)
    return ingest(home, Settings(), [file], Options(**options), TODAY).total


def store(home: Home) -> dict[str, bytes]:
    """Every file of the store, scratch and lock aside."""
    folders = (home.landing, home.adverts, home.sightings, home.quarantine)
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return {str(file.relative_to(home.folder)): file.read_bytes() for file in files}


def a_life(home: Home) -> None:
    """Three days of one board, and another board: changes, sightings, repeats and rejects."""
    one, two = {"id": 1, "title": "Tester"}, {"id": 2, "title": "Developer", "description": "<p>Java"}
    taken(home, lines(one, two) + b"nonsense\n", "1.jsonl", source="board", seen_at=date(2025, 11, 1))
    taken(home, lines({**one, "title": "Senior Tester"}, two), "2.jsonl", source="board", seen_at=date(2025, 11, 2))
    taken(home, b"id;name\n7;Analyst\n8;\n", "o.csv", source="other", map=("title=name",), place="Leeds")
    taken(home, lines(one, two, one), "3.jsonl", source="board", seen_at=date(2025, 11, 5))


def test_the_store_that_is_built_again_is_the_very_same(home):
    a_life(home)
    before = store(home)
    for source in (None, "board", "other"):
        done = reread(home, Settings(), TODAY, source)
        assert done.before == done.after == Held(versions=4, sightings=4, quarantined=2)
        assert store(home) == before
    assert list(home.scratch.iterdir()) == []
    with pytest.raises(Error, match="no capture of the source 'nobody'"):
        reread(home, Settings(), TODAY, "nobody")


def test_what_is_lost_or_damaged_in_the_store_comes_back(home):
    a_life(home)
    before = store(home)
    for folder in (home.adverts, home.sightings, home.quarantine):
        next(folder.iterdir()).unlink()
    (home.quarantine / "0123456789abcdef-77.jsonl").write_text("{}\n")
    reread(home, Settings(), TODAY)
    assert store(home) == before


def test_another_rule_makes_another_store_and_what_was_read_in_the_old_one_goes(home, monkeypatch):
    a_life(home)
    names = {file.name for file in home.adverts.iterdir()}
    for name in names:
        (home.readings / "any").mkdir(parents=True, exist_ok=True)
        (home.readings / "any" / name).write_bytes(b"")
    monkeypatch.setattr(clean, "TITLE", 3)
    done = reread(home, Settings(), TODAY, "board")
    assert done.after.quarantined == done.before.quarantined
    now = {file.name for file in home.adverts.iterdir()}
    assert len(now - names) == 2
    assert {file.name for file in (home.readings / "any").iterdir()} == now & names


def test_a_capture_that_could_not_be_read_is_read_by_software_that_can(home, monkeypatch):
    a_life(home)
    file = home.folder.parent / "odd.jsonl"
    file.write_bytes(lines({"id": 9, "title": "Analyst"}))
    with monkeypatch.context() as broken:
        broken.setattr(json_lines, "parts", unreadable)
        with taking(home, Settings(), TODAY) as taker, file.open("rb") as stream, pytest.raises(Error, match="not yet"):
            taker.take(stream, "odd", Options(source="odd", format="json_lines", keep_unread=True))
        before = store(home)
        assert [one.name for one in Landing(home).unreadable()] == ["odd"]
        broken.setattr(json_lines, "parts", only_of(file.read_bytes(), json_lines_parts))
        done = reread(home, Settings(), TODAY)
        assert (done.captures, done.unreadable, done.before == done.after) == (4, 1, True)
        assert store(home) == before
    done = reread(home, Settings(), TODAY)
    assert (done.captures, done.unreadable) == (5, 0)
    assert done.after.versions == done.before.versions + 1
    assert Landing(home).unreadable() == []
    again = reread(home, Settings(), TODAY)
    assert (again.captures, again.unreadable, again.before == again.after) == (5, 0, True)


def test_a_file_of_a_format_that_nobody_could_tell_is_read_once_somebody_can(home, monkeypatch):
    file = home.folder.parent / "odd"
    file.write_bytes(lines({"id": 9, "title": "Analyst"}))
    with monkeypatch.context() as broken:
        broken.setattr(formats, "recognised", nobody_knows)
        for _ in range(2):
            with pytest.raises(Error, match="not yet"):
                ingest(home, Settings(), [file], Options(), TODAY)
        assert [(one.name, one.format, one.quarantined) for one in Landing(home).unreadable()] == [("odd", "", 1)]
        assert (retried(home, Settings(), TODAY).counts, len(groups(home))) == (Counts(quarantined=1), 1)
    done = retried(home, Settings(), TODAY)
    assert (done.before, done.after, done.counts) == (1, 0, Counts(accepted=1))
    assert (Landing(home).unreadable(), groups(home)) == ([], [])
    assert reread(home, Settings(), TODAY).captures == 1


def nobody_knows(head, name):
    raise UnknownFormat("not yet")


json_lines_parts = json_lines.parts


def unreadable(stream, wanted=None):
    raise Unreadable("not yet")


def only_of(refused: bytes, parts):
    """Reads all but one capture."""

    def reading(stream, wanted=None):
        held = stream.read()
        return unreadable(stream) if held == refused else parts(io.BytesIO(held), wanted)

    return reading


def test_a_capture_that_is_gone_stops_it_and_nothing_has_changed(home):
    a_life(home)
    Landing(home).capture(Landing(home).entries()[1].capture).path.unlink()
    before = store(home)
    with pytest.raises(Error, match=r"2\.jsonl .* Restore it from a backup.* Nothing was changed"):
        reread(home, Settings(), TODAY)
    assert store(home) == before


@pytest.mark.parametrize("step", range(8))
def test_71_a_reread_that_was_killed_has_happened_or_not(home, step):
    a_life(home)
    whole = store(home)
    victim = sorted(home.adverts.iterdir())[0]
    victim.write_bytes(b"damaged")
    sorted(home.sightings.iterdir())[0].unlink()
    damaged = store(home)
    program = (
        "import os, sys, pathlib, datetime\n"
        "from jobtide import durable\n"
        "from jobtide.pipeline import rereading\n"
        "from jobtide.settings import Home, Settings\n"
        f"left = [{step}]\n"
        "def dying(real):\n"
        "    def wrapped(*given, **more):\n"
        "        if left[0] == 0: os.kill(os.getpid(), 9)\n"
        "        left[0] -= 1\n"
        "        return real(*given, **more)\n"
        "    return wrapped\n"
        "rereading.os.replace = durable.os.replace = dying(os.replace)\n"
        "durable.os.fsync = dying(os.fsync)\n"
        "rereading.held = lambda home: None\n"
        "rereading.reread(Home(pathlib.Path(sys.argv[1])), Settings(), datetime.date(2025, 11, 23))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(home.folder)], check=False, env=dict(os.environ))
    assert ended.returncode == -signal.SIGKILL
    with locked(home, "look"):
        assert store(home) in (whole, damaged)
    reread(home, Settings(), TODAY)
    assert store(home) == whole
    assert not (home.folder / "change").exists()


def test_a_change_that_was_decided_is_finished_by_whoever_comes_next(tmp_path):
    (tmp_path / "old").write_text("old")
    (tmp_path / "gone").write_text("gone")
    change = Change(tmp_path)
    change.new(tmp_path / "old").write_text("new")
    change.new(tmp_path / "deep" / "er").write_text("more")
    change.remove(tmp_path / "gone")
    assert (tmp_path / "old").read_text() == "old"
    change.commit()
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")} == {"old", "deep", "deep/er"}
    assert ((tmp_path / "old").read_text(), (tmp_path / "deep" / "er").read_text()) == ("new", "more")
    undecided = Change(tmp_path)
    undecided.new(tmp_path / "old").write_text("newer")
    finish(tmp_path)
    assert (tmp_path / "old").read_text() == "new"
    assert not (tmp_path / "change").exists()


# -- the quarantine ---------------------------------------------------------------------------------------------------


def test_rejected_records_are_told_by_source_and_reason_with_examples(home):
    a_life(home)
    found = groups(home)
    assert [(group.source, group.reason, group.many) for group in found] == [
        ("board", "not JSON", 1), ("other", "neither title nor description", 1)
    ]  # fmt: skip
    ((file, record),) = found[0].examples
    assert (file, record.position, record.record) == ("1.jsonl", 2, "nonsense")
    assert groups(home, reason="not JSON", source="other") == []


def test_after_a_fix_what_is_accepted_leaves_the_quarantine_and_counts_add_up(home, monkeypatch):
    a_life(home)
    with monkeypatch.context() as broken:
        broken.setattr(clean, "_LETTER", clean.re.compile("X"))
        bad = taken(home, lines({"id": 5, "title": "Tester"}, {"id": 6, "title": ""}), "late.jsonl", source="late")
        assert (bad.received, bad.accepted, bad.quarantined) == (2, 0, 2)
    done = retried(home, Settings(), TODAY, source="late")
    assert (done.captures, done.before, done.after) == (1, 4, 3)
    assert (done.counts.received, done.counts.accepted, done.counts.quarantined) == (2, 1, 1)
    assert [group.many for group in groups(home, source="late")] == [1]
    again = retried(home, Settings(), TODAY)
    assert (again.before, again.after, again.counts.accepted) == (3, 3, 0)
    after = store(home)
    reread(home, Settings(), TODAY)
    rebuilt = store(home)
    adverts = [name for name in after if name.startswith("adverts/")]
    assert len([name for name in rebuilt if name.startswith("adverts/")]) == len(adverts)
    for entry in Landing(home).entries():
        assert entry.accepted + entry.repeated + entry.quarantined in (2, 3), entry


def test_the_commands_say_what_was_done(home):
    a_life(home)

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(main, [*arguments, "--home", str(home.folder)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    assert "4 captures read again\n  versions                4 before            4 after" in run("reread")
    assert json.loads(run("reread", "--json"))["sightings"] == {"before": 4, "after": 4}
    assert "board: not JSON\n           1.jsonl, record 2: line 3:" in run("quarantine")
    assert json.loads(run("quarantine", "--json", "--source", "other"))[0]["records"] == 1
    assert "The quarantine holds 2 records; it held 2." in run("quarantine", "--retry")
    assert json.loads(run("quarantine", "--retry", "--json"))["read_again"]["received"] == 5
    assert "Nothing is in the quarantine" in run("quarantine", "--reason", "no such reason")
