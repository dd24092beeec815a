"""Places: a tree, and groupings that overlap it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from jobtide.taxonomy import names_of

WORLD = "world"
WORK_FROM_HOME = "work-from-home"


@dataclass(frozen=True)
class Place:
    """A node of the gazetteer.

    `kind`: world, country, nation, region, county, city, town, borough, district, area or grouping. `parent` is a slug,
    None only for World. A grouping holds its `members` (slugs) and all that lies in them; its `parent` is the place that
    its breadcrumb leads to and that wholly holds it. Work from Home is held by no place but World. `aliases` match anywhere in a location;
    `weak` names are those that are shared or are words (Reading, Newport): they need `company` (the name of a
    place near them) or the whole location string to themselves. `article` is True where a sentence says "the".
    `postcodes` are areas (M, SW) or districts (M1, SW1A) that lie wholly or chiefly in it.
    """

    slug: str
    name: str
    kind: str
    parent: str | None = None
    long_name: str | None = None
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    article: bool = False

    @property
    def in_sentence(self) -> str:
        """With its article: the North West, Manchester."""
        return f"the {self.name}" if self.article else self.name


@dataclass(frozen=True)
class Gazetteer:
    """All places by slug. `digest` changes when anything in it does."""

    places: Mapping[str, Place]
    digest: str

    def __iter__(self) -> Iterable[Place]:
        return iter(self.places.values())

    def __len__(self) -> int:
        return len(self.places)

    @cached_property
    def by_name(self) -> Mapping[str, Place]:
        """Places by every folded name, long name, alias and slug that means just one of them."""
        return names_of(self.places.values())

    def lineage(self, slug: str) -> tuple[str, ...]:
        """The tree above a place, nearest first, World last; the place itself is not in it."""
        above, parent = [], self.places[slug].parent
        while parent is not None:
            above.append(parent)
            parent = self.places[parent].parent
        return tuple(above)

    @cached_property
    def _groupings_over(self) -> Mapping[str, tuple[str, ...]]:
        over: dict[str, list[str]] = {}
        for place in self.places.values():
            for member in place.members:
                over.setdefault(member, []).append(place.slug)
        return {member: tuple(groupings) for member, groupings in over.items()}

    def ancestors(self, slug: str) -> tuple[str, ...]:
        """Every place and grouping in which a vacancy in `slug` also counts, the tree first, nearest first."""
        if slug == WORK_FROM_HOME:
            return (WORLD,)
        line = self.lineage(slug)
        over = dict.fromkeys(g for place in (slug, *line) for g in self._groupings_over.get(place, ()))
        return (*line, *over)

    def breadcrumb(self, slug: str) -> tuple[str, ...]:
        """Names from the country down to the place itself; World is left out unless it is the place."""
        line = [self.places[above].name for above in reversed(self.lineage(slug)) if above != WORLD]
        return (*line, self.places[slug].name)

    def children(self, slug: str) -> tuple[Place, ...]:
        """The places right below; below a country all its groupings too, wherever in it they lie."""
        right_below = [place for place in self.places.values() if place.parent == slug and place.kind != "grouping"]
        if self.places[slug].kind == "country":
            groupings = (place for place in self.places.values() if place.kind == "grouping")
            right_below += [place for place in groupings if slug in self.lineage(place.slug)]
        return tuple(right_below)

    def comparator(self, slug: str) -> str | None:
        """The place whose median stands beside this one's: its parent.

        UK and UK excluding London are each other's. World, and a country alone in the World, have none.
        """
        special = {"uk": "uk-excluding-london", "uk-excluding-london": "uk"}
        if slug in special and special[slug] in self.places:
            return special[slug]
        return self.places[slug].parent
