"""What to ask Ashby for: all of a board in one answer."""

from jobtide.sources.asking import Asked, Page, Request, by_board, ids_of, json_of, listed, named

parts = by_board


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (Request(f"https://api.ashbyhq.com/posting-api/job-board/{named(part)}?includeCompensation=true", part),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    return Page(ids_of(listed(json_of(body), "jobs")))
