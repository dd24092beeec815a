"""What to ask USAJOBS for: pages of 250."""

from jobtide.sources.asking import Asked, Page, Request, address, in_one_part, json_of, listed, number

parts = in_one_part


_API, _EACH = "https://data.usajobs.gov/api/search", 250
_QUERY = ("Keyword", "LocationName", "JobCategoryCode", "DatePosted", "Organization", "PositionTitle")


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (_page(asked, 1),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    entries = listed(said, "SearchResult", "SearchResultItems")
    page = int(request.address.rsplit("=", 1)[1])
    ids = tuple(str(entry.get("MatchedObjectId") or f"{page}-{at}") for at, entry in enumerate(entries))
    pages = number(said, "SearchResult", "UserArea", "NumberOfPages")
    more = len(ids) >= _EACH if pages is None else page < pages and bool(ids)
    total = number(said, "SearchResult", "SearchResultCountAll")
    return Page(ids, (_page(asked, page + 1),) if more else (), total)


def _page(asked: Asked, page: int) -> Request:
    chosen = {name: asked.parameters.get(name) for name in _QUERY}
    return Request(address(_API, **chosen, ResultsPerPage=_EACH, Page=page))
