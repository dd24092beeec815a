"""Pairs of nodes, looked up from either side: three arrays instead of a mapping, a tenth of its memory."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa

from jobtide.adverts.joining import Alike


class Neighbours(Mapping[int, Sequence[Alike]]):
    """The nodes that each node is like, from a table of tables.PAIRS."""

    def __init__(self, pairs: pa.Table):
        low, high = (pairs[name].to_numpy() for name in ("low", "high"))
        order = np.argsort(node := np.concatenate([low, high]), kind="stable")
        self._node, self._other = node[order], np.concatenate([high, low])[order]
        self._similarity = np.tile(pairs["similarity"].to_numpy(), 2)[order]
        self._begins = np.tile(pairs["begins"].to_numpy(zero_copy_only=False), 2)[order]

    def __getitem__(self, node: int) -> list[Alike]:
        first, last = np.searchsorted(self._node, node, "left"), np.searchsorted(self._node, node, "right")
        if first == last:
            raise KeyError(node)
        part = slice(first, last)
        columns = (self._other[part].tolist(), self._similarity[part].tolist(), self._begins[part].tolist())
        return [Alike(*row) for row in zip(*columns, strict=True)]

    def __iter__(self) -> Iterator[int]:
        return iter(np.unique(self._node).tolist())

    def __len__(self) -> int:
        return len(np.unique(self._node))
