"""Amounts of money in a text: single figures and ranges, with their currency and unit as written.

Nothing here knows what is pay; that is pay.py. Every repetition is bounded or possessive, so that the work grows with
the length of the text and no faster, "1,1,1,1,..." included.
"""

import re
from typing import NamedTuple

from jobtide.extraction.currencies import CODES, SIGNS, WORDS, currency_of

# How a unit of time is written after an amount.
UNITS = {
    "annual": (
        r"(?:(?:per|an?|each|/)[ -]?)?(?:annum|anum|ann\b|year|yr)s?|/ ?y\b|p[ .]?/?a\b\.?|per a\b|annually"
        r"|annual\b|yearly"
    ),
    "monthly": r"(?:per|a|each|/)[ -]?(?:calendar )?(?:month|mth|mo\b)|p\.?c\.?m\b|p[./]?m\b|monthly",
    "weekly": r"(?:per|a|each|/)[ -]?(?:week|wk)|p[./]?w\b|weekly",
    "daily": r"(?:(?:per|a|each|/)[ -]?(?:working )?|p/)(?:day|diem)|/ ?d\b|p[./]?d\b|daily|day rate",
    "hourly": r"(?:(?:per|an?|each|/)[ -]?(?:working )?|p/)(?:hour|hr|h\b)|p[./]?h\b|hourly",
}
_AFTER = re.compile(
    r"(?:[ )(\[]{0,3}(?:[-,/][ ])?|\n ?(?=per |p\.?a\.?[ ,.\n]|a year|an hour))"
    r"(?:(?:gross|net|basic|base|salary|rate|FTE|pro[ -]rata|equivalent|inc|inclusive|PAYE|umbrella)\b[ ,(]{0,3}){0,2}"
    rf"(?:{'|'.join(f'(?P<{unit}>{forms})' for unit, forms in UNITS.items())})"
    r"(?![ ](?:bonus|allowance|commission|incentive|stand|leave))",
    re.IGNORECASE,
)
# How each of these begins, which takes a tenth of the time to see that none of them follows.
_MAYBE_AFTER = re.compile(r"[ )(\[,\n-]{0,5}[/pPaAeEyYdDhHmMwWgGnNbBsSrRfFiIuU]")
SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mil": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
}
_AFTER_SIGN = "|".join(
    re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True) if "$" not in sign or sign == "$"
)
_TAIL = (
    r"(?![0-9%])(?![.,][0-9])"
    rf"(?:[ ]?(?P<scale>thousand|[mM]illion|[bB]illion|mil\b|[mM]n?\b|bn\b|BN\b|[bB]\b|[kK](?![a-zA-Z])"
    rf"|[kK](?=(?:GBP|EUR|USD|CHF|CAD|AUD)\b)|[kK](?=p\.?[/.]?[ad]\b)|[kK](?=[A-Z][a-z])))?[+]?"
    rf"(?:[ ]{{0,2}}(?P<after>{_AFTER_SIGN}|(?:{'|'.join(sorted(CODES))}|[eE]uros?)(?![A-Za-z]))(?![ ]?[0-9]))?"
)
_NUMBER = re.compile(
    r"[0-9](?:"
    r"(?P<grouped>[0-9]{0,2}(?:(?:,[ ]?|['’ ])[0-9]{3}(?![0-9])){1,3}+(?:\.(?:[0-9]{1,2}|[ ]00(?![0-9])))?)"
    r"|(?P<dotted>[0-9]{0,2}(?:\.[0-9]{3}(?![0-9])){1,3}+(?:,[0-9]{1,2})?(?![ ]?[kK]))"
    r"|(?P<plain>[0-9]{0,11}+(?:[.,][0-9]{1,3})?)"
    rf"){_TAIL}"
)
_GROUPING = (",", " ", "'", "’")  # what stands between the digits of a grouped number
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ONES = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
_IN_WORDS = re.compile(
    rf"\b(?P<tens>{'|'.join(_TENS)})(?:[ -](?P<ones>{'|'.join(_ONES)}))?[ ](?P<scale>thousand)"
    r"(?:[ ](?P<after>pounds?|euros?|GBP|EUR|USD))?\b",
    re.IGNORECASE,
)
_TO = re.compile(
    r"(?:[)\]]|\.(?= -))?[ \n]*(?:-|-?to-?|up to|until|and|&|~|et|à|bis|und|,?[ ]?\(?"
    r"(?:rising|increasing|going|moving|progressing|growing)(?: up)? to)"
    r"[ \n]*(?:up to |circa |approx(?:\.|imately)? |c\. ?)?",
    re.IGNORECASE,
)
# After a bare number: hours of work and the like, and currencies whose sign several countries share or that have no
# band here. The market's currency is not meant.
_NOT_MONEY = re.compile(
    r"[ ]?(?:hours?|hrs?|days?|weeks?|wks?|months?|mths?|years?|yrs?|users?|employees|people|staff|%)(?![A-Za-z])"
    r"|[ ]{0,2}(?:kr|krona|kronor|kroner|rs|rupees|lakhs?|lpa|yen|yuan|rmb|rub|rubles|roubles|lei"
    r"|leva|forint|naira|pesos?)"
    r"(?![A-Za-z])|[ ]?[¥₽₺₫₴₸₦]|[ ]?(?:CNY|COP|ARS|CLP|PEN|NGN|KES|PKR|BDT|LKR|VND|IDR|UAH|RUB|KZT|EGP|QAR|KWD|OMR"
    r"|BHD|RSD|BGN|ISK|GEL|AMD|MAD|TND|GHS|UGX|TZS|MUR|UYU|CRC)\b",
    re.IGNORECASE,
)
_NOT_MONEY_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:kr|rs|rmb|cny|ngn|kes|pkr|idr|rub|cop|ars|clp|qar|kwd|egp)\.?|[¥₽₺₫₴₸₦])[ ]?$", re.IGNORECASE
)
_GRADES = ("band", "grade", "level", "scale", "step", "point", "tier", "nvq")
_ENDS_OF_CODES = frozenset(
    ("kr", "rs", "mb", "ny", "gn", "es", "dr", "ub", "op", "lp", "ar", "wd", "gp")
)  # of those that _NOT_MONEY_BEFORE has
_CODE_BEFORE = re.compile(rf"(?<![A-Za-z])(?:{'|'.join(sorted(CODES | set(WORDS)))})$", re.IGNORECASE)
_SIGNS = tuple(sorted(SIGNS, key=len, reverse=True))
_SIMPLE = frozenset("£€₹₪₱₩")  # signs that nothing is put before
_LAST_OF_SIGN = frozenset(sign[-1] for sign in SIGNS)
_BLANKS = ("\t", "\\", "*")  # the last two are Markdown's
_JOINING = ("-", "- ", "to ")
_ODD_BLANKS = ("\xa0", "\u2002", "\u2003", "\u2007", "\u2009", "\u200a", "\u200b", "\u202f", "\ufeff")
_ODD_DASHES = ("–", "—", "‐", "‑", "‒", "―", "−")


class Quote(NamedTuple):
    """A single figure (low = high) or a range as written, not yet judged: `low` may exceed `high`.

    `start`..`end` (excluded) hold it with its sign and unit. `sign` is as written, None for a bare number. `scaled`
    says that a k or a million stood there, `pence` that there were pence (10.50, 10.00), `grouped` that its thousands
    were set apart (35,000).
    """

    start: int
    end: int
    low: float
    high: float
    scaled: bool
    sign: str | None
    unit: str | None
    pence: bool
    grouped: bool = False

    @property
    def is_range(self) -> bool:
        return self.low != self.high


def plain(text: str) -> str:
    """The text, character for character, with one kind of blank and one kind of dash."""
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    if not text.isascii():  # several times faster than str.translate
        for blank in _ODD_BLANKS:
            text = text.replace(blank, " ")
        for dash in _ODD_DASHES:
            text = text.replace(dash, "-")
    return text


def quotes_in(text: str) -> list[Quote]:
    """Every amount or range of amounts in a text that `plain` has seen, in order.

    A range is two amounts that a dash or a word joins and that fit: £40-50k, 40k to 50k, £400 - £500, £45,000-50,000.
    """
    amounts = [amount for match in _NUMBER.finditer(text) if (amount := _amount(match, text))]
    if "thousand" in text:
        amounts = sorted([*amounts, *map(_in_words, _IN_WORDS.finditer(text))], key=lambda amount: amount.start)
    quotes: list[Quote] = []
    waiting: Quote | None = None
    for amount in amounts:
        if waiting is None:
            waiting = amount
        elif (joined := _joined(waiting, amount, text)) is not None:
            quotes.append(joined)
            waiting = None
        else:
            quotes.append(waiting)
            waiting = amount
    return quotes if waiting is None else [*quotes, waiting]


def _amount(match: re.Match[str], text: str) -> Quote | None:
    start, end = match.span()
    start, sign = _sign_before(text, start)
    if (
        sign is None
        and start
        and (text[start - 1].isalnum() or text[start - 1] in "_.,#" or _is_grade(text[max(0, start - 8) : start]))
    ):
        return None  # a part of a word, a version, a longer number or a grade
    grouped, _, bare, scale, after = match.groups()
    sign = after if sign is None or (sign == "$" and after) else sign  # "$98,000 CAD"
    unit = _AFTER.match(text, end) if _MAYBE_AFTER.match(text, end) else None
    if sign is None and unit is None and not scale and text[end : end + 1].isalpha():
        return None  # 3D, 24x7, 2nd
    if sign is None and (
        (unit is None and _NOT_MONEY.match(text, end)) or _is_not_money(text[max(0, start - 6) : start])
    ):
        return None
    if sign is None and bare is not None and match[0].startswith("401") and not text.endswith(_JOINING, 0, start):
        return None  # a pension
    value = _value(match)
    if scale and not (scale in "kK" and value >= 10_000):  # £31,000k
        value *= SCALES[scale.lower()]
    return Quote(
        start,
        unit.end() if unit else end,
        value,
        value,
        bool(scale),
        sign,
        unit.lastgroup if unit else None,
        _has_pence(bare),
        grouped is not None,
    )


def _is_grade(before: str) -> bool:
    return before.removesuffix(" ").lower().removesuffix("s").endswith(_GRADES)


def _is_not_money(before: str) -> bool:
    end = before.rstrip(" .")[-2:]
    return (not end.isascii() or end.lower() in _ENDS_OF_CODES) and _NOT_MONEY_BEFORE.search(before) is not None


def _has_pence(rest: str | None) -> bool:
    return rest is not None and rest[-3:-2] in (".", ",")


def _in_words(match: re.Match[str]) -> Quote:
    value = 1000.0 * (_TENS[match["tens"].lower()] + _ONES.get((match["ones"] or "").lower(), 0))
    unit = _AFTER.match(match.string, match.end())
    sign = match["after"]
    sign = "£" if sign and sign.lower().startswith("pound") else sign
    return Quote(
        match.start(),
        unit.end() if unit else match.end(),
        value,
        value,
        True,
        sign,
        unit.lastgroup if unit else None,
        False,
    )


def _sign_before(text: str, start: int) -> tuple[int, str | None]:
    """Where the amount begins with the sign or code before its number, and that sign; None where there is none."""
    end = start
    while end and start - end < 2 and text[end - 1] == " ":
        end -= 1
    last = text[end - 1] if end else ""
    if last in _SIMPLE:
        return end - 1, last
    if last == "$" and not (end > 1 and text[end - 2].isalpha()):
        return end - 1, last
    if last in _LAST_OF_SIGN:
        for sign in _SIGNS:
            if text.endswith(sign, 0, end) and not (sign[0].isalpha() and text[: end - len(sign)][-1:].isalpha()):
                return end - len(sign), sign
    if last.isalpha() and (code := _CODE_BEFORE.search(text, max(0, end - 9), end)):
        return code.start(), code[0]
    return start, None


def _value(match: re.Match[str]) -> float:
    """The number as written, without its scale."""
    first = match[0][0]
    if (rest := match["plain"]) is not None:
        return float(first + rest.replace(",", "."))
    if (rest := match["grouped"]) is not None:
        for mark in _GROUPING:
            rest = rest.replace(mark, "")
        return float(first + rest)
    return float(first + match["dotted"].replace(".", "").replace(",", "."))


def _joined(first: Quote, second: Quote, text: str) -> Quote | None:
    """The range that two neighbouring amounts make, or None where they are two things."""
    gap = text[first.end : second.start]
    if gap == "":
        if not (second.sign and first.sign == second.sign and first.low < second.low):
            return None  # else a dash was lost: £40,000£50,000
    elif gap.strip() == "/":
        if not (second.scaled or second.sign) or first.unit:
            return None  # £55/60k, but not 24/7
    elif not _TO.fullmatch(gap):
        return None
    if first.sign and second.sign and first.sign != "$" and currency_of(first.sign) != currency_of(second.sign):
        return None  # £40k - €50k
    if first.unit and second.unit and first.unit != second.unit:
        return None
    low, high = first.low, second.high
    if (
        first.sign is None
        and second.sign is not None
        and not first.scaled
        and low < 1000 <= high
        and text[second.start] == second.sign[0]
    ):
        return None  # "Band 6 - £31,365"
    own_sign = second.sign is not None and text.startswith(second.sign, second.start)
    if low == 0:
        low = high  # $0 - $50k: a nought stands for an end that is not given
    elif second.scaled and not first.scaled and low < 1000:
        low *= 1000  # £40-50k
    elif first.scaled and not second.scaled and high < 1000 and not own_sign:
        high *= 1000  # £40k-50
    elif (
        not (first.scaled or second.scaled or first.pence)
        and low < 1000
        and high >= 10_000
        and low * 1000 <= high <= low * 3000
    ):
        low *= 1000  # £40-50,000
    return Quote(
        first.start,
        second.end,
        low,
        high,
        first.scaled or second.scaled,
        second.sign if first.sign is None or (first.sign == "$" and second.sign) else first.sign,
        second.unit or first.unit,
        first.pence or second.pence,
        first.grouped and second.grouped,
    )
