"""Terms, places and periods side by side, as they are printed."""

from dataclasses import replace
from datetime import date

from jobtide.certainty import Certainty, Level
from jobtide.comparison import Column, Comparison, Difference, Paid
from jobtide.page import EditionName, PlaceName, TermName
from jobtide.period import Period
from jobtide.shown import comparisons as shown

LONDON = PlaceName("london", "London", ("UK", "England", "London"), "England", "england", "London")
THE_UK = PlaceName("uk", "UK", ("UK",), None, None, "the UK")
SURE = Certainty(40, 30, False, 25.0, {"share_of_all": Level(0.1, 0.2, "C"), "p50": Level(5e4, 6e4, "B")}, {})
SOME = Paid(20, None, None, 55_000.0, None, None, SURE)
NONE = Paid(0, None, None, None, None, None)


def column(name: str, place: PlaceName = LONDON, year: int = 2025, **said: object) -> Column:
    term = TermName(name.lower(), name, None, "Programming Languages")
    period = Period(date(year, 5, 24), date(year, 11, 23))
    usual = Column(name, name.lower(), term, place, period, 250, 40, 0.16, 0.3, 4, 7, {"annual": SOME}, (), SURE)
    return replace(usual, **said)


def found(columns: list[Column], *differences: Difference, varies: str = "terms") -> Comparison:
    edition = EditionName("2025-11-23-aaaaaaaa", date(2025, 11, 23))
    return Comparison(edition, varies, "permanent", 6, columns, differences)


def test_headings_name_what_varies_and_where():
    java, go = column("Java"), column("Go")
    assert shown.heading(found([java, column("SQL"), go])) == "Java, SQL and Go in London, permanent"
    places = found([java, column("Java", THE_UK)], varies="places")
    assert shown.heading(places) == "Java in London and the UK, permanent"
    years = found([java, column("Java", year=2024)], varies="periods")
    assert shown.heading(years) == "Java this year and before in London, permanent"
    assert shown.headings(years) == ("to 23 Nov 2025", "to 23 Nov 2024")


def test_the_introduction_says_the_share_and_the_median_of_each():
    nothing = column("Go", count=0, share_of_all=None, pay={"annual": NONE})
    unpaid = column("SQL", pay={"annual": NONE})
    assert shown.introduction(found([column("Java"), unpaid, nothing])) == (
        "Share of all permanent vacancies and median salary in the 6 months to 23 November 2025: "
        "Java 16.00% and £55,000; SQL 16.00% and no salary quoted; Go none."
    )
    years = found([column("Java"), column("Java", year=2024)], varies="periods")
    assert shown.introduction(years).startswith(
        "Share of all permanent vacancies and median salary in the same 6 months of three years: to 23 Nov 2025 16.00% "
    )


def test_lines_hold_figures_with_their_letters():
    nothing = column("Go", count=0, share_of_all=None, rank=None, live=0, pay={"annual": NONE}, certainty=None)
    lines = {line.label: line.cells for line in shown.lines(found([column("Java"), nothing]))}
    assert lines["Vacancies"] == ("40", "0")
    assert lines["Of all"] == ("16.00% C", "-")
    assert lines["Rank"] == ("4", "-")
    assert lines["Salary: median"] == ("£55,000 B", "-")
    assert "Salary: quoted" not in {line.label for line in shown.lines(found([nothing, nothing]))}


def test_each_difference_is_a_sentence():
    pair = [column("Java"), column("Go")]
    share = Difference("share_of_all", "java", "go", 0.06, 0.01, 0.11, "higher", 12)
    pay = Difference("pay.annual.p50", "java", "go", -0.05, -0.12, 0.02, "no detectable difference", 1)
    few = Difference("pay.annual.p50", "java", "go", -0.2, None, None, "too few to say", 0)
    none = Difference("pay.annual.p50", "java", "go", None, None, None, "too few to say", 0)
    said = list(shown.said(found(pair, share, pay, few, none)))
    assert [one.sentence for one in said] == [
        "Share of all is higher for Java than for Go: +6.00 points (+1.00 to +11.00); 12 vacancies in both.",
        "Median salary of Java and Go cannot be told apart: -5.00% (-12.00% to +2.00%); 1 vacancy in both.",
        "Java and Go: median salary, too few to say.",
    ]
    assert [one.sure for one in said] == [True, False, False]
    years = found([replace(pair[0], slug="2025"), column("Java", year=2024, slug="2024")],
                  replace(share, first="2025", second="2024", verdict="lower", shared=0), varies="periods")  # fmt: skip
    assert next(shown.said(years)).sentence.startswith(
        "Share of all is lower for the 6 months to 23 Nov 2025 than for the 6 months to 23 Nov 2024:"
    )
