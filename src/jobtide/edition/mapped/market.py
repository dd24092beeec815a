"""One edition's columns, open: figures by cell, and what pages ask of the vacancies behind them.

Touches: the edition's files, for reading.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from jobtide import tables
from jobtide.edition.mapped import answers, layout
from jobtide.edition.mapped.columns import Columns
from jobtide.edition.mapped.figures import Figures
from jobtide.edition.mapped.plainly import Plainly
from jobtide.edition.mapped.postings import Postings
from jobtide.edition.mapped.vacancies import Vacancies
from jobtide.interval import POINTS
from jobtide.page import BY_CATEGORY, OVERALL
from jobtide.period import Period
from jobtide.taxonomy import APART, JOB_TITLES

_BOUNDS = 2 * len(POINTS)  # pairs of values that bound the percentiles of a sample


class Market:
    """May be used from several threads: nothing in it changes but what was opened.

    `swiftly` loads machine code for the loops over vacancies, which pays from the second page on.
    """

    def __init__(self, folder: Path, swiftly: bool = False):
        self.layout = layout.read(folder)
        self._columns = Columns(folder)
        self.vacancies = Vacancies(self.layout, self._columns)
        self.terms = Postings("term", self._columns)
        self.places = Postings("place", self._columns)
        self._figures: dict[str, Figures] = {}
        self._swift = swiftly

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
        return self._asked.among(numbers, place)

    # -- what pages ask -----------------------------------------------------------------------------------------------

    def cooccurring(self, members: np.ndarray, terms: Sequence[int]) -> answers.Listed:
        """The other terms of the members of a cell, which all name `terms`; beside a Job Title, no Job Titles."""
        counts = self._asked.terms_counted(members)
        counts[list(terms)] = 0
        titles = self.layout.code("category", JOB_TITLES)
        if any(self.names.category[term] == titles for term in terms):
            counts[self.names.category == titles] = 0
        return answers.cooccurring(counts, self.names, OVERALL, BY_CATEGORY)

    def months_counted(self, matching: np.ndarray, employment_type: str, place: int) -> list[tuple]:
        """(month, count, share) of each month since the first data; none where there are no data."""
        if not len(self.vacancies):
            return []
        counts = np.diff(self.vacancies.before(matching, self._month_firsts), append=len(matching)).tolist()
        totals = self.month_totals(employment_type, place).items()
        return [
            (month, count, count / total if total else None)
            for (month, total), count in zip(totals, counts, strict=True)
        ]

    @cached_property
    def _month_firsts(self) -> np.ndarray:
        """First days of the layout's months, in days since 1970."""
        return np.array(self.layout.months, "datetime64[M]").astype("datetime64[D]").astype(np.int64)

    def month_totals(self, employment_type: str, place: int) -> dict[str, int]:
        """All vacancies first seen in each month since the first data."""
        wanted = {"employment_type": employment_type, "place": place}
        rows, digits = self.figures(tables.MONTH_TOTALS).below(wanted)
        totals = np.zeros(len(self.layout.months), np.int64)
        totals[digits["month"]] = self.figures(tables.MONTH_TOTALS).column("total")[rows]
        return dict(zip(self.layout.months, totals.tolist(), strict=True))

    def months_paid(self, matching: np.ndarray, months: int) -> list[tuple]:
        """(month, unit, p10 .. p90) of the period of so many months that ends with each month."""
        found = []
        for unit, quoting in zip(self.layout.values("unit"), self._asked.quoting(matching), strict=False):
            if len(quoting):
                starts = self.vacancies.before(quoting, self._columns[f"month_starts.{months}"])
                ends = self.vacancies.before(quoting, self._columns[f"month_ends.{months}"] + 1)
                within = self._asked.paid_within(quoting, starts, ends).items()
                found += [(self.layout.months[month], unit, *said) for month, said in within]
        return sorted(found, key=lambda row: row[0])  # of each month in the order of the units

    def paid(self, numbers: np.ndarray, group: np.ndarray) -> dict[tuple[int, str], list]:
        """By group and unit: how many of the vacancies `numbers` of the group quote pay in it, and five percentiles.

        Groups ascend.
        """
        names = self.layout.values("unit")
        units = len(names) - 1
        keys, many, percentiles = self._asked.paid(numbers, group)
        return {
            (key // units, names[key % units]): [quoted, *said]
            for key, quoted, *said in zip(keys, many, *percentiles, strict=True)
        }

    def middles(self, members: np.ndarray) -> list[tuple]:
        """(unit, middle, vacancies): how many members of a cell quote pay with each middle."""
        found = []
        for unit, quoting in zip(self.layout.values("unit"), self._asked.quoting(members), strict=False):
            middles, many = self._asked.middles(quoting)
            found += [(unit, *each) for each in zip(middles.tolist(), many.tolist(), strict=True)]
        return found

    def samples(self, everywhere: np.ndarray, periods: Sequence[Period], around: Sequence[int]) -> list[tuple]:
        """(place, period, unit) and the columns of tables.CATEGORY_SAMPLES, in the places `around`.

        `everywhere` are vacancies of one type in order, wherever they are.
        """
        every, quoted, values = self._asked.samples(everywhere, periods, around)
        names = self.layout.values("unit")
        units, length = len(names) - 1, len(periods)
        said = [
            (around[group // length], group % length, None, *columns, *(None,) * _BOUNDS)
            for group, *columns in _rows(every)
        ]
        for (key, *columns), bounds in zip(_rows(quoted), values.T.tolist(), strict=True):
            group, unit = divmod(key, units)
            bounds = [None if value != value else value for value in bounds]
            pairs = zip(bounds[::2], bounds[1::2], strict=True)
            said.append((around[group // length], group % length, names[unit], *columns, *pairs))
        return said

    @cached_property
    def _asked(self) -> Plainly:
        columns = (self.layout, self._columns, self.vacancies, self.terms, self.places)
        if not self._swift:
            return Plainly(*columns)
        from jobtide.edition.mapped.swiftly import Swiftly

        return Swiftly(*columns)

    @cached_property
    def names(self) -> answers.Names:
        categories: Mapping[str, int] = {name: code for code, name in enumerate(self.layout.values("category"))}
        apart = np.zeros(len(categories), bool)
        apart[[categories[name] for name in APART]] = True
        in_order = np.argsort(self._columns["term.alphabetical"])
        return answers.Names(self._columns["term.category"], np.argsort(in_order), in_order, apart)


def _rows(behind: answers.Behind) -> list[tuple]:
    columns = (behind.group, behind.n, behind.employers, behind.largest, behind.squares)
    return list(zip(*(column.tolist() for column in columns), strict=True))
