"""Many texts as compiled code sees them: one behind the other in UTF-8."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

_OFFSETS = {"string": np.int32, "large_string": np.int64}


@dataclass(frozen=True)
class Texts:
    """Text n is data[offsets[n]:offsets[n + 1]]."""

    data: np.ndarray  # uint8
    offsets: np.ndarray  # int64, one more than there are texts

    @classmethod
    def of(cls, texts: Iterable[str | None]) -> "Texts":
        """None is read as "". What is no character alone (half of a pair of surrogates) is kept as it is."""
        pieces = [text.encode("utf-8", "surrogatepass") if text else b"" for text in texts]
        offsets = np.zeros(len(pieces) + 1, dtype=np.int64)
        np.cumsum([len(piece) for piece in pieces], out=offsets[1:])
        return cls(np.frombuffer(b"".join(pieces), dtype=np.uint8), offsets)

    @classmethod
    def of_column(cls, column: Any) -> "Texts":
        """The texts of a column of Arrow, where they lie if its type is string or large_string; null is read as ""."""
        if str(column.type) not in _OFFSETS:
            column = column.cast("large_string")
        column = column.fill_null("")
        _, offsets, data = column.buffers()
        if len(column) == 0 or data is None or data.size == 0:
            return cls(np.frombuffer(b"", dtype=np.uint8), np.zeros(len(column) + 1, dtype=np.int64))
        places = np.frombuffer(offsets, dtype=_OFFSETS[str(column.type)])
        places = places[column.offset : column.offset + len(column) + 1].astype(np.int64)
        whole = np.frombuffer(data, dtype=np.uint8)
        whole.flags.writeable = False  # as bytes are: for arrays of two kinds all code would be compiled twice
        return cls(whole, places)

    @property
    def longest(self) -> int:
        return int(np.diff(self.offsets).max(initial=0))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, at: int) -> str:
        return self.data[self.offsets[at] : self.offsets[at + 1]].tobytes().decode("utf-8", "surrogatepass")

    def all(self) -> list[str]:
        whole = self.data[self.offsets[0] : self.offsets[-1]].tobytes()
        offsets = (self.offsets - self.offsets[0]).tolist()
        return [whole[first:last].decode("utf-8", "surrogatepass") for first, last in pairwise(offsets)]
