"""The JobPostings of pages, from lines of N-Quads."""

import gzip
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.record import BadRecord
from jobtide.sources import formats
from jobtide.sources.n_quads.adapter import looks_like, read
from jobtide.sources.quads import quad_of, unescaped

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
PAGES = f"""\
# an extract
_:a {TYPE} <http://schema.org/JobPosting> <https://a.example/7> .
_:a <http://schema.org/title> "Tester \\u00e9 \\"x\\""@en-gb <https://a.example/7>   .
_:a <https://schema.org/JobPosting/hiringOrganization> _:b <https://a.example/7> .
_:a <http://schema.org/url> <https://a.example/7?full> <https://a.example/7> .
_:b <http://schema.org/name> "Acorn" <https://a.example/7> .

_:a {TYPE} <https://schema.org/JobPosting> <https://b.example/jobs/x y> .
_:a <http://schema.org/title> "Developer" <https://b.example/jobs/x y> .
_:a <http://schema.org/hiringOrganization> _:b <https://b.example/jobs/x y> .
_:a <http://schema.org/baseSalary> _:c <https://b.example/jobs/x y> .
_:c <http://schema.org/value> "4.0E4"^^<http://www.w3.org/2001/XMLSchema#double> <https://b.example/jobs/x y> .
_:c <http://schema.org/currency> "GBP" <https://b.example/jobs/x y> .
"""


def records(text: str | bytes) -> list:
    return list(read(io.BytesIO(text.encode() if isinstance(text, str) else text)))


def test_51_pages_are_put_together_and_names_hold_for_one_page_only():
    first, second = records(PAGES)
    assert first.fields == {"url": "https://a.example/7?full", "title": 'Tester é "x"', "employer": "Acorn"}
    assert second.fields == {
        "url": "https://b.example/jobs/x%20y", "title": "Developer", "pay_min": 40000.0, "pay_max": 40000.0,
        "currency": "GBP",
    }  # fmt: skip
    assert [first.position, second.position] == [0, 1]


def test_51_bad_lines_are_told_one_by_one_and_the_rest_is_read():
    bad = ['_:a <http://schema.org/title> "no end <https://a.example/7> .', "soup",
           '_:a <http://schema.org/skills> "bad \\q escape" <https://a.example/7> .',
           '_:a <http://schema.org/skills> "bad \\UFFFFFFFF" <https://a.example/7> .']  # fmt: skip
    lines = PAGES.splitlines()
    found = records("\n".join([*lines[:3], *bad, *lines[3:]]))
    assert [one.issue.detail.partition(":")[0] for one in found if isinstance(one, BadRecord)] == [
        "line 4", "line 5", "line 6", "line 7",
    ]  # fmt: skip
    assert [one.fields["title"] for one in found if not isinstance(one, BadRecord)] == ['Tester é "x"', "Developer"]
    assert [one.position for one in found] == list(range(6))


def test_51_several_postings_of_a_page_are_told_apart():
    text = "".join(
        f"_:{name} {TYPE} <http://schema.org/JobPosting> <https://a.example/> .\n"
        f'_:{name} <http://schema.org/title> "{name}" <https://a.example/> .\n'
        for name in ("one", "two")
    )
    assert [record.fields["id"] for record in records(text)] == ["https://a.example/#one", "https://a.example/#two"]


def test_51_bytes_that_are_not_utf8_are_told_with_the_page():
    text = PAGES.replace("\\u00e9", "é").encode("latin-1")
    first, second = records(text)
    assert first.fields["title"] == 'Tester é "x"'
    assert [[issue.reason for issue in record.issues] for record in (first, second)] == [
        ["not UTF-8, read as Windows-1252"], [],
    ]  # fmt: skip


def test_pages_without_a_posting_are_no_records():
    assert records('_:a <http://schema.org/name> "x" <https://a.example/> .\n') == []


def test_quads_are_known_by_their_first_lines():
    assert looks_like(PAGES.encode())
    packed = gzip.compress(PAGES.encode())
    assert len(records(packed)) == 2
    assert formats.name_of(formats.recognised(PAGES.encode(), "part_1.gz")) == "n_quads"
    for head in (b"", b"<a> <b> <c> .\n", b"<html>\n<p>", b"soup\n", b"# a comment\n"):
        assert not looks_like(head)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ('<s> <p> "x"@en <g> .', "x"),
        ('<s> <p> "" <g> .', ""),
        ('<s> <p> "a . <b> ." <g> . # why', "a . <b> ."),
        ('<s> <p> "7"^^<http://www.w3.org/2001/XMLSchema#integer> <g> .', 7.0),
        ('<s> <p> "seven"^^<http://www.w3.org/2001/XMLSchema#integer> <g> .', "seven"),
        ('<s> <p> "\\t\\b\\n\\r\\f\\"\\\'\\\\\\u00e9\\U0001F600\\uD800" <g> .', "\t\b\n\r\f\"'\\é😀\ufffd"),
        ('<s><p>"x"<g>.', "x"),
    ],
)
def test_51_values_are_read_as_they_are_written(line, value):
    assert quad_of(line).value == value


@given(st.text(max_size=60))
def test_any_line_at_all_is_a_quad_or_a_value_error(line):
    for text in (line, f'<s> <p> "{line}" <g> .'):
        with suppress(ValueError):
            quad_of(text)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_what_was_escaped_comes_back(text):
    escaped = "".join(f"\\U{ord(letter):08X}" for letter in text)
    assert unescaped(escaped) == text
