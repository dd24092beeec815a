"""The engine compiles, runs and keeps SQL."""

from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from jobtide.engine import Engine
from jobtide.errors import Error, Unwritable

NUMBERS = ibis.table({"number": "int64"}, name="numbers")


@pytest.fixture
def engine(tmp_path):
    with Engine(tmp_path / "scratch", memory_gib=0.5, threads=1) as engine:
        yield engine


def test_an_expression_over_a_file_becomes_a_file_and_its_sql_is_kept(engine, tmp_path):
    pq.write_table(pa.table({"number": [3, 1, 2]}), tmp_path / "numbers.parquet")
    engine.see("numbers", tmp_path / "numbers.parquet")
    rows = engine.write("doubled", NUMBERS.mutate(number=NUMBERS.number * 2), tmp_path / "doubled.parquet", ["number"])
    assert rows == 3
    assert pq.read_table(tmp_path / "doubled.parquet")["number"].to_pylist() == [2, 4, 6]
    assert "SELECT" in engine.ran["doubled"]


def test_several_files_are_one_table_and_none_is_an_empty_one(engine, tmp_path):
    for name, values in (("a", [1]), ("b", [2])):
        pq.write_table(pa.table({"number": values}), tmp_path / f"{name}.parquet")
    engine.see("numbers", [tmp_path / "a.parquet", tmp_path / "b.parquet"])
    assert engine.rows(NUMBERS.agg(sum=NUMBERS.number.sum())) == [(3,)]
    engine.see("numbers", [], {"number": "int64", "names": "array<string>"})
    assert engine.rows(NUMBERS.count().as_table()) == [(0,)]


def test_names_with_quotes_are_only_names(engine, tmp_path):
    file = tmp_path / "it's.parquet"
    pq.write_table(pa.table({"number": [7]}), file)
    engine.see("numbers", file)
    assert engine.rows(NUMBERS) == [(7,)]


def test_an_error_shows_the_sql(engine):
    with pytest.raises(Error, match=r"(?s)could not run this SQL.*nowhere.*FROM"):
        engine.rows(ibis.table({"number": "int64"}, name="nowhere"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_a_sentence_without_sql(engine):
    with pytest.raises(Unwritable, match="No space left on device") as refused:
        engine.write("numbers", ibis.range(100_000).unnest().name("number").as_table(), Path("/dev/full"))
    assert "SELECT" not in str(refused.value)


def test_too_little_memory_is_a_sentence_that_names_the_setting(tmp_path):
    words = ibis.range(300_000).unnest().name("number").as_table().mutate(word=ibis._.number.cast("string"))
    with (
        Engine(tmp_path / "scratch", memory_gib=0.004, threads=1) as engine,
        pytest.raises(Error, match=r"^0\.004 GiB of memory are too few.*memory_gib.*settings\.toml") as refused,
    ):
        engine.rows(words.agg(words=words.word.collect()))
    assert "SELECT" not in str(refused.value)


def test_the_same_tables_give_the_same_bytes(tmp_path):
    pq.write_table(pa.table({"number": list(range(1000, 0, -1))}), tmp_path / "numbers.parquet")
    files = []
    for attempt in range(2):
        with Engine(tmp_path / "scratch", threads=2) as engine:
            engine.see("numbers", tmp_path / "numbers.parquet")
            counted = NUMBERS.group_by(last=NUMBERS.number % 10).agg(count=NUMBERS.count())
            engine.write("counted", counted, tmp_path / f"{attempt}.parquet", ["last"])
            files.append((tmp_path / f"{attempt}.parquet").read_bytes())
    assert files[0] == files[1]


def test_what_outgrows_the_memory_is_sorted_on_disk_and_later_results_keep_their_order(tmp_path):
    count = 3_000_000
    pq.write_table(pa.table({"number": list(range(count, 0, -1))}), tmp_path / "numbers.parquet")
    words = NUMBERS.mutate(words=NUMBERS.number.cast("string") + " of a text that is as long as a title of a job is")
    with Engine(tmp_path / "scratch", memory_gib=0.1, threads=2) as engine:
        engine.see("numbers", tmp_path / "numbers.parquet")
        found = [batch["number"].to_numpy() for batch in engine.batches(words.order_by("number"), 100_000, True)]
        assert sum(map(len, found)) == count and (found[0][0], found[-1][-1]) == (1, count)
        assert all((batch[1:] > batch[:-1]).all() for batch in found)
        assert engine.rows(NUMBERS.limit(2)) == [(count,), (count - 1,)]
