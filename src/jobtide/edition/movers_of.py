"""The terms of a place that moved against a year before, the surest large moves first.

All terms are counted by employer at once. Those whose share moved by more than chance explains among so many
(discovery.py) are put in the order of the nearer end of their interval, and only the ones asked for are told in full.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jobtide import discovery, pay, tables
from jobtide.certainty import Certainty, of_counts, of_pay
from jobtide.edition.by_term import ByTerm, by_term, figures_of
from jobtide.edition.members import Members
from jobtide.interval import Interval, Sample, share_change
from jobtide.mover import Mover, Movers
from jobtide.page import PlaceName


@dataclass(frozen=True)
class _Moved:
    term: int
    interval: Interval


def movers_of(reader, place: PlaceName, employment_type: str, months: int, limit: int) -> Movers:
    periods = reader.period_of(months)[:2]
    number = reader.place_number(place.slug)
    now, before = (by_term(reader.market, number, employment_type, period) for period in periods)
    considered = _considered(now, before)
    moved = _moved(considered, now, before)
    # The nearer end of the interval: by so much the share moved at least.
    up = sorted((one for one in moved if one.interval.low > 0), key=lambda one: -one.interval.low)
    down = sorted((one for one in moved if one.interval.high < 0), key=lambda one: one.interval.high)
    tell = _Telling(reader, number, employment_type, months, now, before)
    return Movers(
        reader.edition, place, employment_type, months, periods, [now.whole, before.whole], len(considered),
        len(up) + len(down), tell.rows(up[:limit]), tell.rows(down[:limit]), reader.measures.of("movers"),
    )  # fmt: skip


def _considered(now: ByTerm, before: ByTerm) -> np.ndarray:
    """Terms with vacancies and employers enough in both periods together."""
    if not now.whole or not before.whole:
        return np.zeros(0, np.int64)
    vacancies, employers = now.n + before.n, now.employers + before.employers
    return np.flatnonzero((vacancies >= discovery.LEAST_VACANCIES) & (employers >= discovery.LEAST_EMPLOYERS))


def _moved(terms: np.ndarray, now: ByTerm, before: ByTerm) -> list[_Moved]:
    """Those that moved among all `terms`, and whose own interval says so too, as their pages do."""
    if not len(terms):
        return []
    together = now.n + before.n
    pooled = together / (now.whole + before.whole)
    difference, variance = now.n / now.whole - before.n / before.whole, now.scatter(pooled) + before.scatter(pooled)
    chances = [discovery.chance(*each) for each in zip(difference[terms], variance[terms], strict=True)]
    found = []
    for term, believed in zip(terms.tolist(), discovery.detected(chances, together[terms].tolist()), strict=True):
        if believed:
            interval = share_change(now.sample(term), now.whole, before.sample(term), before.whole)
            if interval is not None and (interval.low > 0 or interval.high < 0):
                found.append(_Moved(term, interval))
    return found


class _Telling:
    """Full figures of the terms that are listed: those of their own pages."""

    def __init__(self, reader, place: int, employment_type: str, months: int, now: ByTerm, before: ByTerm):
        self._reader, self._market = reader, reader.market
        self._place, self._kind, self._months = place, employment_type, months
        self._now, self._before = now, before
        self._unit = pay.units_of(employment_type)[0]

    def rows(self, moved: Sequence[_Moved]) -> list[Mover]:
        terms = [one.term for one in moved]
        counted = {name: self._periods(tables.CELLS, name, terms) for name in ("rank", "share_of_all", "rank_change")}
        paid = {name: self._periods(tables.CELL_PAY, name, terms) for name in ("p50", "p50_change")}
        return [
            self._row(term, {name: values[at] for name, values in {**counted, **paid}.items()})
            for at, term in enumerate(terms)
        ]

    def _row(self, term: int, figures: dict[str, list]) -> Mover:
        name = self._reader.term_numbered(term)
        change = figures["rank_change"][0]
        places = None if change is None else int(change)
        now, before = self._now.sample(term), self._before.sample(term)
        wholes = {"share_of_all": (self._now.whole, self._before.whole)}
        counted = of_counts(now, before, wholes, places)
        quoted = self._of_pay(term, figures["p50"][0], figures["p50_change"][0])
        here, there = now.n / self._now.whole, before.n / self._before.whole
        return Mover(
            name.name, name.slug, name.category, [None if rank is None else int(rank) for rank in figures["rank"]],
            places, [now.n, before.n], figures["share_of_all"], here - there, figures["p50"], figures["p50_change"][0],
            [now.employers, before.employers], {**counted.changes, **quoted.changes},
        )  # fmt: skip

    def _of_pay(self, term: int, median: float | None, change: float | None) -> Certainty:
        members = Members(
            self._reader, self._market.naming(self._kind, term), self._place, self._kind, self._months
        )  # fmt: skip
        samples = members.samples((self._place,))
        here, there = (samples.get((self._place, period, self._unit), Sample()) for period in (0, 1))
        return of_pay(here, there, {"p50": median}, change)

    def _periods(self, table: tables.Table, name: str, terms: Sequence[int]) -> list[list]:
        """A column of each term in this period and last year's."""
        layout = self._market.layout
        digits: dict[str, object] = {
            "employment_type": layout.code("employment_type", self._kind),
            "months": layout.code("months", self._months), "place": self._place,
            "term": np.array(terms, np.int64), "unit": layout.code("unit", self._unit),
        }  # fmt: skip
        across = [figures_of(self._market, table, name, {**digits, "period": period}) for period in (0, 1)]
        return [list(pair) for pair in zip(*across, strict=True)]
