"""`jobtide serve` as a process: started, asked, told to stop."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from markets import drawn, published

from jobtide.edition.shelf import Shelf
from jobtide.errors import Error
from jobtide.serving.server import _listening, run
from jobtide.settings import Home

MARKET = """
    times  day         places      terms  annual
    2      2025-11-20  manchester  java   50000
"""


@pytest.fixture
def home(tmp_path):
    found = Home(tmp_path / "home")
    reader = published(tmp_path / "made", drawn(MARKET))
    found.editions.mkdir(parents=True)
    os.rename(tmp_path / "made" / "edition", found.editions / reader.edition.id)
    Shelf(found).make_current(reader.edition.id)
    return found


def test_a_port_that_is_taken_is_refused_in_plain_words(home):
    taken = _listening("127.0.0.1", 0)
    port = taken.getsockname()[1]
    with pytest.raises(Error, match=f"127.0.0.1:{port} cannot be served on: .* --port"):
        run(home, "127.0.0.1", port)
    taken.close()


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_it_answers_from_its_first_word_and_stops_when_it_is_told_to(home, tmp_path, workers):
    command = [
        str(Path(sys.executable).with_name("jobtide")), "serve", "--home", str(home.folder), "--port", "0",
        "--workers", str(workers), "--access-log", str(tmp_path / "log"),
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", process.stdout.readline()).group()
        with httpx.Client(base_url=address, timeout=60) as client:
            assert client.get("/healthz").json()["ok"]
            assert client.get("/permanent/uk/java?q=secret").status_code == 200
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode in (0, -signal.SIGTERM) and "Traceback" not in said
    assert [line.split()[2] for line in (tmp_path / "log").read_text().splitlines()] == [
        "/healthz", "/permanent/uk/java?q=-",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_process_that_dies_is_started_anew(home):
    command = [str(Path(sys.executable).with_name("jobtide")), "serve", "--home", str(home.folder), "-p", "0"]
    process = subprocess.Popen([*command, "--workers", "2"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        address = re.search(r"http://\S+", process.stdout.readline()).group()
        httpx.get(f"{address}/healthz", timeout=60)
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        before = children.read_text().split()
        os.kill(int(before[0]), signal.SIGKILL)
        until = time.monotonic() + 20
        while time.monotonic() < until and set(children.read_text().split()) in (set(before), set(before[1:])):
            time.sleep(0.1)
        assert len(set(children.read_text().split()) - set(before)) == 1
        assert httpx.get(f"{address}/healthz", timeout=60).json()["ok"]
    finally:
        process.terminate()
        process.communicate(timeout=20)
