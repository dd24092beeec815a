"""The elements of one name in an XML document, each as its own bytes."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.errors import Unreadable
from jobtide.sources.opening import Opened
from jobtide.sources.xml_pieces import CUT, ENDLESS, TOO_LONG, pieces, root_of


class Trickle(io.RawIOBase):
    """A stream that gives `size` bytes at a time."""

    def __init__(self, data: bytes, size: int):
        self._data, self._size = io.BytesIO(data), size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._data.read(self._size)


class Small:
    """Opened, but with chunks of a few bytes."""

    def __init__(self, data: bytes, size: int):
        self.head = data
        self._data, self._size = io.BytesIO(data), size

    def read(self, size: int = 0) -> bytes:
        return self._data.read(self._size)


def cut(text: str | bytes, name: bytes = b"job", nests: bool = False, size: int | None = None) -> list:
    data = text.encode() if isinstance(text, str) else text
    opened = Small(data, size) if size else Opened(io.BytesIO(data))
    return [piece.fault or piece.data.decode() for piece in pieces(opened, name, nests)]


FEED = """<?xml version="1.0"?><!-- a feed with <job>s -->
<source><publisher>A</publisher><job id="1"><title>One</title></job>
<!-- <job>not one</job> --><job/><job
 id='>'><x><![CDATA[</job> and <job>]]></x><!-- </job> --></job><jobs>no</jobs>
</source>"""
JOBS = [
    '<job id="1"><title>One</title></job>', "<job/>",
    "<job\n id='>'><x><![CDATA[</job> and <job>]]></x><!-- </job> --></job>",
]  # fmt: skip


def test_elements_are_cut_where_they_begin_and_end():
    assert cut(FEED) == JOBS


@given(st.integers(1, 40))
def test_where_a_chunk_ends_makes_no_difference(size):
    assert cut(FEED, size=size) == JOBS


def test_elements_within_elements_belong_to_these_where_they_nest():
    text = "<a><job><job>inner</job></job><job><job/></job></a>"
    assert cut(text, nests=True) == ["<job><job>inner</job></job>", "<job><job/></job>"]


def test_an_element_without_an_end_costs_itself_alone():
    assert cut("<a><job><x>1</x><job><x>2</x></job></a>") == [ENDLESS, "<job><x>2</x></job>"]
    assert cut("<a><job><![CDATA[ 1 </job><job>2</job></a>") == [ENDLESS, "<job>2</job>"]
    assert cut("<a><job><!-- 1 </job><job>2</job></a>") == [ENDLESS, "<job>2</job>"]
    assert cut("<a><job x='1></job><job>2</job></a>") == ["<job x='1></job>", "<job>2</job>"]


def test_03_a_document_that_is_cut_short_says_so():
    for end in range(FEED.index("</job>") + 6, len(FEED) - len("</source>") + 8):
        assert cut(FEED[:end])[-1] == CUT, FEED[:end]
        assert cut(FEED[:end]).count(CUT) == 1
    assert cut("<a><job>1</job></a>\n<a><job>2</job></a>\n") == ["<job>1</job>", "<job>2</job>"]


def test_43_an_element_without_measure_costs_itself_alone():
    long = "<job>" + "x" * 6_000_000 + "</job>"
    assert cut(f"<a><job>1</job>{long}<job>2</job></a>") == ["<job>1</job>", TOO_LONG, "<job>2</job>"]
    assert cut(f"<a><job><![CDATA[{long}<job>2</job></a>")[0] == TOO_LONG
    assert cut("<a><job " + "a='1' " * 1_500_000 + "/><job>2</job></a>") == [TOO_LONG, "<job>2</job>"]


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a><job>&x;</job></a>',
        '<?xml version="1.0"?><!-- c -->\n<!doctype a SYSTEM "http://a.example/a.dtd"><a><job/></a>',
        "<!DOCTYPE a><a><job/></a>",
    ],
)
def test_40_a_document_type_is_refused_with_its_reason(text):
    with pytest.raises(Unreadable, match="DOCTYPE"):
        cut(text)


def test_41_a_billion_laughs_is_refused_and_not_read_as_none():
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    with pytest.raises(Unreadable, match="DOCTYPE"):
        cut(f'<!DOCTYPE lolz [<!ENTITY l0 "lol">{entities}]><a><job>&l9;</job></a>')


def test_what_is_no_xml_is_refused():
    for text in ("", "job", "<", "<?xml", "<!-- -->", '{"job": 1}'):
        with pytest.raises(Unreadable, match="not XML"):
            cut(text)


def test_the_outermost_element_has_a_name():
    for head, name in (
        (b"<?xml?><rdf:RDF x='1'>", b"rdf:RDF"),
        (b"<!-- x --> <a/>", b"a"),
        (b"<!DOCTYPE rss>", b"rss"),
    ):
        assert root_of(head) == name


@given(st.text(alphabet="<>job/!-[]CDATA'\" =a", max_size=80), st.integers(1, 9))
def test_any_text_at_all_ends(text, size):
    assert len(cut(f"<a>{text}", size=size)) <= text.count("<job") + 1


@pytest.mark.parametrize(
    "part", ["<job>", "<job><![CDATA[", "<job><!--", "<job a='", '<job "', "<!--", "<![CDATA[", "<job "]
)
def test_43_a_flood_of_beginnings_without_ends_comes_to_an_end(part):
    try:
        cut("<a>" + part * (1_000_000 // len(part)) + "</job>")
    except Unreadable as error:
        assert "have no end" in str(error)
