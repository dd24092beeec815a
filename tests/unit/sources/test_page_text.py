"""The text of a page, whatever its encoding."""

import codecs

import pytest

from jobtide.sources.page_text import page_text

TEXT = "<p>Café – £50k</p>"


@pytest.mark.parametrize(
    ("body", "declared", "issue"),
    [
        (TEXT.encode(), None, None),
        (codecs.BOM_UTF8 + TEXT.encode(), "iso-8859-1", None),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), None, None),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), None, None),
        (TEXT.encode(), "iso-8859-1", None),
        (TEXT.encode("cp1252"), "utf-8", "not UTF-8, read as Windows-1252"),
        (TEXT.encode("cp1252"), "iso-8859-1", "not UTF-8, read as Windows-1252"),
        (TEXT.encode("cp1252"), "no-such-code", "not UTF-8, read as Windows-1252"),
        (TEXT.encode("cp1252"), "hex", "not UTF-8, read as Windows-1252"),
    ],
)
def test_23_what_is_utf8_is_read_as_that_and_else_as_declared_and_else_as_windows(body, declared, issue):
    text, issues = page_text(body, declared)
    assert (text, [one.reason for one in issues]) == (TEXT, [issue] if issue else [])


@pytest.mark.parametrize("meta", ['<meta charset="koi8-r">', '<meta http-equiv=a content="text/html; charset=koi8-r">'])
def test_23_a_page_declares_its_own_encoding(meta):
    text, issues = page_text((meta + "<p>работа").encode("koi8-r"))
    assert text.endswith("работа")
    assert [one.reason for one in issues] == ["not UTF-8, read as koi8-r"]


def test_23_one_bad_byte_costs_one_letter():
    assert page_text("a – b ".encode() + b"\xe9")[0] == "a – b é"
