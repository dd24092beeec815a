"""What to ask Jobicy for: the newest hundred in one answer."""

from jobtide.sources.asking import Asked, Page, Request, address, ids_of, in_one_part, json_of, listed

parts = in_one_part


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    chosen = {name: asked.parameters.get(name) for name in ("geo", "industry", "tag")}
    return (Request(address("https://jobicy.com/api/v2/remote-jobs", count=100, **chosen)),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    return Page(ids_of(listed(json_of(body), "jobs")))
