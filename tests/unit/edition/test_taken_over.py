"""Months of vacancies that an edition has from an earlier one, judged by writing all of them anew."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide import tables
from jobtide.arrow import arrow_schema
from jobtide.edition import by_month, manifest, taken_over
from jobtide.edition.by_month import ORDER, file_of, write_months
from jobtide.edition.earlier import Damaged, Earlier
from jobtide.edition.folders import TABLES
from jobtide.edition.taken_over import Moved, merged

AS_OF = date(2025, 11, 25)
INPUTS = manifest.Inputs(AS_OF, "0", "0", {}, {})


def batch(rows: dict[str, tuple[date, str]]) -> list[pa.RecordBatch]:
    """Vacancies by name, each with its first day and headline, in the order of an edition; a + is no part of it."""
    schema = arrow_schema(tables.VACANCIES)
    listed = [
        {name: None for name in schema.names} | {
            "vacancy_id": name, "first_seen": day, "title": said.rstrip("+"), "terms": [said.rstrip("+"), "sql"],
            "live": len(said) > 1,
        }
        for name, (day, said) in sorted(rows.items(), key=lambda row: (row[1][0], row[0]))
    ]  # fmt: skip
    schema = schema.remove(schema.get_field_index("vacancy"))
    return pa.Table.from_pylist(listed, schema).to_batches(3)


def edition(folder: Path, rows: dict[str, tuple[date, str]]) -> Earlier:
    (folder / TABLES).mkdir(parents=True)
    months = write_months(batch(rows), folder / TABLES, AS_OF)
    parts = {f"{TABLES}/{each.file.name}": manifest.part(each.file, each.rows) for each in months}
    return Earlier(folder, manifest.Manifest("earlier", INPUTS, {}, parts))


def after(folder: Path, before: dict, now: dict) -> tuple[Earlier, taken_over.Merged]:
    """`now` made from the edition of `before`, where vacancies that are other than they were moved."""
    earlier = edition(folder / "earlier", before)
    gone = [name for name in before if before[name] != now.get(name)]
    new = {name: said for name, said in now.items() if before.get(name) != said}
    moved = Moved(pa.array(gone, pa.string()), frozenset(f"{before[name][0]:%Y-%m}" for name in gone))
    (folder / TABLES).mkdir()
    return earlier, merged(earlier, moved, batch(new), folder / TABLES, AS_OF)


def judged(folder: Path, before: dict, now: dict) -> None:
    """Files, and the numbers that vacancies have now, are those of an edition that is made from all of `now`."""
    earlier, found = after(folder, before, now)
    anew = edition(folder / "anew", now)
    mine = {file.name: file.read_bytes() for file in sorted((folder / TABLES).iterdir())}
    assert mine == {file.name: file.read_bytes() for file in sorted((folder / "anew" / TABLES).iterdir())}
    assert [(each.file.month, each.file.first, each.file.rows) for each in found.months] == [
        (each.month, each.first, each.rows) for each in anew.months()
    ]
    place = {name: number for number, name in enumerate(_names(anew))}
    stays = [name in place and now[name] == before[name] for name in _names(earlier)]
    wanted = [place[name] if same else -1 for name, same in zip(_names(earlier), stays, strict=True)]
    assert found.numbers.tolist() == wanted and found.numbers.dtype == np.int32
    went = {name: row["title"] for row in found.went.to_pylist() for name in [row["vacancy_id"]]}
    assert went == {name: title for name, (_, title) in before.items() if now.get(name) != before[name]}
    linked = {name for name in found.linked(earlier)}
    assert all(earlier.said.parts[name].sha256 == anew.said.parts[name].sha256 for name in linked)


def _names(edition: Earlier) -> list[str]:
    files = [each.file for each in edition.months()]
    return pa.concat_tables([pq.read_table(file, columns=list(ORDER)) for file in files])["vacancy_id"].to_pylist()


def day(number: int) -> date:
    return date(2025, 8, 20) + timedelta(number)


@pytest.mark.parametrize(
    ("how", "before", "now"),
    [
        ("nothing moved", {"a": (day(0), "x"), "b": (day(40), "x")}, {"a": (day(0), "x"), "b": (day(40), "x")}),
        ("one came into a month", {"a": (day(0), "x"), "c": (day(0), "x")},
         {"a": (day(0), "x"), "b": (day(0), "x"), "c": (day(0), "x")}),
        ("a month began", {"a": (day(0), "x")}, {"a": (day(0), "x"), "b": (day(40), "x")}),
        ("a month came before all", {"b": (day(40), "x")}, {"a": (day(0), "x"), "b": (day(40), "x")}),
        ("the only one of a month went", {"a": (day(0), "x"), "b": (day(40), "x")}, {"b": (day(40), "x")}),
        ("one changed where it is", {"a": (day(0), "x"), "b": (day(0), "x")}, {"a": (day(0), "y"), "b": (day(0), "x")}),
        ("one is another day's now", {"a": (day(0), "x"), "b": (day(1), "x")},
         {"a": (day(2), "x"), "b": (day(1), "x")}),
        ("one is another month's now", {"a": (day(0), "x"), "b": (day(0), "x")},
         {"a": (day(40), "x"), "b": (day(0), "x")}),
        ("all went", {"a": (day(0), "x")}, {}),
        ("there was none", {}, {"a": (day(0), "x")}),
    ],
)  # fmt: skip
def test_months_are_those_of_an_edition_from_all_vacancies_where(tmp_path, how, before, now):
    judged(tmp_path, before, now)


MARKETS = st.dictionaries(
    st.text("abc", min_size=1, max_size=4), st.tuples(st.integers(0, 70).map(day), st.sampled_from(["x", "xy"]))
)


@pytest.mark.parametrize(
    ("how", "values"),
    [
        ("as ever", {}),
        ("rows are put in order one by one", {(taken_over, "_STRETCHES"): 0}),
        ("months are groups of a few rows", {(by_month, "_GROUP"): 2}),
        ("other software wrote the files of before", {(by_month, "columns_replaced"): lambda file, columns: None}),
    ],
)
@settings(max_examples=30, deadline=None)
@given(st.data())
def test_months_are_those_of_an_edition_from_all_vacancies_when(tmp_path_factory, how, values, data):
    before, other = data.draw(MARKETS), data.draw(MARKETS)
    went = data.draw(st.sets(st.sampled_from(sorted(before)))) if before else set()
    now = {name: said for name, said in before.items() if name not in went} | other
    with pytest.MonkeyPatch.context() as patched:
        for (module, name), value in values.items():
            patched.setattr(module, name, value)
        judged(tmp_path_factory.mktemp("market"), before, now)


@pytest.mark.parametrize(
    ("how", "now", "columns"),
    [
        ("only a headline changed", {"a": (day(0), "y"), "b": (day(0), "x")}, {"title", "terms"}),
        ("one opened again", {"a": (day(0), "x+"), "b": (day(0), "x")}, {"live"}),
        ("only numbers moved", {"0": (day(-30), "x"), "a": (day(0), "x"), "b": (day(0), "x")}, {"vacancy"}),
    ],
)
def test_of_a_month_only_columns_that_changed_are_written_where(tmp_path, monkeypatch, how, now, columns):
    written = []
    replaced = by_month.columns_replaced
    monkeypatch.setattr(by_month, "columns_replaced", lambda *files: written.append(files) or replaced(*files))
    judged(tmp_path, {"a": (day(0), "x"), "b": (day(0), "x")}, now)
    ((_, file),) = written
    assert set(pq.read_schema(pa.BufferReader(file)).names) == columns


@pytest.mark.parametrize(
    ("how", "now", "but_live"),
    [("opened again", (day(0), "x+"), True), ("has another headline", (day(0), "xy"), False)],
)
def test_a_month_of_which_a_vacancy_opened_or_closed_is_that_of_before_but_for_live(tmp_path, how, now, but_live):
    _, found = after(tmp_path, {"a": (day(0), "x"), "b": (day(0), "x")}, {"a": now, "b": (day(0), "x")})
    (month,) = found.months
    assert (month.before, month.but_live is not None, found.came == [month.file.file]) == (None, but_live, not but_live)


def test_a_month_in_which_the_same_rows_came_again_is_the_file_of_before(tmp_path):
    rows = {"a": (day(0), "x"), "b": (day(40), "x")}
    earlier = edition(tmp_path / "earlier", rows)
    (tmp_path / TABLES).mkdir()
    moved = Moved(pa.array(["a"]), frozenset(["2025-08"]))
    found = merged(earlier, moved, batch({"a": rows["a"]}), tmp_path / TABLES, AS_OF)
    assert all(each.file.file.samefile(each.before.file) for each in found.months)
    assert found.numbers.tolist() == [-1, 1] and not found.came


def test_a_file_of_too_many_different_values_to_write_it_by_them_is_read_as_well(tmp_path):
    rows = batch({f"{number}": (day(0), f"{number}") for number in range(3000)})
    there = by_month.numbered(pa.Table.from_batches(rows), 0)
    for limit in (100, 1 << 20):
        pq.write_table(there, tmp_path / "file", dictionary_pagesize_limit=limit, write_batch_size=10)
        assert by_month.numbered(by_month.read_coded(tmp_path / "file"), 0).equals(there)


@pytest.mark.parametrize("ahead", ["hashed by then", "waits for its turn", "not begun"])
@pytest.mark.parametrize("moves", [True, False])
def test_a_month_that_is_not_the_one_that_was_published_is_found_whether_it_is_read_or_not(tmp_path, moves, ahead):
    before = {"a": (day(0), "x"), "b": (day(40), "x")}
    earlier = edition(tmp_path / "earlier", before)
    file = file_of("2025-08", earlier.folder / TABLES)
    said = bytearray(file.read_bytes())
    said[len(said) // 2] ^= 1
    file.write_bytes(said)
    (tmp_path / TABLES).mkdir()
    moved = Moved(pa.array(["a"] if moves else [], pa.string()), frozenset(["2025-08"] if moves else []))
    with ThreadPoolExecutor(1) as pool:
        until = threading.Event()
        if ahead == "waits for its turn":
            pool.submit(until.wait)
        if ahead != "not begun":
            earlier.begin([f"{TABLES}/{file.name}"], pool)
        with pytest.raises(Damaged, match="2025-08"):
            merged(earlier, moved, [], tmp_path / TABLES, AS_OF)
        until.set()
