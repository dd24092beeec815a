"""What an advert says of the opening that it is for, as the rules ask it. Pure."""

from dataclasses import dataclass

from jobtide.adverts.naming import Where

_NOWHERE = Where(frozenset(), frozenset(), False, frozenset())


@dataclass(frozen=True, slots=True)
class Said:
    """What the rules ask of an advert. `above` are the places over its own; None and empty sets say nothing.

    `where` are the words of its locations. `pay` is the middle of `span`, from and to. `text` is the hash of its text,
    None where that is short; an `excerpt` is part of one. `headed` says that its headline is the first line of its
    text, as in a thread's posts: the source gave it no headline of its own. `board` is the source.
    """

    text: int | None
    headed: bool
    title_term: str | None
    seniority: frozenset[str]
    title: frozenset[str]
    places: frozenset[str]
    above: frozenset[str]
    employer: frozenset[str]
    employment_type: str | None
    pay_unit: str | None
    pay_currency: str | None
    pay: float | None
    reference: str | None
    board: str
    excerpt: bool = False
    where: Where = _NOWHERE
    span: tuple[float | None, float | None] = (None, None)

    @property
    def untitled(self) -> bool:
        """Whether nothing says which job it is but the text, which often begins with "About us"."""
        return self.headed and not self.employer
