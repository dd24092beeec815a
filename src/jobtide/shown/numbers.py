"""Numbers as they are printed. True figures stay true elsewhere: rounding happens here, once, at the last moment.

Rounding is half up (half away from zero below it) on the decimal value that the figure stands for, so £412.50 is
£413 and 0.125% is 0.13%. Binary floats hold neither 16.665 nor 0.00115 exactly, so the noise in a float's last digits
is dropped before anything is rounded.
"""

import math
from decimal import ROUND_HALF_UP, Decimal

from jobtide.page import PaySummary

MISSING = "-"
# Signs that name a currency to readers of English; all others are named by their code.
SIGNS = {"GBP": "£", "EUR": "€", "USD": "$", "INR": "₹", "ILS": "₪", "KRW": "₩", "PHP": "₱"}
DECIMALS = {"annual": 0, "daily": 0, "hourly": 2}
# No true figure lies closer to a rounding edge than this: pay is quoted in pence and its quantiles are tenths of
# eighths of them; shares and changes are ratios of counts and of such amounts.
_NOISE_OF_PAY = Decimal("1e-6")
_NOISE_OF_FRACTION = Decimal("1e-12")
# The neighbour toward the median that a percentile is compared with.
_TOWARD_MEDIAN = {"p10": "p25", "p25": "p50", "p75": "p50", "p90": "p75"}


def count(number: int | None) -> str:
    return MISSING if number is None else f"{number:,}"


rank = count


def rank_change(places: int | None) -> str:
    """With its sign; no change is 0, no figure is "-"."""
    if places is None:
        return MISSING
    return f"{places:+,}" if places else "0"


def sign(currency: str) -> str:
    """What stands before an amount: £, €, or the code and a space."""
    return SIGNS.get(currency) or f"{currency}\N{NO-BREAK SPACE}"


def pay(amount: float | None, unit: str, currency: str = "GBP") -> str:
    """£52,500 for annual and daily, £41.25 for hourly."""
    if amount is None:
        return MISSING
    return f"{sign(currency)}{_rounded(amount, DECIMALS[unit], _NOISE_OF_PAY):,}"


def share(fraction: float | None) -> str:
    """0.0057 → 0.57%, and one decimal more below 0.1%: 0.00085 → 0.085%. A share of nothing is "-"."""
    return MISSING if not fraction else f"{_percent(fraction)}%"


def trend_share(fraction: float | None) -> str:
    """A share in a trend, where a month without a vacancy of the term is a figure like any other: 0%."""
    return "0%" if fraction == 0 else share(fraction)


def median_change(fraction: float | None) -> str:
    """With its sign; a change of exactly zero is "-" like a change that is not known."""
    if fraction is None or math.isclose(fraction, 0, abs_tol=1e-12):
        return MISSING
    return f"{_percent(fraction):+,}%"


def points(difference: float | None) -> str:
    """A difference of two shares in percentage points, with its sign: 0.033 → +3.30."""
    return MISSING if difference is None else f"{_percent(difference):+,}"


def difference(fraction: float | None) -> str:
    """With its sign; no difference is 0%."""
    return MISSING if fraction is None else "0%" if fraction == 0 else f"{_percent(fraction):+,}%"


def percentile(summary: PaySummary, name: str, period: int) -> str | None:
    """The true figure, or None where it equals its neighbour toward the median and is therefore not printed."""
    figure = getattr(summary, name)[period]
    neighbour = getattr(summary, _TOWARD_MEDIAN[name])[period] if name in _TOWARD_MEDIAN else None
    if figure is None or neighbour is None:
        return figure
    return None if math.isclose(figure, neighbour, rel_tol=1e-9) else figure


def _percent(fraction: float) -> Decimal:
    percent = _exact(fraction, _NOISE_OF_FRACTION) * 100
    return _rounded_decimal(percent, 3 if abs(percent) < Decimal("0.1") else 2)


def _rounded(number: float, decimals: int, noise: Decimal) -> Decimal:
    return _rounded_decimal(_exact(number, noise), decimals)


def _rounded_decimal(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def _exact(number: float, noise: Decimal) -> Decimal:
    return Decimal(repr(float(number))).quantize(noise, rounding=ROUND_HALF_UP)
