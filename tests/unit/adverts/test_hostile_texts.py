"""Texts that were broken on the way, or written to break what reads them, by their numbers in the list of such."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobtide.advert import Advert
from jobtide.adverts.alphabets import mixed_word
from jobtide.adverts.clean import Cleaned, Cleaner, Defaults
from jobtide.adverts.identity import content_hash
from jobtide.adverts.mapping import columns
from jobtide.adverts.mojibake import repaired


def cleaned(**record: object) -> Cleaned:
    return Cleaner(columns(()), Defaults("file", date(2025, 11, 23))).cleaned({"id": "1", "title": "Tester"} | record)


def advert(**record: object) -> Advert:
    return cleaned(**record).advert


def issues(**record: object) -> list[str]:
    return [issue.reason for issue in cleaned(**record).issues]


@pytest.mark.parametrize(
    ("broken", "meant"),
    [
        ("Â£50k", "£50k"),
        ("£40k â€“ Â£50k", "£40k – £50k"),
        ("Ã‚Â£50k", "£50k"),  # twice
        ("Ã¢â‚¬â„¢", "’"),
        ("CafÃ©", "Café"),
        ("Weâ\x80\x99re here", "We’re here"),
        ("â\x80\x9cTestersâ\x80\x9d", "“Testers”"),
        ("atÂ\xa0Acme", "at\xa0Acme"),
        ("ðŸš€ Tester", "🚀 Tester"),
        ("DevÃ­s", "Devís"),
        ("good – line\nâ€¢ bad – line", "good – line\n• bad – line"),
    ],
)
def test_24_wrongly_decoded_text_is_as_it_was_meant(broken, meant):
    assert repaired(broken) == meant


@pytest.mark.parametrize(
    "right",
    [
        "", "Tester", "£50k – £60k", "Château, Âge, Ângela", "SÃO PAULO – NÃO", "“BOM DIA, MANHÔ, “MANHÃ”",
        "l’âme… bâtiment", "ð and þ", "Kaizen™ ®", "5° ± 2", "Ã", "â", "naïve café", "東京 – £5",
    ],
)  # fmt: skip
def test_24_text_that_is_right_is_left_alone(right):
    assert repaired(right) is right


def test_24_pay_is_repaired_before_it_is_read_and_the_advert_says_so():
    found = cleaned(pay="Â£50k â€“ Â£60k", description="<p>Weâ\x80\x99re a <b>cafÃ©</b></p>", employer="Acme")
    assert (found.advert.pay, found.advert.description) == ("£50k – £60k", "We’re a café")
    assert sorted(issue.reason for issue in found.issues) == [
        "description was wrongly decoded, repaired",
        "pay was wrongly decoded, repaired",
    ]
    assert not any(issue.fatal for issue in found.issues)


def test_24_entities_may_be_what_was_wrongly_decoded():
    assert advert(description="<p>We&acirc;&euro;&trade;re</p>").description == "We’re"
    assert advert(title="Tester &Acirc;&pound;50k").title == "Tester £50k"


def test_24_each_advert_with_the_same_broken_text_says_so():
    cleaner = Cleaner(columns(()), Defaults("file", date(2025, 11, 23)))
    for _ in range(2):
        found = cleaner.cleaned({"title": "Tester", "employer": "CafÃ©"})
        assert (found.advert.employer, len(found.issues)) == ("Café", 1)


@given(st.text(alphabet="Â£Ãâ€“©\x80\x99\x9d a1é", max_size=40))
def test_24_any_soup_is_repaired_to_text_that_can_be_stored(soup):
    repaired(soup).encode()


def test_25_control_characters_are_left_out():
    found = advert(title="Te\x00st\x08er", description="a\x00b\x0bc &#8;d\x07 &#0;e")
    assert found.title == "Tester"
    assert not set(found.description) & {chr(code) for code in (*range(9), 11, 12, *range(14, 32))}


def test_26_lone_surrogates_that_come_so_far_can_be_stored():
    found = advert(title="Te\ufffdst")
    assert found.title.encode()


def test_27_characters_without_width_make_no_other_word():
    plain = advert(title="Python developer", description="We use Python and SQL.")
    for mark in ("\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\ufeff"):
        odd = advert(title=f"Py{mark}thon developer", description=f"We use Py{mark}thon and S{mark}QL.")
        assert content_hash(odd) == content_hash(plain), f"U+{ord(mark):04X}"


def test_28_marks_of_direction_are_left_out():
    for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c":
        assert advert(title=f"Te{mark}ster", employer=f"{mark}Acme").title == "Tester", f"U+{ord(mark):04X}"


def test_29_a_word_of_two_alphabets_is_told_and_left_as_it_is():
    assert issues(title="Senior \u0420ython developer") == ["title mixes alphabets in a word"]
    assert issues(description="We use J\u0430va.", employer="\u0410cme") == [
        "description mixes alphabets in a word",
        "employer mixes alphabets in a word",
    ]
    assert advert(title="Senior \u0420ython developer").title == "Senior \u0420ython developer"
    for plain in ("IT-специалист", "μ and 10μm", "Ａｗｓ cafe\u0301", "Разработчик Java", "π², ΔT", "東京AWS"):
        assert mixed_word(plain) is None, plain


def test_30_line_separators_of_unicode_end_lines_and_words():
    assert advert(title="Senior\u2028Tester").title == "Senior Tester"
    found = advert(description="One\u2028Two\u2029Three")
    assert json.loads(json.dumps(found.description)) == found.description


@pytest.mark.parametrize(
    ("field", "kept"), [("title", 300), ("description", 100_000), ("employer", 500), ("pay", 500), ("work_mode", 500)]
)
def test_31_floods_are_cut_and_the_advert_says_so(field, kept):
    for piece in ("word ", "🙂", "e\u0301\u0302\u0303\u0304", "x"):
        found = cleaned(**{"description": "Tests", field: piece * (1_000_000 // len(piece))})
        assert len(getattr(found.advert, field)) <= kept
        assert [issue.reason for issue in found.issues] == [f"{field} cut at {kept:,} characters"]


def test_32_markup_that_would_run_is_no_text():
    text = "<p>Tests</p><script>alert(1)</script><img src=x onerror=alert(1)>"
    assert advert(description=text).description == "Tests"
    assert advert(title="<img src=x onerror=alert(1)>Tester</title>").title == "Tester"
    assert advert(url="javascript:alert(1)").url is None


@pytest.mark.parametrize(
    "nothing",
    [
        '<img src="https://x.org/advert.png" alt="Our advert">', "https://x.org/job.pdf", "<p>https://x.org/1</p>",
        '<a href="https://x.org/job.pdf">job.pdf</a>', "<p>&nbsp;</p>", "...", "www.x.org",
    ],
)  # fmt: skip
def test_37_a_picture_or_a_link_is_no_text_and_the_advert_says_so(nothing):
    found = cleaned(description=nothing)
    assert found.advert.description == ""
    assert [issue.reason for issue in found.issues] == ["description has no words"]
    assert issues(description="") == issues(description=None) == issues() == []


def test_37_without_a_title_either_it_is_no_advert():
    found = cleaned(title="", description="https://x.org/job.pdf")
    assert found.advert is None
    assert found.issues[-1].reason == "neither title nor description"
