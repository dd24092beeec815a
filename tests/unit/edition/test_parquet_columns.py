"""A Parquet file of which some columns are others is the one that a writer would have written."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.edition.parquet_columns import columns_replaced

TYPES = {"number": pa.int32(), "text": pa.string(), "many": pa.list_(pa.string()), "fraction": pa.float64(),
         "yes": pa.bool_(), "day": pa.date32()}  # fmt: skip
VALUES = {
    "number": st.integers(-(2**31), 2**31 - 1), "text": st.text(max_size=5), "many": st.lists(st.text(max_size=3)),
    "fraction": st.floats(allow_nan=False), "yes": st.booleans(), "day": st.integers(-10_000, 30_000),
}  # fmt: skip


def written(columns: dict[str, list], **how: object) -> bytes:
    table = pa.table({name: pa.array(values, pa.int32()).cast(TYPES[name]) if name == "day"
                      else pa.array(values, TYPES[name]) for name, values in columns.items()})  # fmt: skip
    place = pa.BufferOutputStream()
    pq.write_table(table, place, **{"compression": "zstd", "row_group_size": 3, "use_dictionary": ["text"], **how})
    return place.getvalue().to_pybytes()


@given(st.data())
def test_columns_of_any_values_are_replaced(data):
    rows, names = data.draw(st.integers(1, 10)), data.draw(st.sets(st.sampled_from(list(TYPES)), min_size=1))

    def drawn(names) -> dict[str, list]:
        return {
            name: data.draw(st.lists(st.none() | VALUES[name], min_size=rows, max_size=rows))
            for name in TYPES if name in names
        }  # fmt: skip

    before, others = drawn(TYPES), drawn(names)
    assert columns_replaced(written(before), written(others)) == written(before | others)


def test_many_columns_and_pages_are_replaced():
    """Lists of more than fifteen are told of otherwise in a footer, and a column may have several pages."""
    names = [f"column-{number}" for number in range(40)]
    before = pa.table({name: [f"{name} {row % 700}" for row in range(20_000)] for name in names})
    after = before.set_column(7, names[7], [[f"other {row}" for row in range(20_000)]])
    files = []
    for table in (before, after.select([names[7]]), after):
        place = pa.BufferOutputStream()
        pq.write_table(table, place, data_page_size=1000)
        files.append(place.getvalue().to_pybytes())
    assert columns_replaced(*files[:2]) == files[2]


@pytest.mark.parametrize(
    ("why", "columns"),
    [
        ("other software wrote them", written({"number": [3, 4]}).replace(b"parquet-cpp-arrow", b"parquet-cpp-other")),
        ("their rows are not as many", written({"number": list(range(3))})),
        ("there are more groups of rows", written({"number": list(range(4))})),
        ("an index stands behind them", written({"number": [3, 4]}, write_page_index=True)),
        ("a bloom filter stands beside them", written({"number": [3, 4]}, bloom_filter_options={"number": True})),
    ],
)
def test_nothing_is_replaced_where(why, columns):
    assert columns_replaced(written({"number": [1, 2], "text": ["a", "b"]}), columns) is None


def test_a_footer_that_cannot_be_read_is_no_file():
    whole = written({"number": [1, 2]})
    assert columns_replaced(whole[:-9] + b"\xff" + whole[-8:], whole) is None
