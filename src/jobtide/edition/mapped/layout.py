"""The number of a cell: what stands in the columns of its key, as the digits of one number.

The digits are in the order of a table's key, so that rows in the order of their key are in the order of their numbers.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from jobtide.pay import UNITS
from jobtide.period import MONTHS, YEARS_BACK
from jobtide.taxonomy import CATEGORIES

_FILE = "layout.json"
# Values that are texts or few, in the order in which tables are sorted by them; the one without a unit stands last.
_CODED: Mapping[str, Sequence[object]] = {
    "employment_type": sorted(set(UNITS.values())),
    "months": sorted(MONTHS),
    "category": sorted(CATEGORIES),
    "period": range(YEARS_BACK + 1),
    "unit": [*sorted(UNITS), None],
}


@dataclass(frozen=True)
class Layout:
    """How many places and terms there are, and the months since the first data ("2025-11"), oldest first."""

    places: int
    terms: int
    months: tuple[str, ...]

    def size(self, column: str) -> int:
        own = {"place": self.places, "term": self.terms, "month": len(self.months)}
        return own[column] if column in own else len(_CODED[column])

    def code(self, column: str, value: object) -> int:
        """The digit of one value."""
        if column in ("place", "term"):
            return value
        return self.values(column).index(value)

    def values(self, column: str) -> Sequence[object]:
        """What the digits of a column that does not hold numbers stand for."""
        return self.months if column == "month" else _CODED[column]

    def number(self, key: Sequence[str], digits: Mapping[str, object]) -> object:
        """The number of one cell, or of many where some digits are arrays."""
        number: object = 0
        for column in key:
            digit = digits[column]
            # Numbers of cells outgrow the short ones that a column's digits may come as.
            whole_digit = digit.astype(np.int64) if isinstance(digit, np.ndarray | np.generic) else digit
            number = number * self.size(column) + whole_digit
        return number

    def numbers(self, key: Sequence[str]) -> int:
        """How many cells there may be, whose numbers are all below that."""
        return math.prod(self.size(column) for column in key)

    def write(self, folder: Path) -> None:
        said = {"places": self.places, "terms": self.terms, "months": list(self.months)}
        (folder / _FILE).write_text(json.dumps(said) + "\n", encoding="utf-8")


def read(folder: Path) -> Layout:
    said = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    return Layout(said["places"], said["terms"], tuple(said["months"]))


def ordered(numbers: np.ndarray) -> bool:
    """Whether each number is greater than the one before."""
    return bool((np.diff(numbers) > 0).all())


def whole(below: int) -> type:
    """The type of whole numbers below so many: what is half as long is written and read in half the time."""
    return np.int32 if below < 1 << 31 else np.int64
