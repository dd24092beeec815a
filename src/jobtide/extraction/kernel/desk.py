"""The room in which one text is read: tables that are filled and emptied again for each."""

from typing import NamedTuple

import numpy as np

from jobtide.extraction.kernel.columns import WIDTH
from jobtide.extraction.kernel.words import PADDING


class Desk(NamedTuple):
    """`marks`, `last_of` and `first_of` are left as they were found; all else holds what the last text left.

    Some tables are one and the same, since the one is not read any more once the other is written.
    """

    cased: np.ndarray
    lower: np.ndarray
    origins: np.ndarray
    turns: np.ndarray
    signs: np.ndarray
    tails: np.ndarray
    hashes: np.ndarray
    kinds: np.ndarray
    openings: np.ndarray
    roots: np.ndarray
    beside: np.ndarray
    marks: np.ndarray
    spots: np.ndarray  # where CUE_ENDS stand in `marks`
    marked: np.ndarray  # how many
    stretches: np.ndarray
    blocked: np.ndarray
    found: np.ndarray
    sure: np.ndarray  # is `found`, of which it keeps the rows that need no proof
    weak: np.ndarray
    relatives: np.ndarray
    company: np.ndarray
    several: np.ndarray
    everything: np.ndarray
    kept: np.ndarray
    titles: np.ndarray  # is `several`
    others: np.ndarray  # is `several`, once the titles are settled
    kept_titles: np.ndarray
    kept_others: np.ndarray  # is `everything`, once the others are picked
    inside: np.ndarray
    row: np.ndarray
    out: np.ndarray
    technical_starts: np.ndarray
    last_of: np.ndarray
    first_of: np.ndarray

    @property
    def longest(self) -> int:
        """Bytes of the longest text that there is room for."""
        return (len(self.cased) - 2 * PADDING) // 2


def desk(longest: int, candidates: int, terms: int) -> Desk:
    """Room for texts of `longest` bytes with so many candidates."""
    room = 2 * longest + 2 * PADDING
    flat = {name: np.zeros(room, dtype=np.uint8) for name in ("cased", "lower", "marks", "kinds")}
    flat |= {
        name: np.zeros(room, dtype=np.int32)
        for name in ("origins", "turns", "signs", "tails", "openings", "roots", "beside")
    }
    return Desk(
        **flat,
        **_tables(candidates),
        hashes=np.zeros(room, dtype=np.uint64),
        marked=np.zeros(1, dtype=np.int64),
        last_of=np.full(terms, -1, dtype=np.int32),
        first_of=np.full(terms, -1, dtype=np.int32),
    )


def with_candidates(small: Desk, candidates: int) -> Desk:
    """The same desk with room for more candidates."""
    return small._replace(**_tables(candidates))


def _tables(candidates: int) -> dict[str, np.ndarray]:
    several = 4 * candidates  # what was found may be there as proved and as unproved, and beside what was kept
    tables = {
        name: np.zeros((several, WIDTH), dtype=np.int32)
        for name in ("weak", "relatives", "company", "several", "everything", "kept", "kept_titles")
    }
    tables |= {"titles": tables["several"], "others": tables["several"], "kept_others": tables["everything"]}
    found = np.zeros((candidates + 1, WIDTH), dtype=np.int32)  # one more for who puts them in order
    tables |= {name: np.zeros(several, dtype=np.int32) for name in ("inside", "row", "technical_starts")}
    tables |= {name: np.zeros((candidates, 2), dtype=np.int32) for name in ("stretches", "blocked")}
    out, spots = np.zeros(several, dtype=np.bool_), np.zeros(candidates, dtype=np.int32)
    return tables | {"found": found, "sure": found, "out": out, "spots": spots}
