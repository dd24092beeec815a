"""What to ask NHS Jobs for: pages of a hundred, newest first; mostly only what was published since the last fetch."""

import re
from datetime import timedelta

from jobtide.sources.asking import Asked, OddAnswer, Page, Request, address, in_one_part

parts = in_one_part


_API = "https://www.jobs.nhs.uk/api/v1/search_xml"
_TOTALS = re.compile(rb"<(totalPages|totalResults)>\s*(\d{1,9})\s*<")
_ID = re.compile(rb"<vacancyDetails>\s*<id>\s*([^<]{1,100}?)\s*</id>")
_OVERLAP = timedelta(days=1)  # its clock and ours need not agree on when a day begins


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (_page(asked, 1),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    if b"<nhsJobs" not in body[:4096]:
        raise OddAnswer("its answer is no feed of NHS Jobs: its shape has changed")
    if b"</nhsJobs>" not in body[-4096:] and not body.rstrip().endswith(b"/>"):
        raise OddAnswer("its answer was cut short", cut=True)
    totals = {name: int(value) for name, value in _TOTALS.findall(body[:4096])}
    page = int(request.address.rsplit("=", 1)[1])
    ids = tuple(id_.decode("utf-8", "replace") for id_ in _ID.findall(body))
    more = bool(ids) and page < totals.get(b"totalPages", 0)
    return Page(ids, (_page(asked, page + 1),) if more else (), totals.get(b"totalResults"))


def _page(asked: Asked, page: int) -> Request:
    chosen = {name: asked.parameters.get(name) for name in ("keyword", "location", "distance", "staffGroup")}
    since = (asked.since - _OVERLAP).date().isoformat() if asked.since is not None else None
    return Request(address(_API, **chosen, publishedFrom=since, sort="publicationDateDesc", limit=100, page=page))
