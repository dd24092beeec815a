"""Many texts as compiled code sees them: one behind the other in UTF-8."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

SLACK = 8  # bytes behind the last text that may be looked at


@dataclass(frozen=True)
class Texts:
    """Text n is data[offsets[n]:offsets[n + 1]]. Behind the last lie SLACK bytes or more, of whatever kind."""

    data: np.ndarray  # uint8
    offsets: np.ndarray  # int64, one more than there are texts

    @classmethod
    def of(cls, texts: Iterable[str | None]) -> "Texts":
        """None is read as "". What is no character alone (half of a pair of surrogates) is kept as it is."""
        pieces = [(text or "").encode("utf-8", "surrogatepass") for text in texts]
        offsets = np.zeros(len(pieces) + 1, dtype=np.int64)
        np.cumsum([len(piece) for piece in pieces], out=offsets[1:])
        return cls(np.frombuffer(b"".join((*pieces, bytes(SLACK))), dtype=np.uint8), offsets)

    @property
    def longest(self) -> int:
        return int(np.diff(self.offsets).max(initial=0))

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, at: int) -> str:
        return self.data[self.offsets[at] : self.offsets[at + 1]].tobytes().decode("utf-8", "surrogatepass")
