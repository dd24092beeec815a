"""Pages of any population, against ordinary pages and against markets in which the population is a term."""

from datetime import date, timedelta

import pytest

from jobtide.errors import Error, Unknown
from jobtide.expression import parsed
from jobtide.page import EVERYTHING
from jobtide.population import Population
from jobtide.taxonomy import Taxonomy, Term, slug
from tests.markets import TAXONOMY, published
from tests.unit.edition.test_mapped import TODAY, market

CELLS = [("uk", "permanent", 6), ("north-west", "contract", 3), ("chester", "permanent", 3), ("world", "contract", 6)]
ROWS = [
    {
        **row,
        "work_mode": ["remote", "hybrid", "onsite", None][number % 4],
        "sources": [["board"], ["feed", "board"]][number % 2],
        "seniority": [["senior"], [], ["junior", "lead"]][number % 3],
        "employer": ["Acme Ltd", None, "Cogs"][number % 3],
    }
    for number, row in enumerate(market(23, 800))
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    return published(tmp_path_factory.mktemp("population"), ROWS, as_of=TODAY)


def matches(terms: list[str], tree) -> bool:
    name = type(tree).__name__
    if name == "Named":
        return tree.slug in terms
    if name == "NoneOf":
        return not matches(terms, tree.part)
    return (all if name == "All" else any)(matches(terms, part) for part in tree.parts)


def figures(page, without=("term", "edition", "measures")) -> dict:
    return {name: part for name, part in page.as_json().items() if name not in without}


def same(got, expected, where="page") -> None:
    if isinstance(expected, dict):
        assert set(got) == set(expected), where
        for name, value in expected.items():
            same(got[name], value, f"{where}: {name}")
    elif isinstance(expected, list | tuple):
        assert len(got) == len(expected), where
        for one, other in zip(got, expected, strict=True):
            same(one, other, where)
    elif isinstance(expected, float):
        assert got == pytest.approx(expected, rel=1e-9), where
    else:
        assert got == expected, where


def test_of_one_term_alone_it_is_the_terms_own_page(reader):
    for place, kind, months in CELLS:
        asked = Population(parsed("Java", slug))
        assert reader.explore(asked, place, kind, months) == reader.page("java", place, kind, months)


def test_of_one_term_it_is_computed_as_what_was_computed_ahead(reader):
    for term in ("java", "developer", "azure", "law"):
        for place, kind, months in CELLS:
            asked = Population(parsed(term, slug), first=date(2000, 1, 1))
            same(figures(reader.explore(asked, place, kind, months)), figures(reader.page(term, place, kind, months)))


# (what is asked, the category that the terms asked for have in common)
ASKED = [
    ("java or sql", "Programming Languages"),
    ("(java and not go) or (sql and not go)", "Programming Languages"),
    ("azure or aws", "Cloud Services"),
]


@pytest.mark.parametrize(("text", "category"), ASKED)
def test_it_is_the_page_that_a_term_of_just_these_vacancies_would_have(tmp_path, reader, text, category):
    tree = parsed(text, slug)
    with_term = [
        {**row, "terms": sorted([*row["terms"], "made-up"])} if matches(row["terms"], tree) else row for row in ROWS
    ]
    taxonomy = Taxonomy({**TAXONOMY.terms, "made-up": Term("made-up", "Made-up", category)}, "with one more")
    other = published(tmp_path, with_term, taxonomy=taxonomy, as_of=TODAY)
    for place, kind, months in CELLS:
        expected = figures(other.page("made-up", place, kind, months))
        got = figures(reader.explore(Population(tree), place, kind, months))
        same(got, expected, f"{text} in {place}")


def test_terms_that_all_must_name_are_not_listed_beside_themselves(reader):
    page = reader.explore(Population(parsed("java and (azure or aws)", slug)), "uk")
    listed = {entry.slug for entry in page.cooccurring}
    assert "java" not in listed and {"azure", "aws"} <= listed
    assert page.category.name == EVERYTHING and page.category.count == page.all_count
    assert page.summary.share_of_category == [None] * 3


@pytest.mark.parametrize(
    ("asked", "counts"),
    [
        (Population(work_modes=("remote",)), lambda row: row["work_mode"] == "remote"),
        (Population(work_modes=("remote", "hybrid")), lambda row: row["work_mode"] in ("remote", "hybrid")),
        (Population(employers=("acme ltd",)), lambda row: row["employer"] == "Acme Ltd"),
        (Population(employers=("ACME",)), lambda row: row["employer_key"] == "acme"),
        (Population(seniorities=("lead",)), lambda row: "lead" in row["seniority"]),
        (Population(sources=("feed",)), lambda row: "feed" in row["sources"]),
        (
            Population(pay_from=60_000),
            lambda row: row["pay_unit"] == "annual" and row["currency"] == "GBP" and row["pay_high"] >= 60_000,
        ),
        (Population(first=TODAY - timedelta(30)), lambda row: row["first_seen"] >= TODAY - timedelta(30)),
        (Population(last=TODAY - timedelta(30)), lambda row: row["first_seen"] <= TODAY - timedelta(30)),
        (
            Population(parsed("not java", slug), work_modes=("onsite",)),
            lambda row: "java" not in row["terms"] and row["work_mode"] == "onsite",
        ),
        (Population(), lambda row: True),
    ],
    ids=lambda value: str(value)[:60] if isinstance(value, Population) else "",
)  # fmt: skip
def test_every_field_chooses_the_vacancies_that_have_it(reader, asked, counts):
    page = reader.explore(asked, "world")
    period = page.periods[0]
    expected = [
        row for row in ROWS
        if counts(row) and row["employment_type"] == "permanent" and period.start <= row["first_seen"] <= period.end
    ]  # fmt: skip
    assert page.summary.count[0] == len(expected)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (Population(work_modes=("moon",)), "onsite"),
        (Population(employers=("Acme Limited",)), "Did you mean Acme Ltd"),
        (Population(seniorities=("boss",)), "lead"),
        (Population(sources=("boards",)), "board"),
        (Population(pay_from=-1), "above 0"),
        (Population(first=TODAY, last=TODAY - timedelta(1)), "No day"),
    ],
    ids=str,
)
def test_what_no_vacancy_can_have_is_refused(reader, asked, says):
    with pytest.raises(Error, match=says):
        reader.explore(asked, "uk")


def test_unknown_terms_are_refused_with_near_names(reader):
    with pytest.raises(Unknown, match="Did you mean Java"):
        parsed("jav or sql", lambda name: reader.find_term(name).slug)
