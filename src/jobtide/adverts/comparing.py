"""How alike the texts of candidates are, a batch at a time. Pure."""

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from jobtide import tables
from jobtide.adverts.rules import EXCERPT, SAID_ALIKE
from jobtide.adverts.signatures import SLOTS, STARTS
from jobtide.arrow import arrow_schema

_CUT = 14  # letters at the end of a text that was cut short: half a word, and what the board puts behind it
_LONGER = 64  # letters that a text cut short may have behind its last beginning

LEAST = SAID_ALIKE  # the least similarity that any rule asks for, but of excerpts


def alike(candidates: pa.RecordBatch) -> pa.Table:
    """Rows of tables.PAIRS for rows of candidates.to_compare, less those that no rule could make one opening."""
    low, high = (_sketches(candidates[f"{side}_sketch"]) for side in ("low", "high"))
    similar = np.where(_equal(candidates, "text"), 1.0, similarity(low, high))
    letters = [np.asarray(candidates[f"{side}_letters"]) for side in ("low", "high")]
    begin = begins(letters, [_starts(candidates[f"{side}_starts"]) for side in ("low", "high")])
    # Rounded, so that a sum taken in another order cannot move it.
    similar = np.round(similar, 4)
    telling = (similar >= LEAST) | begin | (np.minimum(*letters) <= EXCERPT)
    pairs = {"low": candidates["low"], "high": candidates["high"], "similarity": similar, "begins": begin}
    return pa.table(pairs, schema=arrow_schema(tables.PAIRS)).filter(pa.array(telling))


def similarity(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Of sketches, row by row (uint8, SLOTS columns): the estimated Jaccard similarity of their shingles, from 0 to 1.

    A sketch keeps 8 bits of each slot, of which one in 256 agrees by chance.
    """
    agree = np.count_nonzero(one == other, axis=1) / SLOTS
    return np.clip((agree - 1 / 256) / (1 - 1 / 256), 0.0, 1.0)


def begins(letters: Sequence[np.ndarray], starts: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    """Whether the shorter text of each pair, but for its last word, is how the other begins.

    `letters` of one side and of the other; `starts` alike, as all hashes and where those of each text begin.
    """
    is_longer = letters[0] >= letters[1]  # whether the second side is the shorter
    short = np.where(is_longer, letters[1], letters[0])
    at = np.searchsorted(np.array(STARTS), short - _CUT, "right") - 1
    may = (at >= 1) & (short <= STARTS[-1] + _LONGER)
    of_one, of_other = (_nth(*side, at, may) for side in starts)
    there = np.where(is_longer, _many(starts[0]), _many(starts[1])) > at
    return may & there & (of_one == of_other)


def _nth(hashes: np.ndarray, offsets: np.ndarray, at: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The hash at a place of each text, where it is `wanted` and there; nothing meant elsewhere."""
    place = np.where(wanted, offsets[:-1] + at, 0)
    return np.append(hashes, 0)[np.minimum(place, len(hashes))]


def _many(starts: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    return np.diff(starts[1])


def _starts(column: pa.ListArray) -> tuple[np.ndarray, np.ndarray]:
    offsets = np.asarray(column.offsets)
    return np.asarray(column.values)[offsets[0] : offsets[-1]], offsets - offsets[0]


def _sketches(column: pa.Array) -> np.ndarray:
    """A row of SLOTS bytes for each; none is null."""
    whole = column.cast(pa.binary(SLOTS))
    first = whole.offset * SLOTS
    return np.frombuffer(whole.buffers()[1], np.uint8)[first : first + len(whole) * SLOTS].reshape(-1, SLOTS)


def _equal(candidates: pa.RecordBatch, name: str) -> np.ndarray:
    return np.asarray(candidates[f"low_{name}"]) == np.asarray(candidates[f"high_{name}"])
