"""Captures are kept once, whole, for ever; the ledger only grows."""

import hashlib
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.errors import Error
from jobtide.landing import Entry, Landing
from jobtide.settings import Home

ENTRY = Entry(0, "ab" * 32, "a.jsonl", "a", "json_lines", ("title=name",), None, date(2025, 1, 2), 7, date(2025, 1, 3))


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def ledger(home):
    return home.landing / "ledger.jsonl"


def test_a_capture_comes_back_byte_for_byte_under_its_hash(home):
    for given_bytes in (b"", b"x", b"PAR", b"PAR1 not really PAR1", b"\x00\xff" * 3_000_000):
        capture = Landing(home).keep(io.BytesIO(given_bytes))
        assert (capture.hash, capture.size) == (hashlib.sha256(given_bytes).hexdigest(), len(given_bytes))
        assert capture.path.parent.name == capture.hash[:2]
        with Landing(home).opened(capture) as stream:
            assert stream.read() == given_bytes


def test_parquet_is_stored_as_it_is_and_all_else_compressed(home):
    parquet = Landing(home).keep(io.BytesIO(b"PAR1xyz"))
    assert (parquet.path.suffix, parquet.path.read_bytes()) == (".parquet", b"PAR1xyz")
    text = Landing(home).keep(io.BytesIO(b"a" * 1_000_000))
    assert text.path.suffix == ".zst"
    assert text.path.stat().st_size < 1000


def test_the_same_bytes_are_kept_once(home):
    assert Landing(home).keep(io.BytesIO(b"{}")).new
    assert not Landing(home).keep(io.BytesIO(b"{}")).new
    assert len([path for path in home.landing.rglob("*.zst")]) == 1
    assert list(home.scratch.iterdir()) == []


def test_a_stream_that_breaks_leaves_nothing(home):
    class Breaking(io.BytesIO):
        def read(self, size=-1):
            more = super().read(5)
            if not more:
                raise OSError("the disk is gone")
            return more

    with pytest.raises(OSError, match="gone"):
        Landing(home).keep(Breaking(b"0123456789"))
    assert [path for path in home.folder.rglob("*") if path.is_file()] == []


def test_a_pipe_that_gives_a_byte_at_a_time_is_recognised_all_the_same(home):
    class Slow(io.BytesIO):
        def read(self, size=-1):
            return super().read(1)

    assert Landing(home).keep(Slow(b"PAR1abc")).path.suffix == ".parquet"


def test_the_ledger_gives_back_what_was_recorded_in_order(home):
    landing = Landing(home)
    entries = [ENTRY, replace(ENTRY, ingest=1, place="Leeds", seen_at=None)]
    for entry in entries:
        landing.record(entry)
    assert landing.entries() == entries
    assert ENTRY.says_as(replace(ENTRY, ingest=9, name="other.jsonl", taken=date(2026, 1, 1)))
    for difference in ({"map": ()}, {"place": "York"}, {"seen_at": None}, {"source": "b"}, {"capture": "cd"}):
        assert not ENTRY.says_as(replace(ENTRY, **difference)), difference


@given(st.integers(1, 300))
@settings(max_examples=25)
def test_a_last_line_cut_short_by_a_crash_is_repaired(tmp_path_factory, cut):
    home = Home(tmp_path_factory.mktemp("home"))
    landing = Landing(home)
    landing.record(ENTRY)
    whole = ledger(home).read_bytes()
    landing.record(replace(ENTRY, ingest=1))
    torn = ledger(home).read_bytes()[: len(whole) + min(cut, len(whole) - 1)]
    ledger(home).write_bytes(torn)
    assert landing.entries() == [ENTRY]
    landing.record(replace(ENTRY, ingest=1, name="again"))
    assert [entry.name for entry in landing.entries()] == ["a.jsonl", "again"]
    assert ledger(home).read_bytes().startswith(whole)


def test_a_damaged_line_in_the_middle_is_an_error_that_names_it(home):
    landing = Landing(home)
    landing.record(ENTRY)
    ledger(home).write_bytes(b"{half\n" + ledger(home).read_bytes())
    with pytest.raises(Error, match=r"Line 1 of .*ledger\.jsonl is damaged"):
        landing.entries()


def test_a_refused_capture_goes_unless_the_ledger_knows_it(home):
    landing = Landing(home)
    capture = landing.keep(io.BytesIO(b"PAR1 broken"))
    landing.refuse(capture)
    assert not capture.path.exists()
    capture = landing.keep(io.BytesIO(b"PAR1 broken"))
    landing.record(replace(ENTRY, capture=capture.hash))
    landing.refuse(capture)
    assert capture.path.exists()
