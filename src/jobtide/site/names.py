"""Finding terms and places by what people type: for the search box, for suggestions, and for addresses that miss."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from jobtide.entry import Suggestion
from jobtide.errors import Unknown
from jobtide.page import PlaceName, TermName
from jobtide.site.request import Cell

MOST_HITS = 60


class Names(Protocol):
    """The part of an edition's reader that knows names."""

    root_place: str

    def terms(self) -> Iterable[TermName]: ...
    def places(self) -> Iterable[PlaceName]: ...
    def find_term(self, name: str) -> TermName: ...
    def find_place(self, name: str) -> PlaceName: ...
    def suggestions(self, text: str, kind: str = "any") -> Sequence[Suggestion]: ...


@dataclass(frozen=True)
class Hit:
    """A term or place; `kind` is the term's category or "place in England", `address` where it leads."""

    name: str
    slug: str
    kind: str
    address: str
    is_term: bool


def exact(names: Names, text: str, near: Cell) -> list[Hit]:
    """What is called exactly this: a term, a place, both or neither. `near` gives the rest of their addresses."""
    term, place = found(names.find_term, text), found(names.find_place, text)
    hits = [_term_hit(term, near) if term else None, _place_hit(place, near) if place else None]
    return [hit for hit in hits if hit is not None]


def containing(names: Names, text: str, near: Cell, kind: str = "any") -> list[Hit]:
    """Terms and places whose names hold the text, as suggestions have them."""
    return [
        Hit(
            each.name,
            each.slug,
            each.kind,
            near.with_(**{"term" if each.is_term else "place": each.slug}).path(),
            each.is_term,
        )
        for each in names.suggestions(text, kind)
    ]


def nearest(names: Names, text: str, near: Cell, kind: str = "any") -> list[Hit]:
    """Names that are much like this one, where no name is this one."""
    hits = []
    for find, hit, of in ((names.find_term, _term_hit, "term"), (names.find_place, _place_hit, "place")):
        if kind not in ("any", of):
            continue
        try:
            hits.append(hit(find(text), near))
        except Unknown as unknown:
            close = (found(find, name) for name in unknown.nearest)
            hits += [hit(each, near) for each in close if each is not None]
    return list(dict.fromkeys(hits))


def found(find, text: str):
    """What a reader finds under a name, None where it knows none."""
    try:
        return find(text)
    except Unknown:
        return None


def _term_hit(term: TermName, near: Cell) -> Hit:
    address = near.with_(term=term.slug).path()
    return Hit(term.name, term.slug, term.category, address, True)


def _place_hit(place: PlaceName, near: Cell) -> Hit:
    above = list(place.path)[-2:-1]
    kind = f"place in {above[0]}" if above else "place"
    return Hit(place.name, place.slug, kind, near.with_(place=place.slug).path(), False)
