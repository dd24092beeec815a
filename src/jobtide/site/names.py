"""Finding terms and places by what people type: for the search box, for suggestions, and for addresses that miss."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from jobtide.errors import Unknown
from jobtide.page import PlaceName, TermName
from jobtide.site.request import Cell
from jobtide.taxonomy import folded

MOST_HITS = 60
MOST_SUGGESTIONS = 8
_UNRANKED = 10**9  # behind every term that has a rank


class Names(Protocol):
    """The part of an edition's reader that knows names."""

    root_place: str

    def terms(self) -> Iterable[TermName]: ...
    def places(self) -> Iterable[PlaceName]: ...
    def find_term(self, name: str) -> TermName: ...
    def find_place(self, name: str) -> PlaceName: ...


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


def containing(names: Names, text: str, near: Cell, ranks: Mapping[str, int], kind: str = "any") -> list[Hit]:
    """Terms and places whose names hold the text: those that begin with it first, then terms by `ranks` (of slugs)."""
    wanted = folded(text)
    if not wanted:
        return []
    terms = names.terms() if kind != "place" else ()
    places = names.places() if kind != "term" else ()
    found_terms = [_term_hit(each, near) for each in terms if _holds(wanted, each.name, each.long_name)]
    found_places = [_place_hit(each, near) for each in places if _holds(wanted, each.name)]
    return sorted(
        found_terms + found_places,
        key=lambda hit: (
            not folded(hit.name).startswith(wanted),
            ranks.get(hit.slug, _UNRANKED) if hit.is_term else 0,
            len(hit.name),
            hit.name.casefold(),
        ),
    )


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


def _holds(wanted: str, *names: str | None) -> bool:
    return any(wanted in folded(name) for name in names if name)


def _term_hit(term: TermName, near: Cell) -> Hit:
    address = near.with_(term=term.slug).path()
    return Hit(term.name, term.slug, term.category, address, True)


def _place_hit(place: PlaceName, near: Cell) -> Hit:
    above = list(place.path)[-2:-1]
    kind = f"place in {above[0]}" if above else "place"
    return Hit(place.name, place.slug, kind, near.with_(place=place.slug).path(), False)
