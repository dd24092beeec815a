"""Terms that moved, as they are printed."""

from dataclasses import replace
from datetime import date

from jobtide.certainty import Change
from jobtide.mover import Mover, Movers
from jobtide.page import EditionName, PlaceName
from jobtide.period import Period
from jobtide.shown import movers as shown

THE_UK = PlaceName("uk", "UK", ("UK",), None, None, "the UK")
ROSE = Mover(
    "Java", "java", "Programming Languages", [4, 9], 5, [125, 90], [0.125, 0.094], 0.031, [65_000.0, 60_000.0], 1 / 12,
    [80, 60], {"share_of_all_change": Change(0.012, 0.05, "up"), "p50_change": Change(0.01, 0.15, "up")},
)  # fmt: skip
VANISHED = Mover(
    "Go", "go", "Programming Languages", [None, 12], None, [0, 60], [None, 0.06], -0.06, [None, 70_000.0], None,
    [0, 40], {"share_of_all_change": Change(-0.08, -0.04, "down"), "p50_change": Change(None, None, "too few to say")},
)  # fmt: skip


def found(up: list[Mover], down: list[Mover], considered: int = 300) -> Movers:
    edition = EditionName("2025-11-23-aaaaaaaa", date(2025, 11, 23))
    periods = [Period(date(year, 5, 24), date(year, 11, 23)) for year in (2025, 2024)]
    return Movers(edition, THE_UK, "permanent", 6, periods, [1000, 950], considered, len(up) + len(down), up, down)


def test_an_introduction_says_how_many_were_looked_at():
    assert shown.heading(found([], [])) == "What moved in the UK, permanent"
    assert "300 terms" in shown.introduction(found([ROSE], []))
    assert "1 moved by more than chance" in shown.introduction(found([ROSE], []))
    assert "none moved by more than chance explains" in shown.introduction(found([], []))
    assert shown.introduction(found([], [], 0)).startswith("Too few permanent vacancies were advertised in the UK")


def test_a_line_says_by_how_much_at_least():
    both = found([ROSE], [VANISHED])
    (up,), (down,) = shown.lines(both, shown.UP), shown.lines(both, shown.DOWN)
    assert up.cells == ("12.50%", "+3.10", "+1.20", "+5", "125", "£65,000", "+8.33%")
    assert down.cells == ("0%", "-6.00", "-4.00", "-", "0", "-", "-")
    assert len(up.cells) + 1 == len(shown.headings(both))


def test_a_change_of_pay_that_may_be_chance_is_marked():
    doubtful = {**ROSE.certainty, "p50_change": Change(-0.01, 0.15, "no detectable change")}
    (line,) = shown.lines(found([replace(ROSE, certainty=doubtful)], []), shown.UP)
    assert line.cells[-1] == "+8.33% ?"


def test_a_sentence_tells_one_move():
    assert shown.sentence(ROSE) == "Java: 12.50% of all, 3.10 points more than a year before; at least 1.20 more."
    assert shown.sentence(VANISHED) == "Go: none of all, 6.00 points less than a year before; at least 4.00 less."
