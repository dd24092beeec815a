"""What pages are made from, against the edition's own queries, which say what each figure means."""

import math
import random
from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest

from jobtide.edition.mapped import answers
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.reader import Reader
from jobtide.errors import Error
from tests.markets import GAZETTEER, TAXONOMY, published, vacancy

KINDS, MONTHS = ("permanent", "contract"), (6, 3)
PAY = {"annual": (20_000, 90_000), "daily": (150, 900), "hourly": (12, 90), "monthly": (2_000, 6_000)}
TODAY = date(2025, 11, 23)


def market(seed: int, size: int) -> list[dict]:
    """Vacancies of four years with ties, few employers, several places, and pay that is usable or not."""
    dice = random.Random(seed)
    places, terms = sorted(set(GAZETTEER.places) - {"world"}), sorted(TAXONOMY.terms)
    rows = []
    for number in range(size):
        row = {
            "employment_type": dice.choice(KINDS),
            "first_seen": TODAY - timedelta(dice.choice([0, 1, 91, 182, 183, 365, 547, dice.randrange(1500)])),
            "places": sorted(dice.sample(places, dice.randrange(4))),
            "terms": sorted(dice.sample(terms, dice.randrange(7))),
            "employer_key": dice.choice([None, "acme", "bolts", "cogs", f"employer {dice.randrange(40)}"]),
            "live": dice.random() < 0.5,
        }
        unit = dice.choice([None, *PAY])
        if unit:
            low = PAY[unit][0] + dice.randrange(8) * (PAY[unit][1] - PAY[unit][0]) / 8
            row |= {"pay_unit": unit, "pay_low": low, "pay_high": low * dice.choice([1, 1.1, 1.25])}
            row["currency"] = dice.choice(["GBP", "GBP", "GBP", "USD"])
        rows.append(vacancy(number, **row))
    return rows


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mapped")
    published(folder, market(7, 900), as_of=TODAY)
    return next(folder.rglob("edition"))


@pytest.fixture(scope="module")
def queries(folder):
    """What the edition's queries answer, each asked once."""
    reader = Reader(folder)
    return cache(lambda *question: asked(reader, *question))


@pytest.fixture(scope="module", params=[True, False], ids=["plainly", "swiftly"])
def reader(folder, request):
    return Reader(folder, once=request.param)


def asked(reader, question: str, term: str, place: str, kind: str, months: int, around=()) -> list[tuple]:
    """What one of the edition's queries answers: its parameters are the columns of a table `wanted` of one row."""
    wanted = (
        "wanted AS (SELECT CAST(? AS VARCHAR) AS employment_type, CAST(? AS INTEGER) AS place, "
        'CAST(? AS INTEGER) AS term, CAST(? AS TINYINT) AS months, CAST(? AS DATE) AS start, CAST(? AS DATE) AS "end", '
        "CAST(? AS INTEGER[]) AS around)"
    )
    sql = reader.sql(question).lstrip()
    sql = f"WITH {wanted}, {sql[5:]}" if sql.startswith("WITH ") else f"WITH {wanted} {sql}"
    period = reader.period_of(months)[0]
    cell = (kind, reader.place_number(place), reader.term_number(term), months, period.start, period.end, list(around))
    return reader.rows(sql, cell)


def cells() -> list[tuple]:
    dice = random.Random(3)
    terms, places = sorted(TAXONOMY.terms), sorted(GAZETTEER.places)
    drawn = [(dice.choice(terms), dice.choice(places), dice.choice(KINDS), dice.choice(MONTHS)) for _ in range(40)]
    return [*drawn, *((term, "world", "permanent", 6) for term in terms[:10])]


def same(got: list[tuple], expected: list[tuple], where: object) -> None:
    assert len(got) == len(expected), where
    for mine, theirs in zip(got, expected, strict=True):
        for one, other in zip(mine, theirs, strict=True):
            if isinstance(other, float) and one is not None:
                assert math.isclose(one, other, rel_tol=1e-12), (where, mine, theirs)
            else:
                assert one == other, (where, mine, theirs)


def members(reader, term: str, place: str, kind: str, months: int) -> tuple[np.ndarray, np.ndarray]:
    """Of a cell: all vacancies, and those of the period."""
    naming = reader.market.naming(kind, reader.term_number(term))
    matching = reader.market.inside(naming, reader.place_number(place))
    period = reader.period_of(months)[0]
    return matching, reader.market.vacancies.within(matching, period.start, period.end)


def test_the_months_are_those_that_the_queries_count_and_the_pay_of_each(reader, queries):
    for cell in cells():
        matching, _ = members(reader, *cell)
        _, place, kind, months = cell
        counted = reader.market.months_counted(matching, kind, reader.place_number(place))
        same(counted, queries("months_counted", *cell), cell)
        same(reader.market.months_paid(matching, months), queries("months_paid", *cell), cell)


def test_the_histogram_holds_the_same_middles(reader, queries):
    for cell in cells():
        _, inside = members(reader, *cell)
        same(reader.market.middles(inside), queries("middles", *cell), cell)


def test_the_same_terms_go_with_a_term_in_the_same_order(reader, queries):
    for cell in cells():
        _, inside = members(reader, *cell)
        found = reader.market.cooccurring(inside, [reader.term_number(cell[0])])
        names = [reader.term_numbered(number) for number in found.term]
        got = [
            (name.slug, name.name, name.category, count, rank or None, position or None, *in_category)
            for name, count, rank, position, *in_category in zip(
                names, found.count, found.rank, found.position, found.category_rank, found.category_position,
                strict=True,
            )
        ]  # fmt: skip
        same(got, queries("cooccurring", *cell), cell)


def test_the_same_employers_stand_behind_the_figures(reader, queries):
    for cell in cells():
        term, place, kind, months = cell
        around = [reader.place_number(slug) for slug in dict.fromkeys((place, "uk", "north-west", "chester"))]
        naming = reader.market.naming(kind, reader.term_number(term))
        got = reader.market.samples(naming, reader.period_of(months), around)
        expected = queries("samples", *cell, tuple(around))
        same(sorted((flat(row) for row in got), key=str), sorted((flat(row) for row in expected), key=str), cell)


def flat(row: tuple) -> tuple:
    """Pairs side by side; a missing pair is two nulls."""
    values = []
    for place, value in enumerate(row):
        values += [*(value or (None, None))] if place >= 7 else [value]
    return (row[0], row[1], row[2] or "~", *values[3:])


@pytest.mark.parametrize("tally", [0, 1e9], ids=["always", "never"])
def test_tallied_values_and_employers_answer_as_sorted_ones(folder, queries, monkeypatch, tally):
    monkeypatch.setattr(answers, "TALLY", tally)
    reader = Reader(folder, once=True)
    test_the_same_employers_stand_behind_the_figures(reader, queries)
    test_the_months_are_those_that_the_queries_count_and_the_pay_of_each(reader, queries)


def test_a_cell_without_vacancies_has_no_figures(reader):
    nobody = np.zeros(0, np.int32)
    assert reader.market.months_paid(nobody, 6) == []
    assert reader.market.middles(nobody) == []
    assert reader.market.cooccurring(nobody, [0]).term == []
    assert reader.market.samples(nobody, reader.period_of(6), []) == []


def test_an_edition_without_adverts_of_a_kind_still_makes_pages(tmp_path):
    rows = [vacancy(0, first_seen=TODAY, employment_type="permanent", places=["chester"], terms=["java"])]
    page = published(tmp_path, rows, as_of=TODAY).page("java", "chester", "contract")
    assert (page.summary.count, page.live, page.cooccurring) == ([0, 0, 0], 0, [])


def test_an_edition_without_vacancies_has_pages_without_months(tmp_path):
    page = published(tmp_path, [], as_of=TODAY).page("java", "uk")
    assert (page.series, page.summary.count, page.all_count) == ([], [0, 0, 0], [0, 0, 0])


def test_percentiles_are_type_7():
    class One:
        def ranks(self, point, numbers):
            return numbers

        def values(self, point):
            return np.array([10.0, 20.0, 40.0, 80.0, 160.0])

    found = answers.paid(One(), np.array([4, 0, 2, 1, 3]), np.array([6, 6, 6, 6, 6]))
    assert (found.group, [round(column[0], 9) for column in found.percentiles]) == (
        [6],
        [14.0, 20.0, 40.0, 80.0, 128.0],
    )


def test_numbers_of_cells_stand_in_the_order_of_their_keys():
    layout = Layout(places=3, terms=5, months=("2025-01", "2025-02"))
    key = ("employment_type", "months", "place", "term", "period")
    keys = [
        (kind, months, place, term, period)
        for kind in ("contract", "permanent") for months in (3, 6) for place in range(3) for term in range(5)
        for period in range(4)
    ]  # fmt: skip
    numbers = [
        layout.number(key, {column: layout.code(column, value) for column, value in zip(key, each, strict=True)})
        for each in keys
    ]
    assert numbers == sorted(set(numbers)) == list(range(len(keys)))


def test_an_edition_without_its_columns_says_what_to_do(tmp_path):
    published(tmp_path, market(1, 4), as_of=TODAY)
    for file, ask in (
        ("layout.json", lambda reader: reader.page("java", "uk")),
        ("names.json", lambda reader: reader.find_term("java")),
        ("cells.parquet", lambda reader: reader.rows("SELECT count(*) FROM cells")),
    ):
        next(tmp_path.rglob(file)).unlink()
        with pytest.raises(Error, match="Publish it again"):
            ask(Reader(next(tmp_path.rglob("edition"))))


def test_a_damaged_column_is_refused_with_its_name(tmp_path):
    reader = published(tmp_path, market(1, 40), as_of=TODAY)
    column = next(tmp_path.rglob("cells.rank.npy"))
    column.write_bytes(column.read_bytes()[:20])
    with pytest.raises(Error, match=r"cells\.rank\.npy cannot be read"):
        reader.page("java", "uk")
