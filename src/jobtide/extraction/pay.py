"""What an advert pays: which of the amounts in it are pay, and for which unit of time.

Base pay alone counts. Bonuses, on-target earnings, allowances, equity, relocation, the company's money and a site's own
estimates are not pay (pay_words.py). What is quoted per month or week is so read; an amount outside the band that is
plausible for its unit (currencies.py) is left unread rather than repaired, and is an issue.
"""

import re
from dataclasses import dataclass
from functools import partial

from jobtide.advert import Advert
from jobtide.extraction.conditions import said_to_be_contract
from jobtide.extraction.currencies import implausible
from jobtide.extraction.occurrences import Searched, occurrences
from jobtide.extraction.pay_grammar import Quote, plain, quotes_in
from jobtide.extraction.pay_judgement import (
    BELOW,
    NO_UNIT,
    ODDITIES,
    OPENING,
    SWAPPED,
    TOO_MUCH,
    Known,
    counted,
    issue,
    judged,
    unit_of,
)
from jobtide.extraction.pay_words import Around, unit_named
from jobtide.finding import PayFinding
from jobtide.issue import Issue
from jobtide.pay import Pay

FIELD_LIMIT = 500  # characters of a pay field or title that are read; nothing that people wrote is longer
WINDOWS = 40  # places of a description that are read closely
BEFORE, NEAR, AFTER = 90, 60, 150  # characters around such a place: context, where an amount may start, context
BEHIND = 70  # characters after an amount that tell what it is

# Where in a description pay may stand: a sign or code of a currency, or a word for pay, with a figure beside it.
SIGNS = ("£", "$")  # and the euro's
CODES = ("gbp", "eur", "usd")  # in capitals; looked for only where there is no sign, as are the words but the first
WORDS = ("salary", "y rate", "annum")  # in folded text; the second is day, daily and hourly rate
# What a title that quotes pay cannot do without: a sign, a k, three figures, pence, or a number in words.
_IN_TITLE = re.compile(r"[£€$₹₪₱₩]|[0-9] ?[kK]|[0-9]{3}|[0-9]\.[0-9]{2}|[a-z] thousand|[0-9] ?(?:[A-Z]{3}|zł|Kč|euro)")
_NOTHING_AROUND = Around("", "")
_SOUGHT = frozenset((*SIGNS, *CODES, *WORDS))
_FIGURE = re.compile("[0-9]")
_NEGATIVE = re.compile(r"-[£€$]?[0-9]")  # nobody pays less than nothing
# The first lines of a text are a headline, where a figure of this shape is pay without a word for it.
HEADLINE = 200
_BARE = re.compile(
    r"[0-9]{2,3}(?:(?:,?[05]00|[kK])\b)?(?P<range> ?(?:[-–—]|to) ?[0-9]{2,3}(?:,?[05]00|[kK])\b)?"
    r"(?! ?[a-z]*(?:user|employ|people|staff|member|custom|sq|line|server|year|hour))"
)


@dataclass(frozen=True, slots=True)
class PayReading:
    """`findings` best first; `issues` of what was quoted as pay and is odd."""

    findings: tuple[PayFinding, ...]
    issues: tuple[Issue, ...] = ()


def read(advert: Advert, market_currency: str | None = "GBP") -> tuple[PayFinding, ...]:
    """The pay that an advert quotes, best first."""
    return reading(advert, market_currency).findings


def reading(advert: Advert, market_currency: str | None = "GBP", description: Searched | None = None) -> PayReading:
    """The pay that an advert quotes: of its pay field, else its numbers, else its title, else its text.

    Issues are those of all that was asked until pay was found. `market_currency` is what a bare number means where the
    source names no currency; None where that is not known, as for an advert from another country. `description` is the
    advert's, where it is at hand for several readers.
    """
    currency = advert.currency.strip().upper() if advert.currency else None
    known = Known(currency, currency or market_currency, partial(said_to_be_contract, advert, description))
    odd: dict[str, Issue] = {}
    findings = (
        (_read(advert.pay, "pay", known, odd) if advert.pay else ())
        or _from_numbers(advert, known, odd)
        or (_read(advert.title, "title", known, odd) if _IN_TITLE.search(advert.title) else ())
        or _read(advert.description, "description", known, odd, description)
    )
    if findings:
        odd.pop(NO_UNIT, None)  # an allowance beside the pay
    return PayReading(findings, tuple(odd.values()))


def pay_in(text: str, where: str, currency: str | None = None) -> tuple[PayFinding, ...]:
    """The pay that a text quotes, best first. `where` is "pay" (all of it is about pay), "title" or "description".

    `currency` is the source's own statement: what a bare number means, and which dollar "$" is. Without it a bare
    number is not read, and "$" is the US dollar.
    """
    return _read(text, where, Known(currency, currency, _not_said), {})


def _not_said() -> bool:
    return False


def _read(
    text: str, where: str, known: Known, odd: dict[str, Issue], searched: Searched | None = None
) -> tuple[PayFinding, ...]:
    """The pay of one text; what is odd in it is added to `odd`, by its reason."""
    if where == "description":
        stretches = _near_amounts(searched or Searched(text))
    else:
        stretches = (
            [Stretch(0, min(len(text), FIELD_LIMIT), FIELD_LIMIT)] if _FIGURE.search(text) or "thousand" in text else []
        )
    found: dict[Pay, tuple[int, PayFinding]] = {}
    read_to = 0
    for stretch in stretches:
        near = plain(text[stretch.start : stretch.end])
        low = near.lower()
        if len(low) != len(near):
            low = near  # a letter that has two in lower case; positions count more than its words
        for quote in quotes_in(near):
            start, end = stretch.start + quote.start, stretch.start + quote.end
            if start < read_to or start > stretch.starts_to:
                continue
            before = low[max(0, read_to - stretch.start, quote.start - BEFORE) : quote.start]
            read_to = end
            place = OPENING if where == "description" and start < HEADLINE else where
            if where == "pay" and start <= 1 and _NEGATIVE.match(near):
                odd[BELOW] = issue(BELOW, text[:end])
                continue
            it = judged(quote, before, low[quote.end : quote.end + BEHIND], place, known)
            words = text[start:end].strip(" ([,-")
            if it.oddity and it.oddity not in odd:
                odd[it.oddity] = issue(it.oddity, words)
            if it.pay and (it.pay not in found or found[it.pay][0] < it.weight):
                found[it.pay] = it.weight, PayFinding(it.pay, words, where, it.rule)
    best = sorted(found.values(), key=lambda entry: -entry[0])  # stable: the first of equals stays first
    return tuple(finding for _, finding in best)


@dataclass(frozen=True, slots=True)
class Stretch:
    """`start`..`end` of a text are read, and an amount is taken when it starts no later than `starts_to`."""

    start: int
    end: int
    starts_to: int


def _near_amounts(searched: Searched) -> list[Stretch]:
    """The stretches of a description around what may be pay."""
    text, low = searched.text, searched.low
    places = []
    if searched.may_hold(_SOUGHT):
        places += [at for sign in SIGNS for at in searched.places(sign, WINDOWS)]
    if "€" in text:  # no letter of Latin-1, in which texts are folded
        places += occurrences("€", text, WINDOWS)
    if not places and searched.may_hold(_SOUGHT):
        places = [at for code in CODES for at in searched.places(code, WINDOWS) if text[at : at + len(code)].isupper()]
        places += [at for word in WORDS[1:] for at in searched.places(word, WINDOWS)]
    places += searched.places(WORDS[0], WINDOWS)
    if not places and not _FIGURE.search(text, 0, HEADLINE):
        return []
    for bare in _BARE.finditer(text, 0, HEADLINE):
        if bare["range"] or low.endswith("up to ", 0, bare.start()):
            places.append(bare.start())
    stretches: list[Stretch] = []
    reached = -1
    for at in sorted(places):
        if at <= reached or not _FIGURE.search(text, max(0, at - 12), at + NEAR):
            continue
        start, end = max(0, at - BEFORE), min(len(text), at + AFTER)
        while end < len(text) and end > at + NEAR and not text[end].isspace():
            end -= 1  # never through a number
        while start and start < at - NEAR // 2 and not text[start - 1].isspace():
            start += 1
        stretches.append(Stretch(start, end, at + NEAR))
        reached = at + NEAR // 3
        if len(stretches) == WINDOWS:
            break
    return stretches


def _from_numbers(advert: Advert, known: Known, odd: dict[str, Issue]) -> tuple[PayFinding, ...]:
    """Pay of the source's own numbers; zero and below are how sources hide it."""
    ends = [end for end in (advert.pay_min, advert.pay_max) if end is not None and end > 0]
    currency = known.bare
    if not ends or currency is None:
        return ()
    low, high = min(ends), max(ends)
    words = f"{advert.pay_min} - {advert.pay_max}" if len(ends) == 2 else f"{ends[0]}"
    unit, basis = unit_named(advert.pay_unit), "its unit is said"
    if unit is None and not advert.pay_unit:
        quote = Quote(0, 0, low, high, False, None, None, False)
        unit, basis = unit_of(quote, low, high, _NOTHING_AROUND, "fields", known)
    wrong = "unit" if unit is None else "above" if high > TOO_MUCH else implausible(low, high, unit, currency)
    oddity = ODDITIES[wrong] if wrong else SWAPPED if ends != sorted(ends) else None
    if oddity:
        odd.setdefault(oddity, issue(oddity, words))
    if wrong:
        return ()
    rule = f"the source's numbers; {unit}: {basis}{counted(unit)}"
    return (PayFinding(Pay(float(low), float(high), unit, currency), words, "fields", rule),)
