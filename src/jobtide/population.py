"""Vacancies that somebody asks for beyond those of one term: terms together, employers, work modes, pay and so on."""

from collections.abc import Sequence
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


def required(tree: expression.Tree) -> frozenset[str]:
    if isinstance(tree, expression.Named):
        return frozenset((tree.slug,))
    if isinstance(tree, expression.NoneOf):
        return frozenset()
    parts = [required(part) for part in tree.parts]
    together = frozenset.union if isinstance(tree, expression.All) else frozenset.intersection
    return together(*parts)
