"""Vacancies drawn as tables of text."""

from datetime import date

import pytest

from jobtide.drawn import vacancies

DAY = date(2025, 11, 23)


def test_a_line_is_as_many_vacancies_as_it_says():
    rows = vacancies(
        """
        times  day         type      places      terms     daily    live  mode    recognised  adverts
        2      2025-10-01  contract  chester,uk  sql,java  400-500  live  remote  recognised  3
        1      23          -         -           -         -        -     -       -           -
        """,
        DAY,
    )
    first, second, last = rows
    assert (first["vacancy"], second["vacancy"], last["vacancy"]) == (0, 1, 2)
    assert (first["places"], first["terms"]) == (["chester", "uk"], ["java", "sql"])
    assert (first["pay_unit"], first["pay_low"], first["pay_high"], first["currency"]) == ("daily", 400, 500, "GBP")
    assert (first["live"], first["work_mode"], first["recognised_title"], first["adverts"]) == (True, "remote", True, 3)
    assert (last["employment_type"], last["first_seen"]) == ("permanent", date(2025, 10, 31))


@pytest.mark.parametrize(
    ("picture", "complaint"),
    [
        ("", "empty"),
        ("times shade\n1 red", "no column 'shade'|has a column 'shade'"),
        ("times terms\n1", "has 1 cells under 2 columns"),
        ("annual\nmuch", "could not convert"),
        ("day\nsoon", "isoformat"),
    ],
)
def test_what_is_ill_drawn_is_refused(picture, complaint):
    with pytest.raises(ValueError, match=complaint):
        vacancies(picture, DAY)
