"""What an advert offers: where, how much, on what terms. All that is read in it but its terms.

Its text is folded once, and the words for which a reader looks closer are looked for in it once, for all readers.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import NamedTuple

from jobtide.advert import Advert
from jobtide.extraction import (
    clearances,
    conditions,
    employment_types,
    ir35,
    office_days,
    pay,
    pay_texts,
    place_texts,
    remote_limits,
    work_mode_words,
    work_modes,
)
from jobtide.extraction.facets import FacetReader
from jobtide.extraction.occurrences import Searched
from jobtide.extraction.places import PlaceReader
from jobtide.facet import FacetValue
from jobtide.finding import ConditionFinding, Facets, PayFinding, PlaceFinding
from jobtide.gazetteer import Gazetteer
from jobtide.issue import Issue
from jobtide.settings import Settings

AT_ONCE = 100  # adverts in which one thing is read before the next
# All words for which some reader looks closer at a description.
IN_DESCRIPTION = tuple(
    dict.fromkeys(
        (
            *pay_texts.SIGNS, *pay_texts.CODES, *pay_texts.WORDS, *(word for word, _ in employment_types.JUDGES),
            *(word for word, _ in work_mode_words.JUDGES), *clearances.WORDS, ir35.WORD, *office_days.WORDS,
            *remote_limits.WORDS, *place_texts.WORDS,
        )
    )
)  # fmt: skip


Search = Callable[[Sequence[str]], list[Searched]]


class Offer(NamedTuple):
    """The parts of a `Reading` of the same names."""

    places: tuple[PlaceFinding, ...]
    pay: tuple[PayFinding, ...]
    employment_type: ConditionFinding
    work_mode: ConditionFinding
    facets: Facets
    issues: tuple[Issue, ...]


class OfferReader:
    """Reads offers with one set of reference data. Make it once; it can be pickled."""

    def __init__(self, gazetteer: Gazetteer, settings: Settings, facets: tuple[FacetValue, ...] = ()):
        root = settings.root_place
        self._places = PlaceReader(gazetteer, root)
        self._pay = pay.PayReader()
        self._facets = FacetReader(facets, gazetteer)
        # Places whose own currency an amount without a sign is in.
        self._market = frozenset(slug for slug in gazetteer.places if slug == root or root in gazetteer.ancestors(slug))
        self._currency = settings.currency
        in_title = (pay.TITLE_WORDS, employment_types.TITLE_WORDS, work_modes.SHORT_WORDS, *self._facets.in_title)
        self._in_headline = tuple(dict.fromkeys(in_title))
        self._descriptions: Search = _one_by_one
        self._headlines: Search = _one_by_one

    def for_many(self) -> "OfferReader":
        """The same reader for thousands of adverts: it takes longer to start, and then each advert less time."""
        from jobtide.extraction.spotting import Spotter  # brings the compiler

        reader = copy(self)
        reader._descriptions = Spotter(
            IN_DESCRIPTION, pay_texts.BY_FIGURES, (pay_texts.AHEAD, pay_texts.NEAR)
        ).all_searched
        reader._headlines = Spotter(self._in_headline).all_searched
        return reader

    def read(self, advert: Advert) -> Offer:
        return self.read_all((advert,))[0]

    def read_all(self, adverts: Sequence[Advert]) -> list[Offer]:
        """The offer of each advert.

        One thing is read in all of some adverts before the next: what one reader needs then stays at hand, which takes
        a quarter less time than reading everything in one advert after the other.
        """
        offers: list[Offer] = []
        for first in range(0, len(adverts), AT_ONCE):
            offers += self._read(adverts[first : first + AT_ONCE])
        return offers

    def _read(self, adverts: Sequence[Advert]) -> Iterator[Offer]:
        headlines = self._headlines([advert.headline for advert in adverts])
        texts = self._descriptions([advert.description for advert in adverts])
        said = list(zip(adverts, texts, headlines, strict=True))
        places = [self._places.read(advert.locations, advert.title, text) for advert, text, _ in said]
        issues = [self._places.issues(advert.locations) for advert in adverts]
        quoted = [
            self._pay.read(advert, self._currency_at(where), text, headline)
            for (advert, text, headline), where in zip(said, places, strict=True)
        ]
        types = [
            conditions.employment_type(advert, amounts.findings, text, headline)
            for (advert, text, headline), amounts in zip(said, quoted, strict=True)
        ]
        modes = [conditions.work_mode(*each) for each in said]
        facets = [
            self._facets.read(advert, kind, mode, text, headline)
            for (advert, text, headline), kind, mode in zip(said, types, modes, strict=True)
        ]
        for where, amounts, kind, mode, more, odd in zip(places, quoted, types, modes, facets, issues, strict=True):
            yield Offer(where, amounts.findings, kind, mode, more, (*amounts.issues, *odd))

    def _currency_at(self, places: tuple[PlaceFinding, ...]) -> str | None:
        """What a bare number means in an advert of these places: nobody knows abroad."""
        for finding in places:
            if finding.slug in self._market:
                return self._currency
        return None if places else self._currency


def _one_by_one(texts: Sequence[str]) -> list[Searched]:
    return [Searched(text) for text in texts]
