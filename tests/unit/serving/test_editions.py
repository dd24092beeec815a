"""A home's editions while others publish, switch and take down."""

import os
import threading
import time
from datetime import timedelta

import httpx
import pytest
import uvicorn
from markets import AS_OF, drawn, published

from jobtide.edition import manifest
from jobtide.edition.shelf import Shelf
from jobtide.errors import NoEdition
from jobtide.serving.app import create_app
from jobtide.serving.editions import Editions
from jobtide.serving.server import _listening, config
from jobtide.settings import Home

ONE = """
    times  day         places      terms  annual
    {}     2025-11-20  manchester  java   50000
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folders of two editions, of one Java vacancy and of two, by id."""
    found = {}
    for many in (1, 2):
        folder = tmp_path_factory.mktemp("made")
        published(folder, drawn(ONE.format(many)), as_of=AS_OF + timedelta(days=many))
        found[manifest.read(folder / "edition").id] = folder / "edition"
    assert len(found) == 2
    return found


@pytest.fixture
def home(tmp_path, made):
    """The first edition is current."""
    home = Home(tmp_path)
    home.editions.mkdir()
    for edition_id, folder in made.items():
        os.symlink(folder, home.editions / edition_id)
    Shelf(home).make_current(next(iter(made)))
    return home


def test_the_state_changes_with_whatever_changes_an_answer(home, made):
    first, second = made
    editions = Editions(home)
    states = [editions.state()]
    Shelf(home).make_current(second)
    states.append(editions.state())
    Shelf(home).make_current(first)
    states.append(editions.state())
    Shelf(home).hold(second, ["odd"], first)
    states.append(editions.state())
    (home.editions / "another").mkdir()
    states.append(editions.state())
    assert len(set(states)) == len(states) and editions.state() == states[-1]


def test_an_edition_whose_words_were_taken_down_is_opened_anew(home, made):
    editions = Editions(home)
    reader, state = editions.current(), editions.state()
    assert editions.current() is reader
    file = home.editions / next(iter(made)) / manifest.FILE
    os.utime(file, ns=(1, 1))
    assert editions.state() != state
    assert editions.current() is not reader


def test_before_anything_is_published_there_is_no_state(tmp_path):
    editions = Editions(Home(tmp_path))
    assert editions.state() is None
    with pytest.raises(NoEdition):
        editions.current()


@pytest.mark.slow
def test_a_new_edition_is_picked_up_under_load_without_a_failed_or_mixed_answer(home, made):
    listening = _listening("127.0.0.1", 0)
    server = uvicorn.Server(config(create_app(Editions(home))))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    address, stop, wrong, seen = f"http://127.0.0.1:{listening.getsockname()[1]}", threading.Event(), [], []
    counts = dict(zip(made, ("1", "2"), strict=True))

    def ask():
        with httpx.Client(base_url=address, timeout=30) as client:
            while not stop.is_set():
                answer = client.get("/permanent/uk/java.json")
                figures = answer.json() if answer.status_code == 200 else {}
                edition = figures.get("edition", {}).get("id", "")
                if str(figures.get("summary", {}).get("count", [0])[0]) != counts.get(edition):
                    wrong.append((answer.status_code, edition))
                if edition not in answer.headers.get("etag", ""):
                    wrong.append(("mixed", edition, answer.headers.get("etag")))
                seen.append(edition)

    clients = [threading.Thread(target=ask) for _ in range(4)]
    for client in clients:
        client.start()
    now_current = []
    for turn in range(20):
        edition = list(made)[turn % 2]
        Shelf(home).make_current(edition)
        time.sleep(0.05)
        page = httpx.get(f"{address}/permanent/uk/java", timeout=30)
        now_current.append(edition in page.headers["etag"] and edition in page.text)
    stop.set()
    for client in clients:
        client.join()
    server.should_exit = True
    thread.join(timeout=10)
    assert wrong == [] and all(now_current) and set(seen) == set(made) and len(seen) > 50
