"""What is asked of a market, as a reader writes it: names, not slugs; one value or several."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Names = str | Sequence[str] | None


@dataclass(frozen=True)
class Cell:
    """`place` None is the place of the market, mostly the country."""

    place: str | None = None
    contract: bool = False
    months: int = 6

    @property
    def employment_type(self) -> str:
        return "contract" if self.contract else "permanent"


@dataclass(frozen=True)
class Choice:
    """Vacancies: a `term`, an `expression` over terms, or what else vacancies are chosen by."""

    term: str | None = None
    expression: str | None = None
    work_modes: Sequence[str] = ()
    employers: Sequence[str] = ()
    seniorities: Sequence[str] = ()
    sources: Sequence[str] = ()
    pay_from: float | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_term(self) -> bool:
        return self.term is not None and self == Choice(self.term)


@dataclass(frozen=True)
class Listing:
    """What part of an index, and in what order."""

    categories: Sequence[str] = ()
    terms: Sequence[str] = ()
    search: str = ""
    sort: str = "rank"
    reverse: bool = False
    limit: int | None = None


def several(names: Names) -> tuple[str, ...]:
    """
    >>> several("Python"), several(["Python", "Go"]), several(None)
    (('Python',), ('Python', 'Go'), ())
    """
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else tuple(names)
