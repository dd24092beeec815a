"""What pages ask of vacancies, answered by operations on whole arrays.

Nothing has to be loaded for it, which makes it the fastest way to one page. `swiftly` answers the same by loops.

Touches: the edition's columns, for reading.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from jobtide.edition.mapped import answers, windows
from jobtide.edition.mapped.columns import Columns
from jobtide.edition.mapped.layout import Layout
from jobtide.edition.mapped.postings import Postings
from jobtide.edition.mapped.vacancies import Vacancies
from jobtide.interval import POINTS
from jobtide.period import Period


class Plainly:
    """`numbers` are vacancies of one type, in order."""

    def __init__(self, layout: Layout, columns: Columns, vacancies: Vacancies, terms: Postings, places: Postings):
        self._layout, self._columns, self._vacancies = layout, columns, vacancies
        self._terms, self._places = terms, places
        self._units = layout.code("unit", None)  # digits below it are units of pay

    def among(self, numbers: np.ndarray, place: int) -> np.ndarray:
        """Those that count in a place."""
        return numbers[self._places.among(numbers, place)]

    def terms_counted(self, numbers: np.ndarray) -> np.ndarray:
        """How many have each term."""
        return np.bincount(self._terms.keys_of(numbers), minlength=self._layout.terms)

    def quoting(self, numbers: np.ndarray) -> list[np.ndarray]:
        """Those that quote usable pay, in each unit."""
        unit = self._vacancies.units(numbers)
        return [numbers[unit == digit] for digit in range(self._units)]

    def middles(self, quoting: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The middles of pay that are quoted, in ascending order, and how many quote each."""
        ranks, many = np.unique(self._vacancies.ranks("middle", quoting), return_counts=True)
        return self._vacancies.values("middle")[ranks], many

    def paid_within(self, quoting: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> dict[int, list[float]]:
        """See windows.paid_within."""
        return windows.paid_within(self._vacancies, quoting, starts, ends)

    def paid(self, numbers: np.ndarray, group: np.ndarray) -> tuple[list[int], list[int], list[list[float]]]:
        """Of each group and unit that has some, as group * units + unit: how many quote pay, and five percentiles.

        Groups ascend; a vacancy that belongs to several stands once for each.
        """
        unit = self._vacancies.units(numbers)
        quotes = unit != self._units
        keys = (group * self._units + unit)[quotes]
        many = np.bincount(keys, minlength=1)
        found = answers.paid(self._vacancies, numbers[quotes], keys)
        return found.group, many[found.group].tolist(), found.percentiles

    def samples(
        self, everywhere: np.ndarray, periods: Sequence[Period], around: Sequence[int]
    ) -> tuple[answers.Behind, answers.Behind, np.ndarray]:
        """Who stands behind the vacancies of each place and period, as place * periods + period, and behind those that
        quote pay, as that * units + unit; and of the latter the values at the ranks of samples, in twelve rows."""
        parts = [self._vacancies.within(everywhere, each.start, each.end) for each in periods]
        parts.reverse()  # from the earliest, so that all together are in order
        members = np.concatenate(parts)
        period = np.repeat(np.arange(len(periods))[::-1], [len(part) for part in parts])
        belongs = [np.flatnonzero(self._places.among(members, place)) for place in around]
        at = np.concatenate(belongs) if belongs else np.zeros(0, np.int64)
        group = np.repeat(np.arange(len(around)), [len(each) for each in belongs]) * len(periods) + period[at]
        members = members[at]
        known = self._vacancies.known_employers
        every = answers.behind(self._vacancies.employers(members), group, known)
        unit = self._vacancies.units(members)
        quotes = unit != self._units
        quoting, quoted_in = members[quotes], (group * self._units + unit)[quotes]
        quoted = answers.behind(self._vacancies.employers(quoting), quoted_in, known)
        values = [
            answers.at_ranks(
                answers.standing_of(self._vacancies, point, quoting, quoted_in), quoted.squares, self.ranks[point]
            )
            for point in POINTS
        ]
        return every, quoted, np.concatenate(values)

    @cached_property
    def ranks(self) -> dict[str, np.ndarray]:
        """See answers.at_ranks."""
        return {
            point: np.stack([
                self._columns[f"ranks.{point}_{end}.{which}"] for end in ("low", "high") for which in (0, 1)
            ])
            for point in POINTS
        }  # fmt: skip
