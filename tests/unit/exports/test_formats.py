"""How files are written: whole, in place, or refused in plain words."""

import csv
import io

import pytest

from jobtide.errors import Error, Unwritable
from jobtide.exports import formats


@pytest.mark.parametrize(
    ("name", "asked", "format_"),
    [
        ("a.csv", None, "csv"),
        ("a.CSV", None, "csv"),
        ("a.json", None, "json"),
        ("a.parquet", None, "parquet"),
        ("a", None, "parquet"),
        ("a.csv", "json", "json"),
        ("a.txt", "csv", "csv"),
    ],
)
def test_the_format_is_the_one_asked_for_or_that_of_the_name(tmp_path, name, asked, format_):
    assert formats.format_of(tmp_path / name, asked) == format_


def test_another_format_is_refused(tmp_path):
    with pytest.raises(Error, match="parquet, csv, json, not xls"):
        formats.format_of(tmp_path / "a", "xls")
    with pytest.raises(Error, match=r"a\.xlsx ends in none of \.parquet, \.csv, \.json: name its format with --format"):
        formats.format_of(tmp_path / "a.xlsx", None)


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("before")
    formats.write_text(file, "after\r\n")
    assert file.read_bytes() == b"after\r\n"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_could_not_be_finished_leaves_the_old_one(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("before")

    def half(beside):
        beside.write_text("ha")
        raise OSError(28, "No space left on device")

    with pytest.raises(Unwritable, match=r"a\.txt cannot be written: No space left"):
        formats.whole(file, half)
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_or_a_missing_folder_is_refused_in_plain_words(tmp_path):
    with pytest.raises(Error, match="is a folder"):
        formats.write_text(tmp_path, "x")
    with pytest.raises(Unwritable, match="cannot be written: No such file"):
        formats.write_text(tmp_path / "nowhere" / "a.txt", "x")


def test_what_a_link_leads_to_is_filled_and_the_link_stays(tmp_path):
    file, link = tmp_path / "a.txt", tmp_path / "link"
    file.write_text("before")
    link.symlink_to(file)
    formats.write_text(link, "after")
    assert link.is_symlink() and file.read_text() == "after"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+44 20", "'+44 20"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("C++", "C++"),
        (".NET", ".NET"),
        ("", ""),
    ],
)
def test_sql_and_python_make_the_same_cells_safe_for_spreadsheets(value, cell):
    import duckdb

    from jobtide.shown.spreadsheets import safe
    from jobtide.tables import Column

    assert safe(value) == cell
    column = Column("title", "string", "")
    asked = f"SELECT {formats.cell(column, formats.quoted(value), 'csv')}"
    assert duckdb.connect().execute(asked).fetchall() == [(cell,)]


def test_negative_numbers_stay_numbers():
    from jobtide.shown.spreadsheets import safe

    assert [safe(-5), safe(-0.5), safe(None)] == [-5, -0.5, None]


def test_lists_are_joined_and_made_safe_as_a_whole():
    import duckdb

    from jobtide.tables import Column

    column = Column("sources", "array<string>", "")
    asked = f"SELECT {formats.cell(column, '''[$$=a$$, $$b$$]''', 'csv')}"
    assert duckdb.connect().execute(asked).fetchall() == [("'=a;b",)]
    assert csv.reader(io.StringIO("'=a;b")).__next__() == ["'=a;b"]
