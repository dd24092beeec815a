"""Documents of JSON: which list holds the records, what becomes of bad ones, and what a cut document gives."""

import gzip
import io
import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobtide.record import BadRecord, Record
from jobtide.sources.formats import name_of, recognised
from jobtide.sources.json_document.adapter import looks_like, read
from jobtide.sources.json_records import CUT, json_records

GOOD = '{"title": "Tester"}'
ONE, TWO = {"title": "Tester", "pay": 1}, {"title": "Developer", "pay": 2}


def records(given_text: str | bytes, wanted: frozenset[str] | None = None) -> list[Record | BadRecord]:
    return list(read(io.BytesIO(given_text.encode() if isinstance(given_text, str) else given_text), wanted))


def fields(given_text: str | bytes) -> list[dict]:
    return [record.fields for record in records(given_text)]


def reasons(given_text: str | bytes) -> list[str | None]:
    return [record.issue.reason if isinstance(record, BadRecord) else None for record in records(given_text)]


@pytest.mark.parametrize(
    "document",
    [
        [ONE, TWO],
        {"jobs": [ONE, TWO]},
        {"count": 2, "mean": 1.5, "results": [ONE, TWO], "facets": [{"name": "it", "count": 2}]},
        {"status": "ok", "data": {"total": 2, "page": {"vacancies": [ONE, TWO]}}, "links": [{"href": "x"}]},
        {"title": "A feed", "home_page_url": "x", "items": [ONE | {"url": "y"}, TWO | {"url": "y"}]},
        {"name": "Acme", "description": "We make things", "jobs": [ONE | {"city": "Leeds"}, TWO | {"city": "York"}]},
        {"filters": [], "neueStellen": [ONE, TWO]},
        [{"jobs": [ONE]}, {"jobs": [TWO]}],
        [[ONE], [TWO]],
    ],
    ids=str,
)
def test_the_list_of_records_is_found_at_any_path(document):
    for indent in (None, 2):
        text = json.dumps(document, indent=indent)
        assert looks_like(text.encode())
        assert [found["title"] for found in fields(text)] == ["Tester", "Developer"]


def test_an_object_with_words_of_its_own_is_a_record():
    for record in (
        ONE | {"places": [{"city": "Leeds", "country": "GB", "url": "x"}]},
        {"position": "Tester", "jobs": []},
        {"text": "Tester", "replies": [{"text": "No", "url": "x"}]},
    ):
        assert fields(json.dumps(record, indent=1)) == [record]
        assert fields(json.dumps([record])) == [record]


def test_a_mapped_column_is_looked_for_where_nothing_else_says_where_records_are():
    text = json.dumps({"a": [{"x": 1}, {"x": 2}], "b": [{"stelle": "Tester"}]})
    assert [record.fields for record in records(text, frozenset(("stelle",)))] == [{"stelle": "Tester"}]


def test_an_empty_list_gives_no_records():
    for text in ("[]", '{"jobs": []}', '{"results": [], "count": 0}', " [ ] \n"):
        assert records(text) == [], text
        assert looks_like(text.encode())


def test_who_has_no_opening_today_is_no_advert():
    for said in (
        {"name": "Acme", "description": "We make things", "jobs": []},
        {"name": "Acme", "description": None, "jobs": []},
        {"updatedAt": 1, "offset": 0, "totalCount": 0, "comments": "x", "jobs": []},
        {"LanguageCode": "EN", "SearchResult": {"SearchResultCount": 0, "SearchResultItems": []}},
    ):
        assert records(json.dumps(said)) == [], said


def test_documents_may_follow_one_another():
    page = json.dumps({"jobs": [ONE, TWO]})
    for between in ("", "\n", "\r\n", ",\n", "\n\x1e"):
        assert [found["title"] for found in fields(page + between + page)] == ["Tester", "Developer"] * 2


def test_lines_of_records_and_arrays_are_told_apart():
    line = json.dumps(ONE | {"tags": [{"name": "a", "url": "b"}]})
    for text, format_ in (
        (f"{line}\n{line}\n", "json_lines"),
        (line, "json_lines"),
        (f"nonsense\n{line}\n", "json_lines"),
        (f"[{line},\n{line}]", "json_document"),
        (f"[\n{line}\n]", "json_document"),
        (json.dumps(ONE, indent=2), "json_document"),
        ('{"title": "Tester",\n "pay": 1}', "json_document"),
        (f'{{"jobs": [{line}]}}', "json_document"),
        (f'{{"jobs": [{line}]}}\n{{"jobs": [{line}]}}\n', "json_document"),
        (f'{{"jobs": [{line}, {{"title": "odd " quote"}}, {line}]}}', "json_document"),
        (f'{{"jobs": [{", ".join([line] * 2000)}]}}', "json_document"),
    ):
        assert name_of(recognised(text.encode()[: 1 << 16], "standard-input")) == format_, text[:80]


@pytest.mark.parametrize(
    ("number", "bad", "reason"),
    [
        ("44", "[" * 100_000 + "]" * 100_000, "nested too deeply"),
        ("44", '{"a": ' + "[" * 300 + "]" * 300 + "}", "nested too deeply"),
        ("44", '{"a":' * 100_000 + "1" + "}" * 100_000, "nested too deeply"),
        ("45", '{"title": NaN}', "NaN or Infinity"),
        ("45", '{"title": "x", "pay": -Infinity}', "NaN or Infinity"),
        ("45", '{"title": "x", "pay": 1e999}', "NaN or Infinity"),
        ("45", '{"title": "x", "pay": ' + "9" * 400 + "}", "a number too large"),
        ("45", '{"title": "x", "pay": ' + "9" * 5000 + "}", "a number too large"),
        ("47", "17", "not an object"),
        ("47", '"Tester"', "not an object"),
        ("47", "null", "not an object"),
        ("47", "[1, 2]", "not an object"),
        ("48", '{"title": "a" "b"}', "not JSON"),
        ("48", '{"title": "she said "no" twice"}', "not JSON"),
        ("48", '{"title": "one quote too many""}', "not JSON"),
        ("48", '{"title": "one too few}', "not JSON"),
        ("48", '{"title": "no end', "not JSON"),
        ("48", '{"title": "x", "a": {"b": 1}', "not JSON"),
        ("48", '{"title": "x", "a": [[1}', "not JSON"),
        ("48", "nonsense", "not JSON"),
        ("5", '{"title": "' + "x" * 5_000_000 + '"}', "longer than 5 MB"),
        ("5", '{"title": "' + "\\\\" * 6_000_000 + '"}', "longer than 5 MB"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else None,
)
def test_a_bad_record_is_rejected_alone(number, bad, reason):
    for before, after in (("[", "]"), ('{"jobs": [', '], "total": 3}'), ("[\n  ", "\n]")):
        text = f"{before}{GOOD}, {bad},\n{GOOD}{after}"
        found = records(text)
        assert [record.issue.reason if isinstance(record, BadRecord) else None for record in found] == [
            None, reason, None,
        ]  # fmt: skip
        assert [record.position for record in found] == [0, 1, 2]
        assert found[1].raw.startswith(bad[:20])


def test_48_many_records_without_an_end_cost_no_others():
    good = json.dumps({"id": 1, "title": "Tester", "tags": [{"id": 2, "name": "a"}, {"id": 3, "name": "b"}]})
    for bad in (
        '{"id": 7, "title": "x"y"}',
        '{"id": 7, "title": "x',
        '{"id": 7, "title": {"a": 1}',
        '{"id": 7, "title": [',
    ):
        found = reasons("[" + ", ".join([good, bad] * 50 + [good]) + "]")
        assert found == [None, "not JSON"] * 50 + [None], bad


def test_45_minus_nought_and_large_numbers_that_can_be_told_again_are_kept():
    assert fields('[{"title": "x", "pay": -0, "pay_max": 12345678901234567890}]') == [
        {"title": "x", "pay": 0, "pay_max": 12345678901234567890}
    ]


def test_26_lone_surrogates_are_replaced_and_the_record_says_so():
    plain, odd = records(r'[{"title": "\ud83d\ude00"}, {"title": "\ud800 x", "a": ["\udfff"]}]')
    assert (plain.fields, plain.issues) == ({"title": "😀"}, ())
    assert odd.fields == {"title": "\ufffd x", "a": ["\ufffd"]}
    assert [issue.reason for issue in odd.issues] == ["lone surrogates replaced"]


def test_22_a_byte_order_mark_says_the_encoding():
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        text = '[{"title": "£ – 😀"}]'.encode(encoding)
        assert fields(text) == [{"title": "£ – 😀"}]
        assert name_of(recognised(text, "x")) == "json_document"


def test_23_bytes_that_are_not_utf_8_are_read_as_windows_1252_in_their_record_alone():
    found = records(b'[{"title": "Caf\xe9"}, {"title": "Caf\xc3\xa9"}]')
    assert [record.fields for record in found] == [{"title": "Café"}] * 2
    assert [[issue.reason for issue in record.issues] for record in found] == [
        ["not UTF-8, read as Windows-1252"], [],
    ]  # fmt: skip


def test_25_control_characters_inside_texts_do_not_spoil_the_record():
    assert fields('[{"title": "x\x00y\n\x08z"}]') == [{"title": "x\x00y\n\x08z"}]


def test_46_of_two_keys_the_last_is_taken_and_two_ids_are_told():
    one, two, three = records('[{"id": 1, "a": 1, "a": 2}, {"id": 1, "id": 2}, {"id": 1, "b": {"id": 2}}]')
    assert (one.fields, one.issues) == ({"id": 1, "a": 2}, ())
    assert (two.fields, [issue.reason for issue in two.issues]) == ({"id": 2}, ["id is given twice, the last is taken"])
    assert three.issues == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f'[{GOOD}, {{"title": "Te', 1),
        (f"[{GOOD}, {GOOD}", 2),
        (f"[{GOOD}, {GOOD},", 2),
        (f'{{"jobs": [{GOOD}, {GOOD}], "meta"', 2),
        (f'{{"jobs": [{GOOD}, {GOOD}], "meta": {{"a"', 2),
        (f'{{"jobs": [{GOOD}, {GOOD}]', 2),
        (f'{{"data": {{"jobs": [{GOOD}, {{', 1),
        (f'[{GOOD}, {{"title": "x"}}, {{"title": "{"y" * 6_000_000}', 2),
    ],
    ids=lambda value: value[:60] if isinstance(value, str) else None,
)
def test_48_of_a_document_that_is_cut_short_the_whole_records_are_kept_and_the_cut_is_one_more(text, kept):
    assert reasons(text) == [None] * kept + [CUT]


def test_a_compressed_document_is_read():
    assert fields(gzip.compress(b'{"jobs": [{"title": "Tester"}]}')) == [{"title": "Tester"}]


def test_5_an_array_on_one_line_is_read_in_constant_memory():
    class Endless(io.RawIOBase):
        def __init__(self):
            self.left = 60

        def read(self, size=-1):
            self.left -= 1
            if self.left == 59:
                return b"["
            return (
                b'{"title": "Tester", "description": "%b"},' % (b"x" * 900) * 1000
                if self.left > 0
                else b"]" * (self.left == 0)
            )

        def readable(self):
            return True

        def readinto(self, into):
            raise NotImplementedError

    class Given:
        head = b"[{"

        def __init__(self):
            self._stream = Endless()

        def read(self, size=0):
            return self._stream.read()

    tracemalloc.start()
    many = sum(1 for _ in json_records(Given(), ()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert many == 58_000
    assert peak < 20_000_000


class Chopped:
    """Bytes in pieces of any size."""

    def __init__(self, whole: bytes, size: int):
        self.head = whole[:65536]
        self._pieces = iter([whole[at : at + size] for at in range(0, len(whole), size)])

    def read(self, size: int = 0) -> bytes:
        return next(self._pieces, b"")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(max_size=5).filter(lambda key: key != "jobs"), VALUES, max_size=4)


@settings(deadline=None)
@given(st.lists(OBJECTS, max_size=5), st.integers(1, 60), st.booleans(), st.sampled_from([None, 1]))
def test_it_makes_no_difference_where_the_pieces_of_a_capture_end(objects, size, ascii_only, indent):
    text = json.dumps({"jobs": objects, "meta": objects}, ensure_ascii=ascii_only, indent=indent)
    text = text.encode("utf-8", "replace")
    expected = json.loads(text)["jobs"]
    found = list(json_records(Chopped(text, size), (("jobs",),)))
    assert [record.fields for record in found if not record.issues] == [
        value for value, record in zip(expected, found, strict=True) if not record.issues
    ]


@settings(deadline=None)
@given(st.lists(st.binary(max_size=12), max_size=4), st.integers(1, 9))
def test_23_it_makes_no_difference_where_bytes_that_are_not_utf_8_are_cut(words, size):
    words = [word.translate(None, b'"\\') for word in words]
    whole = b"[" + b",".join(b'{"t": "%b \xc2\xa3"}' % word for word in words) + b"]"
    found = list(json_records(Chopped(whole, size), ()))
    assert found == list(json_records(Chopped(whole, 100_000), ()))
    assert [record.fields["t"].endswith("£") for record in found] == [True] * len(words)


@given(st.text(alphabet='[]{}",: \\a1\n', max_size=80), st.integers(1, 30))
def test_any_soup_is_read_to_its_end(soup, size):
    for lists in ((), (("a",),), (("a", "a"),)):
        found = list(json_records(Chopped(soup.encode(), size), lists))
        assert [record.position for record in found] == list(range(len(found)))


@given(
    st.lists(st.sampled_from([GOOD, '{"a": NaN}', "[[", '{"', '"', "}", "]]", '{"a": [{"title": 1}', "1"]), max_size=9)
)
def test_bad_neighbours_never_cost_the_process(parts):
    records("[" + ",".join(parts) + "]")
