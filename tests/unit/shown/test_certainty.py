"""How sure figures are, in the words and letters that stand beside them."""

from dataclasses import replace

import pytest
from example_pages import contract, nothing, page

from jobtide.certainty import Certainties, Certainty, Change, Changes, Level, Levels
from jobtide.page import PlaceCertainty
from jobtide.shown import certainty
from jobtide.shown.rows import summary_rows

UNKNOWN = Change(None, None, "too few to say")
SAME = "no detectable change"


def over(
    n=(25, 41, 16), employers=(22, 30, 1), dominated=(False, False, True), figures=None, changes=None
) -> Certainties:
    said = {name: Levels(*levels) for name, levels in (figures or {}).items()}
    moved = {name: Changes((None,) * 3, (None,) * 3, verdicts) for name, verdicts in (changes or {}).items()}
    return Certainties(n, employers, dominated, n, said, moved)


COUNTED = over(
    figures={"share_of_all": ((0.0034, 0.004, 0.002), (0.0074, 0.008, 0.007), ("D", "C", "D"))},
    changes={"share_of_all_change": (SAME, "up", "too few to say")},
)
PAID = over(
    n=(17, 36, 11),
    employers=(15, 30, 11),
    figures={
        "p50": ((52_500, 50_000, None), (71_250, 56_250, None), ("B", "A", "D")),
        "p25": ((None,) * 3, (None,) * 3, ("D", "D", "D")),
    },
    changes={"p50_change": ("up", SAME, "too few to say")},
)


def sure(counted=COUNTED, paid=PAID, **changes):
    """The page of example_pages with how sure its summary is."""
    plain = page()
    pay = {"annual": replace(plain.summary.pay["annual"], certainty=paid)}
    return page(summary=replace(plain.summary, certainty=counted, pay=pay), **changes)


def test_a_sentence_says_who_stands_behind_the_figures_and_how_sure_they_are():
    found = certainty.of_block(sure(), sure().summary)
    assert found == (
        "How sure: 25 vacancies from 22 employers, so that the share of all lies between 0.34% and 0.74% (D). "
        "17 salaries from 15 employers, so that the median lies between £52,500 and £71,250 (B). "
        "On a year before: share, no detectable change; median, up."
    )


def test_one_employer_with_more_than_half_is_said():
    paid = replace(PAID, n=(4, 0, 0), employers=(2, 0, 0), dominated=(True, False, False))
    assert "4 salaries from 2 employers (more than half from one of them)" in certainty.of_block(
        sure(paid=paid), sure(paid=paid).summary
    )


@pytest.mark.parametrize(
    ("n", "employers", "words"),
    [(4, 1, "4 salaries from 1 employer are too few to say how sure the median is (D)."),
     (1, 1, "1 salary from 1 employer is too few to say how sure the median is (D).")],
)  # fmt: skip
def test_too_few_salaries_are_said_to_be(n, employers, words):
    few = {"p50": Levels((None,) * 3, (None,) * 3, ("D", "D", "D"))}
    paid = replace(PAID, n=(n, 0, 0), employers=(employers, 0, 0), dominated=(True, False, False), figures=few)
    assert words in certainty.of_block(sure(paid=paid), sure(paid=paid).summary)


def test_an_interval_whose_ends_are_equal_is_said_once():
    paid = replace(PAID, figures={"p50": Levels((50_000,) * 3, (50_000,) * 3, ("A", "A", "A"))})
    assert "so that the median lies at £50,000 (A)." in certainty.of_block(sure(paid=paid), sure(paid=paid).summary)


def test_nothing_is_said_of_nothing_or_where_nobody_asked():
    assert certainty.of_block(page(), page().summary) == ""
    empty = nothing()
    empty = replace(empty, summary=replace(empty.summary, certainty=COUNTED))
    assert certainty.of_block(empty, empty.summary) == ""


def test_each_rate_of_a_contract_page_has_its_own_sentence():
    plain = contract()
    pay = {
        "daily": replace(plain.summary.pay["daily"], certainty=PAID),
        "hourly": replace(plain.summary.pay["hourly"], certainty=PAID),
    }
    found = replace(plain, summary=replace(plain.summary, certainty=COUNTED, pay=pay))
    words = certainty.of_block(found, found.summary)
    assert "17 daily rates from 15 employers, so that the median daily rate lies between £52,500 and £71,250" in words
    assert "the median hourly rate lies between £52,500.00 and £71,250.00" in words
    assert words.endswith("share, no detectable change; median daily rate, up; median hourly rate, up.")


def test_letters_stand_beside_printed_figures_only():
    found = {row.key: row.marks for row in summary_rows(sure())}
    assert found["share_of_all"] == ("D", "C", "D")
    assert found["p50"] == ("B", "A", "D")
    assert found["p25"] == ("D", "D", "D")
    assert found["rank"] == found["p50_change"] == found["quoted"] == ("", "", "")
    hidden = replace(PAID, figures={"p10": Levels((None,) * 3, (None,) * 3, ("D", "D", "D"))})
    p10 = next(row for row in summary_rows(sure(paid=hidden)) if row.key == "p10")
    assert (p10.cells[1], p10.marks[1]) == ("-", "")


def test_certainty_changes_no_printed_cell():
    assert [(row.label, row.cells) for row in summary_rows(sure())] == [
        (row.label, row.cells) for row in summary_rows(page())
    ]


def test_places_are_graded_and_those_that_changed_are_named():
    def placed(row, letter, share, median):
        counted = Certainty(9, 9, False, 9, {}, {"rank_change": UNKNOWN, "share_of_all_change": Change(0, 1, share)})
        pay = Certainty(9, 9, False, 9, {"p50": Level(1, 2, letter)}, {"p50_change": Change(0, 1, median)})
        return replace(row, certainty=PlaceCertainty(counted, pay))

    cheshire, manchester, merseyside = page().places
    rows = (
        placed(cheshire, "D", "up", SAME),
        placed(manchester, "B", "up", "down"),
        placed(merseyside, "D", "down", "too few to say"),
    )
    assert certainty.of_places(page(places=rows)) == (
        "How sure the medians are: B Manchester; D Cheshire, Merseyside. "
        "Demand went up in Cheshire, Manchester and down in Merseyside. Median pay went down in Manchester."
    )
    assert certainty.of_places(page()) == ""
