"""How alike the texts of candidates are. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from jobtide import tables
from jobtide.adverts.rules import EXCERPT, SAID_ALIKE
from jobtide.adverts.signatures import SLOTS, STARTS
from jobtide.arrow import arrow_schema

_CUT = 14  # letters at the end of a text that was cut short: half a word, and what the board puts behind it
_LONGER = 64  # letters that a text cut short may have behind its last beginning

LEAST = SAID_ALIKE  # the least similarity that any rule asks for, but of excerpts by one employer


@dataclass(frozen=True)
class Known:
    """What tells how alike texts are, a row for each: rows of tables.NODES as arrays.

    `sketch` has SLOTS bytes a row; `starts` as many hashes as there are STARTS, of which `many` are there.
    """

    node: np.ndarray
    text: np.ndarray
    letters: np.ndarray
    sketch: np.ndarray
    starts: np.ndarray
    many: np.ndarray
    employer_bits: np.ndarray

    @staticmethod
    def of(batches: Iterable[pa.RecordBatch], rows: int) -> "Known":
        """Of rows of tables.NODES, `rows` of them, in the order of nodes."""
        known = Known(
            np.zeros(rows, np.int64), np.zeros(rows, np.int64), np.zeros(rows, np.int32),
            np.zeros((rows, SLOTS), np.uint8), np.zeros((rows, len(STARTS)), np.int64), np.zeros(rows, np.int8),
            np.zeros(rows, np.int64),
        )  # fmt: skip
        done = 0
        for batch in batches:
            part = slice(done, done + len(batch))
            for name in ("node", "text", "letters", "employer_bits"):
                getattr(known, name)[part] = batch[name].to_numpy(zero_copy_only=False)
            known.sketch[part] = sketches(batch["sketch"])
            hashes, offsets = _starts(batch["starts"])
            known.many[part] = many = np.diff(offsets)
            known.starts[part][np.arange(len(STARTS)) < many[:, None]] = hashes
            done += len(batch)
        if (known.node[1:] < known.node[:-1]).any():
            order = np.argsort(known.node)
            return Known(*(getattr(known, name)[order] for name in Known.__dataclass_fields__))
        return known


def alike(known: Known, low: np.ndarray, high: np.ndarray) -> pa.Table:
    """Rows of tables.PAIRS for candidates, less those that no rule could make one opening.

    `low` and `high` are the places of both in `known`.
    """
    from jobtide.adverts.agreeing import agreeing  # brings the compiler

    same = known.text[low] == known.text[high]
    similar = np.where(same, 1.0, _similarity(agreeing(known.sketch, low, high)))
    shorter = np.minimum(known.letters[low], known.letters[high])
    begin = np.zeros(len(low), bool)
    may = np.flatnonzero(shorter <= STARTS[-1] + _LONGER)
    begin[may] = begins(known, low[may], high[may])
    # Rounded, so that a sum taken in another order cannot move it.
    similar = np.round(similar, 4)
    telling = (similar >= LEAST) | begin
    few = np.flatnonzero(~telling & (shorter <= EXCERPT))
    telling[few] = one_employer(known.employer_bits[low[few]], known.employer_bits[high[few]])
    pairs = {
        "low": known.node[low[telling]], "high": known.node[high[telling]], "similarity": similar[telling],
        "begins": begin[telling],
    }  # fmt: skip
    return pa.table(pairs, schema=arrow_schema(tables.PAIRS))


def similarity(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Of sketches, row by row (uint8, SLOTS columns): the estimated Jaccard similarity of their shingles, from 0 to 1.

    A sketch keeps 8 bits of each slot, of which one in 256 agrees by chance.
    """
    return _similarity(np.count_nonzero(one == other, axis=1))


def begins(known: Known, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """Whether the shorter text of each pair, but for its last word, is how the other begins."""
    is_longer = known.letters[low] >= known.letters[high]  # whether the second side is the shorter
    short, long = np.where(is_longer, high, low), np.where(is_longer, low, high)
    at = np.searchsorted(np.array(STARTS), known.letters[short] - _CUT, "right") - 1
    may = (at >= 1) & (known.letters[short] <= STARTS[-1] + _LONGER) & (known.many[long] > at)
    at = np.where(may, at, 0)
    return may & (known.starts[short, at] == known.starts[long, at])


def one_employer(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Of naming.employer_bits, whether the employers may be one; without one, nothing says so."""
    both = one & other
    return (both != 0) & ((both == one) | (both == other))


def sketches(column: pa.Array) -> np.ndarray:
    """A row of SLOTS bytes for each; none is null."""
    whole = column.cast(pa.binary(SLOTS))
    first = whole.offset * SLOTS
    return np.frombuffer(whole.buffers()[1], np.uint8)[first : first + len(whole) * SLOTS].reshape(-1, SLOTS)


def _similarity(agreeing: np.ndarray) -> np.ndarray:
    return np.clip((agreeing / SLOTS - 1 / 256) / (1 - 1 / 256), 0.0, 1.0)


def _starts(column: pa.ListArray) -> tuple[np.ndarray, np.ndarray]:
    offsets = np.asarray(column.offsets)
    return np.asarray(column.values)[offsets[0] : offsets[-1]], offsets - offsets[0]
