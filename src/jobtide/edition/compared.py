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
from jobtide.edition.groups import Group
from jobtide.errors import Error
from jobtide.interval import Interval, Sample
from jobtide.page import PERCENTILES, Month, Page, PaySummary


def comparison_of(
    reader, terms: Sequence[str], places: Sequence[str], employment_type: str, months: int, periods: bool
) -> Comparison:
    """`terms` and `places` are slugs. Either several terms in one place, or one term in several places, or one term in
    one place in this period and the two comparators. Error for anything else."""
    varies = _varies(terms, places, periods)
    pages = [reader.page(term, place, employment_type, months) for place in places for term in terms]
    shown = range(SHOWN) if varies == comparison.PERIODS else (0,)
    sides = [_Side(reader, page, at, varies) for page in pages for at in shown]
    pairs = itertools.combinations(sides, 2)
    return Comparison(
        reader.edition, varies, employment_type, months, [side.column() for side in sides],
        [found for one, other in pairs for found in _differences(one, other, varies == comparison.PERIODS)],
        reader.measures.of("comparison"),
    )  # fmt: skip


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
        f"A comparison is of {comparison.FEWEST} to {comparison.MOST} terms in one place, of one term in as many places, "
        "or of one term's periods in one place."
    )


class _Side:
    """One column, and the vacancies behind it."""

    def __init__(self, reader, page: Page, at: int, varies: str):
        self._reader, self._market, self.page, self.at, self._varies = reader, reader.market, page, at, varies
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
    def group(self) -> Group:
        here = self._market.inside(self._naming, self._place)
        match = self._market.vacancies.within(here, self.period.start, self.period.end)
        return Group(match, all_in(self._market, self._place, self.page.employment_type, self.period))

    @cached_property
    def _samples(self):
        return samples_of(self._market.samples(self._naming, [self.period], [self._place]))

    def sample(self, unit: str | None = None) -> Sample:
        return self._samples.get((self._place, 0, unit), Sample())

    def quoting(self, unit: str) -> tuple[np.ndarray, np.ndarray]:
        """The vacancies that quote pay in the unit, and whether each lies above (1) or below (-1) their median."""
        vacancies, match = self._market.vacancies, self.group.match
        found = match[vacancies.units(match) == self._market.layout.code("unit", unit)]
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
    mine, theirs = one.group, other.group
    employers = one.employer_of
    samples = one.sample(), other.sample()
    if by_time:
        together, worth = 0.0, samples[0].effective_n + samples[1].effective_n
    else:
        together = groups.shares_together(mine, theirs, employers)
        # In one place a vacancy that matches both terms parts them by nothing; in another place it weighs otherwise.
        alone = groups.apart(mine.match, theirs.match)
        of_both = np.union1d(mine.match, theirs.match)
        worth = groups.effective(alone if one.page.place == other.page.place else of_both, employers)
    interval = contrast.share_difference(
        samples[0], len(mine.whole), samples[1], len(theirs.whole), together, worth
    )  # fmt: skip
    known = len(mine.whole) and len(theirs.whole)
    value = len(mine.match) / len(mine.whole) - len(theirs.match) / len(theirs.whole) if known else None
    return _difference("share_of_all", one, other, value, interval, groups.shared(mine.match, theirs.match))


def _of_medians(one: _Side, other: _Side, unit: str, by_time: bool) -> Difference:
    medians = [side.page.summary.pay[unit].p50[side.at] for side in (one, other)]
    (mine, above), (theirs, beside) = one.quoting(unit), other.quoting(unit)
    employers = one.employer_of
    together, worth = 0.0, math.inf
    if not by_time:
        together = groups.medians_together(mine, above, theirs, beside, employers)
        worth = groups.effective(groups.apart(mine, theirs), employers)
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
