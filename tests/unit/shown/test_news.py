"""What is news, in sentences."""

from datetime import date

from jobtide import news
from jobtide.certainty import Change
from jobtide.news import News, TermNews
from jobtide.page import EditionName, PlaceName, TermName
from jobtide.shown import news as shown

THE_UK = PlaceName("uk", "UK", ("UK",), None, None, "the UK")
UP, DOWN, NOT = Change(0.01, 0.02, "up"), Change(-0.02, -0.01, "down"), Change(-0.01, 0.02, "no detectable change")


def term(name: str, *kinds: str, count=(125, 90), rank=(4, 9), share=UP, median=NOT) -> TermNews:
    return TermNews(
        TermName(name.lower(), name, None, "Vendors"), kinds, list(rank), 5, list(count), [0.125, 0.09],
        {"annual": [65_000.0, 60_000.0]}, {"share_of_all_change": share, "pay.annual.p50_change": median},
    )  # fmt: skip


def found(*terms: TermNews) -> News:
    now, before = EditionName("b", date(2025, 11, 23)), EditionName("a", date(2025, 8, 31))
    return News(now, before, THE_UK, "permanent", 6, [1000, 1000], terms)


def test_sentences_say_what_moved_and_from_where():
    moved = term("Java", news.SHARE, news.RANK, news.MEDIAN, median=UP)
    assert list(shown.sentences(found(moved), moved)) == [
        "Java: 12.50% of all permanent vacancies in the UK, up from 9.00% (125 permanent vacancies after 90).",
        "Its rank is 4, after 9.",
        "The median salary is £65,000, up from £60,000.",
    ]
    fell = term("Java", news.SHARE, share=DOWN)
    assert "down from 9.00%" in next(shown.sentences(found(fell), fell))
    ranked = term("Java", news.RANK, share=NOT)
    assert list(shown.sentences(found(ranked), ranked))[1] == "Its rank is 4, after 9; chance may explain it."
    paid = term("Java", news.MEDIAN, share=NOT, median=DOWN)
    assert "after 9.00% (125" in next(shown.sentences(found(paid), paid))


def test_terms_that_come_and_go_are_told_as_such():
    for kind, count, sentence in (
        (news.NEW, (12, 0), "Go has 12 permanent vacancies in the UK; there were none."),
        (news.VANISHED, (0, 7), "Go has no permanent vacancy in the UK any more; there were 7."),
        (news.ADDED, (1, 0), "Go is new among the terms that are looked for: 1 permanent vacancy in the UK."),
    ):
        one = term("Go", kind, count=count)
        assert list(shown.sentences(found(one), one)) == [sentence]


def test_a_title_names_the_first_terms():
    several = found(
        term("Java", news.SHARE), term("Go", news.NEW), term("IoT", news.VANISHED), term("SQL", news.SHARE, share=DOWN)
    )
    assert shown.title(several) == "Java up to 12.50% of all; Go is new; IoT is gone; and 1 more"
    assert shown.title(found(term("Java", news.RANK))) == "Java at rank 4 after 9"
    assert shown.title(found(term("Java", news.MEDIAN, median=UP))) == "Java median salary up to £65,000"
    *_, last = shown.paragraphs(several)
    assert last.startswith("Of the 6 months to 23 November 2025, against the last edition")
    assert len(list(shown.paragraphs(found(*(term(f"T{n}", news.NEW) for n in range(60)))))) == 42


def test_a_feed_is_named_after_what_it_is_of():
    assert shown.named("Java", "the UK", "permanent", 6) == "Java in the UK, permanent"
    assert shown.named(None, "London", "contract", 3) == "What moved in London, contract, 3 months"
