"""The same figures from the same vacancies by jobtide, DuckDB, Polars and pandas: what each takes, and that they agree.

    python benchmarks/peers/compare.py HOME [--python PEERS/bin/python] [--only duckdb_queries polars_frames]

HOME is one that `benchmarks/publish.py` made; its current edition's vacancies, terms, places and periods are what each
script is given. The peers need a Python of their own: `python -m venv PEERS && PEERS/bin/pip install polars pandas
duckdb pyarrow`. Each runs once, in a process of its own; prints processor time, time on the clock, peak memory and the
ratio to jobtide's, and for each table how many rows differ from jobtide's.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from jobtide import tables
from jobtide.edition.folders import TABLES
from jobtide.edition.shelf import Shelf
from jobtide.settings import Home

HERE = Path(__file__).parent
OURS, PEERS = "jobtide_figures", ("duckdb_queries", "polars_frames", "pandas_frames")
_NEEDED = "polars pandas duckdb pyarrow"
COMPARED = (
    tables.TOTALS, tables.CELLS, tables.CELL_PAY, tables.CATEGORY_CELLS, tables.CATEGORY_PAY, tables.LIVE,
    tables.MONTH_TOTALS,
)  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--python", default=sys.executable, help="that runs the peers")
    parser.add_argument("--only", nargs="*", choices=PEERS, default=PEERS)
    asked = parser.parse_args()
    given = Shelf(Home(asked.home)).folder() / TABLES
    with tempfile.TemporaryDirectory() as scratch:
        print(f"{'':<18}{'processor s':>12}{'clock s':>9}{'GiB':>7}{'ratio':>7}  rows that differ")
        ours = None
        for name in (OURS, *asked.only):
            out = Path(scratch) / name
            out.mkdir()
            python = sys.executable if name == OURS else asked.python
            took = ran([python, str(HERE / f"{name}.py"), str(given), str(out)])
            if took is None:  # its own words stand above
                if name == OURS:
                    raise SystemExit(1)
                print(f"{name:<18}  did not run; the peers' Python needs: pip install {_NEEDED}", flush=True)
                continue
            processor, clock, memory = took
            ours = ours or processor
            found = "" if name == OURS else differing(Path(scratch) / OURS, out)
            print(f"{name:<18}{processor:12.1f}{clock:9.1f}{memory:7.2f}{processor / ours:7.1f}  {found}", flush=True)


def ran(command: list[str]) -> tuple[float, float, float] | None:
    """Processor seconds, seconds on the clock and GiB that a command took; None where it failed."""
    began = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        return None
    return used.ru_utime + used.ru_stime, time.perf_counter() - began, used.ru_maxrss / 2**20


def differing(ours: Path, theirs: Path) -> str:
    """Rows of either that the other has not, where figures may differ in the last digits, by table."""
    found = []
    for table in COMPARED:
        key = " AND ".join(f"a.{column} = b.{column}" for column in table.sort)
        alike = " AND ".join(_alike(column) for column in table.columns if column.name not in table.sort)
        sql = (
            f"SELECT count(*) FILTER (WHERE a.{table.sort[0]} IS NULL OR b.{table.sort[0]} IS NULL OR NOT ({alike})) "
            f"FROM '{ours}/{table.name}.parquet' a FULL JOIN '{theirs}/{table.name}.parquet' b ON {key}"
        )
        many = duckdb.connect().execute(sql).fetchall()[0][0]
        if many:
            found.append(f"{table.name} {many:,}")
    return ", ".join(found) or "none"


def _alike(column: tables.Column) -> str:
    one, other = f'a."{column.name}"', f'b."{column.name}"'
    if column.type == "float64":
        other_is_null = f"({other} IS NULL OR isnan({other}))"
        return f"(({one} IS NULL AND {other_is_null}) OR abs({one} - {other}) <= 1e-9 * greatest(abs({one}), 1))"
    other = (
        f"CASE WHEN isnan(CAST({other} AS DOUBLE)) THEN NULL ELSE {other} END"
        if column.name == "rank_change"
        else other
    )
    return f"{one} IS NOT DISTINCT FROM {other}"


if __name__ == "__main__":
    main()
