"""What to ask Recruitee for: all of an employer's offers in one answer."""

from jobtide.sources.asking import Asked, Page, Request, by_board, ids_of, json_of, listed

parts = by_board


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (Request(f"https://{part.lower()}.recruitee.com/api/offers/", part),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    return Page(ids_of(listed(json_of(body), "offers")))
