"""Everything that one advert says, read in one place."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jobtide.advert import Advert
from jobtide.errors import Unknown
from jobtide.extraction.currencies import implausible
from jobtide.extraction.employer import presented
from jobtide.extraction.offer import Offer, OfferReader
from jobtide.extraction.said_titles import SaidTitle
from jobtide.extraction.terms import TermReader
from jobtide.extraction.titles import ChiefTitle
from jobtide.extraction.wanted import wanted
from jobtide.facet import FacetValue
from jobtide.finding import NOT_SAID, ConditionFinding, Facets, PayFinding, Reading, TermFinding
from jobtide.gazetteer import Gazetteer
from jobtide.pay import AS_QUOTED
from jobtide.settings import Settings
from jobtide.taxonomy import Taxonomy

if TYPE_CHECKING:
    from jobtide.extraction.kernel.reader import BatchTermReader
    from jobtide.extraction.text_hashes import TextHasher


@dataclass(frozen=True)
class AdvertReader:
    """Reads adverts with one set of reference data. Make it once; reading is pure, in as many processes as you like."""

    taxonomy: Taxonomy
    terms: TermReader
    chief_title: ChiefTitle
    said_title: SaidTitle
    offers: OfferReader
    batches: "BatchTermReader | None" = None  # reads the terms of many adverts at once, as `terms` would
    hasher: "TextHasher | None" = None  # and hashes their texts

    @classmethod
    def of(
        cls, taxonomy: Taxonomy, gazetteer: Gazetteer, settings: Settings, facets: tuple[FacetValue, ...] = ()
    ) -> "AdvertReader":
        """Raises Unknown where the settings' root place is none of the gazetteer's."""
        root = settings.root_place
        if root not in gazetteer.places:
            raise Unknown("place", root, tuple(slug for slug in gazetteer.places if slug.startswith(root[:3]))[:3])
        offers = OfferReader(gazetteer, settings, facets)
        chief = ChiefTitle(taxonomy)
        names = {
            name.lower()
            for place in gazetteer
            for name in {place.name, *place.aliases} - {*place.weak}  # Fleet and Deal are towns, and words
            if " " not in name
        }
        said = SaidTitle(taxonomy, chief, frozenset(names))
        return cls(taxonomy, TermReader(taxonomy), chief, said, offers)

    def for_many(self) -> "AdvertReader":
        """The same reader, whose `rows` are some times faster once thousands of them are asked for."""
        # Not needed, and slow to import, where somebody looks at a page.
        from jobtide.extraction.kernel.reader import BatchTermReader
        from jobtide.extraction.text_hashes import TextHasher

        reader = replace(
            self,
            batches=BatchTermReader(self.taxonomy, self.terms),
            offers=self.offers.for_many(),
            hasher=TextHasher(text_hash),
        )
        found = reader.batches.read_all(
            [("", "", None)]
        )  # makes the machine code, unless it is kept, for all processes
        found.terms()
        reader.hasher.all(*found.texts[:2])
        return reader

    def read(self, advert: Advert) -> Reading:
        terms = self.terms.read(advert.title, advert.description, _employer(advert))
        return self._reading(advert, terms, self.offers.read(advert))

    def _reading(self, advert: Advert, terms: tuple[TermFinding, ...], offer: Offer) -> Reading:
        return Reading(
            terms, self.chief_title.of(terms, advert.title),
            offer.places, offer.pay, offer.employment_type, offer.work_mode, offer.facets, offer.issues,
        )  # fmt: skip

    def title_said(self, advert: Advert, terms: tuple[TermFinding, ...]) -> ConditionFinding:
        """The job title in its normal form: as the headline has it, or where it has none, whom the text looks for."""
        said = self.said_title.of(terms, advert.title)
        if said.value and " " in said.value:
            return said
        wanted = NOT_SAID if self.chief_title.of(terms, advert.title) else self.wanted(advert)
        if wanted.value:
            return replace(wanted, value=self.taxonomy.terms[wanted.value].name)
        return said if said.value else self.said_title.of_discipline(advert.title)

    def wanted(self, advert: Advert) -> ConditionFinding:
        """The Job Title that the text says is looked for. It stands in no headline, so no figure counts it."""
        for said in wanted(advert.description):
            title = self.chief_title.of(self.terms.read(said, ""), said)
            if title:
                return ConditionFinding(title, said, "description", "who is looked for")
        return NOT_SAID

    def rows(self, adverts: Sequence[Advert], columns: tuple[Any, Any] | None = None) -> Iterator[dict]:
        """The row of each advert; `columns` are their titles and their descriptions in Arrow, where at hand."""
        offers = self.offers.read_all(adverts)
        if self.batches is None:
            for advert, offer in zip(adverts, offers, strict=True):
                terms = self.terms.read(advert.title, advert.description, _employer(advert))
                words: dict[str, str] = {}
                for finding in terms:
                    words.setdefault(finding.slug, finding.text)
                slugs = sorted(words)
                hashed = text_hash(advert.title, advert.description)
                yield self._row(advert, hashed, terms, offer, slugs, [words[slug] for slug in slugs])
            return
        if columns is None:
            found = self.batches.read_all((advert.title, advert.description, _employer(advert)) for advert in adverts)
        else:
            found = self.batches.read_columns(*columns, map(_employer, adverts))
        hashes = self.hasher.all(*found.texts[:2])
        # Of the findings only those of the title are asked for one by one.
        named = zip(hashes, found.terms(), found.words(), strict=True)
        for at, (advert, offer, (hashed, slugs, words)) in enumerate(zip(adverts, offers, named, strict=True)):
            yield self._row(advert, hashed, found.of_title(at), offer, slugs, words)

    def row(self, advert: Advert) -> dict:
        """The advert's row of tables.READINGS, but for the hashes that name the advert and its version."""
        return next(self.rows((advert,)))

    def _row(
        self,
        advert: Advert,
        hashed: int,
        terms: tuple[TermFinding, ...],
        offer: Offer,
        slugs: list[str],
        words: list[str],
    ) -> dict:
        reading = self._reading(advert, terms, offer)
        first = reading.pay[0] if reading.pay else None
        return {
            "text_hash": hashed if advert.description or advert.employer else None,
            "employer_key": employer_key(advert.employer),
            "title_term": reading.title_term,
            "terms": slugs,
            "words": words,
            "places": sorted({finding.slug for finding in reading.places}),
            "employment_type": reading.employment_type.value,
            "work_mode": reading.work_mode.value,
            **pay_columns(first),
            "pay_text": first.text if first else None,
            **facet_columns(reading.facets),
            "issues": sorted({issue.reason for issue in reading.issues}),
        }


def _employer(advert: Advert) -> str | None:
    return advert.employer or presented(advert.title, advert.description)


def pay_columns(finding: PayFinding | None) -> dict[str, object]:
    """The columns of a reading that figures are computed from; monthly and weekly pay are annual there.

    All null where that would be no plausible year's pay, as of an internship.
    """
    pay, basis = finding.pay.for_figures if finding else (None, None)
    if pay is not None and basis != AS_QUOTED and implausible(pay.low, pay.high, pay.unit, pay.currency):
        pay, basis = None, None
    return {
        "pay_unit": pay and pay.unit, "pay_low": pay and pay.low, "pay_high": pay and pay.high,
        "pay_currency": pay and pay.currency, "pay_basis": basis,
    }  # fmt: skip


def facet_columns(facets: Facets) -> dict[str, object]:
    low, _, high = (facets.office_days.value or "").partition("-")
    return {
        "seniority": _values(facets.seniority), "contract_kind": facets.contract_kind.value, "ir35": facets.ir35.value,
        "clearance": _values(facets.clearance), "clearance_need": facets.clearance_need.value,
        "office_days_low": float(low) if low else None, "office_days_high": float(high or low) if low else None,
        "remote_limits": _values(facets.remote_limits),
    }  # fmt: skip


def _values(findings: tuple[ConditionFinding, ...]) -> list[str]:
    return [finding.value for finding in findings]


_WORDS = re.compile(r"\w+")
_NO_WORD = re.compile(r"\W")
_ASCII = bytes(range(128))
_SPACES = bytes(code if chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(128))
_SPACES += bytes(range(128, 256))
_FEW_MARKS = 40  # beyond which folding all at once is faster


def text_hash(title: str, description: str) -> int:
    """Equal for texts that differ only in case, punctuation and white space; a signed 64-bit number."""
    given = f"{title}\n{description}"
    folded = given.encode("utf-8", "replace").lower()
    marks = set(folded.translate(None, _ASCII).decode("utf-8"))
    if len(marks) <= _FEW_MARKS:
        # Few characters are not ASCII, and those that are not come again and again: each is folded once.
        for mark in marks:
            folded = folded.replace(mark.encode(), _NO_WORD.sub(" ", mark.casefold()).encode())
        words = b" ".join(folded.translate(_SPACES).split())
    else:
        words = " ".join(_WORDS.findall(given.casefold())).encode("utf-8", "replace")
    return int.from_bytes(hashlib.blake2b(words, digest_size=8).digest(), signed=True)


_LEGAL_FORMS = re.compile(r"\b(?:ltd|limited|plc|llp|inc|llc|gmbh|ag|bv|sa|co|uk|group)\b")


@lru_cache(maxsize=20_000)  # a market has far fewer employers than adverts
def employer_key(name: str | None) -> str | None:
    """An employer's name without case, punctuation and legal form; None where nothing is left of it."""
    if name is None:
        return None
    words = re.sub(r"[^\w&+]+", " ", name.casefold())
    return " ".join(_LEGAL_FORMS.sub(" ", words).split()) or None
