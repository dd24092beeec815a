"""Pairs of nodes, looked up from either side: a few arrays instead of a mapping, a tenth of its memory."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import ibis
import numpy as np
import pyarrow.parquet as pq

from jobtide.adverts.joining import Alike

SORTED = ("node", "other")


def both_ways(pairs: ibis.Table) -> ibis.Table:
    """Rows of tables.PAIRS from either side: (node, other, similarity, begins)."""
    there = pairs.select(node="low", other="high", similarity="similarity", begins="begins")
    return there.union(pairs.select(node="high", other="low", similarity="similarity", begins="begins"))


class Neighbours(Mapping[int, Sequence[Alike]]):
    """The nodes that each node is like, from a file of rows of `both_ways`, sorted by SORTED.

    An item is a plain tuple of the fields of Alike.
    """

    def __init__(self, file: Path):
        node = pq.read_table(file, columns=["node"])["node"].to_numpy()
        self._node, first = np.unique(node, return_index=True)
        self._ends = np.append(first, len(node))
        del node
        others = pq.read_table(file, columns=["other", "similarity", "begins"])
        self._other, self._similarity = others["other"].to_numpy(), others["similarity"].to_numpy()
        self._begins = others["begins"].to_numpy(zero_copy_only=False)

    def __getitem__(self, node: int) -> list[tuple[int, float, bool]]:
        found = self.get(node)
        if not found:
            raise KeyError(node)
        return found

    def get(self, node: int, default: Sequence = ()) -> Sequence[tuple[int, float, bool]]:
        at = self._node.searchsorted(node)
        if at == len(self._node) or self._node[at] != node:
            return default
        part = slice(self._ends[at], self._ends[at + 1])
        columns = (self._other[part].tolist(), self._similarity[part].tolist(), self._begins[part].tolist())
        return list(zip(*columns, strict=True))

    def __iter__(self) -> Iterator[int]:
        return iter(self._node.tolist())

    def __len__(self) -> int:
        return len(self._node)
