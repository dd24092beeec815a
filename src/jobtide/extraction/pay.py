"""What an advert pays: which of the amounts in it are pay, and for which unit of time.

Base pay alone counts. Bonuses, on-target earnings, allowances, equity, relocation, the company's money and a site's own
estimates are not pay (pay_words.py). No unit is ever converted into another, and an amount outside the band that is
plausible for its unit (currencies.py) is left unread rather than repaired.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from jobtide.advert import Advert
from jobtide.extraction.conditions import said_to_be_contract
from jobtide.extraction.currencies import currency_of, plausible
from jobtide.extraction.occurrences import folded, occurrences
from jobtide.extraction.pay_grammar import Quote, plain, quotes_in
from jobtide.extraction.pay_words import Around, unit_named
from jobtide.finding import PayFinding
from jobtide.pay import UNITS as ENTER_FIGURES
from jobtide.pay import Pay

FIELD_LIMIT = 500  # characters of a pay field or title that are read; nothing that people wrote is longer
WINDOWS = 40  # places of a description that are read closely
BEFORE, NEAR, AFTER = 90, 60, 150  # characters around such a place: context, where an amount may start, context
BEHIND = 70  # characters after an amount that tell what it is

ANNUAL_FROM = 10_000  # an amount without a unit is annual from here on
DAILY = (80, 3_000)  # an amount without a unit is a day rate here, where the advert says that it is a contract
TOO_MUCH = 1e9  # no currency has pay above
HOURLY_BELOW = 80  # an amount with pence and without a unit is an hourly rate below this

# Where in a description pay may stand: a sign or code of a currency, or a word for pay, with a figure beside it.
SIGNS = ("£", "€", "$")
CODES = ("GBP", "EUR", "USD")  # looked for only where there is no sign, as are the words but the first
WORDS = ("salary", "y rate", "annum")  # in folded text; the second is day, daily and hourly rate
_FIGURE = re.compile("[0-9]")
# The first lines of a text are a headline, where a figure of this shape is pay without a word for it.
HEADLINE = 200
# Why an amount is pay.
OPENING, IN_TITLE, AFTER_WORD, PER_TIME = (
    "in the opening lines",
    "in the title",
    "after the word for pay",
    "an amount per time",
)
_BARE = re.compile(
    r"[0-9]{2,3}(?:(?:,?[05]00|[kK])\b)?(?P<range> ?(?:[-–—]|to) ?[0-9]{2,3}(?:,?[05]00|[kK])\b)?"
    r"(?! ?[a-z]*(?:user|employ|people|staff|member|custom|sq|line|server|year|hour))"
)


def read(advert: Advert, market_currency: str | None = "GBP") -> tuple[PayFinding, ...]:
    """The pay that an advert quotes, best first: of its pay field, else its numbers, else its title, else its text.

    `market_currency` is what a bare number means where the source names no currency; None where that is not known,
    as for an advert from another country.
    """
    currency = advert.currency.strip().upper() if advert.currency else None
    known = Known(currency, currency or market_currency, partial(said_to_be_contract, advert))
    return (
        (_read(advert.pay, "pay", known) if advert.pay else ())
        or _from_numbers(advert, known)
        or _read(advert.title, "title", known)
        or _read(advert.description, "description", known)
    )


def pay_in(text: str, where: str, currency: str | None = None) -> tuple[PayFinding, ...]:
    """The pay that a text quotes, best first. `where` is "pay" (all of it is about pay), "title" or "description".

    `currency` is the source's own statement: what a bare number means, and which dollar "$" is. Without it a bare
    number is not read, and "$" is the US dollar.
    """
    return _read(text, where, Known(currency, currency, _not_said))


def _not_said() -> bool:
    return False


class Known(NamedTuple):
    """What is known of an advert's texts besides their words: what "$" and what a bare number mean in them, and whether
    the advert says that it offers a contract."""

    currency: str | None
    bare: str | None
    contract: Callable[[], bool]


def _read(text: str, where: str, known: Known) -> tuple[PayFinding, ...]:
    if where == "description":
        stretches = _near_amounts(text)
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
            judged = _judge(quote, before, low[quote.end : quote.end + BEHIND], place, known)
            if judged and (judged.pay not in found or found[judged.pay][0] < judged.weight):
                words = text[start:end].strip(" ([,-")
                found[judged.pay] = judged.weight, PayFinding(judged.pay, words, where, judged.rule)
    best = sorted(found.values(), key=lambda entry: -entry[0])  # stable: the first of equals stays first
    return tuple(finding for _, finding in best)


@dataclass(frozen=True, slots=True)
class Stretch:
    """`start`..`end` of a text are read, and an amount is taken when it starts no later than `starts_to`."""

    start: int
    end: int
    starts_to: int


@dataclass(frozen=True, slots=True)
class Judged:
    pay: Pay
    rule: str
    weight: int  # the heavier, the surer that this is the pay among several


def _near_amounts(text: str) -> list[Stretch]:
    """The stretches of a description around what may be pay."""
    places = [at for sign in SIGNS for at in occurrences(sign, text, WINDOWS)]
    low = folded(text)
    if not places:
        places = [at for code in CODES for at in occurrences(code, text, WINDOWS)]
        places += [at for word in WORDS[1:] for at in occurrences(word, low, WINDOWS)]
    places += occurrences(WORDS[0], low, WINDOWS)
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


def _judge(quote: Quote, before: str, after: str, where: str, known: Known) -> Judged | None:
    """The pay with its rule; None where the quote is not pay or not certain."""
    code = currency_of(quote.sign, known.currency) if quote.sign else known.bare
    low, high = sorted((quote.low, quote.high))
    if code is None or high < 1 or high > TOO_MUCH:
        return None
    around = Around(before, after)
    unit, basis = _unit(quote, low, high, around, where, known)
    if unit is None or not plausible(low, high, unit, code):
        return None
    beside_pay = quote.is_range and unit == "annual" and where != "pay"
    if around.something_else(beside_pay, in_text=where in ("description", OPENING)):
        return None
    base = around.is_base()
    evidence = "the pay field" if where == "pay" else _evidence(quote, around, where, unit, base)
    if evidence is None:
        return None
    shape = "a range" if quote.is_range else around.open_end() or "a single figure"
    weight = 4 * base + 3 * quote.is_range + 2 * (unit in ENTER_FIGURES) - (evidence == OPENING)
    return Judged(Pay(low, high, unit, code), f"{evidence}; {shape}; {unit}: {basis}", weight)


def _unit(quote: Quote, low: float, high: float, around: Around, where: str, known: Known) -> tuple[str | None, str]:
    """The unit of an amount and how it is known; None where that is not certain."""
    if quote.unit:
        return quote.unit, "its unit is said"
    if (unit := around.unit()) and plausible(low, high, unit, "GBP"):
        return unit, "its unit is said before it"
    if low >= ANNUAL_FROM:
        return "annual", "by its size"
    if (
        DAILY[0] <= low
        and high <= DAILY[1]
        and (around.is_rate() or (where in ("pay", "title", "fields") and known.contract()))
    ):
        return "daily", "by its size, in a contract"
    if quote.pence and high < HOURLY_BELOW and (where == "pay" or around.is_wage()):
        return "hourly", "by its size, with pence"
    return None, ""


def _evidence(quote: Quote, around: Around, where: str, unit: str, base: bool) -> str | None:
    """Why an amount in a title or a description is pay; None where nothing says so."""
    round_range = quote.is_range and unit == "annual" and quote.low % 500 == 0 == quote.high % 500
    if quote.sign is None:
        if where == "title":
            return IN_TITLE if quote.unit or (quote.scaled and quote.is_range) or round_range else None
        if around.labelled and (quote.scaled or quote.low >= ANNUAL_FROM or quote.unit):
            return AFTER_WORD
        if quote.unit == "annual":
            return PER_TIME
        round_end = unit == "annual" and quote.low % 500 == 0 and around.open_end() == "up to"
        return OPENING if where == OPENING and (round_range or round_end) else None
    if where == "title":
        return IN_TITLE
    if around.names_pay:
        return AFTER_WORD
    if base:
        return "before the word for pay"
    if unit in ENTER_FIGURES and (quote.unit or quote.is_range):
        return PER_TIME if quote.unit else "a range of pay"
    if around.comes_with():
        return "before what comes with pay"
    return OPENING if where == OPENING and unit == "annual" else None


def _from_numbers(advert: Advert, known: Known) -> tuple[PayFinding, ...]:
    """Pay of the source's own numbers; zero and below are how sources hide it."""
    ends = [end for end in (advert.pay_min, advert.pay_max) if end is not None and end > 0]
    currency = known.bare
    if not ends or currency is None:
        return ()
    low, high = min(ends), max(ends)
    words = f"{advert.pay_min} - {advert.pay_max}" if len(ends) == 2 else f"{ends[0]}"
    unit, basis = unit_named(advert.pay_unit), "its unit is said"
    if unit is None and not advert.pay_unit:
        unit, basis = _unit(
            Quote(0, 0, low, high, False, None, None, False), low, high, Around("", ""), "fields", known
        )
    if unit is None or not plausible(low, high, unit, currency):
        return ()
    return (
        PayFinding(
            Pay(float(low), float(high), unit, currency), words, "fields", f"the source's numbers; {unit}: {basis}"
        ),
    )
