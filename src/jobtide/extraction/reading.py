"""Everything that one advert says, read in one place."""

import hashlib
import re
from dataclasses import dataclass

from jobtide.advert import Advert
from jobtide.extraction import conditions, pay
from jobtide.extraction.places import PlaceReader
from jobtide.extraction.terms import TermReader
from jobtide.extraction.titles import title_term
from jobtide.finding import Reading
from jobtide.gazetteer import Gazetteer
from jobtide.pay import UNITS
from jobtide.settings import Settings
from jobtide.taxonomy import Taxonomy


@dataclass(frozen=True)
class AdvertReader:
    """Reads adverts with one set of reference data. Make it once; reading is pure, in as many processes as you like."""

    taxonomy: Taxonomy
    terms: TermReader
    places: PlaceReader
    market: frozenset[str]  # slugs of the places whose own currency an amount without a sign is in
    market_currency: str

    @classmethod
    def of(cls, taxonomy: Taxonomy, gazetteer: Gazetteer, settings: Settings) -> "AdvertReader":
        root = settings.root_place
        market = frozenset(place for place in gazetteer.places if place == root or root in gazetteer.ancestors(place))
        return cls(taxonomy, TermReader(taxonomy), PlaceReader(gazetteer, root), market, settings.currency)

    def read(self, advert: Advert) -> Reading:
        terms = self.terms.read(advert.title, advert.description, advert.employer)
        places = self.places.read(advert.locations, advert.title, advert.description)
        abroad = bool(places) and not any(finding.slug in self.market for finding in places)
        quoted = pay.read(advert, None if abroad else self.market_currency)
        return Reading(
            terms=terms,
            title_term=title_term(terms, advert.title, self.taxonomy),
            places=places,
            pay=quoted,
            employment_type=conditions.employment_type(advert, quoted),
            work_mode=conditions.work_mode(advert),
        )

    def row(self, advert: Advert) -> dict:
        """The advert's row of tables.READINGS, but for the hashes that name the advert and its version."""
        reading = self.read(advert)
        first = reading.pay[0] if reading.pay else None
        usable = first if first is not None and first.pay.unit in UNITS else None
        return {
            "text_hash": text_hash(advert.title, advert.description) if advert.description or advert.employer else None,
            "employer_key": employer_key(advert.employer),
            "title_term": reading.title_term,
            "terms": sorted({finding.slug for finding in reading.terms}),
            "places": sorted({finding.slug for finding in reading.places}),
            "employment_type": reading.employment_type.value,
            "work_mode": reading.work_mode.value,
            "pay_unit": usable.pay.unit if usable else None,
            "pay_low": usable.pay.low if usable else None,
            "pay_high": usable.pay.high if usable else None,
            "pay_currency": usable.pay.currency if usable else None,
            "pay_text": first.text if first else None,
        }


def text_hash(title: str, description: str) -> int:
    """Equal for texts that differ only in case, punctuation and white space; a signed 64-bit number."""
    words = re.sub(r"\W+", " ", f"{title}\n{description}".casefold()).strip()
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest(), signed=True)


_LEGAL_FORMS = re.compile(r"\b(?:ltd|limited|plc|llp|inc|llc|gmbh|ag|bv|sa|co|uk|group)\b")


def employer_key(name: str | None) -> str | None:
    """An employer's name without case, punctuation and legal form; None where nothing is left of it."""
    if name is None:
        return None
    words = re.sub(r"[^\w&+]+", " ", name.casefold())
    return " ".join(_LEGAL_FORMS.sub(" ", words).split()) or None
