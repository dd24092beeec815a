"""What to ask Teaching Vacancies for: pages, newest first."""

from jobtide.sources.asking import Asked, Page, Request, address, in_one_part, json_of, listed, number

parts = in_one_part


_API = "https://teaching-vacancies.service.gov.uk/api/v1/jobs.json"


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (Request(address(_API, page=1)),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    entries = listed(said, "data")
    page = int(request.address.rsplit("=", 1)[1])
    more = page < (number(said, "meta", "totalPages") or 0) and bool(entries)
    # An advert has no id of its own; its address stands for one.
    ids = tuple(str(entry.get("url") or position) for position, entry in enumerate(entries, page * 1000))
    return Page(ids, (Request(address(_API, page=page + 1)),) if more else (), number(said, "meta", "count"))
