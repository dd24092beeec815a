"""Pairs of texts that are alike to vacancies: judged again only where something changed since the last time.

    <folder>/{kin,kept,joined}.parquet   what was known of the adverts, the pairs, and which adverts are one

Adverts that no chain of pairs connects are judged apart. So where neither an advert nor a pair of such a group is other
than it was, its outcome stands, and the whole is what judging all at once would give. And such groups can be judged
side by side. Touches: the folder, scratch/.
"""

import multiprocessing
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from operator import attrgetter
from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts.joining import Joined, joined
from jobtide.adverts.kin import dated
from jobtide.adverts.neighbours import SORTED, Neighbours, both_ways
from jobtide.adverts.touched import components, connected
from jobtide.arrow import arrow_schema
from jobtide.durable import put
from jobtide.engine import Engine

_BATCH = 1_000_000  # pairs that are read at a time
_ROWS = 20_000  # adverts that are read or written at a time
_FEW = 150_000  # adverts under which starting processes takes longer than judging does
_NONE = np.zeros(0, np.int64)
_ORDER = ("first_seen", "source", "id", "advert")  # as joining takes adverts


def judge(
    engine: Engine,
    folder: Path,
    scratch: Path,
    related: Callable[[ibis.Table], ibis.Table],
    pairs: ibis.Table,
    ancestors: Callable[[str], Iterable[str]],
    repost_days: int,
    workers: int = 1,
) -> Path:
    """The file of tables.JOINED. `related` makes rows of kin.kin from rows of tables.PAIRS.

    `ancestors` goes to other processes where there are several `workers`.
    """
    files = {name: folder / f"{name}.parquet" for name in ("kin", "kept", "joined")}
    made = {name: scratch / f"{name}.parquet" for name in files}
    engine.write("kept", pairs, made["kept"])
    engine.see("kept", made["kept"])
    kept = ibis.table(dict(tables.PAIRS.schema), name="kept")
    told = related(kept)
    engine.write("kin", told, made["kin"], _ORDER)
    engine.see("kin", made["kin"])
    rows = kin = ibis.table(told.schema(), name="kin")
    near = both_ways(kept)
    known = all(file.exists() for file in files.values())
    if known:
        again = _touched(engine, kin, kept, files)
        pq.write_table(pa.table({"kin": again}), scratch / "again.parquet")
        engine.see("again", scratch / "again.parquet")
        of_again = ibis.table({"kin": "int64"}, name="again")
        rows = kin.semi_join(of_again, "kin")
        near = near.semi_join(of_again.rename(node="kin"), "node")
    found = _side_by_side(engine, rows, near, scratch, ancestors, repost_days, workers)
    engine.see("found", found)
    outcome = ibis.table(dict(tables.JOINED.schema), name="found")
    if known:
        engine.see("joined_before", files["joined"])
        before = ibis.table(dict(tables.JOINED.schema), name="joined_before")
        outcome = outcome.union(before.semi_join(kin.anti_join(of_again, "kin"), "advert"))
    engine.write("joined", outcome, made["joined"], ("advert",))
    # The outcome goes first and comes last, so that what it rests on is beside it whenever it is there.
    files["joined"].unlink(missing_ok=True)
    for name, file in files.items():
        put(made[name], file)
    return files["joined"]


def _side_by_side(
    engine: Engine,
    rows: ibis.Table,
    near: ibis.Table,
    scratch: Path,
    ancestors: Callable[[str], Iterable[str]],
    repost_days: int,
    workers: int,
) -> list[Path]:
    """Files of tables.JOINED, of as many parts as there are workers; adverts that pairs connect are in one of them."""
    many = engine.rows(rows.count())[0][0]
    parts = workers if many > _FEW else 1
    if parts > 1:
        low, high = (_column(engine, near, name) for name in ("node", "other"))
        kins, label = components(low, high)
        pq.write_table(pa.table({"node": kins, "part": label % parts}), scratch / "parts.parquet")
        del low, high, kins, label
        engine.see("parts", scratch / "parts.parquet")
        part_of = ibis.table({"node": "int64", "part": "int64"}, name="parts")
    asked = []
    for part in range(parts):
        files = {name: scratch / f"{name}-{part}.parquet" for name in ("rows", "near", "found")}
        mine, beside = rows, near
        if parts > 1:
            in_part = part_of.filter(part_of.part == part).select("node")
            alone = rows.filter((rows.kin % parts).abs() == part)
            mine = rows.semi_join(in_part.rename(kin="node"), "kin").union(
                alone.anti_join(part_of.select(kin="node"), "kin")
            )
            beside = near.semi_join(in_part, "node")
        engine.write("rows", mine, files["rows"], _ORDER)
        engine.write("near", beside, files["near"], SORTED)
        asked.append((files["rows"], files["near"], files["found"], ancestors, repost_days))
    if parts == 1:
        judge_part(*asked[0])
    else:
        context = multiprocessing.get_context("spawn")  # not forked: this process has threads of its own
        with ProcessPoolExecutor(parts, context) as pool:
            for done in [pool.submit(judge_part, *one) for one in asked]:
                done.result()
    return [found for _, _, found, *_ in asked]


def judge_part(
    rows: Path, near: Path, found: Path, ancestors: Callable[[str], Iterable[str]], repost_days: int
) -> None:
    """Writes `found`, rows of tables.JOINED, for `rows` of kin.kin in the order of joining and `near` of both_ways."""
    with pq.ParquetFile(rows) as file:
        read = (row for batch in file.iter_batches(_ROWS) for row in batch.to_pylist())
        _write(found, joined(dated(read, ancestors), Neighbours(near), repost_days))


def _touched(engine: Engine, kin: ibis.Table, kept: ibis.Table, files: dict[str, Path]) -> np.ndarray:
    """The kins of all that is new, gone or other than before, and all that pairs, of now or before, connect to them."""
    engine.see("kin_before", files["kin"])
    engine.see("kept_before", files["kept"])
    kin_before = ibis.table(kin.schema(), name="kin_before")
    kept_before = ibis.table(kept.schema(), name="kept_before")
    other = _other(kin, kin_before).select("kin")
    other_pairs = _other(kept, kept_before)
    ends = other_pairs.select(kin="low").union(other_pairs.select(kin="high"))
    changed = _column(engine, other.union(ends).distinct(), "kin")
    every = kept.union(other_pairs).select("low", "high")
    return connected(_column(engine, every, "low"), _column(engine, every, "high"), changed)


def _other(now: ibis.Table, before: ibis.Table) -> ibis.Table:
    """The rows of either that the other has not."""
    return now.difference(before).union(before.difference(now))


def _column(engine: Engine, expression: ibis.Table, name: str) -> np.ndarray:
    return np.concatenate([_NONE, *(batch[name].to_numpy() for batch in engine.batches(expression, _BATCH))])


def _write(file: Path, found: Iterable[Joined]) -> None:
    schema, found = arrow_schema(tables.JOINED), iter(found)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while some := list(islice(found, _ROWS)):
            columns = {name: list(map(attrgetter(name), some)) for name in schema.names}
            writer.write_table(pa.table(columns, schema=schema))
