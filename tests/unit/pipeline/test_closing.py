"""Records without words that close an advert: counted like any other, and none is lost."""

from datetime import date, timedelta

import duckdb
import pytest

from jobtide.adverts.quarantine import kept
from jobtide.adverts.store import segments
from jobtide.pipeline.forgetting import Wanted, forget
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.lives import life
from jobtide.pipeline.rereading import reread
from jobtide.reference.load import load
from jobtide.settings import Home, Settings
from tests.unit.pipeline.test_forgetting import everything_said
from tests.unit.pipeline.test_ingest import counts, lines, rows, taken

DAY = date(2025, 11, 20)
ADVERT = {"id": "a1", "title": "Tester", "description": "Selenium.", "location": "Leeds", "posted_at": "2025-11-01"}
CLOSING = {"id": "a1", "closed_at": "2025-11-12"}


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def ended(home: Home) -> list[tuple[str, str | None]]:
    return rows(home.adverts, "title, closed_at::text")


@pytest.mark.parametrize("closing", [CLOSING, CLOSING | {"title": "", "description": "  "}])
def test_a_closing_is_a_version_with_the_last_words_and_the_day(home, closing):
    taken(home, lines(ADVERT), seen_at=date(2025, 11, 10))
    assert counts(taken(home, lines(closing), seen_at=date(2025, 11, 13))) == (1, 1, 0, 0)
    assert ended(home) == [("Tester", "2025-11-12"), ("Tester", None)]
    assert counts(taken(home, lines(closing), seen_at=date(2025, 11, 13))) == (1, 0, 1, 0)


@pytest.mark.parametrize(
    ("records", "state"), [((ADVERT, CLOSING), "closed by its source"), ((CLOSING, ADVERT), "open")]
)
def test_of_what_one_capture_says_of_an_advert_the_last_word_counts(home, records, state):
    assert counts(taken(home, lines(*records, {"id": "a2", "title": "Developer"}), seen_at=DAY)) == (3, 3, 0, 0)
    assert ended(home) == [("Developer", None), ("Tester", "2025-11-12"), ("Tester", None)]
    assert life(home, "board", "a1", DAY).state == state


def test_a_closing_of_an_unknown_advert_waits_in_the_quarantine(home):
    report = taken(home, lines(CLOSING), seen_at=DAY)
    assert counts(report) == (1, 0, 0, 1)
    assert [one.reason for one in kept(report.files[0].quarantine)] == ["closes an advert that is not known"]
    taken(home, lines(ADVERT), seen_at=DAY - timedelta(10))
    assert counts(taken(home, lines(CLOSING), seen_at=DAY)) == (1, 1, 0, 0)
    assert not list(home.quarantine.iterdir())


def test_what_is_seen_after_its_closing_is_open_again(home):
    closing = lines(CLOSING)
    taken(home, lines(ADVERT), seen_at=date(2025, 11, 10))
    taken(home, closing, seen_at=date(2025, 11, 13))
    taken(home, lines(ADVERT | {"description": "Playwright."}), seen_at=date(2025, 11, 18))
    assert life(home, "board", "a1", DAY).state == "open"
    assert counts(taken(home, closing, seen_at=date(2025, 11, 13))) == (1, 0, 1, 0)  # its words are those of then


def test_an_old_closing_that_arrives_late_does_not_close_what_was_seen_since(home):
    taken(home, lines(ADVERT), seen_at=date(2025, 11, 18))
    assert counts(taken(home, lines(CLOSING), seen_at=date(2025, 11, 13))) == (1, 1, 0, 0)
    assert life(home, "board", "a1", DAY).state == "open"


def test_closings_are_read_again_as_they_were(home):
    taken(home, lines(ADVERT, {"id": "a2", "title": "Developer"}), "one.jsonl", source="s", seen_at=date(2025, 11, 10))
    taken(home, lines(CLOSING, {"id": "a9", "closed_at": "2025-11-12"}), "two.jsonl", source="s", seen_at=DAY)
    before = rows(home.adverts, "* EXCLUDE (locations)")
    reread(home, Settings(), today=DAY)
    assert rows(home.adverts, "* EXCLUDE (locations)") == before and len(before) == 3


@pytest.mark.parametrize("order", [("advert", "forget", "closing"), ("advert", "closing", "forget")])
def test_a_closing_brings_nothing_back_that_was_taken_down_and_goes_with_it(home, order):
    reference = load()
    for step in order:
        if step == "forget":
            forget(home, Settings(), reference, Wanted("s", ("zanz-1",)))
        else:
            record = {"id": "zanz-1", "employer": "Quokkaworks"} | ({} if step == "advert" else CLOSING)
            record |= {"id": "zanz-1", "title": "Tester"} if step == "advert" else {"id": "zanz-1"}
            taken(home, lines(record), "file.jsonl", source="s", seen_at=DAY)
    (home.folder.parent / "file.jsonl").unlink()
    assert not [word for word in ("zanz-1", "Quokkaworks") if word in everything_said(home)]
    before = rows(home.adverts, "* EXCLUDE (locations)")
    reread(home, Settings(), today=DAY)
    assert rows(home.adverts, "* EXCLUDE (locations)") == before


def test_a_removal_of_jobtech_closes_its_advert(home, tmp_path):
    record = {"id": "s1", "headline": "Systemutvecklare", "description": {"text": "Java."}, "employer": {"name": "A"},
              "workplace_address": {"municipality": "Stockholm"}, "publication_date": "2025-11-01"}  # fmt: skip
    removal = {"id": "s1", "removed": True, "removed_date": "2025-11-12T10:00:00"}
    file = tmp_path / "stream.jsonl"
    file.write_bytes(lines(record, removal, removal | {"id": "s9"}))
    assert counts(ingest(home, Settings(), [file], Options(seen_at=DAY), DAY)) == (3, 2, 0, 1)
    found = duckdb.execute("SELECT title, closed_at::text FROM read_parquet(?) WHERE closed_at IS NOT NULL",
                           [[str(path) for path in segments(home.adverts)]])  # fmt: skip
    assert found.fetchall() == [("Systemutvecklare", "2025-11-12")]
