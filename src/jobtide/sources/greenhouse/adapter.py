"""Greenhouse: a board's jobs (…/boards/BOARD/jobs?content=true), or one job (…/jobs/ID?pay_transparency=true).

`content` is HTML that was escaped once more for JSON. Pay ranges stand in single jobs only; their unit is not told.
"""

import html
import re

from jobtide.sources.json_values import at, each, joined, part_of, word
from jobtide.sources.responses import Responses, Said

# Fields that employers made themselves.
_WORK_MODE = re.compile(r"\s*(?:work|workplace|working|location)[ _-](?:type|mode|model|arrangement|style)\s*", re.I)
_EMPLOYMENT_TYPE = re.compile(r"\s*(?:employment|contract)[ _-]type\s*", re.I)


def _fields(said: Said) -> dict[str, object]:
    own = each(said("metadata"))
    url = said("absolute_url")
    return {
        "id": said("id"),
        "url": url,
        "title": said("title"),
        "description": html.unescape(word(said("content"))),
        "location": said("location", "name") or [at(office, "name") for office in each(said("offices"))],
        "employer": said("company_name") or part_of(said.address, after="boards"),
        "employment_type": _own(own, _EMPLOYMENT_TYPE),
        "work_mode": _own(own, _WORK_MODE),
        **_pay(each(said("pay_input_ranges"))),
        "posted_at": said("first_published"),
        "language": said("language"),
        "reference": said("requisition_id"),
    }


def _own(own: list, name: re.Pattern) -> str | None:
    chosen = (each(at(one, "value")) for one in own if name.fullmatch(word(at(one, "name"))))
    return joined(*(value for values in chosen for value in values))


def _pay(ranges: list) -> dict[str, object]:
    """The numbers of the one range; where several hold for several places, a text of all."""
    read = [(_amount(at(one, "min_cents")), _amount(at(one, "max_cents")), at(one, "currency_type")) for one in ranges]
    if len(read) == 1:
        low, high, currency = read[0]
        return {"pay_min": low, "pay_max": high, "currency": currency}
    titled = zip(ranges, read, strict=True)
    texts = [f"{word(at(one, 'title'))}: {word(money)} {low:,.0f} - {high:,.0f}" for one, (low, high, money) in titled
             if low and high]  # fmt: skip
    return {"pay": "; ".join(texts)}


def _amount(cents: object) -> float | None:
    return cents / 100 if isinstance(cents, int | float) and not isinstance(cents, bool) else None


RESPONSES = Responses(
    source="greenhouse",
    lists=(("jobs",),),
    known_by=(("absolute_url", "internal_job_id"), ("absolute_url", "updated_at", "data_compliance")),
    fields=_fields,
    expected=("id", "title", "absolute_url", "location", "content"),
)

SUFFIXES = ()
SOURCE = RESPONSES.source
looks_like, might_be, columns, read = RESPONSES.looks_like, RESPONSES.might_be, RESPONSES.columns, RESPONSES.read
