"""Adzuna: a page of a search (v1/api/jobs/COUNTRY/search/PAGE). Descriptions are snippets.

`salary_is_predicted` marks the board's own estimate, which is not pay. Amounts are those of the country that was asked.
"""

from urllib.parse import urlsplit

from jobtide.sources.json_values import joined, point, word
from jobtide.sources.responses import Responses, Said

# The board's sites by the end of their names.
_CURRENCY = {
    ".uk": "GBP", ".com": "USD", ".ca": "CAD", ".au": "AUD", ".nz": "NZD", ".in": "INR", ".pl": "PLN", ".sg": "SGD",
    ".za": "ZAR", ".br": "BRL", ".mx": "MXN", ".ch": "CHF", ".de": "EUR", ".fr": "EUR", ".nl": "EUR", ".it": "EUR",
    ".es": "EUR", ".at": "EUR", ".be": "EUR",
}  # fmt: skip


def _fields(said: Said) -> dict[str, object]:
    url, area = said("redirect_url"), said("location", "area")
    country = area[0] if isinstance(area, list) and area else None
    place = joined(said("location", "display_name"), country)
    return {
        "id": said("id"),
        "url": url,
        "title": said("title"),
        "description": said("description"),
        "location": place or point(said("latitude"), said("longitude")),
        "employer": said("company", "display_name"),
        "employment_type": joined(said("contract_type"), said("contract_time")),
        "pay_min": said("salary_min"),
        "pay_max": said("salary_max"),
        "currency": said("salary_currency") or _currency(url),
        "pay_is_predicted": said("salary_is_predicted"),
        "posted_at": said("created"),
    }


def _currency(url: object) -> str | None:
    try:
        host = urlsplit(word(url)).hostname or ""
    except ValueError:
        return None
    return next((currency for end, currency in _CURRENCY.items() if host.endswith(end)), None)


RESPONSES = Responses(
    source="adzuna",
    lists=(("results",),),
    known_by=(("redirect_url", "created", "category", "adref"), ("redirect_url", "created", "salary_is_predicted")),
    fields=_fields,
    expected=("id", "title", "description", "created", "redirect_url", "company", "location"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
