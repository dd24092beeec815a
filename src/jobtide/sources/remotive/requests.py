"""What to ask Remotive for: all of it in one answer."""

from jobtide.sources.asking import Asked, Page, Request, address, ids_of, in_one_part, json_of, listed, number

parts = in_one_part


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    chosen = {name: asked.parameters.get(name) for name in ("category", "search")}
    return (Request(address("https://remotive.com/api/remote-jobs", **chosen)),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    return Page(ids_of(listed(said, "jobs")), total=number(said, "job-count"))
