"""The values in a block of JSON-LD, with the common faults mended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.sources.json_ld_blocks import Unread, values


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('\n\ufeff {"a": 1} ;\n', [{"a": 1}]),
        ('{"a": 1}{"a": 2}', [{"a": 1}, {"a": 2}]),
        ('{"a": 1},\n{"a": 2},', [{"a": 1}, {"a": 2}]),
        ('[{"a": 1,}, 2, ]', [[{"a": 1}, 2]]),
        ('{"a": 1, // one\n /* and\n two */ "b": "x // y /* z */ , }"}', [{"a": 1, "b": "x // y /* z */ , }"}]),
        ('{"a": 1, // the last\n}', [{"a": 1}]),
        ("{&quot;a&quot;: &quot;x &amp;amp; y&quot;}", [{"a": "x &amp; y"}]),
        ('<!-- {"a": 1} -->', [{"a": 1}]),
        ('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}]),
        ('/* <![CDATA[ */ {"a": 1} /* ]]> */', [{"a": 1}]),
        ('<![CDATA[{"a": 1}]]>', [{"a": 1}]),
        ('{"a": "line\nbreak\ttab"}', [{"a": "line\nbreak\ttab"}]),
        (r'{"a": "it\'s \& \u00e9 \\ \" done",}', [{"a": "it's & é \\ \" done"}]),
        ("", []),
        (" ", []),
    ],
)
def test_50_a_block_is_read_as_it_was_meant(block, expected):
    assert list(values(block)) == expected


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        ("{a: 1}", "not JSON"),
        ('{"a": "b" "c"}', "not JSON"),
        ('{"a": NaN}', "NaN or Infinity"),
        ("[" * 100_000, "nested too deeply"),
        ('{"a": ', "not JSON"),
    ],
)
def test_50_what_cannot_be_read_is_said_after_what_can(block, reason):
    found = list(values('{"good": 1}\n' + block))
    assert found[0] == {"good": 1}
    assert [error.reason for error in found[1:]] == [reason]


@given(st.text(alphabet='{}[]",:/*\\ \n<!->a1&quot;', max_size=60))
def test_any_text_at_all_ends(block):
    assert sum(isinstance(value, Unread) for value in values(block)) <= 1
