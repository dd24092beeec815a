"""What to ask Greenhouse for: all of a board in one answer."""

from jobtide.sources.asking import Asked, Page, Request, by_board, ids_of, json_of, listed, named, number

parts = by_board


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (Request(f"https://boards-api.greenhouse.io/v1/boards/{named(part)}/jobs?content=true", part),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    return Page(ids_of(listed(said, "jobs")), total=number(said, "meta", "total"))
