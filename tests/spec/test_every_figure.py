"""Every figure of every page against the plain calculation, on markets that Hypothesis draws."""

import math
import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.markets import GAZETTEER, TAXONOMY, published, vacancy
from tests.spec.plain import PlainMarket

BESIDE = {"certainty"}  # stands beside figures; test_07_how_sure.py is about it
PAY = {"annual": (20_000, 90_000), "daily": (150, 900), "hourly": (12, 90), "monthly": (2_000, 6_000)}


@st.composite
def vacancies(draw, as_of: date) -> list[dict]:
    """A few dozen vacancies with ties, empty periods, several places, missing pay, ranges and single figures."""
    near_the_edges = [0, 1, 89, 90, 91, 92, 182, 183, 184, 185, 364, 365, 366, 367, 547, 548, 549, 730, 731, 1096, 1461]
    rows = []
    for number in range(draw(st.integers(0, 30))):
        row = {
            "employment_type": draw(st.sampled_from(["permanent", "permanent", "contract"])),
            "first_seen": as_of - timedelta(draw(st.sampled_from(near_the_edges) | st.integers(0, 1600))),
            "places": sorted(draw(st.sets(st.sampled_from(sorted(set(GAZETTEER.places) - {"world"})), max_size=3))),
            "terms": sorted(draw(st.sets(st.sampled_from(sorted(TAXONOMY.terms)), max_size=6))),
            "live": draw(st.booleans()),
        }
        unit = draw(st.sampled_from([None, *PAY]))
        if unit is not None:
            low = draw(st.sampled_from([0, 0, 1, 2, 3, 7])) * (PAY[unit][1] - PAY[unit][0]) / 8 + PAY[unit][0]
            high = low + draw(st.sampled_from([0, 0, 0.1, 0.25])) * low
            row |= {"pay_unit": unit, "pay_low": low, "pay_high": high}
            row["currency"] = draw(st.sampled_from(["GBP", "GBP", "GBP", "USD"]))
        rows.append(vacancy(number, **row))
    return rows


DAYS = pytest.mark.parametrize("as_of", [date(2025, 11, 23), date(2024, 2, 29), date(2025, 8, 31)], ids=str)
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large]}


@DAYS
@settings(max_examples=4, phases=[Phase.explicit, Phase.reuse, Phase.generate], **PATIENT)
@given(data=st.data())
def test_pages_equal_the_plain_calculation(as_of, data):
    pages_equal_the_plain_calculation(as_of, data)


@pytest.mark.slow
@DAYS
@settings(max_examples=40, **PATIENT)
@given(data=st.data())
def test_pages_of_many_markets_equal_the_plain_calculation(as_of, data):
    pages_equal_the_plain_calculation(as_of, data)


def pages_equal_the_plain_calculation(as_of: date, data) -> None:
    rows = data.draw(vacancies(as_of))
    plain = PlainMarket(rows, TAXONOMY, GAZETTEER, as_of)
    with tempfile.TemporaryDirectory() as folder:
        reader = published(Path(folder), rows, as_of=as_of)
        for term in data.draw(st.lists(st.sampled_from(sorted(TAXONOMY.terms)), min_size=2, max_size=3, unique=True)):
            for place in ("world", "uk", "north-west", data.draw(st.sampled_from(sorted(GAZETTEER.places)))):
                for kind in ("permanent", "contract"):
                    months = data.draw(st.sampled_from([6, 3]))
                    page = reader.page(term, place, kind, months).as_json()
                    expected = plain.page(term, place, kind, months)
                    for part, figures in expected.items():
                        same(page[part], figures, f"{part} of {term} in {place}, {kind}, {months} months")


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows=vacancies(date(2025, 11, 23)), seed=st.integers(0, 99))
def test_figures_keep_their_order_whatever_the_market(rows, seed):
    with tempfile.TemporaryDirectory() as folder:
        reader = published(Path(folder) / "straight", rows)
        counts = {}
        for place in GAZETTEER.places:
            index = reader.index(place, limit=None)
            ranks = sorted({row.rank for row in index.rows})
            assert ranks == list(range(1, len(ranks) + 1)), "dense ranks have no holes"
            assert all(0 < row.share_of_all <= 1 for row in index.rows)
            counts[place] = {row.slug: row.count for row in index.rows}
        for place in GAZETTEER.places:
            for above in GAZETTEER.ancestors(place):
                assert all(many <= counts[above].get(term, 0) for term, many in counts[place].items())
        for percentiles in reader.rows("SELECT p10, p25, p50, p75, p90 FROM cell_pay"):
            assert list(percentiles) == sorted(percentiles), "percentiles are in order"
        shuffled = published(Path(folder) / "shuffled", random.Random(seed).sample(rows, len(rows)))
        for term in TAXONOMY.terms:
            assert shuffled.page(term, "uk").as_json()["summary"] == reader.page(term, "uk").as_json()["summary"]


def same(got, expected, where: str) -> None:
    """Counts, ranks and names equal; other numbers within 1e-9 of each other."""
    if isinstance(expected, dict):
        assert set(got) - BESIDE == set(expected), where
        for key, value in expected.items():
            same(got[key], value, f"{where}: {key}")
    elif isinstance(expected, list | tuple):
        assert len(got) == len(expected), where
        for place, (one, other) in enumerate(zip(got, expected, strict=True)):
            same(one, other, f"{where}[{place}]")
    elif isinstance(expected, float):
        assert got is not None and math.isclose(got, expected, rel_tol=1e-9, abs_tol=1e-12), (
            f"{where}: {got} {expected}"
        )
    else:
        assert got == expected, f"{where}: {got} {expected}"
