"""One layer of compression is taken off, and never more."""

import gzip
import io
import zlib

import pytest
import zstandard

from jobtide.errors import Unreadable
from jobtide.sources.formats import recognised
from jobtide.sources.opening import Opened

TEXT = b'{"id": 1, "title": "Tester"}\n' * 1000


def whole(data: bytes) -> bytes:
    opened, parts = Opened(io.BytesIO(data)), []
    while chunk := opened.read():
        parts.append(chunk)
    return b"".join(parts)


def test_02_members_one_after_the_other_are_one_content():
    assert whole(gzip.compress(TEXT) + gzip.compress(TEXT)) == TEXT * 2
    assert whole(zstandard.compress(TEXT) + zstandard.compress(TEXT)) == TEXT * 2


@pytest.mark.parametrize(
    "data",
    [gzip.compress(gzip.compress(TEXT)), zstandard.compress(gzip.compress(TEXT)), zlib.compress(TEXT), b"BZh91" * 99,
     b"PK\x03\x04" * 99, b" \n"],
    ids=["gzip in gzip", "gzip in zstd", "deflate", "bzip2", "an archive in a pipe", "nothing"],
)  # fmt: skip
def test_02_a_second_layer_or_an_unknown_one_is_no_format(data):
    head = Opened(io.BytesIO(data)).head
    with pytest.raises(Unreadable, match="format cannot be told"):
        recognised(head, "x")


def test_02_compression_is_told_from_the_content_whatever_the_name_says():
    for data in (gzip.compress(TEXT), zstandard.compress(TEXT), TEXT):
        head = Opened(io.BytesIO(data)).head
        assert recognised(head, "x.csv.zst").__name__.endswith("json_lines.adapter")


def test_03_what_is_cut_short_is_unreadable():
    for packed in (gzip.compress(TEXT), zstandard.compress(TEXT)):
        for end in range(10, len(packed) - 1, 7):
            with pytest.raises(Unreadable, match="cut short"):
                whole(packed[:end])


def test_03_the_beginning_of_what_is_cut_short_tells_its_format_and_no_more():
    various = b"".join(b'{"id": %d, "title": "%x"}\n' % (n, pow(7, n, 2**89)) for n in range(20_000))
    for packed in (gzip.compress(various), zstandard.compress(various)):
        opened = Opened(io.BytesIO(packed[:200_000]))
        assert recognised(opened.head, "x").__name__.endswith("json_lines.adapter")
        with pytest.raises(Unreadable, match="cut short"):
            while opened.read():
                pass
        with pytest.raises(Unreadable, match="cut short"):
            opened.read()
    member = gzip.compress(TEXT)
    short = Opened(io.BytesIO(member + member[:-10]))  # which ends within what a format is told from
    assert recognised(short.head, "x").__name__.endswith("json_lines.adapter")
    assert short.read() == short.head
    with pytest.raises(Unreadable, match="cut short"):
        short.read()
