"""Folding: one thing is written one way, and the way back is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.extraction.line_ends import lost_line_ends
from jobtide.extraction.text import fold
from jobtide.reference.load import load

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


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Comfortable with SQLComfortable in teams", "comfortable with sql\ncomfortable in teams"),
        ("Knowledge of PythonExperience with C#You", "knowledge of python\nexperience with c#you"),
        ("a modern environmentJava and skillsSQL", "a modern environment\njava and skills\nsql"),
        ("Lead Business AnalystDebt Finance", "lead business analyst\ndebt finance"),
        ("straße of KafkaStrong ﬁle", "strasse of kafka\nstrong file"),
        ("JavaScript, DevOps, GitHub, PowerShell, OpenStack, PyTorch", None),
        ("LinkedIn, YouTube, iPhone, macOS, jQuery, NoSQL, PhD", None),
        ("CoreLocation, TeamWork, ReAct, SharePoint, StackAI", None),
        ("WithE, xIfs, Experienceé", None),
    ],
)
def test_line_ends_stand_where_they_were_lost(written, folded):
    assert fold(written).text == (folded or written.lower().replace("é", "e"))


def test_a_lost_line_end_leads_back_to_what_was_written_around_it():
    written = "straße: \\- KafkaStrong in distributed systemsCollaborate"
    folded = fold(written)
    for word in ("kafka", "strong", "distributed systems", "collaborate"):
        at = folded.text.index(word)
        first, last = folded.span(at, at + len(word))
        assert written[first:last].lower() == word


def test_no_name_is_taken_for_two_lines():
    parted = [
        (term.name, alias)
        for term in load().taxonomy
        for alias in (term.name, *term.aliases, *term.blockers, *term.company)
        if list(lost_line_ends(fold(alias).cased))
    ]
    assert parted == []


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
