"""Signs and codes of currencies, and what pay is plausible in each."""

# A sign names one currency or none. "$" alone is the US dollar unless the source says that it deals in another dollar;
# "¥" and "kr" are left out because several countries share them. "‚¬" is what remains of "€" after a wrong decoding.
SIGNS = {
    "£": "GBP", "€": "EUR", "‚¬": "EUR", "$": "USD", "₹": "INR", "₪": "ILS", "₱": "PHP", "₩": "KRW",
    "zł": "PLN", "Kč": "CZK",
    "US$": "USD", "CA$": "CAD", "C$": "CAD", "CAD$": "CAD", "CDN$": "CAD", "A$": "AUD", "AU$": "AUD", "AUD$": "AUD",
    "NZ$": "NZD", "S$": "SGD", "SG$": "SGD", "HK$": "HKD", "USD$": "USD", "R$": "BRL", "MX$": "MXN",
}  # fmt: skip

# What one pound is roughly worth. Only to judge whether an amount is plausible: nothing is ever converted.
WORTH_OF_A_POUND = {
    "GBP": 1, "EUR": 1, "USD": 1, "CHF": 1, "CAD": 2, "AUD": 2, "NZD": 2, "SGD": 2, "HKD": 10, "ILS": 5, "AED": 5,
    "PLN": 5, "RON": 5, "BRL": 6, "DKK": 9, "SEK": 13, "NOK": 13, "ZAR": 20, "MXN": 20, "CZK": 30, "INR": 100,
    "JPY": 150, "HUF": 450, "PHP": 70, "MYR": 5, "SAR": 5, "THB": 40, "TRY": 40, "TWD": 40, "KRW": 1500,
}  # fmt: skip
CODES = frozenset(WORTH_OF_A_POUND)
WORDS = {"euro": "EUR", "euros": "EUR", "sterling": "GBP"}
DOLLARS = frozenset({"USD", "CAD", "AUD", "NZD", "SGD", "HKD"})

# Full-time pay of one person in pounds, lowest and highest that is believed. The annual and daily bands are the rule of
# this project; the lowest hour is below the minimum wage of 2011, when the oldest adverts were published.
BANDS = {
    "annual": (10_000, 500_000),
    "monthly": (500, 40_000),
    "weekly": (150, 15_000),
    "daily": (80, 3_000),
    "hourly": (5, 400),
}
# Elsewhere the top is higher (American firms publish bands to a million) and, below the currencies of rich countries,
# the bottom is lower: wages differ by more than the exchange rate does.
HIGHER_TOP = 3
LOWER_BOTTOM = 4
RICH = frozenset({"GBP", "EUR", "USD", "CHF", "CAD", "AUD", "NZD", "SGD", "HKD", "DKK", "SEK", "NOK", "ILS"})


def currency_of(sign: str, dollar: str | None = None) -> str | None:
    """The ISO code of a sign, code or word; None where nobody could say. `dollar` is what "$" alone means here."""
    if sign == "$" and dollar in DOLLARS:
        return dollar
    return SIGNS.get(sign) or (sign.upper() if sign.upper() in CODES else WORDS.get(sign.lower()))


def implausible(low: float, high: float, unit: str, currency: str) -> str | None:
    """How a range is not plausible: "below" or "above" the band of its unit, or "tenfold"; None where it is."""
    if currency not in WORTH_OF_A_POUND:
        return "above"  # nobody knows what is plausible in it
    bottom, top = BANDS[unit]
    worth = WORTH_OF_A_POUND[currency]
    if currency != "GBP":
        top *= HIGHER_TOP
    if currency not in RICH:
        bottom /= LOWER_BOTTOM
    if low < bottom * worth:
        return "tenfold" if high >= 10 * low and high >= bottom * worth else "below"
    if high > top * worth:
        return "tenfold" if high >= 10 * low else "above"
    return "tenfold" if high >= 10 * low else None
