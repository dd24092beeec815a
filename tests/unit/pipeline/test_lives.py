"""The life of one advert, told: seen again, changed, gone, back."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from jobtide.cli import main
from jobtide.errors import Unknown
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.lives import life
from jobtide.settings import Home, Settings


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def day(number: int) -> date:
    return date(2025, 11, number)


def seen(home: Home, on: int, *adverts: dict) -> None:
    file = home.folder.parent / f"{on}.jsonl"
    file.write_text("".join(json.dumps(advert) + "\n" for advert in adverts))
    ingest(home, Settings(), [file], Options(source="board", seen_at=day(on), complete=True), day(on))


ONE, OTHER = {"id": 1, "title": "Tester"}, {"id": 2, "title": "Developer"}


def test_an_advert_is_seen_changed_gone_and_back(home):
    """
    day   1      3        5      7      9     11
    one   Tester Senior   Senior -      -     Senior
    """
    senior = {**ONE, "title": "Senior Tester"}
    seen(home, 1, ONE, OTHER)
    seen(home, 3, senior, OTHER)
    seen(home, 5, senior, OTHER)
    assert life(home, "board", "1", day(6)).state == "open"
    seen(home, 7, OTHER)
    assert life(home, "board", "1", day(8)).gone_at is None
    seen(home, 9, OTHER)
    gone = life(home, "board", "1", day(9))
    assert (gone.state, gone.gone_at, gone.last_seen) == ("gone", day(9), day(5))
    assert life(home, "board", "1", day(8)).state == "open"
    seen(home, 11, senior, OTHER)
    back = life(home, "board", "1", day(12))
    assert (back.state, back.gone_at, back.first_seen, back.last_seen) == ("open", None, day(1), day(11))
    assert [(version.said["title"], version.seen) for version in back.versions] == [
        ("Tester", (day(1),)), ("Senior Tester", (day(3), day(5), day(11)))
    ]  # fmt: skip
    assert back.versions[1].file == "3.jsonl"


@pytest.mark.parametrize(
    ("said", "state"),
    [({"closed_at": "2025-11-04"}, "closed by its source"), ({"valid_through": "2025-11-04"}, "past its last day"),
     ({"closed_at": "2025-11-06"}, "open"), ({"valid_through": "2025-11-05"}, "open")],
)  # fmt: skip
def test_its_source_may_say_when_it_ends(home, said, state):
    seen(home, 1, {**ONE, **said})
    assert life(home, "board", "1", day(5)).state == state


def test_62_a_round_that_failed_or_was_empty_closes_nothing(home):
    seen(home, 1, ONE)
    for on in (3, 5, 7):
        seen(home, on)
    assert life(home, "board", "1", day(9)).state == "open"


def test_the_command_tells_it(home):
    seen(home, 1, {**ONE, "location": ["Leeds", "York"]})

    def run(*arguments):
        return CliRunner().invoke(main, ["advert", *arguments, "--home", str(home.folder)])

    assert "board/1: open. Seen from 2025-11-01 to 2025-11-01." in run("board", "1").output
    assert "locations        Leeds, York" in run("board", "1").output
    assert json.loads(run("board", "1", "--json").output)["versions"][0]["file"] == "1.jsonl"
    assert run("board", "9").exit_code == 1
    with pytest.raises(Unknown):
        life(home, "board", "9", day(1))
    with pytest.raises(Unknown, match="Did you mean board/1"):
        life(home, "bored", "1", day(1))
