import io

import pytest
from example_pages import EDITION, back_office, contract, index, nothing, page
from rich.console import Console

from jobtide.cli.pages import render_index, render_page
from jobtide.page import EditionName, TermName


def printed(render, example, width=None) -> str:
    """What a terminal of this width shows, or a pipe where it has none."""
    file = io.StringIO()
    if width is None:
        console = Console(file=file)
    else:
        console = Console(file=file, width=width, force_terminal=True, no_color=True, color_system=None)
    render(example, console)
    return file.getvalue()


def test_a_page_has_its_parts_in_order():
    text = printed(render_page, page())
    parts = [
        "Backend Developer Job Trends in the North West",
        "England > North West",
        "Rank change year-on-year",
        "All Permanent IT Vacancies in the North West",
        "with a recognized job title",
        "Job Vacancy Trend",
        "Salary Trend",
        "Salary Histogram",
        "Cheshire",
        "Top 17",
        "1 18 (72.00%) DevOps",
        "by Category",
        "Programming Languages",
    ]
    assert sorted(parts, key=text.index) == parts


def test_in_a_pipe_a_label_and_its_figures_stay_on_one_line():
    lines = [" ".join(line.split()) for line in printed(render_page, page()).splitlines()]
    assert "Permanent vacancies in the North West with a recognized job title 4,392 6,605 3,685" in lines
    assert "6 months to 23 Nov 2025 Same period 2024 Same period 2023" in lines
    assert "\x1b" not in printed(render_page, page())


@pytest.mark.parametrize("width", [66, 80])
def test_on_a_narrow_terminal_an_index_keeps_its_names_and_its_numbers_whole(width):
    lines = printed(render_index, index(), width).splitlines()
    assert max(map(len, lines)) <= width
    first = next(line for line in lines if line.startswith("Agile "))
    assert first.split() == ["Agile", "1", "0", "£60,000", "-", "1,812", "36.30%", "420"]


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize(
    "example", [page(), back_office(), contract(), nothing()], ids=lambda example: example.term.name
)
def test_no_line_is_wider_than_the_terminal_and_no_label_is_cut(example, width):
    text = printed(render_page, example, width)
    assert max(len(line) for line in text.replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()) <= width
    assert "…" not in text and "None" not in text and "nan" not in text


def test_a_contract_page_has_daily_and_hourly_charts():
    text = printed(render_page, contract())
    assert "Python Daily Rate Trend" in text and "Python Hourly Rate Trend" in text
    assert "Python Daily Rate Histogram" in text and "Python Hourly Rate Histogram" not in text


def test_synthetic_data_is_said_to_be_so():
    labelled = EditionName(EDITION.id, EDITION.as_of, "synthetic data")
    assert "synthetic data" in printed(render_page, page(edition=labelled)).splitlines()[0]
    assert "synthetic data" in printed(render_index, index(edition=labelled)).splitlines()[0]


def test_a_name_with_brackets_is_printed_and_not_obeyed():
    assert "[bold]C" in printed(render_page, page(term=TermName("c", "[bold]C", None, "Vendors")), 80)


def test_the_index_prints_its_rows_and_how_many_there_are():
    lines = [" ".join(line.split()) for line in printed(render_index, index(total=1234)).splitlines()]
    assert "Term Rank Rank change Median salary Median change Vacancies % of all Live" in lines
    assert "SQL 2 +3 £52,500 +5.00% 1,200 24.04% 310" in lines
    assert "4 of 1,234 terms. Edition 2025-11-23.1" in lines
