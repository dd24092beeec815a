"""Figures counted by machine code against the expressions that say what they are: the same tables, value for value."""

import math
import random
from datetime import date, timedelta

import duckdb
import ibis
import pyarrow.parquet as pq
import pytest

from jobtide import drawn as drawing
from jobtide import tables
from jobtide.arrow import arrow_table
from jobtide.edition.mapped.laying_figures import LAID_OUT
from jobtide.engine import Engine
from jobtide.pipeline.edition import write_edition
from jobtide.settings import Settings
from jobtide.statistics import figures
from jobtide.statistics.kernel import cube
from tests.markets import GAZETTEER, MEASURES, TAXONOMY

TODAY = date(2025, 11, 23)
PAY = {"annual": (20_000, 90_000), "daily": (150, 900), "hourly": (12, 90), "monthly": (2_000, 6_000)}


def market(seed: int, size: int) -> list[dict]:
    """Four years with ties, few employers, several places, terms that nobody knows, and pay usable or not."""
    dice = random.Random(seed)
    places, terms = sorted(set(GAZETTEER.places) - {"world"}), sorted(TAXONOMY.terms)
    rows = []
    for number in range(size):
        row = {
            "employment_type": dice.choice(["permanent", "permanent", "contract"]),
            "first_seen": TODAY - timedelta(dice.choice([0, 1, 91, 182, 183, 365, 547, dice.randrange(1500)])),
            "places": sorted(dice.sample(places, dice.randrange(4))),
            "terms": sorted(dice.sample([*terms, "no-longer-known"], dice.randrange(7))),
            "employer_key": dice.choice([None, "acme", "bolts", f"employer {dice.randrange(40)}"]),
            "live": dice.random() < 0.5,
        }
        unit = dice.choice([None, *PAY])
        if unit:
            low = PAY[unit][0] + dice.randrange(8) * (PAY[unit][1] - PAY[unit][0]) / 8
            row |= {"pay_unit": unit, "pay_low": low, "pay_high": low * dice.choice([1, 1.1, 1.25])}
            row["currency"] = dice.choice(["GBP", "GBP", "GBP", "USD"])
        rows.append(drawing.vacancy(number, TODAY, **row))
    return rows


def edition(folder, rows: list[dict], by_expressions: bool) -> dict[str, list[dict]]:
    """The tables of figures of an edition of these vacancies, and its columns' bytes."""
    folder.mkdir()
    source = folder / "vacancies.parquet"
    names = list(tables.VACANCIES.schema)
    pq.write_table(arrow_table(tables.VACANCIES, [[row.get(name) for name in names] for row in rows]), source)
    nobody = {"vacancy_id": "string"} | {n: type_ for n, type_ in tables.MEMBERS.schema.items() if n != "vacancy"}
    (folder / "edition").mkdir()
    with Engine(folder / "scratch", threads=1) as engine:
        engine.see("drawn", source)
        engine.see("nobody", [], nobody)
        write_edition(
            folder / "edition", folder / "scratch", engine, [figures.table(tables.VACANCIES, "drawn")],
            ibis.table(nobody, name="nobody"), TAXONOMY, GAZETTEER, MEASURES, Settings(), TODAY,
            by_expressions=by_expressions,
        )  # fmt: skip
    return {
        table.name: pq.read_table(folder / "edition" / "tables" / f"{table.name}.parquet").to_pylist()
        for table in LAID_OUT
    }


def same(one: object, other: object) -> bool:
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float) and isinstance(other, float):
        # The last bit: see cells.percentiles.
        return math.isclose(one, other, rel_tol=1e-15)
    return one == other


@pytest.mark.parametrize(("seed", "size"), [(1, 700), (2, 3), (3, 0)])
def test_machine_code_and_expressions_make_the_same_tables_of_figures(tmp_path, seed, size):
    rows = market(seed, size)
    counted, expressed = (edition(tmp_path / str(way), rows, by_expressions=way) for way in (False, True))
    for name in counted:
        assert len(counted[name]) == len(expressed[name]), name
        for mine, theirs in zip(counted[name], expressed[name], strict=True):
            assert mine.keys() == theirs.keys()
            assert all(same(mine[column], theirs[column]) for column in mine), (name, mine, theirs)
    assert size < 100 or all(counted.values())


def test_places_counted_in_several_pieces_give_the_same_tables(tmp_path, monkeypatch):
    rows = market(4, 300)
    whole = edition(tmp_path / "whole", rows, by_expressions=False)
    monkeypatch.setattr(cube, "_CELLS", 40)
    assert edition(tmp_path / "pieces", rows, by_expressions=False) == whole


def test_the_same_queries_are_kept_whoever_counts(tmp_path):
    for way in (False, True):
        edition(tmp_path / str(way), market(5, 40), by_expressions=way)
    kept = [
        {file.name: file.read_text() for file in (tmp_path / str(way) / "edition" / "queries").iterdir()}
        for way in (False, True)
    ]
    assert kept[0] == kept[1]


def test_the_queries_that_are_kept_give_the_tables_they_are_kept_with(tmp_path):
    counted = edition(tmp_path / "made", market(6, 300), by_expressions=True)
    kept = tmp_path / "made" / "edition"
    database, found = duckdb.connect(), {}
    database.execute(f"CREATE VIEW vacancies AS SELECT * FROM '{kept}/tables/vacancies-*.parquet'")
    for table in (tables.TERMS, tables.PLACES, tables.PERIODS, tables.RANKS, tables.MONTH_ENDS):
        database.execute(f"CREATE VIEW {table.name} AS SELECT * FROM '{kept}/tables/{table.name}.parquet'")
    for name in ("placed", "asked", *figures.STEPS, *counted):
        found[name] = database.sql((kept / "queries" / f"{name}.sql").read_text()).to_arrow_table()
        database.register(name, found[name])
    for name, rows in counted.items():
        assert sorted(map(repr, found[name].to_pylist())) == sorted(map(repr, rows)), name
