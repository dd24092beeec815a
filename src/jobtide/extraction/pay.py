"""What an advert pays: which of the amounts in it are pay, and for which unit of time.

Base pay alone counts. Bonuses, on-target earnings, allowances, equity, relocation, the company's money and a site's own
estimates are not pay (pay_words.py). No unit is ever converted into another, and an amount outside the band that is
plausible for its unit (currencies.py) is left unread rather than repaired.
"""

from collections.abc import Callable
from functools import partial

from jobtide.advert import Advert
from jobtide.extraction import pay_words
from jobtide.extraction.conditions import said_to_be_contract
from jobtide.extraction.currencies import currency_of, plausible
from jobtide.extraction.pay_grammar import Quote, plain, quotes_in, unit_before
from jobtide.finding import PayFinding
from jobtide.pay import Pay

FIELD_LIMIT = 500  # characters of a pay field or title that are read; nothing that people wrote is longer
WINDOWS = 40  # places of a description that are read closely
BEFORE, NEAR, AFTER = 90, 60, 150  # characters around such a place: context, where an amount may start, context

ANNUAL_FROM = 10_000  # an amount without a unit is annual from here on
DAILY = (80, 3_000)  # an amount without a unit is a day rate here, where the advert says that it is a contract
HOURLY_BELOW = 80  # an amount with pence and without a unit is an hourly rate below this

# Where in a description pay may stand: found with the fastest search there is, then read closely.
ANCHORS = (
    "£", "€", "$", "GBP", "EUR", "USD", "CHF", "alary", "ALARY", "day rate", "Day rate", "Day Rate", "DAY RATE",
    "aily rate", "aily Rate", "ourly rate", "ourly Rate", "emuneration",
)  # fmt: skip


def read(advert: Advert, market_currency: str = "GBP") -> tuple[PayFinding, ...]:
    """The pay that an advert quotes, best first: of its pay field, else its numbers, else its title, else its text.

    `market_currency` is what a bare number means where the source names no currency.
    """
    currency = advert.currency.strip().upper() if advert.currency else None
    bare = currency or market_currency
    contract = partial(said_to_be_contract, advert)
    return (
        (_read(advert.pay, "pay", currency, bare, contract) if advert.pay else ())
        or _from_numbers(advert, bare, contract)
        or _read(advert.title, "title", currency, bare, contract)
        or _read(advert.description, "description", currency, bare, contract)
    )


def pay_in(text: str, where: str, currency: str | None = None) -> tuple[PayFinding, ...]:
    """The pay that a text quotes, best first. `where` is "pay" (all of it is about pay), "title" or "description".

    `currency` is the source's own statement: what a bare number means, and which dollar "$" is. Without it a bare
    number is not read, and "$" is the US dollar.
    """
    return _read(text, where, currency, currency, _not_said)


def _not_said() -> bool:
    return False


def _read(text: str, where: str, currency: str | None, bare: str | None, contract: Callable[[], bool]) -> tuple[PayFinding, ...]:
    stretches = _near_amounts(text) if where == "description" else [(0, min(len(text), FIELD_LIMIT), 0, FIELD_LIMIT)]
    found: dict[Pay, tuple[int, PayFinding]] = {}
    read_to = 0
    for start, end, starts_from, starts_to in stretches:
        stretch = plain(text[start:end])
        context_from = max(0, read_to - start)
        for quote in quotes_in(stretch):
            if start + quote.start < read_to or start + quote.start > starts_to:
                continue
            before = stretch[max(context_from, quote.start - BEFORE) : quote.start]
            after = stretch[quote.end : quote.end + 70]
            context_from, read_to = quote.end, start + quote.end
            judged = _judge(quote, before, after, where, currency, bare, contract)
            if judged:
                pay, rule, weight = judged
                words = text[start + quote.start : start + quote.end].strip(" ([,-")
                if pay not in found or found[pay][0] < weight:
                    found.setdefault(pay, (weight, PayFinding(pay, words, where, rule)))
    best = sorted(found.values(), key=lambda entry: -entry[0])  # stable: the first of equals stays first
    return tuple(finding for _, finding in best)


def _near_amounts(text: str) -> list[tuple[int, int, int, int]]:
    """Stretches of a description around what may be pay: start, end, and between which places an amount may start."""
    places = []
    for anchor in ANCHORS:
        at = text.find(anchor)
        while at >= 0 and len(places) < 4 * WINDOWS:
            places.append(at)
            at = text.find(anchor, at + 1)
    stretches, reached = [], -1
    for at in sorted(places):
        if at <= reached:
            continue
        start, end = max(0, at - BEFORE), min(len(text), at + AFTER)
        while end < len(text) and end > at + NEAR and not text[end].isspace():
            end -= 1  # never through a number
        while start and start < at - NEAR // 2 and not text[start - 1].isspace():
            start += 1
        stretches.append((start, end, start, at + NEAR))
        reached = at + NEAR // 3
        if len(stretches) == WINDOWS:
            break
    return stretches


def _judge(quote: Quote, before: str, after: str, where: str, currency: str | None, bare: str | None, contract: Callable[[], bool]):
    """The pay, its rule and its weight; None where the quote is not pay or not certain."""
    code = currency_of(quote.sign, currency) if quote.sign else bare
    if code is None or pay_words.something_else(before, after, where):
        return None
    unit, basis = _unit(quote, before, after, where, contract)
    if unit is None:
        return None
    low, high = sorted((quote.low, quote.high))
    if not plausible(low, high, unit, code):
        return None
    evidence = "the pay field" if where == "pay" else _evidence(quote, before, after, where, unit)
    if evidence is None:
        return None
    base = pay_words.is_base(before, after)
    shape = "a range" if quote.is_range else pay_words.open_end(before) or "a single figure"
    weight = 4 * base + 3 * quote.is_range + (unit in ("annual", "daily", "hourly")) + (basis == "its unit is said")
    return Pay(low, high, unit, code), f"{evidence}; {shape}; {unit}: {basis}", weight


def _unit(quote: Quote, before: str, after: str, where: str, contract: Callable[[], bool]) -> tuple[str | None, str]:
    if quote.unit:
        return quote.unit, "its unit is said"
    low, high = sorted((quote.low, quote.high))
    if (unit := unit_before(before)) and plausible(low, high, unit, "GBP"):
        return unit, "its unit is said before it"
    if low >= ANNUAL_FROM:
        return "annual", "by its size"
    if DAILY[0] <= low and high <= DAILY[1] and (pay_words.is_rate(before, after) or contract()):
        return "daily", "by its size, in a contract"
    if where == "pay" and quote.pence and high < HOURLY_BELOW:
        return "hourly", "by its size, with pence"
    return None, ""


def _evidence(quote: Quote, before: str, after: str, where: str, unit: str) -> str | None:
    """Why an amount in a title or a description is pay; None where nothing says so."""
    if quote.sign is None:
        if where == "title":
            likely = quote.scaled or quote.unit or (quote.is_range and quote.low % 500 == 0 == quote.high % 500)
            return "in the title" if likely and quote.low != quote.high or quote.unit else None
        return "after the word for pay" if pay_words.is_labelled(before) and (quote.scaled or quote.low >= ANNUAL_FROM or quote.unit) else None
    if where == "title":
        return "in the title"
    if pay_words.names_pay(before):
        return "after the word for pay"
    if pay_words.is_base(before, after):
        return "before the word for pay"
    if unit in ("annual", "daily", "hourly") and (quote.unit or quote.is_range):
        return "an amount per time" if quote.unit else "a range of pay"
    return "before what comes with pay" if pay_words.comes_with(after) else None


def _from_numbers(advert: Advert, currency: str | None, contract: Callable[[], bool]) -> tuple[PayFinding, ...]:
    """Pay of the source's own numbers; zero and below are how sources hide it."""
    ends = [end for end in (advert.pay_min, advert.pay_max) if end is not None and end > 0]
    if not ends or currency is None:
        return ()
    low, high = min(ends), max(ends)
    words = f"{advert.pay_min} - {advert.pay_max}" if len(ends) == 2 else f"{ends[0]}"
    unit, basis = pay_words.unit_named(advert.pay_unit), "its unit is said"
    if unit is None and not advert.pay_unit:
        unit, basis = _unit(Quote(0, 0, low, high, False, None, None, low != int(low)), "", "", "fields", contract)
    if unit is None or not plausible(low, high, unit, currency):
        return ()
    return (PayFinding(Pay(float(low), float(high), unit, currency), words, "fields", f"the source's numbers; {unit}: {basis}"),)
