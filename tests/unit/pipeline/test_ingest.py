"""Files to adverts: counts add up, nothing is counted twice, and a crash at any point is mended by doing it again."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide import durable
from jobtide.adverts.store import segments
from jobtide.errors import Busy, Error, Unreadable
from jobtide.landing import Landing
from jobtide.lock import locked
from jobtide.pipeline.ingest import IngestReport, Options, ingest
from jobtide.settings import Home, Settings

TODAY = date(2025, 11, 23)


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def lines(*records: dict) -> bytes:
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def taken(home: Home, given_bytes: bytes, name: str = "board.jsonl", today: date = TODAY, **options) -> IngestReport:
    file = home.folder.parent / name
    file.write_bytes(given_bytes)
    return ingest(home, Settings(), [file], Options(**options), today)


def counts(report: IngestReport) -> tuple[int, int, int, int]:
    total = report.total
    assert total.received == total.accepted + total.repeated + total.quarantined
    return (total.received, total.accepted, total.repeated, total.quarantined)


def rows(folder: Path, columns: str) -> list[tuple]:
    files = [str(path) for path in segments(folder)]
    return duckdb.execute(f"SELECT {columns} FROM read_parquet(?) ORDER BY ALL", [files]).fetchall() if files else []


def everything(home: Home) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in home.folder.rglob("*") if path.is_file() and path.name != "lock"}


ADVERTS = (
    {"id": 1, "title": "Tester", "posted_at": "2025-11-01"},
    {"id": 2, "title": "Developer", "posted_at": "2025-11-02"},
)


def test_adverts_are_kept_with_where_they_came_from(home):
    assert counts(taken(home, lines(*ADVERTS))) == (2, 2, 0, 0)
    (capture,) = {row[0] for row in rows(home.adverts, "capture")}
    assert rows(home.adverts, "id, title, source, record, ingest, first_seen") == [
        ("1", "Tester", "board", 0, 0, date(2025, 11, 1)),
        ("2", "Developer", "board", 1, 0, date(2025, 11, 2)),
    ]
    (entry,) = Landing(home).entries()
    assert (entry.capture, entry.name, entry.format, entry.source) == (capture, "board.jsonl", "json_lines", "board")
    assert list(home.scratch.iterdir()) == []


def test_the_same_file_twice_changes_nothing(home):
    bad = b"nonsense\n"
    taken(home, lines(*ADVERTS, {"title": "Tester", "description": "no id, no day"}) + bad)
    before = everything(home)
    for today in (TODAY, date(2026, 1, 1)):
        assert counts(
            taken(home, lines(*ADVERTS, {"title": "Tester", "description": "no id, no day"}) + bad, today=today)
        ) == (4, 0, 3, 1)
        assert everything(home) == before


def test_a_changed_advert_is_a_new_version_and_an_unchanged_one_a_sighting(home):
    taken(home, lines(*ADVERTS), seen_at=date(2025, 11, 5))
    changed = {**ADVERTS[0], "title": "Senior Tester"}
    assert counts(taken(home, lines(changed, ADVERTS[1]), seen_at=date(2025, 11, 9))) == (2, 1, 1, 0)
    assert rows(home.adverts, "id, ingest, title") == [
        ("1", 0, "Tester"),
        ("1", 1, "Senior Tester"),
        ("2", 0, "Developer"),
    ]
    assert rows(home.sightings, "last_seen") == [(date(2025, 11, 9),)]


def test_a_sighting_that_says_nothing_new_is_not_kept(home):
    taken(home, lines(*ADVERTS), seen_at=date(2025, 11, 9))
    assert counts(taken(home, lines(ADVERTS[0], {"id": 3, "title": "x"}), seen_at=date(2025, 11, 5))) == (2, 1, 1, 0)
    assert rows(home.sightings, "last_seen") == []


def test_the_order_of_captures_does_not_change_what_is_known(home, tmp_path):
    tester = {"id": 1, "title": "Tester"}
    captures = [(lines(tester), date(2025, 11, day)) for day in (9, 5, 7)]
    captures.append((lines(tester, {**tester, "posted_at": "2025-11-02"}), date(2025, 11, 6)))
    spans = set()
    for number, order in enumerate((captures, captures[::-1], captures[2:] + captures[:2])):
        one = Home(tmp_path / f"{number}" / "home")
        one.folder.mkdir(parents=True)
        for given_bytes, day in order:
            taken(one, given_bytes, seen_at=day)
        seen = rows(one.adverts, "first_seen") + rows(one.adverts, "last_seen") + rows(one.sightings, "last_seen")
        spans.add((min(seen), max(seen)))
    assert spans == {((date(2025, 11, 2),), (date(2025, 11, 9),))}


def test_twice_in_one_file_is_once_accepted_and_once_repeated(home):
    later = {**ADVERTS[0], "posted_at": "2025-11-20"}
    assert counts(taken(home, lines(ADVERTS[0], ADVERTS[0], later, ADVERTS[1]))) == (4, 2, 2, 0)
    assert rows(home.sightings, "last_seen") == [(date(2025, 11, 20),)]


def test_another_map_of_the_same_file_is_another_reading(home):
    record = {"id": 1, "title": "Tester", "job": "Senior Tester"}
    taken(home, lines(record))
    assert counts(taken(home, lines(record), map=("title=job",))) == (1, 1, 0, 0)
    assert rows(home.adverts, "ingest, title") == [(0, "Tester"), (1, "Senior Tester")]
    assert [entry.map for entry in Landing(home).entries()] == [(), ("title=job",)]
    assert len(list(home.landing.rglob("*.zst"))) == 1


def test_what_is_rejected_is_kept_with_its_reason(home):
    report = taken(home, lines(ADVERTS[0]) + b'[1]\n{"title": ""}\n' + lines(ADVERTS[1]) + b'{"title": "x", "ti')
    assert counts(report) == (5, 2, 0, 3)
    assert report.quarantine == home.quarantine
    kept = [json.loads(line) for line in report.files[0].quarantine.read_text().splitlines()]
    assert [(line["position"], line["reason"], line["record"]) for line in kept] == [
        (1, "not an object", "[1]"),
        (2, "neither title nor description", '{"title": ""}'),
        (4, "not JSON, the last line is cut short", '{"title": "x", "ti'),
    ]
    assert report.reasons == {line["reason"]: 1 for line in kept}


def test_what_nobody_asked_for_is_counted(home):
    report = taken(home, lines({**ADVERTS[0], "colour": "red", "pay_min": "lots"}, {**ADVERTS[1], "colour": None}))
    assert report.unused == {"colour": 2}
    assert report.issues == {"pay_min is not an amount": 1}
    table = io.BytesIO()
    pq.write_table(pa.table({"title": ["x", "y"], "colour": ["red", None]}), table)
    assert taken(home, table.getvalue(), "a.parquet").unused == {"colour": 2}


def test_the_three_formats_say_the_same(home, tmp_path):
    table = pa.table({"id": ["1"], "title": ["Tester"], "posted_at": [date(2025, 11, 1)], "location": ["Leeds"]})
    parquet, comma = io.BytesIO(), b"id,title,posted_at,location\n1,Tester,2025-11-01,Leeds\n"
    pq.write_table(table, parquet)
    for number, (given_bytes, name) in enumerate((
        (lines({"id": 1, "title": "Tester", "posted_at": "2025-11-01", "location": "Leeds"}), "a.jsonl"),
        (comma, "a.csv"), (comma.replace(b",", b"\t"), "a.tsv"), (parquet.getvalue(), "a.parquet"),
    )):  # fmt: skip
        report = taken(home, given_bytes, name, source="board")
        assert counts(report) == ((1, 1, 0, 0) if number == 0 else (1, 0, 1, 0)), name


def test_a_map_to_a_column_that_does_not_exist_leaves_no_trace(home):
    for given_bytes, name in ((lines(*ADVERTS), "a.jsonl"), (b"id,title\n1,Tester\n", "a.csv")):
        with pytest.raises(Error, match=r"No record has what --map title=job names\. The columns are id, title"):
            taken(home, given_bytes, name, map=("title=job",))
    assert everything(home) == {}
    with pytest.raises(Error, match="no field 'titel'"):
        taken(home, lines(*ADVERTS), map=("titel=title",))


def test_a_broken_file_does_not_stop_the_others(home, tmp_path):
    (tmp_path / "good.jsonl").write_bytes(lines(*ADVERTS))
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing more")
    files = [tmp_path / "broken.parquet", tmp_path / "good.jsonl", tmp_path / "absent.csv"]
    report = ingest(home, Settings(), files, Options(), TODAY)
    assert counts(report) == (3, 2, 0, 1)
    assert [bool(file.refused) for file in report.files] == [True, False, True]
    assert [file.counts.received for file in report.files] == [
        1,
        2,
        0,
    ]  # nothing is received of a file that is not there
    (tmp_path / "empty").mkdir()
    for file in (files[0], files[2], tmp_path / "empty", tmp_path / "*.none"):
        with pytest.raises(Unreadable):
            ingest(home, Settings(), [file], Options(), TODAY)
    assert {path.suffix for path in home.landing.rglob("*") if path.is_file()} == {".zst", ".jsonl", ".parquet"}


def test_standard_input_is_a_file_too(home, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines(*ADVERTS))))
    report = ingest(home, Settings(), ["-"], Options(), TODAY)
    assert counts(report) == (2, 2, 0, 0)
    assert rows(home.adverts, "DISTINCT source") == [("standard-input",)]


def test_nothing_is_ingested_while_another_process_writes(home):
    with locked(home, "publish"), pytest.raises(Busy):
        taken(home, lines(*ADVERTS))


def test_an_empty_file_is_no_advert(home):
    assert counts(taken(home, b"")) == (0, 0, 0, 0)


# -- crashes ----------------------------------------------------------------------------------------------------------

MANY = (
    lines(*({"id": number, "title": f"Tester {number}", "posted_at": "2025-11-01"} for number in range(50))) + b"bad\n"
)


class Crash(BaseException):
    pass


def test_a_crash_before_any_file_is_in_place_is_mended_by_doing_it_again(tmp_path, monkeypatch):
    taken(Home(_made(tmp_path / "whole")), MANY)
    whole = _contents(tmp_path / "whole")
    for step in range(20):
        home = Home(_made(tmp_path / f"crash {step}"))
        steps = iter(range(100))

        def crash_at(real, step=step, steps=steps):
            def wrapped(*arguments):
                if next(steps) == step:
                    raise Crash
                return real(*arguments)

            return wrapped

        with monkeypatch.context() as patched:
            for module in ("landing", "adverts.store", "adverts.quarantine"):
                patched.setattr(f"jobtide.{module}.put", crash_at(durable.put))
            patched.setattr("jobtide.landing.append_line", crash_at(durable.append_line))
            try:
                taken(home, MANY)
            except Crash:
                crashed = True
            else:
                crashed = False
        assert counts(taken(home, MANY))[0] == 51
        assert _contents(tmp_path / f"crash {step}") == whole, step
        if not crashed:
            break
    assert step >= 4  # capture, ledger, quarantine and adverts were each interrupted


def test_a_process_that_was_killed_leaves_a_home_that_can_go_on(home, tmp_path):
    file = tmp_path / "board.jsonl"
    file.write_bytes(MANY)
    program = (
        "import os, sys, pathlib, datetime; from jobtide.pipeline.ingest import *; from jobtide.settings import *\n"
        "import jobtide.adverts.store as store\n"
        "store.Writing.commit = lambda *_: os.kill(os.getpid(), 9)\n"
        "ingest(Home(pathlib.Path(sys.argv[1])), Settings(), [sys.argv[2]], Options(), datetime.date(2025, 11, 23))"
    )
    killed = subprocess.run(
        [sys.executable, "-c", program, str(home.folder), str(file)], check=False, env=dict(os.environ)
    )
    assert killed.returncode == -9
    assert counts(taken(home, MANY)) == (51, 50, 0, 1)
    assert counts(taken(home, MANY)) == (51, 0, 50, 1)
    assert len(Landing(home).entries()) == 1
    assert list(home.scratch.iterdir()) == []


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder / "home"


def _contents(folder: Path) -> dict[str, bytes]:
    home = folder / "home"
    return {
        str(path.relative_to(home)): path.read_bytes()
        for path in home.rglob("*")
        if path.is_file() and path.name != "lock"
    }


# -- anything at all --------------------------------------------------------------------------------------------------

LINE = st.one_of(
    st.binary(max_size=30),
    st.fixed_dictionaries({}, optional={"id": st.integers(0, 3), "title": st.text(max_size=5)}).map(
        lambda record: json.dumps(record).encode()
    ),
)


@given(st.lists(LINE, max_size=12), st.lists(LINE, max_size=12))
@settings(max_examples=25, deadline=None)
def test_counts_add_up_for_any_bytes_and_a_second_time_all_is_known(tmp_path_factory, first, second):
    home = Home(tmp_path_factory.mktemp("any") / "home")
    accepted = 0
    for soup in (first, second):
        given_bytes = b"{}\n" + b"\n".join(soup)
        received, new, _, quarantined = counts(taken(home, given_bytes))
        assert received == len([line for line in given_bytes.split(b"\n") if line.strip()])
        accepted += new
        assert len(rows(home.adverts, "content")) == accepted
        assert counts(taken(home, given_bytes)) == (received, 0, received - quarantined, quarantined)


def test_what_was_read_in_vain_leaves_the_quarantine_when_it_is_read_with_a_map(home):
    given_bytes = lines({"nr": 1, "heading": "Tester"}, {"nr": 2, "heading": "Developer"}, {"nr": 3})
    assert counts(taken(home, given_bytes)) == (3, 0, 0, 3)
    assert counts(taken(home, given_bytes, map=("title=heading", "id=nr"))) == (3, 2, 0, 1)
    (file,) = home.quarantine.iterdir()
    assert file.read_text().count("\n") == 1


def test_3_a_file_that_ends_inside_a_record_is_not_complete_however_long_it_is(home):
    given_bytes = lines(*({"id": number, "title": "Tester"} for number in range(300)))[:-9]
    report = taken(home, given_bytes, complete=True)
    assert counts(report) == (300, 299, 0, 1)
    assert report.files[0].not_complete == "it is cut short"


def test_a_table_needs_no_map_for_capitals_and_spaces_but_for_names_that_nobody_knows(home):
    said = "Job Title,Description,LOCATION,Company,Posted At,Salary\nTester,Java,Leeds,Acme,2025-11-01,£1\n,,,,,\n"
    report = taken(home, said.encode(), "t.csv")
    assert counts(report) == (1, 1, 0, 0)
    assert report.files[0].unused == {"Salary": 1}
    assert rows(home.adverts, "title, description, locations, employer, first_seen, pay") == [
        ("Tester", "Java", ["Leeds"], "Acme", date(2025, 11, 1), None)
    ]
    table = "title,JOB TITLE,where\nTester,Other,York\n,Unnamed,Hull\n"
    mapped = taken(home, table.encode(), "u.csv", map=("location=where",))
    assert counts(mapped) == (2, 1, 0, 1)


def test_the_same_table_as_parquet_csv_and_json_lines_is_the_same_adverts(home, tmp_path):
    table = [
        {"id": 7, "title": "Tester", "html": '<p>Java</p><ul><li>Go, "Rust"</li></ul>', "remote": True, "low": 40000.0},
        {"id": 8, "title": "Écrivain", "html": "One\nTwo", "remote": None, "low": None},
    ]
    pq.write_table(pa.Table.from_pylist(table), tmp_path / "t.parquet")
    frame = pa.Table.from_pylist([row | {"id": float(row["id"])} for row in table]).to_pylist()
    (tmp_path / "t.jsonl").write_bytes(lines(*frame))
    for name, between in (("t.csv", ";"), ("t.tsv", "\t")):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table[0]), delimiter=between)
            writer.writeheader()
            writer.writerows(frame)
    options = Options(source="ats", seen_at=TODAY, map=("description=html", "work_mode=remote", "pay_min=low"))
    found = [
        ingest(home, Settings(), [tmp_path / f"t.{end}"], options, TODAY) for end in ("parquet", "csv", "tsv", "jsonl")
    ]
    assert [counts(report)[1:] for report in found] == [(2, 0, 0), (0, 2, 0), (0, 2, 0), (0, 2, 0)]
