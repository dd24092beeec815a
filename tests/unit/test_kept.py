"""What follows from files alone is made once, and again when any of them is other or what was kept is damaged."""

import os

import pytest

from jobtide import kept as module
from jobtide.kept import kept


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with one module at its root and one in each of two rooms."""
    for name in ("noun.py", "read/how.py", "other/how.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x = 1")
    monkeypatch.setattr(module, "_HERE", tmp_path)
    monkeypatch.setattr(module, "_PLACE", tmp_path / "__pycache__")
    return tmp_path


@pytest.fixture
def made():
    """(how often it was made, what asks for it)."""
    times = []

    def ask(*decided_by: bytes, name="thing"):
        def make():
            times.append(1)
            return {"made": list(decided_by)}

        return kept(name, ("read",), decided_by, make)

    return times, ask


def test_what_is_asked_for_again_is_not_made_again(package, made):
    times, ask = made
    assert ask(b"a", b"b") == ask(b"a", b"b") == {"made": [b"a", b"b"]}
    assert len(times) == 1


@pytest.mark.parametrize("other", [(b"ab",), (b"b", b"a"), (b"a", b"b", b""), ()])
def test_other_bytes_make_another_thing(package, made, other):
    times, ask = made
    ask(b"a", b"b")
    assert ask(*other) == {"made": list(other)}
    assert len(times) == 2


@pytest.mark.parametrize(
    ("changed", "times_made"), [("noun.py", 2), ("read/how.py", 2), ("read/new.py", 2), ("other/how.py", 1)]
)
def test_it_is_made_again_where_the_software_that_makes_it_is_other(package, made, changed, times_made):
    times, ask = made
    ask(b"a")
    (package / changed).write_text("x = 2")
    ask(b"a")
    assert len(times) == times_made


@pytest.mark.parametrize("damage", [lambda whole: b"", lambda whole: whole[:-1], lambda whole: whole[:-1] + b"!"])
def test_what_is_damaged_is_made_again_and_kept_whole(package, made, damage):
    times, ask = made
    ask(b"a")
    (file,) = (package / "__pycache__").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert ask(b"a") == ask(b"a") == {"made": [b"a"]}
    assert len(times) == 2


def test_of_one_name_the_four_that_were_used_last_are_kept(package, made):
    times, ask = made
    for at, of in enumerate((b"1", b"2", b"3", b"4")):
        ask(of)
        newest = max((package / "__pycache__").iterdir(), key=lambda file: file.stat().st_mtime)
        os.utime(newest, (at, at))
    ask(b"1")
    ask(b"5")
    ask(b"1", name="another")
    del times[:]
    for of in (b"1", b"3", b"4", b"5"):
        ask(of)
    assert len(times) == 0
    ask(b"2")
    assert len(times) == 1


def test_where_nothing_can_be_written_it_is_made_each_time(package, made):
    times, ask = made
    (package / "__pycache__").write_text("no folder")
    assert ask(b"a") == ask(b"a")
    assert len(times) == 2


def test_what_making_raises_comes_through_and_nothing_is_kept(package):
    def make():
        raise ValueError("bad")

    with pytest.raises(ValueError, match="bad"):
        kept("thing", (), (), make)
    assert not (package / "__pycache__").exists()
