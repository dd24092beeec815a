"""Rows of some adverts are found by hashes, and read where they lie."""

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.pipeline.found_rows import found, whole

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
    there = list(found(file, wanted, ("content", "nobody")))
    expected = [row for row in rows if row[0] in drawn["advert"] or row[1] in drawn["content"]]
    assert [value for each in there for value in each.rows["content"].to_pylist()] == [row[1] for row in expected]
    read = [url for some in whole(there, ("url", "nobody")) for url in some["url"].to_pylist()]
    assert read == [str(row) for row in expected]


def test_nothing_is_read_where_nothing_is_wanted(tmp_path):
    assert list(found(tmp_path / "no such file", {"advert": pa.array([], pa.int64())}, ("advert",))) == []
