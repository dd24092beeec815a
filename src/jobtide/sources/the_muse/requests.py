"""What to ask The Muse for: twenty to a page."""

from jobtide.sources.asking import Asked, Page, Request, address, ids_of, in_one_part, json_of, listed, number

parts = in_one_part


_API = "https://www.themuse.com/api/public/jobs"


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (_page(asked, 0),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    ids = ids_of(listed(said, "results"))
    page = int(request.address.rsplit("=", 1)[1]) + 1
    more = bool(ids) and page < (number(said, "page_count") or 0)
    return Page(ids, (_page(asked, page),) if more else (), number(said, "total"))


def _page(asked: Asked, page: int) -> Request:
    chosen = {name: asked.parameters.get(name) for name in ("category", "location", "level", "company")}
    return Request(address(_API, **chosen, page=page))
