"""What a JobPosting of schema.org pays, in every shape that sites write it, as the pay fields of an advert.

    baseSalary: 40000                                       "£40k - £50k"                         [30000, 40000]
    {currency, value: 40000}                                {currency, minValue, maxValue}
    {currency, value: {minValue, maxValue, unitText}}       {value: {value: "£30,000 to £35,000", unitText: YEAR}}
    {priceCurrency, price | minPrice, maxPrice, unitCode}   and lists of these, of which the first that says pay counts

Numbers become pay_min and pay_max; what is not plainly a number stays words, for the reader of pay. An estimate
(estimatedSalary, percentiles) is marked as one and so never becomes pay.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from jobtide.sources.schema_org import bare, each, is_a, text

_AMOUNT = re.compile(r"([£$€]?)\s*(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*([A-Z]{3})?\.?$")
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b)\s*", re.IGNORECASE)
_CODE = re.compile(r"(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])")
_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}  # "$" alone, as everywhere in this project
# UN/CEFACT's codes, which unitCode holds, and ISO 8601's durations.
_CODES = {"ann": "year", "mon": "month", "wee": "week", "day": "day", "hur": "hour"}
_DURATIONS = {"p1y": "year", "p1m": "month", "p12m": "year", "p1w": "week", "p7d": "week", "p1d": "day", "pt1h": "hour"}
_UNITS = {"year": ("year", "ann", "yr", "p.a"), "month": ("month",), "week": ("week",), "day": ("day", "dai"),
          "hour": ("hour", "hr")}  # fmt: skip
_NAMES_UNIT = re.compile(r"year|annum|annual|month|week|\bdays?\b|daily|hour|\bp\.?[ahdwm]\b|\bpcm\b|/ ?[a-z]", re.I)
_LOW, _HIGH = ("minValue", "minPrice", "lowPrice"), ("maxValue", "maxPrice", "highPrice")
_VALUE = ("value", "price", "priceSpecification", "amount")
_SPREAD = frozenset(("percentile10", "percentile25", "median", "percentile75", "percentile90"))
_DEEPEST = 6


@dataclass(frozen=True)
class _Quoted:
    low: float | None = None
    high: float | None = None
    words: str | None = None
    unit: str | None = None
    currency: str | None = None
    estimated: bool = False

    @property
    def says(self) -> bool:
        return bool(self.low or self.high or (self.words and any(map(str.isdigit, self.words))))


def pay_fields(posting: Mapping) -> dict[str, object]:
    """`pay`, `pay_min`, `pay_max`, `pay_unit`, `currency`, `pay_is_predicted`: those that the posting says."""
    top = _Quoted(currency=text(posting.get("salaryCurrency")))
    stated = _first([posting.get("baseSalary"), posting.get("salary")], top)
    quoted = stated if stated.says else _first([posting.get("estimatedSalary")], replace(top, estimated=True))
    if not quoted.says:
        quoted = stated  # words without a figure ("Competitive")
    fields = {
        "pay": quoted.words and _with_unit(quoted.words, quoted.unit),
        "pay_min": quoted.low,
        "pay_max": quoted.high,
        "pay_unit": quoted.unit,
        "currency": _code(quoted.currency),
        "pay_is_predicted": True if quoted.estimated and quoted.says else None,
    }
    return {field: value for field, value in fields.items() if value is not None}


def _first(values: list, known: _Quoted) -> _Quoted:
    """What the first value quotes that quotes pay, else what the first says in words."""
    said = known
    for value in values:
        quoted = _quoted(value, known, 0)
        if quoted.says:
            return quoted
        said = said if said.words or value is None else quoted
    return said


def _quoted(value: object, known: _Quoted, depth: int) -> _Quoted:
    if depth > _DEEPEST:
        return known
    if isinstance(value, list | tuple):
        return _listed(value, known, depth)
    if isinstance(value, Mapping):
        return _object(value, known, depth)
    if isinstance(value, bool) or value is None:
        return known
    if isinstance(value, int | float):
        return replace(known, low=value, high=value)
    return _in_words(str(value), known)


def _listed(values: list | tuple, known: _Quoted, depth: int) -> _Quoted:
    """Two plain amounts are a range; else the first item that quotes pay."""
    ends = [_amount(value) for value in values]
    if len(ends) == 2 and all(ends):
        return replace(known, low=min(ends), high=max(ends))
    said = known
    for value in values:
        quoted = _quoted(value, known, depth + 1)
        if quoted.says:
            return quoted
        said = said if said.words or value is None else quoted
    return said


def _object(value: Mapping, known: _Quoted, depth: int) -> _Quoted:
    known = replace(
        known,
        currency=text(value.get("currency")) or text(value.get("priceCurrency")) or known.currency,
        unit=_unit(value) or known.unit,
        estimated=known.estimated or is_a(value, "MonetaryAmountDistribution") or bool(_SPREAD & value.keys()),
    )
    low, high = _given(value, _LOW), _given(value, _HIGH)
    if low is not None or high is not None:
        ends = _range(low, high, known)
        if ends.says:
            return ends
    for key in _VALUE:
        if value.get(key) is not None and (quoted := _quoted(value[key], known, depth + 1)).says:
            return quoted
    if known.estimated and (middle := _amount(_given(value, ("median", "percentile50")))):
        return replace(known, low=middle, high=middle)
    words = next((said for key in (*_VALUE, "name", "description") if (said := _words(value.get(key)))), None)
    return replace(known, words=words)


def _range(low: object, high: object, known: _Quoted) -> _Quoted:
    ends = _amount(low), _amount(high)
    if all(end is not None or _words(given) is None for end, given in zip(ends, (low, high), strict=True)):
        return replace(known, low=ends[0] or None, high=ends[1] or None)
    return _in_words(" - ".join(said for given in (low, high) if (said := text(given))), known)


def _in_words(said: str, known: _Quoted) -> _Quoted:
    """Numbers where the words are no more than one or two amounts in one currency, else the words."""
    said = " ".join(said.split())
    ends = _RANGE.split(said)
    amounts = [_amount(end) for end in ends]
    signs = {_SIGNS[sign] for sign in said if sign in _SIGNS}
    if len(ends) <= 2 and None not in amounts and not (signs and known.currency and signs != {_code(known.currency)}):
        currency = known.currency or next(iter(signs), None) or next(iter(_CODE.findall(said)), None)
        return replace(known, low=amounts[0], high=amounts[-1], currency=currency)
    return replace(known, words=said or None)


def _amount(value: object) -> float | None:
    """A number; None where it is none, or none that is surely written the English way."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return value
    found = _AMOUNT.match(value.strip()) if isinstance(value, str) else None
    return float(found[2].replace(",", "")) if found else None


def _given(value: Mapping, keys: tuple[str, ...]) -> object:
    given = next((value[key] for key in keys if value.get(key) not in (None, "")), None)
    return each(given)[0] if isinstance(given, list) and given else given


def _words(value: object) -> str | None:
    """Words, less those that say nothing in numbers ("0")."""
    return value.strip() or None if isinstance(value, str) else None


def _unit(value: Mapping) -> str | None:
    """ "year" to "hour", or the source's own words where they are none of these."""
    for key in ("unitText", "unitCode", "unit", "duration", "salaryPeriod", "period"):
        said = text(value.get(key))
        if not said:
            continue
        low = bare(said).lower()
        exact = _CODES.get(low) or _DURATIONS.get(low)
        named = (unit for unit, forms in _UNITS.items() if any(form in low for form in forms))
        return exact or next(named, said)
    reference = value.get("referenceQuantity")  # of a UnitPriceSpecification
    return _unit(reference) if isinstance(reference, Mapping) else None


def _with_unit(words: str, unit: str | None) -> str:
    """Words that name an amount and no unit get the one that stands beside them ("Up to £500", DAY)."""
    if unit not in _UNITS or _NAMES_UNIT.search(words) or not any(map(str.isdigit, words)):
        return words
    return f"{words} per {unit}"


def _code(currency: str | None) -> str | None:
    """ "GBP" of "GBP", "gbp", "£" and "£ (GBP)"; other words as they are."""
    if not currency:
        return None
    codes = _CODE.findall(currency)
    return codes[0].upper() if codes else next((_SIGNS[sign] for sign in currency if sign in _SIGNS), currency)
