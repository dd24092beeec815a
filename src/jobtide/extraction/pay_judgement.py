"""Whether an amount is the job's pay, in which unit, and how surely."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from jobtide.extraction.currencies import currency_of, implausible
from jobtide.extraction.pay_grammar import Quote
from jobtide.extraction.pay_words import Around
from jobtide.issue import Issue
from jobtide.pay import BASES, Pay
from jobtide.pay import UNITS as ENTER_FIGURES

ANNUAL_FROM = 10_000  # an amount without a unit is annual from here on
DAILY = (80, 3_000)  # an amount without a unit is a day rate here, where the advert says that it is a contract
ALONE = (15_000, 150_000)  # a bare round amount of a title is a salary between these
TOO_MUCH = 1e9  # no currency has pay above
MORE_THAN_ANYBODY = 900_000  # a year in the currencies that most texts are in
HOURLY_BELOW = 80  # an amount with pence and without a unit is an hourly rate below this

# Why an amount is pay.
OPENING, IN_TITLE, AFTER_WORD, PER_TIME = (
    "in the opening lines",
    "in the title",
    "after the word for pay",
    "an amount per time",
)
# What is odd about pay that is quoted; what has the last alone is read all the same.
BELOW, ABOVE, TENFOLD, NO_UNIT, SWAPPED = (
    "pay is below what is plausible for its unit",
    "pay is above what is plausible for its unit",
    "pay has ends that are tenfold apart or more",
    "pay has no certain unit",
    "pay has its ends in the wrong order",
)
ODDITIES = {"below": BELOW, "above": ABOVE, "tenfold": TENFOLD, "unit": NO_UNIT}


class Known(NamedTuple):
    """What is known of an advert's texts besides their words: what "$" and what a bare number mean in them, and whether
    the advert says that it offers a contract."""

    currency: str | None
    bare: str | None
    contract: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Judged:
    """`pay` is None where the amount is no pay, or odd (`oddity`) in a way that leaves it unread."""

    pay: Pay | None = None
    rule: str = ""
    weight: int = 0  # the heavier, the surer that this is the pay among several
    oddity: str | None = None


NOT_PAY = Judged()


def issue(oddity: str, words: str) -> Issue:
    return Issue(oddity, words[:200], fatal=False)


def judged(quote: Quote, before: str, after: str, where: str, known: Known) -> Judged:
    """The pay with its rule; without pay where the quote is not pay, not certain or not plausible."""
    in_text = where in ("description", OPENING)
    if in_text and quote.sign is None and quote.unit is None and quote.high < ANNUAL_FROM and not quote.scaled:
        return NOT_PAY  # most numbers in a text: nothing that could follow makes one of these pay
    code = currency_of(quote.sign, known.currency) if quote.sign else known.bare
    low, high = sorted((quote.low, quote.high))
    if code is None or high <= 0:
        return NOT_PAY
    around = Around(before, after)
    if in_text and high > MORE_THAN_ANYBODY and not around.names_pay() and implausible(low, high, "annual", code):
        return NOT_PAY  # what a company has raised, sold or saved
    unit, basis = unit_of(quote, low, high, around, where, known)
    if unit is None:
        unsure = where == "pay" and quote.sign is not None and not around.something_else(False, in_text=False)
        return Judged(oddity=NO_UNIT) if unsure else NOT_PAY
    beside_pay = quote.is_range and unit == "annual" and (where != "pay" or quote.unit is not None)
    if around.something_else(beside_pay, in_text):
        return NOT_PAY
    base = around.is_base()
    evidence = "the pay field" if where == "pay" else _evidence(quote, around, where, unit, base)
    if evidence is None:
        return NOT_PAY
    if (wrong := implausible(low, high, unit, code)) is not None:
        # In a running text an amount that nobody earns is odd pay only where its words call it pay.
        said = where == "pay" or evidence == AFTER_WORD or (where == "title" and quote.unit is not None)
        return Judged(oddity=ODDITIES[wrong]) if said else NOT_PAY
    actual = around.is_part_time()
    shape = "a range" if quote.is_range else around.open_end() or "a single figure"
    if around.is_pro_rata():
        shape += ", pro rata"
    weight = 4 * base + 3 * quote.is_range + 2 * (unit in ENTER_FIGURES) - (evidence == OPENING) - 4 * actual
    swapped = SWAPPED if quote.low > quote.high else None
    return Judged(Pay(low, high, unit, code), f"{evidence}; {shape}; {unit}: {basis}{counted(unit)}", weight, swapped)


def counted(unit: str) -> str:
    """What becomes of a unit that figures are not computed in, for the rule; "" for the others."""
    return f"; counted as annual, {BASES[unit]}" if unit in BASES else ""


def unit_of(quote: Quote, low: float, high: float, around: Around, where: str, known: Known) -> tuple[str | None, str]:
    """The unit of an amount and how it is known; None where that is not certain."""
    if quote.unit:
        return quote.unit, "its unit is said"
    if (unit := around.unit()) and implausible(low, high, unit, "GBP") is None:
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
            return (
                IN_TITLE
                if quote.unit or (quote.scaled and quote.is_range) or round_range or _alone(quote, around)
                else None
            )
        if around.is_labelled() and (quote.scaled or quote.low >= ANNUAL_FROM or quote.unit):
            return AFTER_WORD
        if quote.unit == "annual":
            return PER_TIME
        round_end = unit == "annual" and quote.low % 500 == 0 and around.open_end() == "up to"
        return OPENING if where == OPENING and (round_range or round_end) else None
    if where == "title":
        return IN_TITLE
    if around.names_pay():
        return AFTER_WORD
    if base:
        return "before the word for pay"
    if unit in ENTER_FIGURES and (quote.unit or quote.is_range):
        return PER_TIME if quote.unit else "a range of pay"
    if around.comes_with():
        return "before what comes with pay"
    return OPENING if where == OPENING and unit == "annual" else None


def _alone(quote: Quote, around: Around) -> bool:
    """A bare amount of a headline that is a salary by its shape: 40k, 35,000; but not "10k users"."""
    in_shape = (quote.scaled or quote.grouped) and quote.low % 500 == 0 and ALONE[0] <= quote.low <= ALONE[1]
    return in_shape and around.stands_alone()
