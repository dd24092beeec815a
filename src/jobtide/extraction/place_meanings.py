"""Which place a name means, in the company in which it stands.

A name that several places share, or that is a word, means the one that its company speaks for: a place above it or
below it that is linked to it ("Newport, Shropshire", "Virginia - McLean"), or one of the entry's own company words.
Without company a name means the one place that bears it by itself (Manchester), or, where all that bear it are weak,
the one in the market's own country, or the ground that those there have in common (Newcastle: England). What is then
still open, or is said to lie where no bearer of the name lies ("Paris, Texas"), is not read.
"""

from collections.abc import Collection
from itertools import pairwise, zip_longest
from typing import NamedTuple

from jobtide.extraction.place_names import (
    BREAK,
    LINK,
    NOISE,
    SOFT,
    Named,
    PlaceNames,
    Words,
    by_itself,
    linked,
)
from jobtide.gazetteer import WORLD, Gazetteer

_COMPASS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
_HOLDERS = frozenset(("country", "nation", "region", "county", "area"))
_LARGE_POSTCODES = 4  # districts: a town of so many is meant sooner than a village of its name
_MEMORY = 50_000  # pairs of names
_WHOLE = frozenset(("world", "country", "nation", "grouping"))
# Regions and countries in the tree that stand in lists as the cities they are: "New York, London, Singapore".
_ALSO_CITIES = frozenset(("london", "singapore", "hong-kong", "luxembourg", "macau", "monaco", "gibraltar", "malta"))


class Meant(NamedTuple):
    """A place that a name at words `first`..`end` means, and why.

    Not `certain` is a weak name that stands by itself: enough in a field that holds nothing but places, no more.
    """

    slug: str
    first: int
    end: int
    rule: str
    certain: bool = True


class PlaceMeanings:
    """Reads the names of a short text. `market` is the slug of the country whose places are meant first."""

    def __init__(self, gazetteer: Gazetteer, market: str):
        self.names = PlaceNames(gazetteer)
        places = gazetteer.places
        self._lineage = {slug: (slug, *gazetteer.lineage(slug)) for slug in places}
        self._above = {slug: frozenset(gazetteer.ancestors(slug)) - {WORLD} for slug in places}
        self._kind = {place.slug: place.kind for place in gazetteer}
        self._name = {place.slug: place.name for place in gazetteer}
        self._country = {
            slug: next((one for one in line if self._kind[one] == "country"), None)
            for slug, line in self._lineage.items()
        }
        self._large = {
            place.slug for place in gazetteer if place.kind == "city" or len(place.postcodes) >= _LARGE_POSTCODES
        }
        self._market = self._country.get(market) or market
        self._remembered: dict[tuple[str, str], str | None] = {}
        self._company = {
            place.slug: tuple(f" {' '.join(self.names.words(word).folded)} " for word in place.company)
            for place in gazetteer
            if place.company
        }

    def above(self, slug: str) -> frozenset[str]:
        """Places and groupings that hold it, World aside."""
        return self._above[slug]

    def is_town(self, slug: str) -> bool:
        return self._kind[slug] in ("city", "town", "borough", "district")

    def _at_market(self, slug: str) -> bool:
        return self._country[slug] == self._market

    def is_own_name(self, one: Meant, words: Words) -> bool:
        """Reading, Bath or Deal in the market's country by its very name, not by an alias such as "City"."""
        name = words.written(one.first, one.end)
        return name == self._name[one.slug] and self._at_market(one.slug)

    def region_of(self, slug: str) -> str | None:
        """The region or nation that holds it."""
        return next(
            (one for one in self._lineage[slug][1:] if self._kind[one] in ("region", "nation", "country")), None
        )

    def in_text(self, words: Words) -> list[Meant]:
        """What the names in a text mean, in their order; one that is only another's company is left out."""
        named = self.names.find(words)
        if not named:
            return []
        links = [linked(words, one.end, other.first) for one, other in pairwise(named)]
        links += [False, False]
        meant: list[Meant] = []
        left: list[Named] = []
        for at, one in enumerate(named):
            after = named[at + 1 : at + 1 + links[at] + (links[at] and links[at + 1])]
            if not after and not one.weak and len(one.strong) == 1:
                meant.append(Meant(one.strong[0], one.first, one.end, "named"))
                continue
            before = named[at - 1 : at] if at and links[at - 1] else []
            found = self._in_company(words, one, (*after, *before)) or self._alone(words, one, after)
            if found is not None:
                meant.append(found)
            elif len(one.strong) == 1 and not after:
                left.append(one)
        if len(meant) < 2 and not left:
            return meant
        kept = self._without_context(self._with_compatriots(meant, left) if left else meant, words)
        return [
            one
            for one, other in zip_longest(kept, kept[1:])
            if other is None or other.first != one.end or not _is_direction(one, words)
        ]

    def in_address(self, words: Words) -> list[Meant]:
        """The same of a location, whose parts are parted by commas: a name that is but the beginning of one of them is
        what that part is called, not the place, where the next place named lies abroad (Highlands Ranch, CO; Lyon Way,
        Camberley)."""
        meant = self.in_text(words)
        if len(meant) < 2:
            return meant
        kept = [one for one, other in pairwise(meant) if not self._calls_a_part(one, other, words)]
        return [*kept, meant[-1]]

    def _calls_a_part(self, one: Meant, other: Meant, words: Words) -> bool:
        if one.end >= other.first or words.gaps[one.end - 1] != SOFT or words.gaps[other.first - 1] != LINK:
            return False
        rest = words.gaps[one.end : other.first]
        countries = self._country[one.slug], self._country[other.slug]
        return (
            BREAK not in rest
            and None not in countries
            and countries[0] != countries[1]
            and (one.slug, other.slug) != countries  # Brunei Darussalam, Cambodia
            and words.folded[one.end] not in NOISE
            and not any(map(str.isdigit, words.folded[one.end]))  # London EC2A
        )

    def _in_company(self, words: Words, one: Named, others: Collection[Named]) -> Meant | None:
        """What those linked to it, or else the words of its entries, say that it means."""
        for other in others:
            if slug := self._of_kin(one, other):
                alone = one.strong and not one.weak and len(one.strong) == 1
                written = "named" if alone else f"with {words.written(other.first, other.end)}"
                return Meant(slug, one.first, one.end, written)
        if len(one.slugs) > 1 or one.weak:
            said = f" {' '.join(words.folded)} "
            company = [slug for slug in one.slugs if any(word in said for word in self._company.get(slug, ()))]
            if company and (slug := self._chief(company, one)):
                return Meant(slug, one.first, one.end, "in its company")
        return None

    def _of_kin(self, one: Named, other: Named) -> str | None:
        """What a name means beside another, above or below it. Remembered: San Francisco often stands beside CA."""
        names = one.name, other.name
        if names not in self._remembered:
            kin = [slug for slug in one.slugs if self._kin(slug, other.slugs)]
            if len(self._remembered) >= _MEMORY:
                self._remembered.clear()
            self._remembered[names] = self._chief(kin, one) if kin else None
        return self._remembered[names]

    def _kin(self, slug: str, others: Collection[str]) -> bool:
        above = self._above[slug]
        return any(other in above or slug in self._above[other] for other in others)

    def _chief(self, slugs: list[str], one: Named) -> str | None:
        """Of several that the company speaks for, the one that bears the name by itself, else what they share."""
        strong = [slug for slug in slugs if slug in one.strong]
        return strong[0] if len(strong) == 1 else self._common(slugs)

    def _alone(self, words: Words, one: Named, after: list[Named]) -> Meant | None:
        if one.strong:
            slug = one.strong[0]
            if len(one.strong) > 1 or (after and self._elsewhere(slug, after[0])):
                return None
            # Boston in Massachusetts is the larger one, but in a British market Boston may be Lincolnshire's.
            if not self._at_market(slug) and any(map(self._at_market, one.weak)):
                return None
            return Meant(slug, one.first, one.end, "named")
        if not by_itself(words, one):
            return None
        near = [slug for slug in one.weak if self._at_market(slug)] or list(one.weak)
        if after and all(self._elsewhere(slug, after[0]) for slug in near):
            return None
        if len(after) == 1 and self._is_village_of(near, after[0]):
            return None
        if len(near) == 1:
            return Meant(near[0], one.first, one.end, "by itself", certain=False)
        if after and any(self._kind[other] in _HOLDERS for other in after[0].strong):
            return None
        parents = sorted({self._name[self._lineage[slug][1]] for slug in near})
        common = self._common(near)
        return common and Meant(common, one.first, one.end, f"shared by {' and '.join(parents)}", certain=False)

    def _is_village_of(self, slugs: list[str], town: Named) -> bool:
        """A small place that lies elsewhere: the Langley of "Langley, Maidstone" is none of those that are known."""
        if any(slug in self._large for slug in slugs):
            return False
        parents = {self._lineage[slug][1] for slug in town.strong if self.is_town(slug)}
        return bool(parents) and parents.isdisjoint(self._lineage[slug][1] for slug in slugs)

    def _with_compatriots(self, meant: list[Meant], left: list[Named]) -> list[Meant]:
        """Names left open are those of the one foreign country that all else named lies in (Austin / Boston)."""
        countries = {self._country[one.slug] for one in meant}
        kept = [
            Meant(one.strong[0], one.first, one.end, "among others of its country")
            for one in left
            if countries == {self._country[one.strong[0]]} and self._market not in countries
        ]
        return sorted((*meant, *kept), key=lambda one: one.first) if kept else meant

    def _elsewhere(self, slug: str, other: Named) -> bool:
        """The name linked to it says that it lies in another country than this place does."""
        if self._kind[slug] in _WHOLE or any(self.is_town(one) or one in _ALSO_CITIES for one in other.strong):
            return False
        holders = [one for one in other.slugs if self._kind[one] in _HOLDERS]
        return bool(holders) and all(
            self._country[one] not in (None, self._country[slug]) and one not in self._above[slug] for one in holders
        )

    def _common(self, slugs: list[str]) -> str | None:
        """The lowest place that holds them all (one of them may be it); None where only World does."""
        lines = [self._lineage[slug] for slug in slugs]
        common = next(slug for slug in lines[0] if all(slug in line for line in lines))
        return None if common == WORLD else common

    def _without_context(self, meant: list[Meant], words: Words) -> list[Meant]:
        """Leaves out the Lancashire of "Manchester, Lancashire": a county that the town beside it has as company."""
        return [
            one
            for at, one in enumerate(meant)
            if self._kind[one.slug] not in _HOLDERS
            or not (
                (at and linked(words, meant[at - 1].end, one.first) and self._knows(meant[at - 1], one, words))
                or (
                    at + 1 < len(meant)
                    and linked(words, one.end, meant[at + 1].first)
                    and self._knows(meant[at + 1], one, words)
                )
            )
        ]

    def _knows(self, town: Meant, other: Meant, words: Words) -> bool:
        said = f" {' '.join(words.folded[other.first : other.end])} "
        return any(said in self._company.get(slug, ()) for slug in self._lineage[town.slug])


def _is_direction(one: Meant, words: Words) -> bool:
    """The North East of "North East Derbyshire", of which the next word is a name too, is no region."""
    return words.gaps[one.end - 1] == SOFT and _COMPASS.issuperset(words.folded[one.first : one.end])
