"""Where the work is: places named in an advert's locations or, where these are silent, in its title or description."""

from collections.abc import Iterable
from dataclasses import dataclass

from jobtide.extraction.coordinates import Coordinates
from jobtide.extraction.occurrences import Searched
from jobtide.extraction.place_meanings import Meant, PlaceMeanings
from jobtide.extraction.place_names import NOISE, Words
from jobtide.extraction.place_texts import called_location, in_description, in_title, is_around, is_denied, is_plain
from jobtide.extraction.postcodes import Postcodes
from jobtide.finding import PlaceFinding
from jobtide.gazetteer import Gazetteer
from jobtide.issue import Issue

_MOST = 1_000  # characters of one location or title that are read
_MOST_LOCATIONS = 200
_REMEMBERED, _MEMORY = 300, 50_000  # characters of an advert's locations, number of adverts with others


@dataclass(frozen=True, slots=True)
class _Named:
    """What locations say; `is_silent` where that is no more than how the work is done."""

    findings: tuple[PlaceFinding, ...]
    is_silent: bool
    issues: tuple[Issue, ...] = ()


class PlaceReader:
    """Reads places with one gazetteer. Where a shared name stands alone, the one in the `market`'s country is meant."""

    def __init__(self, gazetteer: Gazetteer, market: str = "uk"):
        self._meanings = PlaceMeanings(gazetteer, market)
        self._postcodes = Postcodes(gazetteer)
        self._coordinates = Coordinates(gazetteer, self._postcodes.place_of)
        self._remembered: dict[tuple[str, ...], _Named] = {}

    def read(self, locations: tuple[str, ...], title: str, description: str | Searched) -> tuple[PlaceFinding, ...]:
        """The most specific places named, first named first; () where nothing certain is said.

        The title is asked only where no place is read in the locations, and then the description: all of it where they
        say nothing but how the work is done ("Remote"), else (a village nobody knows) only what it calls the location.
        """
        named = self._locations(locations)
        if named.findings:
            return named.findings
        words = self._meanings.names.words(title[:_MOST])
        found = list(self._findings(in_title(words, self._meanings), words, "title"))
        if not found:
            searched = Searched(description) if isinstance(description, str) else description
            for part in in_description(searched) if named.is_silent else called_location(searched):
                if not self._meanings.names.may_open(part):
                    continue
                words = self._meanings.names.words(part)
                found = list(self._findings(self._opening(words), words, "description"))
                if found:
                    break
        return self._most_specific(found)

    def issues(self, locations: tuple[str, ...]) -> tuple[Issue, ...]:
        """What is odd about the locations, and therefore left unread."""
        return self._locations(locations).issues

    def _locations(self, locations: tuple[str, ...]) -> "_Named":
        """What an advert's locations say. Most are common, so those that were read are remembered."""
        named = self._remembered.get(locations)
        if named is None:
            read = [self._location(location) for location in locations[:_MOST_LOCATIONS]]
            findings = self._most_specific([finding for each in read for finding in each.findings])
            is_silent = not findings and all(each.is_silent for each in read)
            named = _Named(findings, is_silent, tuple(issue for each in read for issue in each.issues))
            if sum(map(len, locations)) <= _REMEMBERED:
                if len(self._remembered) >= _MEMORY:
                    self._remembered.clear()
                self._remembered[locations] = named
        return named

    def _location(self, location: str) -> "_Named":
        lies = self._coordinates.in_text(location)
        if lies is not None:
            found = (PlaceFinding(lies.slug, location, "location", lies.rule),) if lies.slug else ()
            return _Named(found, not found, (lies.issue,) if lies.issue else ())
        words = self._meanings.names.words(location[:_MOST])
        is_silent = all(word in NOISE or word.isdigit() for word in words.folded)
        return _Named(tuple(self._in_location(words)), is_silent)

    def _in_location(self, words: Words) -> list[PlaceFinding]:
        found = list(self._findings(self._meanings.in_address(words), words, "location"))
        if any(self._meanings.is_town(finding.slug) for finding in found):
            return found
        for slug, written in self._postcodes.in_text(words.text):
            # A postcode says more than "London", and nothing beside "Kent" where it lies elsewhere.
            if not found or any(finding.slug in self._meanings.above(slug) for finding in found):
                found.append(PlaceFinding(slug, written, "location", "postcode"))
        return found

    def _findings(self, meant: Iterable[Meant], words: Words, where: str) -> Iterable[PlaceFinding]:
        plain = is_plain(words)
        for one in meant:
            slug, rule = one.slug, one.rule
            if not plain and is_denied(words, one.first):
                continue
            if not plain and is_around(words, one.first):
                slug, rule = self._meanings.region_of(slug) or slug, "somewhere around it"
            yield PlaceFinding(slug, words.written(one.first, one.end), where, rule)

    def _opening(self, words: Words) -> list[Meant]:
        """Names at the beginning of a text and those listed right after them."""
        meant: list[Meant] = []
        at = 0
        for one in self._meanings.in_text(words):
            if any(word not in NOISE and word != "of" for word in words.folded[at : one.first]):
                break
            if one.certain or self._meanings.is_own_name(one, words):
                meant.append(one)
            at = one.end
        return meant

    def _most_specific(self, found: list[PlaceFinding]) -> tuple[PlaceFinding, ...]:
        if len(found) < 2:
            return tuple(found)
        first = {finding.slug: finding for finding in reversed(found)}
        above = frozenset().union(*(self._meanings.above(slug) for slug in first))
        return tuple(
            finding for finding in dict.fromkeys(first[one.slug] for one in found) if finding.slug not in above
        )
