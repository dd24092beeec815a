"""Pairs of texts that are alike to vacancies: judged again only where something changed since the last time.

    <folder>/{kin,kept,joined}.parquet   what was known of the adverts, the pairs, and which adverts are one

Adverts that no chain of pairs connects are judged apart. So where neither an advert nor a pair of such a group is other
than it was, its outcome stands, and the whole is what judging all at once would give. And such groups can be judged
side by side. What comes later never changes what was judged before, so of a group in which something is other, all that
was judged before the first day on which that can matter stands too; of these, only vacancies that are open still are
looked at again, as they stand. Touches: the folder, scratch/.
"""

import multiprocessing
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
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
_EARLIEST = date(1, 1, 1)
_DAY = 24 * 60 * 60  # seconds
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
    of_some: Callable[[ibis.Table, ibis.Table], tuple[ibis.Table, ibis.Table]] | None = None,
) -> Path:
    """The file of tables.JOINED. `related` makes rows of kin.kin from rows of tables.PAIRS.

    `of_some`, where given, makes from these, and from (low, high) of the pairs that are other than the last time, those
    rows alone that may be other, and (advert,) of all that are or were of them. `ancestors` goes to other processes
    where there are several `workers`.
    """
    files = {name: folder / f"{name}.parquet" for name in ("kin", "kept", "joined")}
    made = {name: scratch / f"{name}.parquet" for name in files}
    kept = _seen(engine, scratch, "kept", pairs)
    known = all(file.exists() for file in files.values())
    if known:
        for name, file in files.items():
            engine.see(f"{name}_before", file)
        other_pairs = _other(kept, ibis.table(dict(tables.PAIRS.schema), name="kept_before"))
        other_pairs = _seen(engine, scratch, "other_pairs", other_pairs.select("low", "high").distinct())
    if known and of_some is not None:
        of_these, these = of_some(kept, other_pairs)
        kin_now = _seen(engine, scratch, "kin_anew", of_these)
        kin_before = ibis.table(kin_now.schema(), name="kin_before")
        told, kin_before = kin_before.anti_join(these, "advert").union(kin_now), kin_before.semi_join(these, "advert")
        rows = kin = _seen(engine, scratch, "kin", told)
    else:
        rows = kin = kin_now = _seen(engine, scratch, "kin", related(kept))
        kin_before = ibis.table(kin.schema(), name="kin_before")
    near = both_ways(kept)
    if known:
        before = ibis.table(dict(tables.JOINED.schema), name="joined_before")
        other = _other_rows(kin_now, kin_before)
        pq.write_table(_again(engine, kin, other, kept, other_pairs, repost_days), scratch / "again.parquet")
        engine.see("again", scratch / "again.parquet")
        again = ibis.table({"kin": "int64", "since": "date"}, name="again")
        rows = _seen(engine, scratch, "looked_at", _looked_at(kin, again, before, repost_days))
        near = near.semi_join(rows.select(node="kin"), "node")
    found = _side_by_side(engine, rows, near, scratch, ancestors, repost_days, workers)
    engine.see("found", found)
    outcome = ibis.table(dict(tables.JOINED.schema), name="found")
    if known:
        standing = kin.anti_join(rows.filter(rows["head"].isnull()), "advert")
        outcome = outcome.union(before.semi_join(standing, "advert"))
    engine.write("joined", outcome, made["joined"], ("advert",))
    # The outcome goes first and comes last, so that what it rests on is beside it whenever it is there.
    files["joined"].unlink(missing_ok=True)
    for name, file in files.items():
        put(made[name], file)
    return files["joined"]


def _seen(engine: Engine, scratch: Path, name: str, rows: ibis.Table) -> ibis.Table:
    """The rows as a table of this name, written once."""
    engine.write(name, rows, scratch / f"{name}.parquet")
    engine.see(name, scratch / f"{name}.parquet")
    return ibis.table(rows.schema(), name=name)


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
        kins, label = components(*_columns(engine, near.select("node", "other")))
        pq.write_table(pa.table({"node": kins, "part": label % parts}), scratch / "parts.parquet")
        del kins, label
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


def _again(
    engine: Engine, kin: ibis.Table, other: ibis.Table, kept: ibis.Table, other_pairs: ibis.Table, repost_days: int
) -> pa.Table:
    """(kin, since): the kins of all that is new, gone or other than before, and all that pairs, of now or before,
    connect to them; with the first day of first_seen on which that can matter to any of their group.

    `other` are the rows of `kin`, of now or before, that the other time has not, and `other_pairs` those of `kept`.
    """
    # A vacancy that was seen for longer, or for less long, is another one to who comes when it would have been over.
    other = other.group_by([name for name in other.columns if name != "last_seen"]).agg(
        rows=other.count(), until=other.last_seen.min()
    )
    over = other.until + ibis.interval(days=repost_days + 1)
    of_rows = other.select("kin", since=ibis.ifelse(other.rows == 2, over.cast("date"), other.first_seen))
    # A pair matters to nobody before there is an advert at either end.
    begins = kin.group_by("kin").agg(begins=kin.first_seen.min())
    ends = other_pairs.left_join(begins.rename(low="kin", of_low="begins"), "low")
    ends = ends.left_join(begins.rename(high="kin", of_high="begins"), "high").select(
        "low", "high", "of_low", "of_high"
    )
    later = ibis.greatest(ends.of_low.fill_null(_EARLIEST), ends.of_high.fill_null(_EARLIEST))
    of_pairs = [ends.select(kin=end, since=later) for end in ("low", "high")]
    changed = ibis.union(of_rows, *of_pairs)
    changed = changed.group_by("kin").agg(since=_day(changed.since.min()))
    every = kept.select("low", "high").union(other_pairs)
    kins, since = connected(*_columns(engine, every), *_columns(engine, changed))
    newest = engine.rows(kin.agg(day=_day(kin.first_seen.max())))[0][0]
    some = since <= newest if newest is not None else np.zeros(len(since), bool)  # who comes later is not there yet
    return pa.table({"kin": kins[some], "since": pa.array(since[some].astype("datetime64[D]"), pa.date32())})


def _looked_at(kin: ibis.Table, again: ibis.Table, before: ibis.Table, repost_days: int) -> ibis.Table:
    """Rows of `kin` to judge, and those of vacancies that they may join: these with `head`, their vacancy's first."""
    rows = kin.inner_join(again, "kin").left_join(before.select("advert", of="head"), "advert")
    rows = rows.mutate(of=rows.of.fill_null(rows.advert))
    rows = rows.mutate(until=rows.last_seen.max().over(ibis.window(group_by="of")))
    is_open = rows.until + ibis.interval(days=repost_days) >= rows.since
    rows = rows.filter((rows.first_seen >= rows.since) | is_open)
    return rows.select(*kin.columns, head=ibis.ifelse(rows.first_seen < rows.since, rows.of, None))


def _day(date: ibis.Value) -> ibis.Value:
    """Days since 1970."""
    return date.cast("timestamp").epoch_seconds() // _DAY


def _other(now: ibis.Table, before: ibis.Table) -> ibis.Table:
    """The rows of either that the other has not."""
    return now.difference(before).union(before.difference(now))


def _other_rows(now: ibis.Table, before: ibis.Table) -> ibis.Table:
    """The rows of either that the other has not, of tables with one row an advert."""
    then = before.rename({f"{name}_then": name for name in before.columns})
    both = now.inner_join(then, now.advert == then.advert_then)
    same = both.filter([both[name].identical_to(both[f"{name}_then"]) for name in now.columns]).select("advert")
    return now.anti_join(same, "advert").union(before.anti_join(same, "advert"))


def _columns(engine: Engine, expression: ibis.Table) -> list[np.ndarray]:
    """Of one run: a second one may give the rows in another order."""
    batches = list(engine.batches(expression, _BATCH))
    return [np.concatenate([_NONE, *(batch[name].to_numpy() for batch in batches)]) for name in expression.columns]


def _write(file: Path, found: Iterable[Joined]) -> None:
    schema, found = arrow_schema(tables.JOINED), iter(found)
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        while some := list(islice(found, _ROWS)):
            columns = {name: list(map(attrgetter(name), some)) for name in schema.names}
            writer.write_table(pa.table(columns, schema=schema))
