"""Rows of some adverts are found by hashes, and read where they lie."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.pipeline.found_rows import found, whole
from jobtide.pipeline.hashes import Hashes, among
from jobtide.pipeline.versions import Versions

_HASHES = st.integers(-(2**63), 2**63 - 1) | st.integers(0, 5).map(lambda low: low << 22)  # alike in their lowest bits


@given(st.lists(st.tuples(_HASHES, _HASHES), max_size=40), st.lists(_HASHES, max_size=5), st.data())
@settings(max_examples=60, deadline=None)
def test_the_rows_are_those_that_looking_at_every_one_gives(tmp_path_factory, rows, others, data):
    file = tmp_path_factory.mktemp("rows") / "file.parquet"
    columns = {"advert": [row[0] for row in rows], "content": [row[1] for row in rows], "url": [*map(str, rows)]}
    table = pa.table(columns, schema=pa.schema({"advert": pa.int64(), "content": pa.int64(), "url": pa.string()}))
    pq.write_table(table, file, row_group_size=7)
    drawn = {name: {*others, *data.draw(st.lists(st.sampled_from(values or [0])))} for name, values in columns.items()
             if name != "url"}  # fmt: skip
    wanted = {name: pa.array(sorted(values), pa.int64()) for name, values in drawn.items()}
    hashes = Hashes(data.draw(st.sampled_from((0, 8 * len(rows), 2**20))))  # nothing is held, one column, all
    [*found(file, among({"advert": wanted["advert"]}), ("content",), hashes)]
    there = list(found(file, among(wanted), ("content", "nobody"), hashes))
    expected = [row for row in rows if row[0] in drawn["advert"] or row[1] in drawn["content"]]
    assert [value for each in there for value in each.rows["content"].to_pylist()] == [row[1] for row in expected]
    for few_words in (False, True):
        read = [url for some in whole(there, ("url", "nobody"), few_words) for url in some["url"].to_pylist()]
        assert read == [str(row) for row in expected]
    versions = Versions([file], hashes).rows(wanted["advert"], wanted["content"])
    assert versions.to_pylist() == [{"advert": row[0], "content": row[1]} for row in expected]


def test_nothing_is_read_where_nothing_is_wanted(tmp_path):
    nothing = among({"advert": pa.array([], pa.int64())})
    assert list(found(tmp_path / "no such file", nothing, ("advert",), Hashes())) == []


def test_what_is_held_is_not_read_again_until_it_is_let_go(tmp_path):
    file = tmp_path / "file.parquet"
    pq.write_table(pa.table({"advert": pa.array([1, 2], pa.int64())}), file)
    hashes, one = Hashes(16), among({"advert": pa.array([2], pa.int64())})
    first = [(group, at.tolist()) for group, at in hashes.at(file, one)]
    file.rename(tmp_path / "elsewhere")
    assert [(group, at.tolist()) for group, at in hashes.at(file, one)] == first == [(0, [1])]
    hashes.let_go()
    with pytest.raises(OSError):
        list(hashes.at(file, one))


@pytest.mark.parametrize("room", [0, 16, 1000])
def test_what_is_read_ahead_is_what_is_read_when_it_is_asked_for(tmp_path, room):
    for name in ("a", "b"):
        pq.write_table(pa.table({"advert": pa.array([1, 2], pa.int64())}), tmp_path / name)
    files, one = [tmp_path / "a", tmp_path / "b"], among({"advert": pa.array([2], pa.int64())})
    with Hashes(room) as hashes:
        hashes.ahead(files, ["advert"])
        for file in (*files, *files):
            assert [(group, at.tolist()) for group, at in hashes.at(file, one)] == [(0, [1])]


def test_what_cannot_be_read_ahead_is_an_error_where_it_is_asked_for(tmp_path):
    with Hashes(1000) as hashes:
        hashes.ahead([tmp_path / "no such file"], ["advert"])
        with pytest.raises(OSError):
            hashes.groups(tmp_path / "no such file", ["advert"])


def test_versions_are_of_the_adverts_that_they_were_taken_for(tmp_path):
    """
    advert  content  life
    1       10       -
    1       11       11
    2       20       -
    """
    file = tmp_path / "file.parquet"
    rows = {"advert": [1, 1, 2], "content": [10, 11, 20]}
    pq.write_table(pa.table(rows, schema=pa.schema({"advert": pa.int64(), "content": pa.int64()})), file)
    lives = pa.table({"content": pa.array([11]), "advert": pa.array([11])})
    versions = Versions([file], Hashes())
    assert versions.of(pa.array([1, 2]), lives).to_pydict() == {"advert": [1, 2], "content": [10, 20]}
    assert versions.of(pa.array([11]), lives).to_pydict() == {"advert": [11], "content": [11]}
    assert versions.adverts_with(pa.array([11, 20]), lives).to_pylist() == [11, 2]
    assert versions.rows(pa.array([1])).to_pydict() == {"advert": [1, 1], "content": [10, 11]}
    assert len(versions.rows()) == len(versions.of(pa.array([], pa.int64()), lives)) == 0
