"""Elements of a feed as trees; what is wrong with one costs itself alone."""

import io

import pytest

from jobtide.record import BadRecord
from jobtide.sources.opening import Opened
from jobtide.sources.xml_elements import elements
from jobtide.sources.xml_fields import fields_in

GOOD = "<job><title>Good</title></job>"


def read(text: str | bytes, name: bytes = b"job") -> list:
    return list(elements(Opened(io.BytesIO(text.encode() if isinstance(text, str) else text)), name))


def titles(text: str | bytes) -> list:
    return [
        one.issue.reason
        if isinstance(one, BadRecord)
        else (one.element.findtext("title"), *(issue.reason for issue in one.issues))
        for one in read(text)
    ]


@pytest.mark.parametrize(
    ("title", "expected", "issue"),
    [
        ("a\x00b\x08c", "abc", "control characters removed"),
        ("a&#8;b&#x1F;c&#0;", "abc", "control characters removed"),
        ("tab&#9;line&#10;", "tab\tline\n", None),
        ("R&D", "R&D", "XML with stray signs or unknown entities mended"),
        ("a &nbsp;b &eacute; &amp; &pound;", "a \xa0b é & £", "XML with stray signs or unknown entities mended"),
        ("a &unheardof; b", "a &unheardof; b", "XML with stray signs or unknown entities mended"),
        ("under < 30", "under < 30", "XML with stray signs or unknown entities mended"),
        ("<![CDATA[R&D < 3 &nbsp;]]> &pound;", "R&D < 3 &nbsp; £", "XML with stray signs or unknown entities mended"),
        ("<![CDATA[a]]]]><![CDATA[>b]]>", "a]]>b", None),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_25_what_leaves_no_doubt_is_mended_and_told(title, expected, issue):
    assert titles(f"<a>{GOOD}<job><title>{title}</title></job>{GOOD}</a>") == [
        ("Good",), (expected, issue) if issue else (expected,), ("Good",),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("job", "reason"),
    [
        ("<job><title>a</job>", "not XML"),
        ("<job><title a=1>a</title></job>", "not XML"),
        ("<job><title>a</title><br></job>", "not XML"),
        ("<job a='1' a='2'></job>", "not XML"),
        ("<job><!DOCTYPE x></job>", "not XML"),
        ("<job>" + "<d>" * 100_000 + "</d>" * 100_000 + "</job>", "nested too deeply"),
        ("<job " + " ".join(f"a{n}='1'" for n in range(100_000)) + "/>", "too many attributes"),
        ("<job>" + "<d/>" * 100_000 + "</job>", "too many elements"),
        ("<job>" + "x" * 6_000_000 + "</job>", "longer than 5 MB"),
    ],
    ids=["tag", "attribute", "html", "twice", "doctype", "42", "43-attributes", "43-elements", "43-text"],
)
def test_a_bad_element_costs_itself_alone(job, reason):
    assert titles(f"<a>{GOOD}{job}{GOOD}</a>") == [("Good",), reason, ("Good",)]


def test_positions_count_all_and_the_bad_are_passed_on():
    found = read(f"<a>{GOOD}<job><b></job>{GOOD}</a>")
    assert [one.position for one in found] == [0, 1, 2]
    assert found[1].raw == "<job><b></job>"
    assert found[1].issue.detail


def test_23_bytes_that_are_not_utf8_are_read_as_declared_and_else_as_windows():
    text = "<a>" + GOOD.replace("Good", "Café – x") + GOOD + "</a>"
    assert titles(text.encode("cp1252")) == [("Café – x", "not UTF-8, read as Windows-1252"), ("Good",)]
    for encoding in ("iso-8859-1", "utf-8"):
        declared = f'<?xml version="1.0" encoding="{encoding}"?>{text}'
        assert titles(declared.encode("cp1252"))[0] == ("Café – x", "not UTF-8, read as Windows-1252")
        assert titles(declared.encode()) == [("Café – x",), ("Good",)]
    text = "<?xml version='1.0' encoding='koi8-r'?><a>" + GOOD.replace("Good", "работа") + "</a>"
    assert titles(text.encode("koi8-r")) == [("работа", "not UTF-8, read as koi8-r")]


def test_22_byte_order_marks_are_seen_through():
    text = "<?xml version='1.0' encoding='utf-16'?><a>" + GOOD.replace("Good", "£5") + "</a>"
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert titles(text.encode(encoding)) == [("£5",)]


def test_prefixes_are_known_from_around_and_undeclared_ones_are_mended():
    text = '<a xmlns:d="urn:d"><job><d:x>1</d:x></job><job><e:x f:y="2">3</e:x></job></a>'
    first, second = read(text)
    assert (first.element[0].tag, first.issues) == ("{urn:d}x", ())
    assert (second.element[0].prefix, [issue.reason for issue in second.issues]) == (
        "e", ["XML with stray signs or unknown entities mended"],
    )  # fmt: skip


def test_fields_have_the_names_of_the_parts():
    (one,) = read("""<a xmlns:dc="urn:dc"><job id="7" xml:lang="en"><city> Leeds </city><pay per="day"><low>400</low>
        <high>500</high></pay><tag>a</tag><tag>b</tag><tag/><dc:creator>Acorn</dc:creator><empty/>
        <text>One <b>two</b><br/>three</text><where><town>York</town></where><code><s>1</s><x>2</x></code></job></a>""")
    assert fields_in(one.element) == {
        "id": "7", "city": "Leeds", "pay.per": "day", "pay.low": "400", "pay.high": "500", "tag": ["a", "b", ""],
        "dc:creator": "Acorn", "empty": "", "text": "One <b>two</b><br/>three", "where.town": "York",
        "code.s": "1", "code.x": "2",
    }  # fmt: skip
