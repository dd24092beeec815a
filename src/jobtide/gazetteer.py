"""Places: a tree, and groupings that overlap it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from jobtide.taxonomy import names_of

WORLD = "world"
WORK_FROM_HOME = "work-from-home"


@dataclass(frozen=True)
class Place:
    """A node of the gazetteer.

    `kind`: world, country, nation, region, county, city, town, borough, district, area or grouping. `parent` is a slug,
    None only for World. A grouping holds its `members` (slugs) and all that lies in them; its `parent`, the country, is
    where its breadcrumb leads and where it is listed. `aliases` match anywhere in a location;
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
    """All places by slug. `digest` changes when anything in it does.

    `districts` are the middles of postcode districts: degrees north and east by district (SE1).
    """

    places: Mapping[str, Place]
    digest: str
    districts: Mapping[str, tuple[float, float]] = field(default_factory=dict, repr=False)

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
        """Every place and grouping in which a vacancy in `slug` also counts, the tree first, nearest first.

        A grouping lies in whatever all its members lie in. Work from Home, which has none, lies in World alone.
        """
        place = self.places[slug]
        if place.kind != "grouping":
            line = self.lineage(slug)
            over = dict.fromkeys(g for each in (slug, *line) for g in self._groupings_over.get(each, ()))
            return (*line, *over)
        if not place.members:
            return (WORLD,)
        first, *others = (self.ancestors(member) for member in place.members)
        return tuple(above for above in first if above != slug and all(above in other for other in others))

    def breadcrumb(self, slug: str) -> tuple[str, ...]:
        """Names from the country down to the place itself; World is left out unless it is the place."""
        line = [self.places[above].name for above in reversed(self.lineage(slug)) if above != WORLD]
        return (*line, self.places[slug].name)

    def middle(self, slug: str) -> tuple[float, float] | None:
        """Degrees north and east of the middle of its postcode districts, of all within it where it has none of its
        own; None where none is known. A grouping has none: it is no one place."""
        if self.places[slug].kind == "grouping":
            return None
        own = [
            self.districts[code] for each in self.places[slug].postcodes for code in self._districts_of.get(each, ())
        ]
        if not own:
            own = [middle for child in self.children_of.get(slug, ()) if (middle := self.middle(child)) is not None]
        if not own:
            return None
        return tuple(round(sum(axis) / len(own), 3) for axis in zip(*own, strict=True))

    @cached_property
    def children_of(self) -> Mapping[str, tuple[str, ...]]:
        """Slugs of the places right below each."""
        below: dict[str, list[str]] = {}
        for place in self.places.values():
            if place.parent is not None:
                below.setdefault(place.parent, []).append(place.slug)
        return {slug: tuple(children) for slug, children in below.items()}

    @cached_property
    def _districts_of(self) -> Mapping[str, tuple[str, ...]]:
        """Districts by themselves and by their area: M1 by M1 and by M."""
        found: dict[str, list[str]] = {}
        for district in self.districts:
            area = district[: 2 if district[1:2].isalpha() else 1]
            for key in dict.fromkeys((district, area)):
                found.setdefault(key, []).append(district)
        return {key: tuple(districts) for key, districts in found.items()}

    def children(self, slug: str) -> tuple[Place, ...]:
        """The places right below; groupings are right below their country."""
        return tuple(place for place in self.places.values() if place.parent == slug)

    def comparator(self, slug: str) -> str | None:
        """The place whose median stands beside this one's: its parent.

        UK and UK excluding London are each other's. World, and a country alone in the World, have none.
        """
        special = {"uk": "uk-excluding-london", "uk-excluding-london": "uk"}
        if slug in special and special[slug] in self.places:
            return special[slug]
        return self.places[slug].parent
