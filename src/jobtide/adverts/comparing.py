"""How alike the texts of candidates are, a batch at a time. Pure."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from jobtide import tables
from jobtide.arrow import arrow_schema
from jobtide.adverts.signatures import SLOTS, STARTS

_CUT = 14  # letters at the end of a text that was cut short: half a word, and what the board puts behind it
_LONGER = 64  # letters that a text cut short may have behind its last beginning


def alike(candidates: pa.RecordBatch) -> pa.Table:
    """Rows of tables.PAIRS for rows of candidates.to_compare: how alike they are, however little that is."""
    low, high = (_sketches(candidates[f"{side}_sketch"]) for side in ("low", "high"))
    similar = np.where(_equal(candidates, "text"), 1.0, similarity(low, high))
    letters = [np.asarray(candidates[f"{side}_letters"]).tolist() for side in ("low", "high")]
    starts = [candidates[f"{side}_starts"].to_pylist() for side in ("low", "high")]
    begin = [
        begins(a, of_a, of_b) if a < b else begins(b, of_b, of_a)
        for a, b, of_a, of_b in zip(*letters, *starts, strict=True)
    ]
    # Rounded, so that a sum taken in another order cannot move it.
    return pa.table(
        {"low": candidates["low"], "high": candidates["high"], "similarity": np.round(similar, 4), "begins": begin},
        schema=arrow_schema(tables.PAIRS),
    )


def similarity(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Of sketches, row by row (uint8, SLOTS columns): the estimated Jaccard similarity of their shingles, from 0 to 1.

    A sketch keeps 8 bits of each slot, of which one in 256 agrees by chance.
    """
    agree = (one == other).mean(axis=1)
    return np.clip((agree - 1 / 256) / (1 - 1 / 256), 0.0, 1.0)


def begins(short_letters: int, short: Sequence[int], long: Sequence[int]) -> bool:
    """Whether a text of so many letters, but for its last word, is how another begins, by the `starts` of both."""
    sizes = [size for size in STARTS if size <= short_letters - _CUT]
    at = len(sizes) - 1
    return at >= 1 and short_letters <= STARTS[-1] + _LONGER and len(long) > at and short[at] == long[at]


def _sketches(column: pa.Array) -> np.ndarray:
    return np.frombuffer(b"".join(column.to_pylist()), np.uint8).reshape(-1, SLOTS)


def _equal(candidates: pa.RecordBatch, name: str) -> np.ndarray:
    return np.asarray(candidates[f"low_{name}"]) == np.asarray(candidates[f"high_{name}"])
