"""Which format a capture is in."""

import importlib

import pytest

from jobtide.errors import Unknown, Unreadable
from jobtide.sources.formats import adapter_of, bare_name, formats, name_of, recognised


def test_every_format_is_a_folder_with_an_adapter():
    assert {"csv", "json_lines", "parquet"} <= set(formats())
    for adapter in formats().values():
        assert all(callable(getattr(adapter, name)) for name in ("looks_like", "columns", "read")), adapter.__name__
        assert all(suffix.startswith(".") for suffix in adapter.SUFFIXES)
        assert importlib.import_module(adapter.__name__.rpartition(".")[0]).__doc__


def test_content_says_the_format_and_the_name_where_content_is_silent():
    for head, name, format_ in (
        (b'{"a": 1}', "x", "json_lines"),
        (b'{"a": 1}', "x.csv", "json_lines"),
        (b'[{"a": 1}]', "x", "json_document"),
        (b"PAR1...", "x.jsonl", "parquet"),
        (b"a,b\n1,2", "x.csv", "csv"),
        (b"a\tb", "X.TSV.gz", "csv"),
        (b"soup", "x.jsonl.zst", "json_lines"),
        (b"", "x.csv", "csv"),
        (b"id;title\n1;Tester\n2;Developer", "standard-input", "csv"),
        ('{"a": "£"}'.encode("utf-16"), "standard-input", "json_lines"),
        (b'\xef\xbb\xbf{"a": 1}', "standard-input", "json_lines"),
    ):
        assert name_of(recognised(head, name)) == format_, name
    for head, name in (
        (b"soup", "soup.txt"),
        (b"", "standard-input"),
        (b"some, text\nmore", "x"),
    ):
        with pytest.raises(Unreadable, match="--format"):
            recognised(head, name)


def test_a_format_may_be_named_in_several_ways():
    for said in ("json_lines", "JSON-Lines", "jsonl", "ndjson"):
        assert name_of(adapter_of(said)) == "json_lines"
    with pytest.raises(Unknown, match="No format is called 'xls'"):
        adapter_of("xls")


def test_the_bare_name_has_no_folder_and_no_compression():
    assert [bare_name(name) for name in ("a/b.jsonl.gz", "b.csv", "standard-input")] == [
        "b.jsonl",
        "b.csv",
        "standard-input",
    ]
