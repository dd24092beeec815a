"""The room in which one text is read: tables that are filled and emptied again for each."""

from typing import NamedTuple

import numpy as np

from jobtide.extraction.kernel.columns import WIDTH
from jobtide.extraction.kernel.words import PADDING

_PAGE, _APART = 4096, 5 * 64
_Size = tuple[int | tuple[int, ...], type]


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
    flat = {name: (room, np.uint8) for name in ("cased", "lower", "marks", "kinds")}
    flat |= {name: (room, np.int32) for name in ("origins", "turns", "signs", "tails", "openings", "roots", "beside")}
    flat |= {"hashes": (room, np.uint64), "marked": (1, np.int64), "last_of": (terms, np.int32)}
    made = _together({**flat, "first_of": (terms, np.int32), **_sizes(candidates)})
    made["last_of"][:] = made["first_of"][:] = -1
    return Desk(**_shared(made))


def with_candidates(small: Desk, candidates: int) -> Desk:
    """The same desk with room for more candidates."""
    return small._replace(**_shared(_together(_sizes(candidates))))


def _sizes(candidates: int) -> dict[str, _Size]:
    several = 4 * candidates  # what was found may be there as proved and as unproved, and beside what was kept
    tables = {
        name: ((several, WIDTH), np.int32)
        for name in ("weak", "relatives", "company", "several", "everything", "kept", "kept_titles")
    }
    tables |= {name: (several, np.int32) for name in ("inside", "row", "technical_starts")}
    tables |= {name: ((candidates, 2), np.int32) for name in ("stretches", "blocked")}
    tables["found"] = ((candidates + 1, WIDTH), np.int32)  # one more for who puts them in order
    return tables | {"out": (several, np.bool_), "spots": (candidates, np.int32)}


def _shared(made: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    same = {"sure": "found", "titles": "several", "others": "several", "kept_others": "everything"}
    return made | {name: made[other] for name, other in same.items()}


def _together(sizes: dict[str, _Size]) -> dict[str, np.ndarray]:
    """Tables of zeros in one piece of memory.

    Each begins in another line of the processor's first cache. Tables of their own would all begin at the start of a
    page: so their first rows, which are the most used, would drive one another out of the few lines that there are.
    """
    spots, behind = {}, 0
    for at, (name, (shape, kind)) in enumerate(sizes.items()):
        behind += -behind % _PAGE + at * _APART % _PAGE
        spots[name] = behind
        behind += int(np.prod(shape)) * np.dtype(kind).itemsize
    whole = np.zeros(behind, dtype=np.uint8)
    tables = {}
    for name, (shape, kind) in sizes.items():
        size = int(np.prod(shape)) * np.dtype(kind).itemsize
        tables[name] = whole[spots[name] : spots[name] + size].view(kind).reshape(shape)
    return tables
