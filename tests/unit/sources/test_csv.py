"""Rows under a header, however they are separated."""

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.errors import Unreadable
from jobtide.record import BadRecord, Record
from jobtide.sources.csv.adapter import columns, read


def records(text: str | bytes) -> list[Record | BadRecord]:
    return list(read(io.BytesIO(text.encode() if isinstance(text, str) else text)))


def fields(text: str | bytes) -> list[dict]:
    return [record.fields for record in records(text)]


def test_49_the_delimiter_is_the_one_that_splits_the_rows_alike():
    for delimiter in ",;\t|":
        text = f"id{delimiter}title{delimiter}pay\n1{delimiter}Java, C; Go{delimiter}x\n".replace(
            "Java, C; Go", '"Java, C; Go"'
        )
        assert fields(text) == [{"id": "1", "title": "Java, C; Go", "pay": "x"}], delimiter
    assert (
        fields("title;description\nTester;Tests, tests, tests\nDeveloper;Java, Go, C\n")[1]["description"]
        == "Java, Go, C"
    )
    assert fields("title\nTester\nDeveloper\n") == [{"title": "Tester"}, {"title": "Developer"}]


@pytest.mark.parametrize("said", ["sep=;\n", '"sep=;"\r\n', "\ufeffSEP=;\r\n"])
def test_49_a_first_line_may_say_the_delimiter(said):
    text = f"{said}id;title,too\n1;a\n2;b\n"
    assert fields(text) == [{"id": "1", "title,too": "a"}, {"id": "2", "title,too": "b"}]
    assert columns(io.BytesIO(text.encode())) == ("id", "title,too")
    assert fields("sep=x,b\n1,2\n") == [{"sep=x": "1", "b": "2"}]


def test_49_quotes_hold_line_breaks_delimiters_and_quotes():
    text = 'id,description\r\n1,"first line\r\nsecond, ""quoted"""\r\n2,plain\r\n'
    assert fields(text) == [
        {"id": "1", "description": 'first line\r\nsecond, "quoted"'},
        {"id": "2", "description": "plain"},
    ]
    assert fields('id,description\n1,"say \\"yes\\", twice"\n2,b\n')[0]["description"] == 'say "yes", twice'


def test_49_lines_may_end_as_macs_once_wrote_them():
    assert fields('sep=;\rid;title\r1;"a;\rb"\r\r2;c') == [{"id": "1", "title": "a;\nb"}, {"id": "2", "title": "c"}]


def test_blank_rows_are_no_records_and_a_last_row_needs_no_line_end():
    assert [record.position for record in records("a,b\n\n1,2\n,\n \n3,4")] == [0, 1, 2]


def test_49_a_row_of_another_length_is_rejected_alone():
    found = records("a,b\n1,2\n1\n1,2,3\n1,2,,\n3,4\n")
    assert [isinstance(record, BadRecord) for record in found] == [False, True, True, False, False]
    assert found[1].issue.reason == "wrong number of fields"
    assert found[1].issue.detail == "line 3: 1 fields, the header has 2"


def test_22_23_encodings_are_seen_through():
    assert fields("\ufefftitle,pay\nTester,£5\n".encode()) == [{"title": "Tester", "pay": "£5"}]
    assert fields("title,pay\nTester,£5\n".encode("utf-16")) == [{"title": "Tester", "pay": "£5"}]
    (record,) = records("title,pay\nCafé – x,£5\n".encode("cp1252"))
    assert record.fields == {"title": "Café – x", "pay": "£5"}
    assert [issue.reason for issue in record.issues] == ["not UTF-8, read as Windows-1252"]
    assert fields(gzip.compress(b"a,b\n1,2\n")) == [{"a": "1", "b": "2"}]


def test_columns_without_a_name_or_with_the_same_get_one():
    assert columns(io.BytesIO(b"a,,a\n1,2,3\n")) == ("a", "column 2", "a (2)")


def test_49_a_field_of_a_megabyte_is_read_and_one_without_end_is_rejected():
    assert len(fields("a,b\n1," + "x" * 1_000_000 + "\n")[0]["b"]) == 1_000_000
    found = records('a,b\n1,2\n3,"' + "x" * 6_000_000 + "\n5,6\n")
    assert found[1].issue.reason == "longer than 5 MB"
    found = records("a,b\n1,2\n3," + "x" * 6_000_000 + "\n5,6\n")
    assert [record.issue.reason if isinstance(record, BadRecord) else None for record in found] == [
        None, "longer than 5 MB", None,
    ]  # fmt: skip


@pytest.mark.parametrize("bad", ['3,"half a', '3,"half, a', '"', '3,"a "quoted" b', '3,x"y"', "3", "3,4,5"])
def test_49_one_bad_row_costs_itself_alone(bad):
    good = "".join(f"{number},text {number}\n" for number in range(50))
    found = records(f"a,b\n1,2\n{bad}\n{good}")
    assert [record.fields["a"] for record in found if isinstance(record, Record)][-50:] == [str(n) for n in range(50)]
    assert len(found) == 52
    quoted = '7,"one\ntwo"\n'
    found = records(f"a,b\n1,2\n{bad}\n{good}{quoted}{good}")
    assert len(found) == 103
    assert found[52].fields == {"a": "7", "b": "one\ntwo"}


def test_49_stray_quotes_in_a_quoted_text_are_kept_and_told():
    first, second = records('a,b\n1,"a "quoted" word"\n2,plain\n')
    assert first.fields == {"a": "1", "b": 'a quoted" word"'}
    assert [issue.reason for issue in first.issues] == ["stray quotes in a row of CSV"]
    assert second.fields == {"a": "2", "b": "plain"}


def test_49_a_quote_that_never_ends_is_one_bad_row_among_many():
    found = records('a,b\n1,2\n3,"' + "x,y\n" * 30_000)
    assert len(found) == 30_001
    assert [record.issue.reason for record in found if isinstance(record, BadRecord)] == ["not CSV"]


def test_49_formulas_are_text_like_any_other():
    assert fields("a,b\n=HYPERLINK(\"x\"),@SUM(1)\n+1,-2\n") == [
        {"a": '=HYPERLINK("x")', "b": "@SUM(1)"}, {"a": "+1", "b": "-2"},
    ]  # fmt: skip


def test_nothing_at_all_is_unreadable():
    with pytest.raises(Unreadable, match="no header"):
        records("")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_to_their_end(soup):
    found = records(b"a,b\n1,2\n" + soup)
    assert [record.position for record in found] == list(range(len(found)))
