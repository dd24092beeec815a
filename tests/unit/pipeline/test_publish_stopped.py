"""Whatever stops a publish (a kill, a full disk, another one), the last edition serves on and the next completes."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from jobtide.edition import manifest
from jobtide.edition.reader import Reader
from jobtide.edition.shelf import Shelf
from jobtide.errors import Busy
from jobtide.lock import locked
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.publish import publish
from jobtide.reference.load import load
from jobtide.settings import Home, Settings

FIRST, SECOND = date(2025, 11, 22), date(2025, 11, 23)
PROGRAM = """
import resource, signal, sys
from datetime import date
from pathlib import Path
from jobtide.errors import Error
from jobtide.pipeline.publish import publish
from jobtide.reference.load import load
from jobtide.settings import Home, Settings

reference = load()
if int(sys.argv[2]):
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
print("begins", flush=True)
try:
    publish(Home(Path(sys.argv[1])), Settings(), reference)
except Error as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""


def adverts(file: Path, day: date) -> Path:
    draw = random.Random(day.toordinal())
    skills = ["Python", "Java", "SQL", "AWS", "Azure", "Kubernetes", "Agile"]
    with file.open("w", encoding="utf-8") as out:
        for number in range(120):
            advert = {
                "id": f"{day}-{number}", "title": draw.choice(["Python Developer", "Java Developer", "Data Engineer"]),
                "description": f"Advert {number}: " + ", ".join(draw.sample(skills, 3)), "location": "Leeds",
                "pay": "£50,000", "posted_at": str(date.fromordinal(day.toordinal() - 3 * number)),
            }  # fmt: skip
            out.write(json.dumps(advert) + "\n")
    return file


@pytest.fixture
def home(tmp_path) -> Home:
    """With an edition, and adverts that came after it."""
    found = Home(tmp_path / "home")
    for day in (FIRST, SECOND):
        ingest(found, Settings(), [adverts(tmp_path / f"{day}.jsonl", day)], Options(seen_at=day), day)
        if day == FIRST:
            publish(found, Settings(), load(), day)
    return found


def command(home: Home, limit: int = 0) -> list[str]:
    return [sys.executable, "-c", PROGRAM, str(home.folder), str(limit)]


def serves(home: Home, edition: str) -> None:
    shelf = Shelf(home)
    assert shelf.current_id() == edition
    folder = shelf.folder(edition)
    assert manifest.damage(folder) == []
    assert Reader(folder).page("python", "uk").summary.count[0] > 0


def completes(home: Home) -> None:
    done = subprocess.run(command(home), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    current = Shelf(home).current_id()
    assert manifest.read(Shelf(home).folder(current)).inputs.as_of == SECOND
    serves(home, current)


@pytest.mark.slow
def test_a_publish_that_was_killed_at_any_moment_leaves_the_last_edition_and_the_next_completes(home):
    before = Shelf(home).current_id()
    chance, longest, hits = random.Random(20), 3.0, 0
    while hits < 20:
        running = subprocess.Popen(command(home), stdout=subprocess.PIPE, start_new_session=True)
        with running:
            assert running.stdout.readline() == b"begins\n"
            time.sleep(chance.random() * longest)
            os.killpg(running.pid, signal.SIGKILL)
            running.stdout.read()
        if running.returncode != -signal.SIGKILL:
            break  # it was done: nothing is left to be killed
        hits += 1
        serves(home, before)
    assert hits >= 5
    completes(home)
    assert not [file for file in home.scratch.rglob("*") if file.is_file()]


@pytest.mark.slow
@pytest.mark.parametrize("limit", [2_000, 20_000, 60_000, 400_000])
def test_a_full_disk_is_a_refusal_and_leaves_the_last_edition(home, limit):
    before = Shelf(home).current_id()
    done = subprocess.run(command(home, limit), capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert done.stderr.startswith(("Unwritable", "Error")), done.stderr
    serves(home, before)
    completes(home)


def test_of_two_publishers_at_once_one_is_refused(home):
    before = Shelf(home).current_id()
    with locked(home, "publish"), pytest.raises(Busy):
        publish(home, Settings(), load())
    serves(home, before)
