"""Puts terms, places or periods side by side: their pages' figures, and of each pair whether chance explains it."""

import itertools
import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from jobtide import comparison, contrast, pay
from jobtide.certainty import Certainties, Certainty, Change, Level
from jobtide.comparison import Column, Comparison, Difference, Paid
from jobtide.edition import groups
from jobtide.edition.by_term import all_in
from jobtide.edition.certainty_of import SHOWN, samples_of
from jobtide.edition.groups import Parts, Whole
from jobtide.errors import Error
from jobtide.interval import Interval, Sample
from jobtide.page import PERCENTILES, Month, Page, PaySummary


def comparison_of(
    reader, terms: Sequence[str], places: Sequence[str], employment_type: str, months: int, periods: bool
) -> Comparison:
    """`terms` and `places` are slugs. Either several terms in one place, or one term in several places, or one term in
    one place in this period and the two comparators. Error for anything else."""
    varies = _varies(terms, places, periods)
    by_time = varies == comparison.PERIODS
    sides = []
    for place in places:
        wholes: list[Whole] = []
        for term in terms:
            page = reader.page(term, place, employment_type, months)
            for at in range(SHOWN) if by_time else (0,):
                if len(wholes) <= at:
                    wholes.append(_whole(reader, page, at))
                sides.append(_Side(reader, page, at, varies, wholes[at]))
    return Comparison(
        reader.edition, varies, employment_type, months, [side.column() for side in sides],
        [found for one, other in itertools.combinations(sides, 2) for found in _differences(one, other, by_time)],
        reader.measures.of("comparison"),
    )  # fmt: skip


def _whole(reader, page: Page, at: int) -> Whole:
    place = reader.place_number(page.place.slug)
    numbers = all_in(reader.market, place, page.employment_type, page.periods[at])
    return Whole(numbers, reader.market.vacancies.employers)


def _varies(terms: Sequence[str], places: Sequence[str], periods: bool) -> str:
    many, where = len(dict.fromkeys(terms)), len(dict.fromkeys(places))
    if (many, where) != (len(terms), len(places)):
        raise Error("The same stands twice in the comparison. Name each term and each place once.")
    if periods and (many, where) == (1, 1):
        return comparison.PERIODS
    if not periods and where == 1 and comparison.FEWEST <= many <= comparison.MOST:
        return comparison.TERMS
    if not periods and many == 1 and comparison.FEWEST <= where <= comparison.MOST:
        return comparison.PLACES
    raise Error(
        f"A comparison is of {comparison.FEWEST} to {comparison.MOST} terms in one place, of one term in as many "
        "places, or of one term's periods in one place; each once."
    )


class _Side:
    """One column, and the vacancies behind it."""

    def __init__(self, reader, page: Page, at: int, varies: str, whole: Whole):
        self._market, self.page, self.at, self._varies, self.whole = reader.market, page, at, varies, whole
        self.period = page.periods[at]
        self._place = reader.place_number(page.place.slug)
        self._naming = self._market.naming(page.employment_type, reader.term_number(page.term.slug))
        names = {
            comparison.TERMS: (page.term.name, page.term.slug), comparison.PLACES: (page.place.name, page.place.slug),
            comparison.PERIODS: (f"{page.months} months to {self.period.end}", self.period.end.isoformat()),
        }  # fmt: skip
        self.name, self.slug = names[varies]
        self.employer_of = self._market.vacancies.employers

    @cached_property
    def members(self) -> np.ndarray:
        """The vacancies of the cell, by their numbers in order."""
        here = self._market.inside(self._naming, self._place)
        return self._market.vacancies.within(here, self.period.start, self.period.end)

    @cached_property
    def share(self) -> Parts:
        return groups.of_share(self.whole, self.members)

    @cached_property
    def _samples(self):
        return samples_of(self._market.samples(self._naming, [self.period], [self._place]))

    def sample(self, unit: str | None = None) -> Sample:
        return self._samples.get((self._place, 0, unit), Sample())

    def quoting(self, unit: str) -> tuple[np.ndarray, np.ndarray]:
        """The vacancies that quote pay in the unit, and whether each lies above (1) or below (-1) their median."""
        vacancies, members = self._market.vacancies, self.members
        found = members[vacancies.units(members) == self._market.layout.code("unit", unit)]
        middles = vacancies.values("middle")[vacancies.ranks("middle", found)] if len(found) else np.zeros(0)
        median = self.page.summary.pay[unit].p50[self.at]
        return found, np.sign(middles - (0.0 if median is None else median))

    def column(self) -> Column:
        page, summary, at = self.page, self.page.summary, self.at
        return Column(
            self.name, self.slug, page.term, page.place, self.period, page.all_count[at], summary.count[at],
            summary.share_of_all[at], summary.share_of_category[at], summary.rank[at], page.live if at == 0 else None,
            {unit: _paid(figures, at) for unit, figures in summary.pay.items()}, self._series(),
            _at(summary.certainty, at),
        )  # fmt: skip

    def _series(self) -> Sequence[Month]:
        if self._varies != comparison.PERIODS:
            return self.page.series
        first, last = (f"{day:%Y-%m}" for day in (self.period.start, self.period.end))
        return [month for month in self.page.series if first <= month.month <= last]


def _differences(one: _Side, other: _Side, by_time: bool) -> list[Difference]:
    """Of the shares and of each unit's medians. Vacancies of different periods are nobody's twice, and as on pages the
    periods are taken for independent."""
    found = [_of_shares(one, other, by_time)]
    return found + [_of_medians(one, other, unit, by_time) for unit in pay.units_of(one.page.employment_type)]


def _of_shares(one: _Side, other: _Side, by_time: bool) -> Difference:
    mine, theirs, wholes = one.members, other.members, [len(side.whole.numbers) for side in (one, other)]
    samples = one.sample(), other.sample()
    if by_time:
        together, worth = 0.0, samples[0].effective_n + samples[1].effective_n
    else:
        together = groups.together(one.share, other.share)
        # In one place a vacancy that matches both terms parts them by nothing; in another place it weighs otherwise.
        in_one_place = one.whole is other.whole
        parting = groups.apart(mine, theirs) if in_one_place else np.union1d(mine, theirs)
        worth = groups.effective(one.employer_of(parting))
    interval = contrast.share_difference(samples[0], wholes[0], samples[1], wholes[1], together, worth)
    value = len(mine) / wholes[0] - len(theirs) / wholes[1] if all(wholes) else None
    return _difference("share_of_all", one, other, value, interval, groups.shared(mine, theirs))


def _of_medians(one: _Side, other: _Side, unit: str, by_time: bool) -> Difference:
    medians = [side.page.summary.pay[unit].p50[side.at] for side in (one, other)]
    (mine, above), (theirs, beside) = one.quoting(unit), other.quoting(unit)
    together, worth = 0.0, math.inf
    if not by_time:
        together = groups.together(
            groups.of_median(one.whole, mine, above), groups.of_median(other.whole, theirs, beside)
        )  # fmt: skip
        worth = groups.effective(one.employer_of(groups.apart(mine, theirs)))
    interval = contrast.median_difference(*medians, one.sample(unit), other.sample(unit), together, worth)
    value = medians[0] / medians[1] - 1 if medians[0] and medians[1] else None
    return _difference(f"pay.{unit}.p50", one, other, value, interval, groups.shared(mine, theirs))


def _difference(
    figure: str, one: _Side, other: _Side, value: float | None, interval: Interval | None, shared: int
) -> Difference:
    low, high = (interval.low, interval.high) if interval else (None, None)
    return Difference(figure, one.slug, other.slug, value, low, high, contrast.verdict(interval), shared)


def _paid(figures: PaySummary, at: int) -> Paid:
    percentiles = (getattr(figures, name)[at] for name in PERCENTILES)
    return Paid(figures.quoted[at], *percentiles, _at(figures.certainty, at))


def _at(certainty: Certainties | None, at: int) -> Certainty | None:
    """That of one period, of the figures that stand in a column."""
    if certainty is None:
        return None
    figures = {
        name: Level(levels.low[at], levels.high[at], levels.reliability[at])
        for name, levels in certainty.figures.items()
        if not name.startswith("parent_")
    }
    changes = {
        name: Change(changed.low[at], changed.high[at], changed.verdict[at])
        for name, changed in certainty.changes.items()
        if not name.startswith("parent_")
    }
    return Certainty(
        certainty.n[at], certainty.employers[at], certainty.dominated[at], certainty.effective_n[at], figures, changes
    )  # fmt: skip
