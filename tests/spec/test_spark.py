"""An edition that a Spark cluster reads and computes is the one that is made without it, figure for figure."""

import shutil
import threading
import time
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from jobtide.demo import market
from jobtide.edition import manifest
from jobtide.edition.shelf import Shelf
from jobtide.engine import Engine
from jobtide.errors import Error
from jobtide.pipeline.ingest import Options, ingest
from jobtide.pipeline.publish import publish
from jobtide.reference.load import load
from jobtide.settings import Home, Settings
from jobtide.spark import SparkEngine, guarded
from tests import spark_cluster

NO_CLUSTER = spark_cluster.is_there()
needs_spark = pytest.mark.skipif(NO_CLUSTER is not None, reason=str(NO_CLUSTER))
DAY = date(2026, 10, 31)
SETTINGS = Settings(workers=1)


@pytest.fixture(scope="module")
def reference():
    return load()


@pytest.fixture(scope="module")
def adverts(tmp_path_factory) -> Path:
    """A home in which nothing has been read yet."""
    folder = tmp_path_factory.mktemp("adverts")
    market.write(folder / "adverts.jsonl", 500, 3, DAY)
    ingest(Home(folder / "home"), SETTINGS, [folder / "adverts.jsonl"], Options(seen_at=DAY), DAY)
    return folder / "home"


@pytest.fixture(scope="module")
def without(adverts, tmp_path_factory, reference) -> Path:
    """The folder of the edition that is made without Spark."""
    return edition(adverts, tmp_path_factory.mktemp("without"), reference)


def edition(adverts: Path, folder: Path, reference, master: str | None = None) -> Path:
    home = Home(shutil.copytree(adverts, folder / "home"))
    made = publish(home, SETTINGS, reference, master=master)
    assert isinstance(made, manifest.Manifest)
    return Shelf(home).folder(made.id)


def differing(one: Path, other: Path) -> list[str]:
    """What is not the very same in the tables and columns of two editions."""
    found = []
    for folder in ("tables", "mapped"):
        here, there = (sorted(file.name for file in (edition / folder).iterdir()) for edition in (one, other))
        assert here == there
    for file in sorted((one / "tables").iterdir()):
        left, right = pq.read_table(file), pq.read_table(other / "tables" / file.name)
        # An engine does not say of a column that it is never null; nor need it.
        here, there = ([(each.name, each.type) for each in table.schema] for table in (left, right))
        if here != there or len(left) != len(right):
            found.append(f"{file.name}: {left.schema} of {len(left)}, {right.schema} of {len(right)}")
            continue
        for name in left.schema.names:
            pairs = zip(left[name].to_pylist(), right[name].to_pylist(), strict=True)
            unlike = [f"{file.name} {row} {name}: {a} is not {b}" for row, (a, b) in enumerate(pairs) if a != b]
            found += unlike
    for file in sorted((one / "mapped").iterdir()):
        if file.read_bytes() != (other / "mapped" / file.name).read_bytes():
            found.append(f"mapped/{file.name}")
    return found


@pytest.mark.slow
@needs_spark
def test_a_cluster_makes_the_edition_that_is_made_without_it(tmp_path, adverts, without, reference):
    with spark_cluster.Cluster(tmp_path / "cluster") as cluster:
        on_spark = edition(adverts, tmp_path, reference, cluster.master)
    assert on_spark.name == without.name
    assert differing(without, on_spark) == []


@pytest.mark.slow
@needs_spark
def test_an_edition_comes_out_whole_though_a_worker_is_lost_on_the_way(tmp_path, adverts, without, reference):
    with spark_cluster.Cluster(tmp_path / "cluster") as cluster:
        lost = threading.Thread(target=lose, args=(cluster.workers[0], tmp_path / "home"), daemon=True)
        lost.start()
        on_spark = edition(adverts, tmp_path, reference, cluster.master)
        lost.join(1)
        assert cluster.workers[0].poll() is not None
    assert differing(without, on_spark) == []


def lose(worker, home: Path) -> None:
    """The worker's machine goes away when the first of the figures are there, with all that it kept for the others."""
    while not _there(home, "totals.parquet"):
        time.sleep(0.05)
    spark_cluster.end(worker)


def _there(home: Path, name: str) -> bool:
    try:
        return bool(list(home.rglob(name)))
    except FileNotFoundError:  # a folder of scratch went while it was looked through
        return False


@pytest.mark.slow
@needs_spark
def test_a_master_that_is_not_there_is_refused_in_plain_words(tmp_path):
    with pytest.raises(Error, match="No Spark at nonsense"):
        SparkEngine(tmp_path, "nonsense")


def test_an_element_at_an_unknown_position_is_unknown():
    assert guarded("SELECT TRANSFORM(a, i -> ELEMENT_AT(b, i)) FROM t") == (
        "SELECT TRANSFORM(a, i -> IF((i) IS NULL, NULL, ELEMENT_AT(b, CAST(i AS INT)))) FROM t"
    )


def test_both_engines_answer_to_the_same_calls():
    wanted = {"see", "pinned", "write", "rows", "batches"}
    assert wanted <= set(dir(Engine)) and wanted <= set(dir(SparkEngine))
