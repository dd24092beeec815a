"""The vacancies behind every figure: exactly as many as it says."""

import random

import pytest
from every_count import counts_of

from jobtide.errors import Error, Unknown
from jobtide.expression import Named, parsed
from jobtide.population import Counted, Population
from jobtide.taxonomy import slug
from tests.markets import drawn, published
from tests.unit.edition.test_mapped import TODAY, market

PLACES = ("world", "uk", "england", "north-west", "chester", "london", "uk-excluding-london", "work-from-home")
TERMS = ("java", "sql", "developer", "azure", "iot", "finance")


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    rows = [{**row, "work_mode": ["remote", None][number % 2]} for number, row in enumerate(market(31, 900))]
    return published(tmp_path_factory.mktemp("behind"), rows, as_of=TODAY)


def wrong_counts(reader, asked, place, kind, months) -> list[str]:
    page = reader.explore(asked, place, kind, months)
    found = []
    for what, count, population, where, figure in counts_of(page, asked):
        behind = reader.vacancies(population, where, kind, months, figure, 0)
        if behind.total != count:
            found.append(f"{page.term.name} in {place}, {kind}, {months}: {what} is {count}, not {behind.total}")
    return found


def test_every_count_of_a_page_is_that_of_the_vacancies_behind_it(reader):
    for place, kind, months in (("uk", "permanent", 6), ("north-west", "contract", 3), ("england", "contract", 6)):
        assert not wrong_counts(reader, Population(Named("java")), place, kind, months)


def test_so_it_is_of_pages_that_somebody_chose(reader):
    for text in ("java or sql", "java and not azure", "not java"):
        assert not wrong_counts(reader, Population(parsed(text, slug)), "uk", "permanent", 6)
    assert not wrong_counts(reader, Population(work_modes=("remote",)), "uk", "permanent", 6)


@pytest.mark.slow
def test_every_count_of_three_hundred_pages_is_that_of_the_vacancies_behind_it(reader):
    chance = random.Random(9)
    for _ in range(300):
        asked = Population(Named(chance.choice(TERMS)))
        kind, months = chance.choice(("permanent", "contract")), chance.choice((3, 6))
        assert not wrong_counts(reader, asked, chance.choice(PLACES), kind, months)


def test_pages_of_a_list_together_are_the_list(reader):
    asked = Population(Named("java"))
    whole = [row.vacancy_id for row in reader.vacancies(asked, "uk", limit=None).rows]
    parts = [
        row.vacancy_id
        for at in range(0, len(whole), 7)
        for row in reader.vacancies(asked, "uk", limit=7, offset=at).rows
    ]
    assert parts == whole and len(set(whole)) == len(whole)
    days = [row.first_seen for row in reader.vacancies(asked, "uk", limit=None).rows]
    assert days == sorted(days, reverse=True)


def test_a_vacancy_says_with_which_words_it_matches_what_was_asked(tmp_path):
    rows = drawn("terms\njava,sql\njava", places=["uk"])
    rows[0]["words"], rows[1]["words"] = ["J2EE", "SQL"], None
    reader = published(tmp_path, rows)
    listed = reader.vacancies(Population(Named("java")), "uk").rows
    found = {row.vacancy_id: [(each.term, each.words) for each in row.matched] for row in listed}
    assert found == {rows[0]["vacancy_id"]: [("java", "J2EE")], rows[1]["vacancy_id"]: [("java", None)]}
    beside = reader.vacancies(Population(Named("java")), "uk", counted=Counted(beside="sql")).rows
    assert [(each.term, each.words) for each in beside[0].matched] == [("java", "J2EE"), ("sql", "SQL")]
    one = reader.vacancy(rows[0]["vacancy_id"])
    assert [each.words for each in one.vacancy.matched] == ["J2EE", "SQL"] and len(one.adverts) == 1
    everybody = reader.vacancies(Population(), "uk").rows
    assert [row.matched for row in everybody] == [[], []]


@pytest.mark.parametrize(
    ("figure", "refusal"),
    [
        (Counted(live=True, month="2025-11"), Error),
        (Counted(years_ago=4), Error),
        (Counted(month="1999-01"), Unknown),
        (Counted(quoted="daily"), Unknown),
        (Counted(category="Nothing"), Unknown),
        (Counted(beside="nothing"), Unknown),
        (Counted(middle_from=1.0), Error),
    ],
)
def test_what_no_figure_counts_is_refused(reader, figure, refusal):
    with pytest.raises(refusal):
        reader.vacancies(Population(), "uk", counted=figure)
