"""One writer at a time."""

import subprocess
import sys

import pytest

from jobtide.errors import Busy
from jobtide.lock import locked
from jobtide.settings import Home


def test_a_second_writer_is_told_who_is_first(tmp_path):
    home = Home(tmp_path)
    with locked(home, "ingest"), pytest.raises(Busy, match=r"process \d+ \(ingest\)"), locked(home, "publish"):
        pass
    with locked(home, "publish"):
        pass


def test_an_owner_that_was_killed_holds_nothing(tmp_path):
    program = (
        "import os, pathlib; from jobtide.lock import locked; from jobtide.settings import Home\n"
        f"with locked(Home(pathlib.Path({str(tmp_path)!r})), 'ingest'):\n"
        "    print('held', flush=True); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert killed.stdout == b"held\n"
    assert (tmp_path / "lock").read_text() != ""
    with locked(Home(tmp_path), "ingest"):
        pass
