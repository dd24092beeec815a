"""Which place a name means, in the company in which it stands.

A name that several places share, or that is a word, means the one that its company speaks for: a place above it or
below it that is linked to it ("Newport, Shropshire", "Virginia - McLean"), or one of the entry's own company words.
Without company a name means the one place that bears it by itself (Manchester), or, where all that bear it are weak,
the one in the market's own country, or the ground that those there have in common (Newcastle: England). What is then
still open, or is said to lie where no bearer of the name lies ("Paris, Texas"), is not read.
"""

from collections.abc import Collection
from dataclasses import dataclass

from jobtide.extraction.place_names import Named, PlaceNames, Words, by_itself, linked
from jobtide.gazetteer import WORLD, Gazetteer

_HOLDERS = frozenset(("country", "nation", "region", "county", "area"))
_WHOLE = frozenset(("world", "country", "nation", "grouping"))


@dataclass(frozen=True, slots=True)
class Meant:
    """A place that a name at words `first`..`end` means, and why."""

    slug: str
    first: int
    end: int
    rule: str


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
        self._market = self._country.get(market) or market
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

    def at_market(self, slug: str) -> bool:
        return self._country[slug] == self._market

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
        if len(named) == 1 and len(named[0].strong) == 1 and not named[0].weak:
            return [Meant(named[0].strong[0], named[0].first, named[0].end, "named")]
        links = [linked(words, one.end, other.first) for one, other in zip(named, named[1:], strict=False)]
        meant: list[Meant] = []
        said = ""
        for at, one in enumerate(named):
            after = [named[at + 1]] if at < len(links) and links[at] else []
            if after and at + 1 < len(links) and links[at + 1]:
                after.append(named[at + 2])
            before = named[at - 1] if at and links[at - 1] else None
            if len(one.strong) == 1 and not one.weak and not after:
                slug, rule = one.strong[0], "named"
            else:
                said = said or f" {' '.join(words.folded)} "
                slug, rule = self._meaning(words, one, before, after, said)
            if slug is not None:
                meant.append(Meant(slug, one.first, one.end, rule))
        return self._without_context(meant, words) if len(meant) > 1 else meant

    def _meaning(
        self, words: Words, one: Named, before: Named | None, after: list[Named], said: str
    ) -> tuple[str | None, str]:
        slugs = one.slugs
        for other in (*after, before):
            if other is None:
                continue
            kin = [slug for slug in slugs if self._speaks_for(other.slugs, slug)]
            if kin:
                spoken = self._best(kin, one)
                if spoken is not None and (len(slugs) > 1 or one.weak):
                    return spoken, f"with {self._written(words, other)}"
                if spoken is not None:
                    return spoken, "named"
        company = [slug for slug in slugs if any(word in said for word in self._company.get(slug, ()))]
        if company and (len(slugs) > 1 or one.weak):
            spoken = self._best(company, one)
            if spoken is not None:
                return spoken, "in its company"
        return self._alone(words, one, after)

    def _speaks_for(self, others: Collection[str], slug: str) -> bool:
        above = self._above[slug]
        return any(other in above or (slug in self._above[other] and other != slug) for other in others)

    def _best(self, slugs: list[str], one: Named) -> str | None:
        if len(slugs) == 1:
            return slugs[0]
        strong = [slug for slug in slugs if slug in one.strong]
        if len(strong) == 1:
            return strong[0]
        return self._common(slugs)

    def _alone(self, words: Words, one: Named, after: list[Named]) -> tuple[str | None, str]:
        if len(one.strong) == 1:
            slug = one.strong[0]
            if after and self._elsewhere(slug, after[0]):
                return None, ""
            if self.at_market(slug) or not any(self.at_market(other) for other in one.weak):
                return slug, "named"
            return None, ""
        if one.strong or not by_itself(words, one):
            return None, ""
        home = [slug for slug in one.weak if self.at_market(slug)] or list(one.weak)
        if after and all(self._elsewhere(slug, after[0]) for slug in home):
            return None, ""
        if len(home) == 1:
            return home[0], "by itself"
        if after and any(self._kind[other] in _HOLDERS for other in after[0].strong):
            return None, ""
        return self._common(
            home
        ), f"what {' and '.join(sorted({self._name[self._lineage[slug][1]] for slug in home}))} share"

    def _elsewhere(self, slug: str, other: Named) -> bool:
        """The name linked to it says that it lies in another country than this place does."""
        if self._kind[slug] in _WHOLE or any(self.is_town(one) for one in other.strong):
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
        """Leaves out "Lancashire" of "Manchester, Lancashire": a county that the town beside it knows as its company."""
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

    def _written(self, words: Words, named: Named) -> str:
        return words.text[words.starts[named.first] : words.ends[named.end - 1]]
