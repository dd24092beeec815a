"""An edition that a Spark cluster computes is the edition that DuckDB computes, figure for figure."""

import math
import random
import threading
import time
from datetime import timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from jobtide.engine import Engine
from jobtide.errors import Error
from jobtide.spark import SparkEngine, guarded
from tests import spark_cluster
from tests.markets import AS_OF, GAZETTEER, TAXONOMY, published, vacancy

NO_CLUSTER = spark_cluster.is_there()
needs_spark = pytest.mark.skipif(NO_CLUSTER is not None, reason=str(NO_CLUSTER))
PAY = {"annual": (20_000, 90_000), "daily": (150, 900), "hourly": (12, 90)}


def vacancies(many: int) -> list[dict]:
    """Over four years, with ties, several places, missing pay, ranges and another currency."""
    chance = random.Random(many)
    places, terms = sorted(set(GAZETTEER.places) - {"world"}), sorted(TAXONOMY.terms)
    rows = []
    for number in range(many):
        said = {
            "employment_type": chance.choice(["permanent", "permanent", "contract"]),
            "first_seen": AS_OF - timedelta(chance.randrange(1600)),
            "places": sorted(chance.sample(places, chance.randrange(4))),
            "terms": sorted(chance.sample(terms, chance.randrange(7))),
            "live": chance.random() < 0.3,
            "employer": chance.choice([None, "One", "Two", "Three"]),
        }
        unit = chance.choice([None, *PAY])
        if unit is not None:
            low = PAY[unit][0] + chance.random() * (PAY[unit][1] - PAY[unit][0])
            high = low * (1 + chance.choice([0, 0.1, 0.25]))
            said |= {
                "pay_unit": unit,
                "pay_low": low,
                "pay_high": high,
                "currency": chance.choice(["GBP", "GBP", "USD"]),
            }
        rows.append(vacancy(number, **said))
    return rows


def differing(one: Path, other: Path) -> list[str]:
    """The figures of two editions that are not the same: floats to twelve digits, everything else exactly."""
    found = []
    assert {file.name for file in one.iterdir()} == {file.name for file in other.iterdir()}
    for file in sorted(one.iterdir()):
        left, right = pq.read_table(file), pq.read_table(other / file.name)
        if [(f.name, f.type) for f in left.schema] != [(f.name, f.type) for f in right.schema] or len(left) != len(
            right
        ):
            found.append(f"{file.name}: {left.schema} of {len(left)}, {right.schema} of {len(right)}")
            continue
        for row, (here, there) in enumerate(zip(left.to_pylist(), right.to_pylist(), strict=True)):
            found += [
                f"{file.name} {row} {name}: {here[name]} is not {there[name]}"
                for name in here
                if not same(here[name], there[name])
            ]
    return found


def same(one, other) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=1e-12)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


@pytest.fixture(scope="module")
def by_duckdb(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("duckdb")
    published(folder, vacancies(300))
    return folder / "edition" / "tables"


@pytest.mark.slow
@needs_spark
def test_a_cluster_computes_the_edition_that_duckdb_computes(tmp_path, by_duckdb):
    with spark_cluster.Cluster(tmp_path / "cluster") as cluster:
        published(tmp_path, vacancies(300), engine=lambda scratch: SparkEngine(scratch, cluster.master))
    assert differing(by_duckdb, tmp_path / "edition" / "tables") == []


@pytest.mark.slow
@needs_spark
def test_an_edition_comes_out_whole_though_a_worker_is_lost_on_the_way(tmp_path, by_duckdb):
    with spark_cluster.Cluster(tmp_path / "cluster") as cluster:
        written = tmp_path / "scratch" / "cells_step-1.parquet"
        lost = threading.Thread(target=lose, args=(cluster.workers[0], written), daemon=True)
        lost.start()
        published(tmp_path, vacancies(300), engine=lambda scratch: SparkEngine(scratch, cluster.master))
        lost.join(1)
        assert cluster.workers[0].poll() is not None
    assert differing(by_duckdb, tmp_path / "edition" / "tables") == []


def lose(worker, when: Path) -> None:
    """The worker's machine goes away once this file is there."""
    while not when.exists():
        time.sleep(0.05)
    spark_cluster.end(worker)


@pytest.mark.slow
@needs_spark
def test_a_master_that_is_not_there_is_refused_in_plain_words(tmp_path):
    with pytest.raises(Error, match="No Spark at nonsense"):
        SparkEngine(tmp_path, "nonsense")


def test_an_element_at_an_unknown_position_is_unknown():
    assert guarded("SELECT TRANSFORM(a, i -> ELEMENT_AT(b, i)) FROM t") == (
        "SELECT TRANSFORM(a, i -> IF((i) IS NULL, NULL, ELEMENT_AT(b, i))) FROM t"
    )


def test_both_engines_answer_to_the_same_calls():
    wanted = {"see", "write", "rows"}
    assert wanted <= set(dir(Engine)) and wanted <= set(dir(SparkEngine))
