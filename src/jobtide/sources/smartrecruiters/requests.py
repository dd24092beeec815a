"""What to ask SmartRecruiters for: a list in pages of a hundred, and then each advert, since the list has no texts."""

from jobtide.sources.asking import Asked, Page, Request, address, by_board, ids_of, json_of, listed, named, number

parts = by_board


_API, _EACH = "https://api.smartrecruiters.com/v1/companies", 100


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (_page(part, 0),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    if not request.is_index:
        return Page(ids_of([said] if isinstance(said, dict) else []))
    entries = listed(said, "content")
    adverts = tuple(
        Request(f"{_API}/{named(request.part)}/postings/{named(id_)}", request.part, may_be_gone=True)
        for id_ in ids_of(entries)
    )
    start = int(request.address.rsplit("=", 1)[1]) + _EACH
    total = number(said, "totalFound")
    return Page((), (*adverts, *((_page(request.part, start),) if len(entries) >= _EACH else ())), total)


def _page(part: str, start: int) -> Request:
    return Request(address(f"{_API}/{named(part)}/postings", limit=_EACH, offset=start), part, is_index=True)
