"""What to ask Arbeitnow for: pages until one says that it is the last."""

from jobtide.sources.asking import Asked, Page, Request, address, ids_of, in_one_part, json_of, listed

parts = in_one_part


_API = "https://www.arbeitnow.com/api/job-board-api"


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (Request(address(_API, page=1)),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    ids = ids_of(listed(said, "data"), "slug")
    links = said.get("links")
    more = bool(ids) and isinstance(links, dict) and bool(links.get("next"))
    page = int(request.address.rsplit("=", 1)[1]) + 1
    return Page(ids, (Request(address(_API, page=page)),) if more else ())
