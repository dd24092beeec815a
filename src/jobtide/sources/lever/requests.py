"""What to ask Lever for: pages of a hundred until a short one."""

from jobtide.sources.asking import Asked, Page, Request, address, by_board, ids_of, json_of, listed, named

parts = by_board


_EACH = 100


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (_page(part, asked, 0),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    ids = ids_of(listed(json_of(body)))
    skipped = int(request.address.rsplit("=", 1)[1])
    return Page(ids, (_page(request.part, asked, skipped + _EACH),) if len(ids) >= _EACH else ())


def _page(part: str, asked: Asked, skip: int) -> Request:
    host = "api.eu.lever.co" if asked.text("region") == "eu" else "api.lever.co"
    return Request(address(f"https://{host}/v0/postings/{named(part)}", mode="json", limit=_EACH, skip=skip), part)
