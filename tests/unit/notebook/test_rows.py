"""Tables in a notebook: shown, taken apart, and taken by other libraries."""

from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa
import pytest

from jobtide.errors import Error
from jobtide.mover import Mover
from jobtide.notebook.rows import Rows, columns_of
from jobtide.page import PlaceRow
from jobtide.vacancy import Listed

ROWS = Rows(
    "Pay",
    {"name": "string", "day": "date", "count": "int64", "p50": "float64", "live": "boolean", "of": "array<string>"},
    [
        ("a", date(2025, 11, 23), 3, 45_000.0, True, ["x", "y"]),
        ("<b>&", None, None, None, None, None),
        ("c", date(2025, 1, 1), -1, 0.00123456, False, []),
    ],
    "synthetic",
)


def test_rows_are_dicts_and_columns_are_lists():
    assert len(ROWS) == 3 and ROWS[0]["p50"] == 45_000 and ROWS[-1]["name"] == "c"
    assert [row["count"] for row in ROWS] == ROWS["count"] == [3, None, -1]
    assert ROWS.columns == ["name", "day", "count", "p50", "live", "of"]


def test_a_column_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(Error, match="no column 'p75'; there are name, day"):
        ROWS["p75"]


def test_arrow_has_the_types_of_the_columns_also_where_there_are_no_rows():
    types = [pa.string(), pa.date32(), pa.int64(), pa.float64(), pa.bool_(), pa.list_(pa.string())]
    assert ROWS.to_arrow().schema.types == types
    assert Rows("None", {"a": "int64"}, []).to_arrow().schema.types == [pa.int64()]
    assert ROWS.to_arrow().to_pylist() == list(ROWS)


def test_any_library_that_speaks_the_arrow_c_stream_takes_them():
    assert pa.table(ROWS).num_rows == 3
    stream = pa.RecordBatchReader.from_stream(ROWS)
    assert stream.read_all().equals(ROWS.to_arrow())
    assert duckdb.sql("SELECT sum(count) FROM ROWS").fetchall() == [(2,)]


def test_pandas_and_polars_take_them_where_they_are_installed():
    import pandas

    assert isinstance(ROWS.to_pandas(), pandas.DataFrame)
    import polars

    assert ROWS.to_polars().equals(polars.DataFrame(ROWS))


def test_a_library_that_is_missing_is_named(monkeypatch):
    import importlib

    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(Error, match="pandas is not installed: pip install pandas"):
        ROWS.to_pandas()
    with pytest.raises(Error, match="polars is not installed"):
        ROWS.to_polars()


def test_they_are_shown_as_a_table_with_numbers_on_the_right_and_markup_as_text():
    html = ROWS._repr_html_()
    assert "&lt;b&gt;&amp;" in html and "<b>" not in html
    assert '<td style="text-align:right;font-variant-numeric:tabular-nums">45,000</td>' in html
    assert "synthetic" in html and "rows</p>" not in html
    lines = repr(ROWS).splitlines()
    assert lines[:2] == ["Pay", "synthetic"]
    assert lines[3].split() == ["a", "2025-11-23", "3", "45,000", "yes", "x,", "y"]
    assert "0.001235" in lines[5]


def test_a_long_table_says_how_many_rows_it_has():
    long = Rows("Long", {"n": "int64"}, ([number] for number in range(1234)))
    assert repr(long).splitlines()[-1] == "20 of 1,234 rows"
    assert "20 of 1,234 rows" in long._repr_html_() and long._repr_html_().count("<tr>") == 21


def test_the_columns_of_a_shape_are_its_values_and_lists_of_values():
    assert columns_of(PlaceRow)["p50"] == "float64" and "certainty" not in columns_of(PlaceRow)
    assert columns_of(Mover)["count"] == "array<int64>" and columns_of(Mover)["p50"] == "array<float64>"
    assert columns_of(Listed)["first_seen"] == "date" and "links" not in columns_of(Listed)

    @dataclass
    class Made:
        a: int
        b: dict[str, int]

    assert columns_of(Made) == {"a": "int64"}
