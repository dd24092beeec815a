"""Both reference pages' first two tables, line by line."""

from dataclasses import replace

from example_pages import NO_PAY, NOTHING, back_office, contract, nothing, page

from jobtide.page import PlaceName, TermName
from jobtide.shown.rows import category_rows, summary_rows


def lines(rows) -> list[str]:
    return [" ".join((row.label, *row.cells)) for row in rows]


def drawn(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def test_the_summary_of_a_job_title_prints_line_for_line():
    assert lines(summary_rows(page())) == drawn("""
        Rank 161 195 182
        Rank change year-on-year +34 -13 +107
        Permanent jobs requiring a Backend Developer 25 41 16
        As % of all permanent jobs in the North West 0.50% 0.59% 0.42%
        As % of the Job Titles category 0.57% 0.62% 0.43%
        Number of salaries quoted 17 36 11
        10th Percentile £50,300 - £42,500
        25th Percentile £52,500 £48,750 £50,313
        Median annual salary (50th Percentile) £60,000 £52,500 £62,500
        Median % change year-on-year +14.29% -16.00% -7.41%
        75th Percentile £71,250 £56,250 £70,000
        90th Percentile £73,750 £75,000 £75,000
        England median annual salary £67,500 £52,500 £72,500
        % change year-on-year +28.57% -27.59% +7.41%
        """)


def test_the_category_of_a_job_title_prints_line_for_line():
    assert lines(category_rows(page())) == drawn("""
        Permanent vacancies in the North West with a recognized job title 4,392 6,605 3,685
        % of permanent jobs with a recognized job title 87.98% 94.48% 96.49%
        Number of salaries quoted 2,651 3,699 2,791
        10th Percentile £27,250 £31,250 £30,000
        25th Percentile £34,000 £40,000 £41,250
        Median annual salary (50th Percentile) £50,000 £50,000 £55,000
        Median % change year-on-year - -9.09% +4.76%
        75th Percentile £65,000 £65,000 £70,000
        90th Percentile £80,000 £78,750 £83,750
        England median annual salary £54,500 £57,500 £60,000
        % change year-on-year -5.22% -4.17% -
        """)


def test_the_summary_of_a_term_with_one_period_keeps_rank_rows_and_loses_change_rows():
    assert lines(summary_rows(back_office())) == drawn("""
        Rank 17 - -
        Rank change year-on-year - - -
        Permanent jobs citing Back Office 4 0 0
        As % of all permanent jobs in Stoke-on-Trent 2.90% - -
        As % of the General category 6.35% - -
        Number of salaries quoted 4 0 0
        10th Percentile - - -
        25th Percentile £41,250 - -
        Median annual salary (50th Percentile) £42,500 - -
        75th Percentile £43,750 - -
        90th Percentile - - -
        Staffordshire median annual salary £42,500 - -
        """)


def test_the_category_of_a_common_skill_prints_line_for_line():
    assert lines(category_rows(back_office())) == drawn("""
        Permanent vacancies with a requirement for common skills 63 114 79
        As % of all permanent jobs advertised in Stoke-on-Trent 45.65% 72.61% 67.52%
        Number of salaries quoted 37 84 75
        10th Percentile £28,787 £27,500 £21,500
        25th Percentile £32,500 £32,500 £26,250
        Median annual salary (50th Percentile) £40,000 £35,000 £40,000
        Median % change year-on-year +14.29% -12.50% +5.26%
        75th Percentile £55,000 £48,125 £58,125
        90th Percentile £67,250 £58,750 £70,750
        Staffordshire median annual salary £42,500 £45,000 £40,000
        % change year-on-year -5.56% +12.50% -11.11%
        """)


def test_a_contract_page_has_its_daily_block_and_then_its_hourly_block():
    assert lines(summary_rows(contract())) == drawn("""
        Rank 12 15 -
        Rank change year-on-year +3 - -
        Contract jobs citing Python 1,320 1,050 0
        As % of all contract jobs in the UK 9.12% 8.50% -
        As % of the Programming Languages category 21.00% 20.00% -
        Number of daily rates quoted 120 98 0
        10th Percentile £303 £300 -
        25th Percentile £413 £375 -
        Median daily rate (50th Percentile) £500 £475 -
        Median % change year-on-year +5.26% - -
        75th Percentile £600 £600 -
        90th Percentile £725 £700 -
        UK excluding London median daily rate £475 £450 £425
        % change year-on-year +5.56% +5.88% -
        Number of hourly rates quoted 3 1 0
        10th Percentile £22.50 - -
        25th Percentile £25.13 - -
        Median hourly rate £41.26 £30.00 -
        Median % change year-on-year +37.52% - -
        75th Percentile £55.00 - -
        90th Percentile £61.00 - -
        UK excluding London median hourly rate £40.00 £30.00 -
        % change year-on-year +33.33% - -
        """)


def test_the_hourly_block_vanishes_where_no_hourly_rate_is_quoted_and_the_daily_one_stays():
    labels = [row.label for row in category_rows(contract())]
    assert labels[0] == "Contract vacancies with a requirement for coding skills"
    assert labels[1] == "As % of all contract jobs advertised in the UK"
    assert "Number of daily rates quoted" in labels and "Number of hourly rates quoted" not in labels

    pay = {"daily": NO_PAY, "hourly": NO_PAY}
    without_rates = contract(summary=replace(contract().summary, pay=pay))
    assert [row.label for row in summary_rows(without_rates)][5:] == [
        "Number of daily rates quoted",
        "Median daily rate (50th Percentile)",
        "UK excluding London median daily rate",
    ]


def test_the_four_percentiles_vanish_only_together():
    equal = replace(
        page().summary.pay["annual"], **{name: (40000,) * 3 for name in ("p10", "p25", "p50", "p75", "p90")}
    )
    rows = summary_rows(page(summary=replace(page().summary, pay={"annual": equal})))
    assert not [row.label for row in rows if row.label.endswith("th Percentile")]
    assert [word for row in rows if row.key == "p50" for word in (row.label, row.cells[0])] == [
        "Median annual salary (50th Percentile)",
        "£40,000",
    ]


def test_a_page_without_a_vacancy_keeps_the_rows_that_always_stay():
    assert lines(summary_rows(nothing())) == drawn("""
        Rank - - -
        Rank change year-on-year - - -
        Permanent jobs requiring a Backend Developer 0 0 0
        As % of all permanent jobs in the North West - - -
        As % of the Job Titles category - - -
        Number of salaries quoted 0 0 0
        Median annual salary (50th Percentile) - - -
        England median annual salary - - -
        """)


def test_a_place_without_a_parent_has_no_row_for_it():
    world = PlaceName("world", "World", ("World",), None, None, "the World")
    labels = [row.label for row in summary_rows(page(place=world))]
    assert labels[-1] == "90th Percentile"
    assert "As % of all permanent jobs in the World" in labels


def test_a_job_title_takes_the_article_of_its_sound():
    analyst = TermName("analyst", "Analyst", None, "Job Titles")
    assert summary_rows(page(term=analyst))[2].label == "Permanent jobs requiring an Analyst"


def test_a_change_row_stays_while_one_of_its_cells_is_printed():
    summary = replace(page().summary.pay["annual"], p50_change=(None, None, 0.5), parent_p50_change=NOTHING)
    keys = [row.key for row in summary_rows(page(summary=replace(page().summary, pay={"annual": summary})))]
    assert "p50_change" in keys and "parent_p50_change" not in keys
