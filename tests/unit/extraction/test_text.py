"""Folding: one thing is written one way, and the way back is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.extraction.text import fold

ODD = "aB é É ﬁ ﬀ ß İ ı Æ \u200b\u00ad\u0301\u202e\ufeff ’ “ – — • … ½ \\ - Ｊ ａ ＃ 日 Ж Σς ™ ² \u2028\u00a0\n\t."


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("JAVA", "java"),
        ("Café Zürich", "cafe zurich"),
        ("Cafe\u0301", "cafe"),  # the accent stands alone
        ("Ｊａｖａ Ｃ＃", "java c#"),
        ("Py\u200bthon", "python"),
        ("Kuber\u00adnetes", "kubernetes"),
        ("\u202eJava", "java"),
        ("full‑stack – remote", "full-stack - remote"),
        ("Master’s", "master's"),
        ("ﬁnance", "finance"),
        ("Straße", "strasse"),
        ("Java™ 8", "java  8"),
        ("Python²", "python "),
        ("SQL•NoSQL", "sql,nosql"),
        (r"C\+\+, C\# and self\-service", "c++, c# and self-service"),
        (r"C:\temp \ d", r"c:\temp \ d"),
        ("R\u00a0and\u2028D", "r and\nd"),
    ],
)
def test_one_thing_is_written_one_way(written, folded):
    assert fold(written).text == folded


@given(st.text(alphabet=ODD) | st.text())
def test_case_is_kept_beside_the_folded_text_character_by_character(text):
    folded = fold(text)
    assert len(folded.cased) == len(folded.text)
    assert folded.cased.lower() == folded.text


@given(st.text(alphabet=ODD) | st.text())
def test_folded_text_is_ascii_or_letters_and_digits(text):
    assert all(character.isascii() or character.isalnum() for character in fold(text).text)


@given(st.text(alphabet=ODD) | st.text(), st.data())
def test_a_stretch_of_folded_text_leads_back_to_what_was_written_there(text, data):
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first < last <= len(text)
    # Folding just those characters gives at least the stretch again: a ligature is taken whole.
    assert folded.text[start:end] in fold(text[first:last]).text


@given(st.text(alphabet=ODD) | st.text())
def test_the_whole_folded_text_holds_every_visible_character(text):
    if "\\" not in text:
        assert fold(text).text == "".join(fold(character).text for character in text)
