"""Every line that is not blank is one record, good or bad."""

import gzip
import io
import json

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from jobtide.errors import Unreadable
from jobtide.record import BadRecord, Record
from jobtide.sources.json_lines.adapter import looks_like, read

GOOD = b'{"title": "Tester"}'


def records(given_bytes: bytes) -> list[Record | BadRecord]:
    return list(read(io.BytesIO(given_bytes)))


def reasons(given_bytes: bytes) -> list[str | None]:
    return [record.issue.reason if isinstance(record, BadRecord) else None for record in records(given_bytes)]


def test_48_lines_are_records_whatever_ends_them():
    for text in (b"%b\n%b\n", b"%b\r\n%b\r\n", b"%b\n%b", b"\xef\xbb\xbf%b\n%b\n", b"\n%b\n \t\n\r\n%b\n\n\n"):
        found = records(text % (GOOD, GOOD))
        assert found == [Record(0, {"title": "Tester"}), Record(1, {"title": "Tester"})], text


def test_each_kind_of_bad_line_has_its_reason_and_spares_its_neighbours():
    for line, reason in (
        (b"nonsense", "not JSON"),
        (b'{"title": "a"', "not JSON"),
        (b'{"title": "a"} {"title": "b"}', "not JSON"),
        (b"\x00\x01\x02", "not JSON"),
        (b"\xff\xfe\xfd", "not JSON"),
        (b'{"a": ' + b"1" * 5000 + b"}", "a number too large"),
        (b'{"a": -' + b"1" * 400 + b"}", "a number too large"),
        (b"[1, 2]", "not an object"),
        (b'"text"', "not an object"),
        (b"null", "not an object"),
        (b'{"a": NaN}', "NaN or Infinity"),
        (b'{"a": -Infinity}', "NaN or Infinity"),
        (b'{"a": 1e999}', "NaN or Infinity"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "nested too deeply"),
        (b'{"a": ' + b"[" * 300 + b"]" * 300 + b"}", "nested too deeply"),
        (b'{"a": "' + b"x" * 5_000_000 + b'"}', "longer than 5 MB"),
        (b"y" * 12_000_000, "longer than 5 MB"),
    ):
        assert reasons(GOOD + b"\n" + line + b"\n" + GOOD + b"\n") == [None, reason, None], line[:40]


def test_48_half_a_last_line_is_said_to_be_one():
    assert reasons(GOOD + b"\n" + GOOD[:9]) == [None, "not JSON, the last line is cut short"]


def test_a_bad_record_tells_its_line_and_carries_its_beginning():
    (bad,) = [record for record in records(b"\n\n" + GOOD + b"\n\n[1]\n") if isinstance(record, BadRecord)]
    assert (bad.position, bad.raw) == (1, "[1]")
    assert bad.issue.detail.startswith("line 5")


def test_26_lone_surrogates_are_replaced_and_the_record_says_so():
    for line, text, odd in (
        (rb'{"a\udc00": "\ud800 x"}', {"a\ufffd": "\ufffd x"}, True),
        (rb'{"a": ["\ud83d\ude00", {"b": "\uDFFF"}]}', {"a": ["😀", {"b": "\ufffd"}]}, True),
        (rb'{"a": "\ud83d\ude00"}', {"a": "😀"}, False),
        (rb'{"a": "\\ud800"}', {"a": r"\ud800"}, False),
    ):
        (record,) = records(line)
        assert (record.fields, bool(record.issues)) == (text, odd)
        json.dumps(record.fields, ensure_ascii=False).encode()


def test_23_bytes_that_are_not_utf_8_are_read_as_windows_1252():
    (record,) = records(b'{"a": "Caf\xe9 \x96 \xc2\xa350k"}')
    assert record.fields == {"a": "Café – £50k"}
    assert [issue.reason for issue in record.issues] == ["not UTF-8, read as Windows-1252"]


def test_22_a_byte_order_mark_says_the_encoding():
    text = '{"a": "£ – 😀"}\n{"a": "b"}'
    for encoding in ("utf-8-sig", "utf-16", "utf-32", "utf-16-be"):
        mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
        assert [record.fields["a"] for record in records(mark + text.encode(encoding))] == ["£ – 😀", "b"], encoding


def test_22_files_that_were_put_together_have_marks_inside():
    found = records(b'\xef\xbb\xbf{"a": 1}\n\xef\xbb\xbf{"a": 2}\n')
    assert [record.fields["a"] for record in found] == [1, 2]


def test_25_control_characters_inside_texts_do_not_spoil_the_record():
    (record,) = records(b'{"a": "x\x00y\tz"}')
    assert record.fields == {"a": "x\x00y\tz"}


def test_one_layer_of_gzip_or_zstd_is_taken_off():
    text = GOOD + b"\n" + GOOD
    many = zstandard.ZstdCompressor().compress(GOOD + b"\n") + zstandard.ZstdCompressor().compress(GOOD)
    for packed in (gzip.compress(text), gzip.compress(GOOD + b"\n") + gzip.compress(GOOD), many):
        assert reasons(packed) == [None, None]


def test_a_compressed_stream_that_is_cut_or_damaged_is_unreadable():
    lines = b"\n".join(b'{"title": "%d"}' % number for number in range(50_000))
    for whole in (gzip.compress(lines), zstandard.ZstdCompressor(write_checksum=True).compress(lines)):
        damaged = bytearray(whole)
        damaged[len(whole) // 2] ^= 255
        for broken in (whole[: len(whole) // 2], whole[:-1], whole[:12], bytes(damaged)):
            with pytest.raises(Unreadable):
                records(broken)


def test_01_a_bomb_is_given_up():
    bomb = gzip.compress(b" " * (300 << 20), 9)
    with pytest.raises(Unreadable, match="grows more than"):
        records(bomb)


@given(st.lists(st.binary(max_size=40), max_size=20))
def test_any_bytes_give_as_many_records_as_there_are_lines(soup):
    given_bytes = b"x\n" + b"\n".join(soup)
    lines = [line for line in given_bytes.split(b"\n") if line.strip()]
    found = records(given_bytes)
    assert [record.position for record in found] == list(range(len(lines)))


def test_an_object_on_one_of_the_first_lines_is_the_sign():
    for head, sign in (
        (b'{"a":1}', True), (b'\n {"a', True), (b"{}", True), (b'broken\n{"a": 1}\n', True), (b"{a}", False),
        (b"a,b", False), (b"", False), (b'[\n{"a": 1},\n{"a": 2}]', False), (b'{\n  "a": 1\n}', False),
    ):  # fmt: skip
        assert looks_like(head) is sign, head
