"""Whatever stops an ingest (a kill, a full disk, another ingest), the next one completes, and nothing is lost."""

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from jobtide.errors import Busy, Unwritable
from jobtide.landing import Landing
from jobtide.lock import locked
from jobtide.pipeline.ingest import Options, ingest
from jobtide.settings import Home, Settings

FILES, ADVERTS = 3, 400
# Reads all files into a home, and says when it begins to. Limits the size of files where it is told to.
INGEST = """
import pathlib, resource, sys
from datetime import date
from jobtide.pipeline.ingest import Options, ingest
from jobtide.errors import Error
from jobtide.settings import Home, Settings
from jobtide.sources.formats import formats
from jobtide.sources.json_lines import adapter as json_lines
if __name__ == "__main__":
    formats()
    home, limit, *files = sys.argv[1:]
    if int(limit):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    json_lines._PART_LINES = 50
    print("begins", flush=True)
    try:
        options, today = Options(source="board"), date(2025, 11, 23)
        report = ingest(Home(pathlib.Path(home)), Settings(workers=1), files, options, today)
    except Error as error:
        sys.exit(f"{type(error).__name__}: {error}")
    print(report.total, flush=True)
"""


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> list[str]:
    """Three days of a board: new adverts, changed ones, the same ones again, and some that cannot be read."""
    folder = tmp_path_factory.mktemp("given")
    (folder / "ingest.py").write_text(INGEST)
    chance = random.Random(3)
    for day in range(FILES):
        with (folder / f"{day}.jsonl").open("w") as file:
            for number in range(day * 100, day * 100 + ADVERTS):
                words = " ".join(str(chance.random()) for _ in range(60))
                text = f"Version {number % 3 if day else 0} of {number}. " + (words if number % 7 == 0 else "Python.")
                advert = {
                    "id": number,
                    "title": f"Tester {number}",
                    "description": text,
                    "seen_at": f"2025-11-0{day + 1}",
                }
                file.write("half a line\n" if number % 50 == 0 else json.dumps(advert) + "\n")
    return [str(folder / f"{day}.jsonl") for day in range(FILES)]


@pytest.fixture(scope="module")
def whole(given, tmp_path_factory) -> dict[str, bytes]:
    """The store of an ingest that nothing disturbed."""
    home = tmp_path_factory.mktemp("whole") / "home"
    assert ran(home, given).returncode == 0
    return store(home)


def program(home: Path, given: list[str], limit: int = 0) -> list[str]:
    return [sys.executable, str(Path(given[0]).parent / "ingest.py"), str(home), str(limit), *given]


def ran(home: Path, given: list[str], limit: int = 0) -> subprocess.CompletedProcess:
    return subprocess.run(program(home, given, limit), capture_output=True, text=True, check=False)


def store(home: Path) -> dict[str, bytes]:
    files = [file for name in ("landing", "adverts", "sightings", "quarantine") for file in (home / name).rglob("*.*")]
    return {str(file.relative_to(home)): file.read_bytes() for file in files if file.is_file()}


def killed(home: Path, given: list[str], after_seconds: float) -> bool:
    """Whether an ingest was still running so long after it began, when it was killed with all that it had started."""
    running = subprocess.Popen(program(home, given), stdout=subprocess.PIPE, start_new_session=True)
    with running:
        assert running.stdout.readline() == b"begins\n"
        time.sleep(after_seconds)
        os.killpg(running.pid, signal.SIGKILL)
        running.stdout.read()
    return running.returncode == -signal.SIGKILL


@pytest.mark.parametrize("times", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_71_an_ingest_that_was_killed_at_any_moment_is_completed_by_the_next(given, whole, tmp_path, times):
    chance = random.Random(times)
    longest = 1.0
    for number in range(times):
        home = tmp_path / f"{number}" / "home"
        while not killed(home, given, chance.random() * longest):
            longest /= 2
            shutil.rmtree(home)
        done = ran(home, given)
        assert done.returncode == 0, done.stderr
        assert store(home) == whole, number
        assert list((home / "scratch").iterdir()) == []


@pytest.mark.parametrize(
    "limit", [300, 12_000, *(pytest.param(n, marks=pytest.mark.slow) for n in (3_000, 20_000, 40_000))]
)
def test_71_a_full_disk_is_a_refusal_and_breaks_nothing(given, whole, tmp_path, limit):
    home = tmp_path / "home"
    done = ran(home, given, limit)
    assert (done.returncode, "Unwritable" in done.stderr, "Traceback" in done.stderr) == (1, True, False), done.stderr
    assert "What was read before is kept; do it again." in done.stderr
    assert not [file for file in (home / "scratch").rglob("*") if file.is_file()]
    kept = {name: content for name, content in store(home).items() if name != "landing/ledger.jsonl"}
    assert kept.items() <= whole.items()
    assert ran(home, given).returncode == 0
    assert store(home) == whole


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 128 kB that can be made read-only."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("only root can mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_71_a_disk_that_is_really_full_is_a_refusal_and_breaks_nothing(given, whole, small_disk):
    home = small_disk / "home"
    done = ran(home, given)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "No space left on device" in done.stderr
    subprocess.run(["mount", "-o", "remount,size=64m", small_disk], check=True)
    assert ran(home, given).returncode == 0
    assert store(home) == whole


def test_71_a_home_for_reading_only_is_refused_and_stays_as_it_is(given, small_disk):
    home = small_disk / "home"
    ran(home, given)  # as far as it goes
    before = store(home)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    done = ran(home, given)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "cannot be written to: Read-only file system" in done.stderr
    assert store(home) == before


def test_71_of_two_ingests_at_once_one_is_refused_and_nothing_is_lost(given, whole, tmp_path):
    home = tmp_path / "home"
    both = [subprocess.Popen(program(home, given), stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = [one.communicate()[1] for one in both]
    for one, said in zip(both, told, strict=True):
        assert one.returncode == 0 or ("Busy" in said and "is in use by process" in said), said
    assert 0 in [one.returncode for one in both]
    assert store(home) == whole


def test_57_a_clock_that_went_back_changes_neither_order_nor_days(given, tmp_path):
    """Ingests are numbered, and the day of a capture is the earliest on which it was taken."""
    home = Home(tmp_path / "home")
    for file, today in ((given[0], date(2025, 11, 23)), (given[1], date(2020, 1, 1)), (given[0], date(2019, 1, 1))):
        ingest(home, Settings(), [file], Options(source="board"), today)
    assert [(entry.ingest, entry.taken.year) for entry in Landing(home).entries()] == [(0, 2025), (1, 2020)]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_71_whoever_holds_a_home_whose_disk_is_full_is_stopped_in_plain_words(tmp_path, code):
    with (
        pytest.raises(Unwritable, match=rf"home cannot be written to: {os.strerror(code)}\. What was there before"),
        locked(Home(tmp_path / "home"), "forget"),
    ):
        raise OSError(code, "Error writing bytes to file")
    with pytest.raises(FileNotFoundError), locked(Home(tmp_path / "home"), "forget"):
        raise FileNotFoundError(errno.ENOENT, "a mistake of ours is not called so")


def test_a_home_that_is_busy_is_left_alone(given, tmp_path):
    home = Home(tmp_path / "home")
    with locked(home, "publish"), pytest.raises(Busy):
        ingest(home, Settings(), given, Options(), date(2025, 11, 23))
    assert store(home.folder) == {}
