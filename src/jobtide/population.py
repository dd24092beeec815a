"""Vacancies that somebody asks for beyond those of one term: terms together, employers, work modes, pay and so on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from jobtide import expression

WORK_MODES = ("onsite", "hybrid", "remote")


@dataclass(frozen=True)
class Population:
    """Vacancies that match everything that is said; of several values of one field, any will do.

    `employers` are names as quoted or folded, in any case. `pay_from` is a year's pay of permanent vacancies and a
    day's of contracts, in the edition's currency: a vacancy has it where the upper end of its pay reaches so far.
    `first` and `last` bound the day of the first sight.
    """

    where: expression.Tree | None = None
    work_modes: Sequence[str] = ()
    employers: Sequence[str] = ()
    seniorities: Sequence[str] = ()
    sources: Sequence[str] = ()
    pay_from: float | None = None
    first: date | None = None
    last: date | None = None

    @property
    def term(self) -> str | None:
        """The slug of the one term that is asked for, where nothing else is."""
        nothing_else = Population(self.where) == self
        return self.where.slug if nothing_else and isinstance(self.where, expression.Named) else None

    def required(self) -> frozenset[str]:
        """Slugs of the terms that all of its vacancies name."""
        return required(self.where) if self.where is not None else frozenset()


@dataclass(frozen=True)
class Counted:
    """Which of a population's vacancies in a place one figure counts; as it is, those of the period.

    `years_ago` 1, 2 or 3 means the same period so many years earlier; `month` ("2025-11") that the first sight was in
    it, and `live` that the vacancy is open on the edition's day, both whatever the period. Of these only those count
    that match the term `beside` (a slug), any term of the `category` (a name), and that quote usable pay in the unit
    `quoted`, the middle of it at least `middle_from` and below `middle_below`.
    """

    years_ago: int = 0
    month: str | None = None
    live: bool = False
    beside: str | None = None
    category: str | None = None
    quoted: str | None = None
    middle_from: float | None = None
    middle_below: float | None = None


def asked_for(find: Callable[[str], str], term: str | None, where: str | None, **others: object) -> Population:
    """What a term and an expression choose together. `find` gives a term's slug by its name, and raises Unknown.

    `others` are fields of Population.
    """
    trees: list[expression.Tree] = [expression.Named(find(term))] if term else []
    trees += [expression.parsed(where, find)] if where else []
    tree = expression.All(tuple(trees)) if len(trees) == 2 else trees[0] if trees else None
    return Population(tree, **others)


def required(tree: expression.Tree) -> frozenset[str]:
    if isinstance(tree, expression.Named):
        return frozenset((tree.slug,))
    if isinstance(tree, expression.NoneOf):
        return frozenset()
    parts = [required(part) for part in tree.parts]
    together = frozenset.union if isinstance(tree, expression.All) else frozenset.intersection
    return together(*parts)
