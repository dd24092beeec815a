"""What is fresh, compared with all: which keys are crowds, and which texts are alike.

Touches: scratch/.
"""

from pathlib import Path

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jobtide import tables
from jobtide.adverts import candidates
from jobtide.adverts.comparing import Known, alike
from jobtide.adverts.sharing import PAIRS_AT_A_TIME, Places, crowds, ends, once, pairs
from jobtide.arrow import arrow_schema
from jobtide.engine import Engine

_KEYS = 12_000_000  # keys that are looked up at a time, which bounds memory
_KEYS_OF_ONE = 40  # that a node has, about
_BATCH = 1_000_000  # rows that are read, and pairs that are compared, at a time
_LOADED = 50_000  # nodes that are read with their sketches at a time


def write_pairs(engine: Engine, scratch: Path, many: int, known: bool) -> None:
    """Writes `pairs` and `crowds` in `scratch`: rows of tables.PAIRS and tables.CROWDS.

    The engine sees nodes and keys, and `fresh`: `many` of the nodes, and all of them unless some are `known`.
    """
    keys, nodes = (ibis.table(dict(table.schema), name=table.name) for table in (tables.KEYS, tables.NODES))
    fresh = ibis.table({"node": "int64"}, name="fresh")
    every = once(_columns(engine, nodes, "node")[0])
    places = Places.of(every)
    is_fresh = np.ones(len(every), bool)
    if known:
        is_fresh[:] = False
        is_fresh[places(_columns(engine, fresh, "node")[0])] = True
    parts = 1
    while parts * _KEYS < many * _KEYS_OF_ONE:
        parts *= 2
    crowded = []
    with _Compared(engine, scratch, every) as compared:
        for part in range(parts):
            node, key = _columns(
                engine, candidates.keys_of_fresh(keys, fresh if known else None, part, parts), "node", "key"
            )
            order = np.argsort(key)
            key, whose = key[order], places(node)[order]
            del node, order
            crowded.append(crowds(key, candidates.CROWD))
            for some in pairs(key, whose, is_fresh, candidates.CROWD):
                compared.add(some)
    engine.see("compared", scratch / "compared.parquet")
    found = ibis.table(dict(tables.PAIRS.schema), name="compared")
    engine.write("pairs", found.distinct() if compared.times > 1 else found, scratch / "pairs")
    pq.write_table(pa.table({"key": np.concatenate(crowded)}, schema=arrow_schema(tables.CROWDS)), scratch / "crowds")


class _Compared:
    """Writes `compared.parquet`, the pairs that are alike of those that are added; some of them more than once."""

    def __init__(self, engine: Engine, scratch: Path, nodes: np.ndarray):
        self._engine, self._scratch, self._nodes = engine, scratch, nodes
        self._waiting, self._many, self.times = [], 0, 0

    def __enter__(self) -> "_Compared":
        self._file = pq.ParquetWriter(
            self._scratch / "compared.parquet", arrow_schema(tables.PAIRS), compression="zstd"
        )
        return self

    def __exit__(self, *raised) -> None:
        if raised[0] is None:
            self._compare()
        self._file.close()

    def add(self, pairs: np.ndarray) -> None:
        self._waiting.append(pairs)
        self._many += len(pairs)
        if self._many > PAIRS_AT_A_TIME:
            self._compare()

    def _compare(self) -> None:
        if not self._many:
            return
        packed = once(np.concatenate(self._waiting))
        self._waiting, self._many, self.times = [], 0, self.times + 1
        asked = np.zeros(len(self._nodes), bool)
        for end in ends(packed):
            asked[end] = True
        place = np.cumsum(asked, dtype=np.int32) - 1
        known = self._known(self._nodes[asked])
        for at in range(0, len(packed), _BATCH):
            low, high = ends(packed[at : at + _BATCH])
            self._file.write_table(alike(known, place[low], place[high]))

    def _known(self, wanted: np.ndarray) -> Known:
        nodes = ibis.table(dict(tables.NODES.schema), name=tables.NODES.name)
        if len(wanted) < len(self._nodes):
            pq.write_table(pa.table({"node": wanted}), self._scratch / "wanted.parquet")
            self._engine.see("wanted", self._scratch / "wanted.parquet")
            nodes = nodes.semi_join(ibis.table({"node": "int64"}, name="wanted"), "node")
        return Known.of(self._engine.batches(nodes, _LOADED), len(wanted))


def _columns(engine: Engine, rows: ibis.Table, *names: str) -> list[np.ndarray]:
    """Numbers of 64 bits, column by column."""
    batches = list(engine.batches(rows.select(*names), _BATCH))
    return [np.concatenate([np.zeros(0, np.int64), *(batch[name].to_numpy() for batch in batches)]) for name in names]
