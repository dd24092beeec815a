"""What an advert pays: which of the amounts in it are pay, and for which unit of time.

Base pay alone counts. Bonuses, on-target earnings, allowances, equity, relocation, the company's money and a site's own
estimates are not pay (pay_words.py). What is quoted per month or week is so read; an amount outside the band that is
plausible for its unit (currencies.py) is left unread rather than repaired, and is an issue.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from jobtide.advert import Advert
from jobtide.extraction.conditions import said_to_be_contract
from jobtide.extraction.currencies import implausible
from jobtide.extraction.occurrences import Searched
from jobtide.extraction.pay_grammar import Quote
from jobtide.extraction.pay_judgement import (
    ANNUAL_FROM,
    NO_UNIT,
    ODDITIES,
    SWAPPED,
    TOO_MUCH,
    Known,
    counted,
    issue,
    unit_of,
)
from jobtide.extraction.pay_texts import Stretch, near_amounts, pay_of
from jobtide.extraction.pay_words import Around, unit_named
from jobtide.finding import PayFinding
from jobtide.issue import Issue
from jobtide.pay import Pay

# What a title that quotes pay cannot do without: a sign, a k, three figures, pence, or a number in words.
_IN_TITLE = re.compile(r"[£€$₹₪₱₩]|[0-9](?: ?[kK]|[0-9]{2}|\.[0-9]{2}| ?(?:[A-Z]{3}|zł|Kč|euro))")
_IN_WORDS = re.compile("[a-z] thousand")
# Days and hours that boards make a year of: 48 weeks of 5 days of 8 hours, with some room.
_A_YEAR_HAS = {"daily": (200, 270), "hourly": (1_600, 2_200)}
TITLE_WORDS = frozenset((*"0123456789", "thousand"))  # one of which every amount has
_NOTHING_AROUND = Around("", "")
_MEMORY, _REMEMBERED = 50_000, 200  # number of fields that are remembered, and characters of the longest of them


class PayReading(NamedTuple):
    """`findings` best first; `issues` of what was quoted as pay and is odd."""

    findings: tuple[PayFinding, ...]
    issues: tuple[Issue, ...] = ()


_NOTHING = PayReading(())


class _Read(NamedTuple):
    """What was read in a field by itself: what is odd in it by its reason, and all of it as a reading."""

    findings: tuple[PayFinding, ...]
    odd: dict[str, Issue]
    reading: PayReading


_Field = str | tuple[float | None, float | None, str | None]  # the pay field, or the least, the most and the unit


class _SaidContract:
    """Whether the advert's own words say that it offers a contract; finds out when `asked`."""

    __slots__ = ("_advert", "_description", "_headline", "asked")

    def __init__(self, advert: Advert, description: Searched | None, headline: Searched | None):
        self._advert, self._description, self._headline = advert, description, headline
        self.asked = False

    def __call__(self) -> bool:
        self.asked = True
        return said_to_be_contract(self._advert, self._description, self._headline)


class PayReader:
    """Reads the pay of adverts. What boards say of pay repeats, so what was read in fields is remembered."""

    def __init__(self):
        self._remembered: dict[tuple, _Read] = {}

    def read(
        self,
        advert: Advert,
        market_currency: str | None = "GBP",
        description: Searched | None = None,
        headline: Searched | None = None,
    ) -> PayReading:
        """The pay that an advert quotes: of its pay field, else its numbers, else its title, else its text.

        Issues are those of all that was asked until pay was found. `market_currency` is what a bare number means where
        the source names no currency; None where that is not known, as for an advert from another country. `description`
        and `headline` are the advert's, where they are at hand for several readers.
        """
        currency = advert.currency.strip().upper() if advert.currency else None
        bare = currency or market_currency
        known: Known | None = None
        odd: dict[str, Issue] = {}
        # What most fields hold is remembered; the rest is made only where it is not.
        for field in _fields(advert):
            read = self._remembered.get((field, currency, bare))
            if read is None:
                known = known or Known(currency, bare, _SaidContract(advert, description, headline))
                read = self._of_field(field, known)
            if read.findings and not isinstance(field, str) and read.findings[0].pay.unit == "annual":
                known = known or Known(currency, bare, _SaidContract(advert, description, headline))
                description = description or Searched(advert.description)
                if rate := _rate_behind(read.findings[0].pay, advert, known, description, headline):
                    return _reading((rate,), odd)
            if read.findings and not odd:
                return read.reading
            odd = {**read.odd, **odd}
            if read.findings:
                return _reading(read.findings, odd)
        in_title = _may_be_in_title(advert.title, headline)
        description = description or Searched(advert.description)
        near: list[Stretch] | None = None if in_title else near_amounts(description)
        if near == []:
            return _reading((), odd)
        known = known or Known(currency, bare, _SaidContract(advert, description, headline))
        findings: tuple[PayFinding, ...] = ()
        if in_title:
            findings = pay_of(advert.title, "title", known, odd)
        if not findings:
            findings = pay_of(advert.description, "description", known, odd, description, near)
        return _reading(findings, odd)

    def _of_field(self, field: _Field, known: Known) -> _Read:
        """What is read in a field; remembered unless it depends on more than the field and its currency."""
        odd: dict[str, Issue] = {}
        text = isinstance(field, str)
        findings = pay_of(field, "pay", known, odd) if text else _from_numbers(*field, known, odd)
        read = _Read(findings, odd, _reading(findings, dict(odd)))
        if not known.contract.asked and len(str(field if text else field[0])) <= _REMEMBERED:
            if len(self._remembered) >= _MEMORY:
                self._remembered.clear()
            self._remembered[field, known.currency, known.bare] = read
        return read


def _fields(advert: Advert) -> Iterator[_Field]:
    """The pay field, and the numbers."""
    if advert.pay:
        yield advert.pay
    if advert.pay_min is not None or advert.pay_max is not None:
        yield advert.pay_min, advert.pay_max, advert.pay_unit


def _reading(findings: tuple[PayFinding, ...], odd: dict[str, Issue]) -> PayReading:
    if findings:
        odd.pop(NO_UNIT, None)  # an allowance beside the pay
    return PayReading(findings, tuple(odd.values())) if findings or odd else _NOTHING


def read(advert: Advert, market_currency: str | None = "GBP") -> tuple[PayFinding, ...]:
    """The pay that an advert quotes, best first."""
    return reading(advert, market_currency).findings


def reading(advert: Advert, market_currency: str | None = "GBP") -> PayReading:
    """What `PayReader` reads in one advert."""
    return PayReader().read(advert, market_currency)


def pay_in(text: str, where: str, currency: str | None = None) -> tuple[PayFinding, ...]:
    """The pay that a text quotes, best first. `where` is "pay" (all of it is about pay), "title" or "description".

    `currency` is the source's own statement: what a bare number means, and which dollar "$" is. Without it a bare
    number is not read, and "$" is the US dollar.
    """
    return pay_of(text, where, Known(currency, currency, _not_said), {})


def _not_said() -> bool:
    return False


def _may_be_in_title(title: str, headline: Searched | None) -> bool:
    if not title or (headline is not None and headline.text == title and not headline.may_hold(TITLE_WORDS)):
        return False
    return _IN_TITLE.search(title) is not None or (" thousand" in title and _IN_WORDS.search(title) is not None)


def _rate_behind(
    annual: Pay, advert: Advert, known: Known, description: Searched, headline: Searched | None
) -> PayFinding | None:
    """The rate by day or hour that the advert's own words quote, where the source's numbers are that rate by the year:
    boards that show all pay by the year convert it, and no conversion enters a figure. None where they are not."""
    found: tuple[PayFinding, ...] = ()
    if _may_be_in_title(advert.title, headline):
        found = pay_of(advert.title, "title", known, {})
    if near := near_amounts(description):
        found += pay_of(advert.description, "description", known, {}, description, near)
    for finding in found:
        least, most = _A_YEAR_HAS.get(finding.pay.unit, (0, 0))
        rates, years = (finding.pay.low, finding.pay.high), (annual.low, annual.high)
        if (
            most
            and finding.pay.currency == annual.currency
            and "its unit is said" in finding.rule
            and any(least <= year / rate <= most for year, rate in zip(years, rates, strict=True))
        ):
            return replace(finding, rule=f"{finding.rule}; the source's numbers are it by the year")
    return None


def _written(amount: float) -> str:
    """As people write it: 65,000 and 12.50."""
    return f"{amount:,.2f}".removesuffix(".00")


def _from_numbers(
    low: float | None, high: float | None, field: str | None, known: Known, odd: dict[str, Issue]
) -> tuple[PayFinding, ...]:
    """Pay of the source's own numbers and its unit; zero and below are how sources hide it."""
    ends = [end for end in (low, high) if end is not None and end > 0]
    currency = known.bare
    if not ends or currency is None:
        return ()
    words = " - ".join(dict.fromkeys(_written(end) for end in ends))
    from_nought = 0 in (low, high)
    low, high = min(ends), max(ends)
    unit, basis = unit_named(field), "its unit is said"
    if unit is None and not field:
        quote = Quote(0, 0, low, high, False, None, None, False)
        unit, basis = unit_of(quote, low, high, _NOTHING_AROUND, "fields", known)
    wrong = "unit" if unit is None else "above" if high > TOO_MUCH else implausible(low, high, unit, currency)
    if from_nought and unit == "annual" and high <= ANNUAL_FROM:
        wrong = wrong or "below"  # 0 to 10,000 is the lowest bracket of a form, and nobody's pay
    oddity = ODDITIES[wrong] if wrong else SWAPPED if ends != sorted(ends) else None
    if oddity:
        odd[oddity] = issue(oddity, words)
    if wrong:
        return ()
    rule = f"the source's numbers; {unit}: {basis}{counted(unit)}"
    return (PayFinding(Pay(float(low), float(high), unit, currency), words, "fields", rule),)
