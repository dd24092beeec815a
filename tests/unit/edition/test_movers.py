"""What moved against a year before, against a slow calculation that counts employers by hand."""

import math
import random
from collections import Counter
from datetime import timedelta
from statistics import NormalDist

import pytest

from jobtide import discovery
from jobtide.edition.by_term import by_term
from jobtide.errors import Error, Unknown
from tests.markets import TAXONOMY, drawn, published, vacancy
from tests.spec import plain_certainty as plain
from tests.unit.edition.test_mapped import TODAY, market

TERMS = sorted(TAXONOMY.terms)


def of_two_years(seed: int, shares: dict[str, tuple[float, float]], size: int = 700) -> list[dict]:
    """Vacancies of London, now and a year before: each asks for a term with that year's share of it."""
    dice = random.Random(seed)
    rows = []
    for number in range(2 * size):
        year = number % 2
        terms = sorted(term for term, share in shares.items() if dice.random() < share[year])
        rows.append(
            vacancy(
                number, first_seen=TODAY - timedelta(365 * year + dice.randrange(180)), places=["london"], terms=terms,
                employer_key=dice.choice(["acme", *(f"employer {n}" for n in range(90))]),
            )
        )  # fmt: skip
    return rows


def in_year(rows: list[dict], year: int, months: int = 6) -> list[dict]:
    days = {6: 184, 3: 92}[months]
    last = TODAY - timedelta(365 * year)
    return [row for row in rows if last - timedelta(days - 1) <= row["first_seen"] <= last]


def moved(rows: list[dict], months: int = 6) -> tuple[int, dict[str, tuple[float, float]]]:
    """How many terms were looked at, and of those that moved their intervals: the slow way."""
    now, before = (in_year(rows, year, months) for year in (0, 1))
    chances, weights, names = [], [], []
    for term in TERMS:
        naming = [[row for row in each if term in row["terms"]] for each in (now, before)]
        together = sum(map(len, naming))
        if together < 20 or sum(plain.Behind(each).employers for each in naming) < 10:
            continue
        pooled = together / (len(now) + len(before))
        variance = sum(
            sum(
                (each_naming - pooled * every) ** 2
                for each_naming, every in by_employer(mine, whole)
            ) / len(whole) ** 2
            for mine, whole in zip(naming, (now, before), strict=True)
        )  # fmt: skip
        distance = abs(len(naming[0]) / len(now) - len(naming[1]) / len(before)) / math.sqrt(variance)
        chances.append(2 * (1 - NormalDist().cdf(distance)))
        weights.append(together)
        names.append((term, naming))
    mean = sum(weights) / max(len(weights), 1)
    ordered = sorted(
        (chance * mean / weight, name) for chance, weight, name in zip(chances, weights, names, strict=True)
    )
    passing = [place for place, (chance, _) in enumerate(ordered, 1) if chance <= 0.1 * place / len(ordered)]
    found = {}
    for _, (term, (mine, theirs)) in ordered[: max(passing, default=0)]:
        bounds = plain.newcombe(plain.Behind(mine), len(now), plain.Behind(theirs), len(before))
        if bounds and (bounds[0] > 0 or bounds[1] < 0):
            found[term] = bounds
    return len(ordered), found


def by_employer(mine: list[dict], whole: list[dict]) -> list[tuple[int, int]]:
    def counted(rows):
        return Counter(row["employer_key"] or f"number {row['vacancy']}" for row in rows)

    naming, every = counted(mine), counted(whole)
    return [(naming[employer], many) for employer, many in every.items()]


SHARES = {
    "java": (0.45, 0.30), "sql": (0.30, 0.42), "go": (0.10, 0.10), "azure": (0.2, 0.2), "aws": (0.06, 0.005),
    "iot": (0.01, 0.01), "finance": (0.5, 0.5),
}  # fmt: skip


@pytest.fixture(scope="module")
def rows():
    return of_two_years(1, SHARES)


@pytest.fixture(scope="module")
def reader(rows, tmp_path_factory):
    return published(tmp_path_factory.mktemp("movers"), rows, as_of=TODAY)


@pytest.mark.parametrize("months", [6, 3])
def test_what_moved_is_what_the_slow_calculation_finds(reader, rows, months):
    considered, expected = moved(rows, months)
    found = reader.movers("london", "permanent", months)
    assert found.considered == considered
    assert found.detected == len(expected)
    for mover in (*found.up, *found.down):
        change = mover.certainty["share_of_all_change"]
        assert (change.low, change.high) == pytest.approx(expected.pop(mover.slug), abs=1e-9)
    assert not expected


def test_the_surest_large_moves_stand_first_each_way(reader):
    found = reader.movers("london")
    assert [mover.slug for mover in found.up] == ["aws", "java"]
    assert [mover.slug for mover in found.down] == ["sql"]
    lows = [mover.certainty["share_of_all_change"].low for mover in found.up]
    assert lows == sorted(lows, reverse=True)
    assert min(lows) > 0
    assert reader.movers("london", limit=1).up == found.up[:1]


def test_a_mover_has_the_figures_and_the_verdicts_of_its_own_page(reader):
    for mover in (*reader.movers("london").up, *reader.movers("london").down):
        page = reader.page(mover.slug, "london")
        summary, certainty = page.summary, page.summary.certainty
        assert mover.count == summary.count[:2]
        assert (mover.rank, mover.rank_change) == (summary.rank[:2], summary.rank_change[0])
        assert mover.share_of_all == summary.share_of_all[:2]
        assert mover.share_change == pytest.approx(summary.share_of_all[0] - summary.share_of_all[1])
        assert (mover.p50, mover.p50_change) == (summary.pay["annual"].p50[:2], summary.pay["annual"].p50_change[0])
        for name, blocks in (("share_of_all_change", certainty), ("p50_change", summary.pay["annual"].certainty)):
            theirs = blocks.changes[name]
            mine = mover.certainty[name]
            assert (mine.low, mine.high, mine.verdict) == (theirs.low[0], theirs.high[0], theirs.verdict[0])


def test_random_markets_agree_with_the_slow_calculation(tmp_path):
    rows = market(21, 1500)
    reader = published(tmp_path, rows, as_of=TODAY)
    permanent = [row for row in rows if row["employment_type"] == "permanent"]
    considered, expected = moved(permanent)
    found = reader.movers("world")
    assert (found.considered, found.detected) == (considered, len(expected))
    assert found.all_count == [len(in_year(permanent, 0)), len(in_year(permanent, 1))]


def test_a_term_that_is_new_rose_and_one_that_vanished_fell(tmp_path):
    found = published(
        tmp_path,
        drawn("""
            times  day  places  terms
            60     10   london  java
            60     10   london  sql
            60     375  london  sql
            60     375  london  go
        """),
        as_of=TODAY,
    ).movers("london")
    (up,), (down,) = found.up, found.down
    assert (up.slug, up.rank, up.count, up.share_of_all) == ("java", [1, None], [60, 0], [0.5, None])
    assert (down.slug, down.rank, down.count, down.share_of_all) == ("go", [None, 1], [0, 60], [None, 0.5])
    assert up.certainty["rank_change"].verdict == "too few to say"


def test_twenty_adverts_of_one_agency_move_nothing(tmp_path):
    found = published(
        tmp_path,
        drawn("""
            times  day  places  terms     employer
            60     10   london  java,sql  Acme
            200    10   london  sql       -
            200    375  london  sql       -
        """),
        as_of=TODAY,
    ).movers("london")
    assert (found.considered, found.up, found.down) == (1, [], [])


def test_where_nothing_was_advertised_a_year_before_nothing_moved(tmp_path):
    rows = drawn("""
        times  day  places  terms
        60     10   london  java
    """)
    reader = published(tmp_path, rows, as_of=TODAY)
    found = reader.movers("london")
    assert (found.considered, found.detected, found.up, found.down) == (0, 0, [], [])
    assert reader.movers("chester").all_count == [0, 0]
    assert found.as_json()["all"] == {"count": [60, 0]}
    with pytest.raises(Unknown):
        reader.movers("nowhere")
    with pytest.raises(Error, match="6 or 3 months"):
        reader.movers("london", months=4)


def test_by_term_counts_employers_as_the_samples_of_pages_do(reader):
    counted = by_term(reader.market, reader.place_number("london"), "permanent", reader.period_of(6)[0])
    for term in SHARES:
        page = reader.page(term, "london").summary.certainty
        sample = counted.sample(reader.term_number(term))
        assert (sample.n, sample.employers) == (page.n[0], page.employers[0])
        assert sample.effective_n == pytest.approx(page.effective_n[0])
        assert sample.dominated == page.dominated[0]


@pytest.mark.slow
def test_where_nothing_moved_the_list_is_empty_nine_times_in_ten():
    """Employers of very different sizes are dealt to two years by chance; each has terms that it likes."""
    dice = random.Random(5)
    filled = alarms = looked = 0
    for _ in range(150):
        years: list[list[list[int]]] = [[], []]
        for _ in range(300):
            likes = [dice.betavariate(0.5, 3) for _ in range(60)]
            size = dice.choice([1, 1, 1, 1, 2, 2, 3, 5, 12])
            years[dice.randrange(2)].append([size, *(sum(dice.random() < like for _ in range(size)) for like in likes)])
        wholes = [sum(row[0] for row in year) for year in years]
        chances, weights = [], []
        for term in range(1, 61):
            counts = [sum(row[term] for row in year) for year in years]
            pooled = sum(counts) / sum(wholes)
            variance = sum(
                sum((row[term] - pooled * row[0]) ** 2 for row in year) / whole**2
                for year, whole in zip(years, wholes, strict=True)
            )
            chances.append(discovery.chance(counts[0] / wholes[0] - counts[1] / wholes[1], variance))
            weights.append(sum(counts))
        filled += any(discovery.detected(chances, weights))
        alarms += sum(chance < 0.05 for chance in chances)
        looked += len(chances)
    assert alarms / looked == pytest.approx(0.05, abs=0.01)
    assert filled / 150 <= 0.15
