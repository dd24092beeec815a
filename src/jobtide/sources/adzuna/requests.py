"""What to ask Adzuna for: pages of fifty for each query."""

import re

from jobtide.sources.asking import Asked, Page, Request, address, ids_of, in_one_part, json_of, listed, named, number

parts = in_one_part


_EACH = 50
_QUERY = (
    "what", "what_and", "what_or", "what_exclude", "title_only", "where", "distance", "max_days_old", "category",
    "permanent", "contract", "full_time", "part_time", "company",
)  # fmt: skip
_PAGE = re.compile(r"/search/(\d+)")


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    start = f"https://api.adzuna.com/v1/api/jobs/{named(asked.text('country', 'gb'))}/search/1"
    chosen = {name: asked.parameters.get(name) for name in _QUERY}
    return (Request(address(start, **chosen, results_per_page=_EACH, sort_by="date")),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    ids = ids_of(listed(said, "results"))
    page = int(_PAGE.search(request.address)[1])
    following = Request(_PAGE.sub(f"/search/{page + 1}", request.address))
    return Page(ids, (following,) if len(ids) >= _EACH else (), number(said, "count"))
