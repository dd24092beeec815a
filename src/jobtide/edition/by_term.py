"""Who stands behind the count of every term of a place at once, from an edition's columns."""

from dataclasses import dataclass

import numpy as np

from jobtide import tables
from jobtide.edition.mapped.market import Market
from jobtide.edition.mapped.vacancies import days_since_1970
from jobtide.interval import Sample
from jobtide.period import Period


@dataclass(frozen=True)
class ByTerm:
    """Vacancies of one type, place and period, by the number of each term; zeros for a term without any.

    `whole` counts all of them, whatever they ask for, and `whole_squares` is the sum over employers of the squares of
    all that each has. `beside` is the sum over employers of the product of that with what it has of the term.
    """

    whole: int
    whole_squares: int
    n: np.ndarray
    employers: np.ndarray
    largest: np.ndarray
    squares: np.ndarray
    beside: np.ndarray

    def sample(self, term: int) -> Sample:
        return Sample(int(self.n[term]), int(self.employers[term]), int(self.largest[term]), int(self.squares[term]))

    def scatter(self, share: np.ndarray) -> np.ndarray:
        """By how much the share of each term varies by chance around `share`, as a variance: employers are drawn, each
        with all its vacancies."""
        return (self.squares - 2 * share * self.beside + share**2 * self.whole_squares) / max(self.whole, 1) ** 2


def by_term(market: Market, place: int, employment_type: str, period: Period) -> ByTerm:
    members = all_in(market, place, employment_type, period)
    terms, many, size = market.terms.keys_of(members), market.terms.many_of(members), market.layout.terms
    _, employers, each = np.unique(market.vacancies.employers(members), return_inverse=True, return_counts=True)
    asking = np.repeat(employers, many)
    pairs = np.sort((terms.astype(np.int64) << 32) | asking)
    opens = np.flatnonzero(np.diff(pairs, prepend=-1))
    of_pair = np.diff(np.append(opens, len(pairs)))
    term = pairs[opens] >> 32
    largest = np.zeros(size, np.int64)
    np.maximum.at(largest, term, of_pair)
    return ByTerm(
        len(members), int((each * each).sum()),
        n=np.bincount(terms, minlength=size),
        employers=np.bincount(term, minlength=size),
        largest=largest,
        squares=np.bincount(term, weights=of_pair * of_pair, minlength=size),
        beside=np.bincount(terms, weights=each[asking], minlength=size),
    )  # fmt: skip


def all_in(market: Market, place: int, employment_type: str, period: Period) -> np.ndarray:
    """Numbers of all vacancies of a type, place and period, in order."""
    start, end = market.vacancies.of_type(employment_type)
    days = market.vacancies.days(slice(start, end))
    first, last = np.searchsorted(days, (days_since_1970(period.start), days_since_1970(period.end) + 1))
    return market.inside(np.arange(start + first, start + last, dtype=np.int32), place)


def figures_of(market: Market, table: tables.Table, name: str, digits: dict[str, object]) -> list[float | None]:
    """A column of a table of figures for cells by their digits, None for a cell without a figure."""
    return [None if value != value else value for value in market.figures(table).values(name, digits).tolist()]
