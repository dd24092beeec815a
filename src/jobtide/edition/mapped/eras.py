"""Eras of an edition's vacancies, whose lists lie in files of their own.

Most of a market is long past and does not move any more: the lists of an era in which nothing did are the same files in
the next edition. Eras end with years, and move on by one when the year does.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from jobtide.edition.mapped.columns import Columns, save

PARTS = ("starts", "of_vacancy", "ends", "vacancies")  # of the lists of an era
_ENDS = "vacancy.era_ends"
FILES = (_ENDS,)  # what eras_of reads
# Years from the newest month's to those that eras begin with. The older an era is, the more lies in it and the less
# moves; and the more eras there are, the more lists are put together for a page.
_YEARS_BACK = (5, 1)


@dataclass(frozen=True)
class Era:
    """Vacancies of one employment type with numbers from `first` up to, not including, `end`; in the lists they are
    counted from 0. `number` is None in editions of before there were eras, which have one."""

    first: int
    end: int
    number: int | None

    def name(self, key: str, part: str) -> str:
        """That of the column with one of PARTS, by "place" or "term"."""
        return f"{key}.{part}" if self.number is None else f"{key}.{part}.{self.number}"


def first_months(newest: str) -> list[str]:
    """The months that eras begin with ("2024-01"), but for the first one, where `newest` is the newest month."""
    return [f"{int(newest[:4]) - years:04d}-01" for years in _YEARS_BACK]


def write(many: Sequence[int], folder: Path) -> list[Era]:
    """Eras of so many vacancies each, one after the other, which `eras_of` finds in `folder` again."""
    save(folder, _ENDS, np.cumsum([0, *many], dtype=np.int64))
    return eras_of(Columns(folder))


def eras_of(columns: Columns) -> list[Era]:
    """In the order of their numbers."""
    if not columns.has(_ENDS):
        return [Era(0, int(columns["vacancy.type_ends"][-1]), None)]
    ends = itertools.pairwise(columns[_ENDS].tolist())
    return [Era(first, end, number) for number, (first, end) in enumerate(ends)]
