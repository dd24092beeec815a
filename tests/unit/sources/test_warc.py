"""The JobPostings in a web archive, and what was lost."""

import gzip
import io
import json
import zlib

import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from jobtide.errors import Unreadable
from jobtide.record import BadRecord
from jobtide.sources import formats
from jobtide.sources.opening import Opened
from jobtide.sources.warc import adapter
from jobtide.sources.warc_records import CUT, DAMAGED, TOO_LARGE, WRONG


def page(title: str) -> bytes:
    posting = {"@context": "https://schema.org", "@type": "JobPosting", "title": title}
    filler = " ".join(str(number * 7919 % 100_003) for number in range(300))  # so that a member is longer than a head
    return f'<html><script type="application/ld+json">{json.dumps(posting)}</script>{filler}'.encode()


def archive(
    *pages: bytes, packed: bool = True, headers: list | None = None, http: list | None = None, **more
) -> list[bytes]:
    """The bytes of each record: a warcinfo, then a request and a response for each page."""
    records = []
    for number, body in enumerate(pages, 1):
        for kind in ("request", "response"):
            into = io.BytesIO()
            writer = WARCWriter(into, gzip=packed)
            head = StatusAndHeaders(
                more.get("status", "200 OK"), http or [("Content-Type", "text/html")], protocol="HTTP/1.1"
            )  # fmt: skip
            writer.write_record(writer.create_warc_record(
                f"https://a.example/{number}", kind, payload=io.BytesIO(body if kind == "response" else b""),
                http_headers=head, warc_headers_dict={"WARC-Date": "2026-03-04T05:06:07Z", **dict(headers or [])},
            ))  # fmt: skip
            records.append(into.getvalue())
    return records


def told(data: bytes) -> list[str]:
    return [
        one.issue.reason if isinstance(one, BadRecord) else one.fields["title"]
        for one in adapter.read(io.BytesIO(data))
    ]


PAGES = [page(name) for name in ("One", "Two", "Three")]
PACKED, PLAIN = archive(*PAGES), archive(*PAGES, packed=False)


@pytest.mark.parametrize(
    "data",
    [
        b"".join(PACKED), b"".join(PLAIN), gzip.compress(b"".join(PLAIN)), zstandard.compress(b"".join(PLAIN)),
        b"".join(PLAIN).replace(b"\r\n\r\n\r\nWARC", b"\r\n\r\nWARC"),
    ],
    ids=["members", "plain", "one member", "zstd", "a line less"],
)  # fmt: skip
def test_every_posting_has_its_page_and_the_day_it_was_fetched(data):
    assert told(data) == ["One", "Two", "Three"]
    first = next(adapter.read(io.BytesIO(data)))
    assert first.fields == {"url": "https://a.example/1", "title": "One", "seen_at": "2026-03-04T05:06:07Z"}
    assert formats.recognised(Opened(io.BytesIO(data)).head, "x.gz") is adapter


def test_20_a_damaged_member_costs_itself_alone():
    for at in range(12, len(PACKED[3]), 37):
        damaged = bytearray(PACKED[3])
        damaged[at] ^= 0x55
        found = told(b"".join([*PACKED[:3], bytes(damaged), *PACKED[4:]]))
        assert found[0] == "One" and found[-1] == "Three", at
        assert len(found) == 3, (at, found)
        assert found[1] in (DAMAGED, WRONG, CUT, "Two"), at


def test_20_bytes_between_members_are_passed_over():
    found = told(b"".join([*PACKED[:2], b"\x1f\x8b\x08\x00 soup" * 30, *PACKED[2:]]))
    assert [one for one in found if one != DAMAGED] == ["One", "Two", "Three"]
    assert found.count(DAMAGED) == 1


def test_20_an_archive_that_is_cut_short_loses_its_last_record():
    for data, step in ((b"".join(PACKED), 41), (b"".join(PLAIN), 211)):
        end = len(data) - len(PACKED[5] if step == 41 else PLAIN[5])
        for cut in range(end + 20, len(data) - 4, step):
            found = told(data[:cut])
            assert found[:2] == ["One", "Two"]
            assert formats.recognised(Opened(io.BytesIO(data[:cut])).head, "x.gz") is adapter
            assert found[2:] in ([CUT], [DAMAGED], ["Three", DAMAGED]), cut  # the last without its checksum


@pytest.mark.parametrize("change", [-40, -1, 1, 40, 5000, 10**12])
@pytest.mark.parametrize("packed", [True, False])
def test_20_a_wrong_length_costs_one_record(change, packed):
    records = [*PLAIN]
    before, length, after = records[3].partition(b"Content-Length: ")
    digits = after.split(b"\r\n")[0]
    records[3] = before + length + str(int(digits) + change).encode() + after[len(digits) :]
    data = b"".join(map(gzip.compress, records)) if packed else b"".join(records)
    found = told(data)
    assert found[0] == "One"
    assert found[1] in (WRONG, CUT, TOO_LARGE)
    assert found[2:] == (["Three"] if packed or change < 10**9 else [])
    for said in (b"", b"-5", b"many", b"9" * 40):
        records[3] = before + length + said + after[len(digits) :]
        assert told(b"".join(records)) == ["One", WRONG, "Three"]


def test_20_a_page_that_its_crawler_cut_short_says_so():
    (record,) = adapter.read(io.BytesIO(b"".join(archive(PAGES[0], headers=[("WARC-Truncated", "length")]))))
    assert [issue.reason for issue in record.issues] == [adapter.PART.reason]
    assert told(b"".join(archive(PAGES[0][:105], headers=[("WARC-Truncated", "time")]))) in (
        [adapter.PART.reason], ["JSON-LD: not JSON"],
    )  # fmt: skip


def test_pages_that_are_none_are_no_records():
    none = [b"<html>nothing</html>", b"<html>a JobPosting in words"]
    assert told(b"".join([*archive(*none), *PACKED])) == ["One", "Two", "Three"]
    assert told(b"".join([*archive(PAGES[0], status="404 Not Found"), *PACKED[2:]])) == ["Two", "Three"]
    assert told(b"".join([*archive(PAGES[0], http=[("Content-Type", "image/png")]), *PACKED[2:]])) == ["Two", "Three"]


def test_08_an_archive_without_adverts_is_refused():
    with pytest.raises(Unreadable, match="none of its 1 responses"):
        told(b"".join(archive(b"<html>nothing")))


def test_layers_of_http_are_taken_off():
    body = PAGES[0]
    deflate = zlib.compressobj(wbits=-15)
    for coding, packed in (
        ("gzip", gzip.compress(body)), ("gzip", body), ("deflate", zlib.compress(body)),
        ("deflate", deflate.compress(body) + deflate.flush()), ("br", body),
    ):  # fmt: skip
        http = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", coding)]
        assert told(b"".join(archive(packed, http=http))) == ["One"], coding
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:50], body[50:])) + b"0\r\n\r\n"
    http = [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked")]
    assert told(b"".join(archive(chunked, http=http))) == told(b"".join(archive(body, http=http))) == ["One"]
    for coding, packed in (("br", b"\x1b\x00\x01"), ("gzip", gzip.compress(body)[:50] + b"x" * 20)):
        http = [("Content-Type", "text/html"), ("Content-Encoding", coding)]
        assert told(b"".join(archive(packed, http=http))) == ["a page of the archive that cannot be unpacked"]


def test_23_an_encoding_may_be_declared_by_the_server():
    body = page("работа").decode("unicode_escape").encode("latin-1", "replace")
    assert told(b"".join(archive(body)))
    body = '<html><script type="application/ld+json">{"@type": "JobPosting", "title": "работа"}</script>'
    http = [("Content-Type", "text/html; charset=koi8-r")]
    assert told(b"".join(archive(body.encode("koi8-r"), http=http))) == ["работа"]
    assert told(b"".join(archive(body.encode("utf-16")))) == ["работа"]


def test_01_a_member_that_grows_out_of_all_proportion_is_refused():
    with pytest.raises(Unreadable, match="grows more than"):
        told(PACKED[1] + gzip.compress(PLAIN[1][:-4] + b"\0" * (80 << 20)))
