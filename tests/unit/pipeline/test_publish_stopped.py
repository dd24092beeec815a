"""Whatever stops a publish (a kill, a full disk, another one), the last edition serves on and the next completes."""

import contextlib
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
# Forks for each publish: what takes longest is to import all that publishing needs, and none of that can be half done.
PROGRAM = """
import os, resource, signal, sys, traceback
from pathlib import Path
from jobtide.errors import Error
from jobtide.pipeline.publish import publish
from jobtide.reference.load import load
from jobtide.settings import Home, Settings

reference = load()

def published(home, limit, words):
    os.dup2(os.open(words, os.O_CREAT | os.O_TRUNC | os.O_WRONLY), 2)
    if limit:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        publish(Home(Path(home)), Settings(), reference)
    except Error as error:
        os.write(2, f"{type(error).__name__}: {error}".encode())
        return 1
    except BaseException:
        os.write(2, traceback.format_exc().encode())
        return 2
    return 0

for line in sys.stdin:
    home, limit, words = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if not child:
        os._exit(published(home, int(limit), words))
    os.setpgid(child, child)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Publishing:
    """A process that publishes homes, each in a process group of its own that may be killed."""

    def __init__(self, words: Path):
        self._words = words
        self._running = subprocess.Popen(
            [sys.executable, "-c", PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def begun(self, home: Home, limit: int = 0) -> int:
        """The process group, which has begun. No file of it gets longer than `limit`, where that is not 0."""
        self._running.stdin.write(f"{home.folder}\t{limit}\t{self._words}\n")
        self._running.stdin.flush()
        return int(self._running.stdout.readline())

    def ended(self) -> tuple[int, str]:
        """What came of it, once it has ended: exit code, or less the signal that killed it; and what it said."""
        return int(self._running.stdout.readline()), self._words.read_text() if self._words.exists() else ""

    def close(self) -> None:
        self._running.stdin.close()
        self._running.wait()
        self._running.stdout.close()


@pytest.fixture(scope="module")
def publishing(tmp_path_factory):
    found = Publishing(tmp_path_factory.mktemp("publishing") / "words")
    yield found
    found.close()


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


@pytest.fixture(scope="module")
def given(tmp_path_factory) -> Home:
    """With an edition, and adverts that came after it."""
    folder = tmp_path_factory.mktemp("given")
    found = Home(folder / "home")
    for day in (FIRST, SECOND):
        ingest(found, Settings(), [adverts(folder / f"{day}.jsonl", day)], Options(seen_at=day), day)
        if day == FIRST:
            publish(found, Settings(), load(), day)
    return found


@pytest.fixture
def home(given, tmp_path) -> Home:
    return Home(shutil.copytree(given.folder, tmp_path / "home"))


def serves(home: Home, edition: str) -> None:
    shelf = Shelf(home)
    assert shelf.current_id() == edition
    folder = shelf.folder(edition)
    assert manifest.damage(folder) == []
    assert Reader(folder).page("python", "uk").summary.count[0] > 0


def completes(publishing: Publishing, home: Home) -> None:
    publishing.begun(home)
    assert publishing.ended() == (0, "")
    current = Shelf(home).current_id()
    assert manifest.read(Shelf(home).folder(current)).inputs.as_of == SECOND
    serves(home, current)


@pytest.mark.slow
def test_a_publish_that_was_killed_at_any_moment_leaves_the_last_edition_and_the_next_completes(
    publishing, given, home
):
    before, chance = Shelf(home).current_id(), random.Random(20)
    start = time.perf_counter()
    completes(publishing, Home(shutil.copytree(home.folder, home.folder.parent / "whole")))
    longest, hits = time.perf_counter() - start, 0
    while hits < 20:
        group = publishing.begun(home)
        time.sleep(chance.random() * longest)
        with contextlib.suppress(ProcessLookupError):  # it was done: there is nothing left to be killed
            os.killpg(group, signal.SIGKILL)
        code, said = publishing.ended()
        if code == -signal.SIGKILL:
            hits += 1
            if Shelf(home).current_id() == before:  # it may have been killed after the switch, before its end
                serves(home, before)
                continue
        else:
            assert (code, said) == (0, "")
            longest *= 0.8  # what earlier ones had done is not done again
        completes(publishing, home)
        shutil.rmtree(home.folder)
        shutil.copytree(given.folder, home.folder)
    completes(publishing, home)
    assert not [file for file in home.scratch.rglob("*") if file.is_file()]


@pytest.mark.slow
@pytest.mark.parametrize("limit", [2_000, 20_000, 60_000, 400_000])
def test_a_full_disk_is_a_refusal_and_leaves_the_last_edition(publishing, home, limit):
    before = Shelf(home).current_id()
    publishing.begun(home, limit)
    code, said = publishing.ended()
    assert code == 1, said
    assert said.startswith(("Unwritable", "Error")), said
    serves(home, before)
    completes(publishing, home)


def test_of_two_publishers_at_once_one_is_refused(home):
    before = Shelf(home).current_id()
    with locked(home, "publish"), pytest.raises(Busy):
        publish(home, Settings(), load())
    serves(home, before)
