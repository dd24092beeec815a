"""An index, a page and a series as files: the same figures whatever the format, and those that pages have."""

import csv
import json

import example_pages
import pyarrow.parquet as pq
import pytest

from jobtide import tables
from jobtide.exports.figures import export_index, export_page, export_series
from jobtide.page import PERCENTILES
from jobtide.shown import spreadsheets

PAGES = [example_pages.page(), example_pages.contract(), example_pages.nothing()]
NAMES = [f"{page.term.name} {page.employment_type}" for page in PAGES]


def lines(file) -> list[list[str]]:
    """Of a strict reader: as many cells in each row as in the header."""
    with file.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.reader(stream, strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    return rows


def test_an_index_is_the_same_in_each_format(tmp_path):
    index = example_pages.index()
    for form in ("csv", "parquet", "json"):
        assert export_index(index, form, tmp_path / f"i.{form}") == len(index.rows)
    header, *rows = lines(tmp_path / "i.csv")
    stored = pq.read_table(tmp_path / "i.parquet").to_pylist()
    told = json.loads((tmp_path / "i.json").read_text(encoding="utf-8"))
    assert header == list(stored[0]) == list(tables.INDEX_ROWS.schema)
    assert told == json.loads(json.dumps(index.as_json()))
    for row, kept, true in zip(rows, stored, index.rows, strict=True):
        assert (kept["term"], kept["count"], kept["p50"]) == (true.term, true.count, true.p50)
        assert row[header.index("p50")] == ("" if true.p50 is None else repr(true.p50))
        assert kept["edition"] == index.edition.id


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_page_has_the_same_figures_as_csv_and_parquet_and_its_own_shape_as_json(tmp_path, page):
    many = {export_page(page, form, tmp_path / f"p.{form}") for form in ("csv", "parquet", "json")}
    header, *rows = lines(tmp_path / "p.csv")
    stored = pq.read_table(tmp_path / "p.parquet").to_pylist()
    assert many == {len(rows)} == {len(stored)}
    assert header == list(tables.PAGE_FIGURES.schema)
    for row, kept in zip(rows, stored, strict=True):
        value = row[header.index("value")]
        assert kept["value"] == (float(value) if value else None)
        assert [kept[name] or "" for name in ("part", "name", "unit", "figure")] == row[:4]
    assert (tmp_path / "p.csv").read_bytes() == spreadsheets.page_csv(page).encode()
    assert json.loads((tmp_path / "p.json").read_text(encoding="utf-8")) == json.loads(json.dumps(page.as_json()))


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_a_series_has_a_row_a_month_and_the_units_of_its_page(tmp_path, page):
    for form in ("csv", "parquet", "json"):
        assert export_series(page, form, tmp_path / f"s.{form}") == len(page.series)
    header, *rows = lines(tmp_path / "s.csv")
    units = ("daily", "hourly") if page.employment_type == "contract" else ("annual",)
    percentiles = [f"{unit}_{name}" for unit in units for name in PERCENTILES]
    assert header == ["month", "count", "share", *percentiles, "edition", "note"]
    stored = pq.read_table(tmp_path / "s.parquet").to_pylist()
    for row, kept, month in zip(rows, stored, page.series, strict=True):
        assert row[0] == kept["month"] == month.month and int(row[1]) == kept["count"] == month.count
        assert [kept[name] for name in percentiles] == [
            month.pay.get(unit, {}).get(name) for unit in units for name in PERCENTILES
        ]
    told = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert told["series"] == json.loads(json.dumps(page.as_json()))["series"]
    assert told["term"]["slug"] == page.term.slug


def test_line_separators_of_unicode_are_escaped_in_json(tmp_path):
    index = example_pages.index()
    object.__setattr__(index.rows[0], "term", "two\u2028lines")
    export_index(index, "json", tmp_path / "i.json")
    assert "\\u2028" in (tmp_path / "i.json").read_text(encoding="utf-8")
