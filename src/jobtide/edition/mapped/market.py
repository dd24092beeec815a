"""One edition's columns, open: figures by cell, and what pages ask of the vacancies behind them.

Touches: the edition's files, for reading.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from jobtide import tables
from jobtide.edition.mapped import answers, layout, windows
from jobtide.edition.mapped.columns import Columns
from jobtide.edition.mapped.figures import Figures
from jobtide.edition.mapped.postings import Postings
from jobtide.edition.mapped.vacancies import Vacancies
from jobtide.interval import MOST, POINTS
from jobtide.page import BY_CATEGORY, OVERALL
from jobtide.period import Period
from jobtide.taxonomy import APART, JOB_TITLES

_ENDS = tuple(f"{point}_{end}" for point in POINTS for end in ("low", "high"))


class Market:
    """May be used from several threads: nothing in it changes but what was opened."""

    def __init__(self, folder: Path):
        self.layout = layout.read(folder)
        self._columns = Columns(folder)
        self.vacancies = Vacancies(self.layout, self._columns)
        self.terms = Postings("term", self._columns)
        self.places = Postings("place", self._columns)
        self._figures: dict[str, Figures] = {}

    def figures(self, table: tables.Table) -> Figures:
        if table.name not in self._figures:
            self._figures[table.name] = Figures(table, self.layout, self._columns)
        return self._figures[table.name]

    def naming(self, employment_type: str, term: int) -> np.ndarray:
        """Numbers of the vacancies of a type and term, wherever and whenever first seen, in order."""
        return self.terms.of(term, *self.vacancies.of_type(employment_type))

    def inside(self, numbers: np.ndarray, place: int) -> np.ndarray:
        """Those of the vacancies `numbers`, which are in order, that count in a place."""
        if self.places.has_all(place, len(self.vacancies)):
            return numbers
        return numbers[self.places.among(numbers, place)]

    # -- what pages ask -----------------------------------------------------------------------------------------------

    def cooccurring(self, members: np.ndarray, terms: Sequence[int]) -> answers.Listed:
        """The other terms of the members of a cell, which all name `terms`; beside a Job Title, no Job Titles."""
        counts = np.bincount(self.terms.keys_of(members), minlength=self.layout.terms)
        counts[list(terms)] = 0
        titles = self.layout.code("category", JOB_TITLES)
        if any(self.names.category[term] == titles for term in terms):
            counts[self.names.category == titles] = 0
        return answers.cooccurring(counts, self.names, OVERALL, BY_CATEGORY)

    def months_counted(self, matching: np.ndarray, employment_type: str, place: int) -> list[tuple]:
        """(month, count, share) of each month since the first data; none where there are no data."""
        if not len(self.vacancies):
            return []
        firsts = np.array(self.layout.months, "datetime64[M]").astype("datetime64[D]").astype(np.int64)
        counts = np.diff(np.append(self.vacancies.before(matching, firsts), len(matching))).tolist()
        totals = self.month_totals(employment_type, place).items()
        return [
            (month, count, count / total if total else None)
            for (month, total), count in zip(totals, counts, strict=True)
        ]

    def month_totals(self, employment_type: str, place: int) -> dict[str, int]:
        """All vacancies first seen in each month since the first data."""
        wanted = {"employment_type": employment_type, "place": place}
        rows, digits = self.figures(tables.MONTH_TOTALS).below(wanted)
        totals = [0] * len(self.layout.months)
        for month, total in zip(digits["month"], self.figures(tables.MONTH_TOTALS).column("total")[rows], strict=True):
            totals[month] = int(total)
        return dict(zip(self.layout.months, totals, strict=True))

    def months_paid(self, matching: np.ndarray, months: int) -> list[tuple]:
        """(month, unit, p10 .. p90) of the period of so many months that ends with each month."""
        units = self.vacancies.units(matching)
        found = {}
        for digit, unit in enumerate(self.layout.values("unit")):
            quoting = matching[units == digit] if unit is not None else matching[:0]
            starts = self.vacancies.before(quoting, self._columns[f"month_starts.{months}"])
            ends = self.vacancies.before(quoting, self._columns[f"month_ends.{months}"] + 1)
            percentiles = windows.paid_within(self.vacancies, quoting, starts, ends) if len(quoting) else {}
            found |= {(month, digit): (self.layout.months[month], unit, *said) for month, said in percentiles.items()}
        return [found[key] for key in sorted(found)]

    def paid(self, numbers: np.ndarray, group: np.ndarray) -> dict[tuple[int, str], list]:
        """By group and unit: how many of the vacancies `numbers` of the group quote pay in it, and five percentiles."""
        unit = self.vacancies.units(numbers)
        quoting = unit != self.layout.code("unit", None)
        units = self.layout.size("unit")
        keys = (group * units + unit)[quoting]
        found = answers.paid(self.vacancies, numbers[quoting], keys)
        many = np.bincount(keys, minlength=1)
        names = self.layout.values("unit")
        return {
            (key // units, names[key % units]): [int(many[key]), *percentiles]
            for key, *percentiles in zip(found.group, *found.percentiles, strict=True)
        }

    def middles(self, members: np.ndarray) -> list[tuple]:
        """(unit, middle, vacancies): how many members of a cell quote pay with each middle."""
        quoting = self._quoting(members)
        names = self.layout.values("unit")
        found = answers.middles(self.vacancies, quoting, self.vacancies.units(quoting))
        return [(names[unit], middle, many) for unit, middle, many in zip(*found, strict=True)]

    def samples(self, everywhere: np.ndarray, periods: Sequence[Period], around: Sequence[int]) -> list[tuple]:
        """(place, period, unit) and the columns of tables.CATEGORY_SAMPLES, in the places `around`.

        `everywhere` are vacancies of one type in order, wherever they are.
        """
        parts = [self.vacancies.within(everywhere, each.start, each.end) for each in periods]
        parts.reverse()  # from the earliest, so that all together are in order
        members = np.concatenate(parts)
        period = np.repeat(np.arange(len(periods))[::-1], [len(part) for part in parts])
        belongs = [np.flatnonzero(self.places.among(members, place)) for place in around]
        at = np.concatenate(belongs) if belongs else np.zeros(0, np.int64)
        group = np.repeat(np.arange(len(around)), [len(each) for each in belongs]) * len(periods) + period[at]
        members = members[at]
        known = self.vacancies.known_employers()
        every = answers.behind(self.vacancies.employers(members), group, known)
        units, none = self.layout.size("unit"), self.layout.code("unit", None)
        unit = self.vacancies.units(members)
        quotes = unit != none
        quoting, quoted_in = members[quotes], (group * units + unit)[quotes]
        quoted = answers.behind(self.vacancies.employers(quoting), quoted_in, known)
        bounds = self._bounds(quoting, quoted_in, quoted)
        said = [self._said(group * units + none, *row) for group, *row in _rows(every)]
        said += [self._said(group, *row, *ends) for (group, *row), ends in zip(_rows(quoted), bounds, strict=True)]
        names = self.layout.values("unit")
        return [
            (around[group // units // len(periods)], group // units % len(periods), names[group % units], *columns)
            for group, columns in said
        ]

    @staticmethod
    def _said(group: int, *columns: object) -> tuple[int, tuple]:
        return group, (*columns, *(None,) * (len(_ENDS) + 4 - len(columns)))

    def _bounds(self, quoting: np.ndarray, group: np.ndarray, quoted: answers.Behind) -> list[list]:
        """For each group the values at the ranks of its effective number, a pair for each of _ENDS."""
        effective = np.minimum((quoted.n * quoted.n / np.maximum(quoted.squares, 1) + 1e-9).astype(np.int64), MOST)
        columns = []
        for point in POINTS:
            standing = answers.standing_of(self.vacancies, point, quoting, group)
            for end in ("low", "high"):
                pair = []
                for which in (0, 1):
                    rank = self._columns[f"ranks.{point}_{end}.{which}"][effective]
                    outward = effective if end == "high" else 0
                    at = (rank * (quoted.n + 1) + outward) // (effective + 1) - 1
                    known = rank > 0
                    found = standing.at(np.where(known, at, 0))
                    pair.append(
                        [value if is_known else None for value, is_known in zip(found.tolist(), known, strict=True)]
                    )
                columns.append(list(zip(*pair, strict=True)))
        return list(zip(*columns, strict=True))

    def _quoting(self, numbers: np.ndarray) -> np.ndarray:
        return numbers[self.vacancies.units(numbers) != self.layout.code("unit", None)]

    @cached_property
    def names(self) -> answers.Names:
        categories: Mapping[str, int] = {name: code for code, name in enumerate(self.layout.values("category"))}
        apart = np.zeros(len(categories), bool)
        apart[[categories[name] for name in APART]] = True
        return answers.Names(self._columns["term.category"], self._columns["term.alphabetical"], apart)


def _rows(behind: answers.Behind) -> list[tuple]:
    columns = (behind.group, behind.n, behind.employers, behind.largest, behind.squares)
    return list(zip(*(column.tolist() for column in columns), strict=True))
