"""What to ask Hacker News for: the newest hiring threads, and then the comments of each."""

import re

from jobtide.sources.asking import Asked, Page, Request, address, ids_of, in_one_part, json_of, listed, named, number

parts = in_one_part


_API, _EACH = "https://hn.algolia.com/api/v1/search_by_date", 1000
_THREAD = re.compile(r"\bwho\s+is\s+hiring\b", re.I)
_PAGE = re.compile(r"&page=(\d+)$")


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (Request(address(_API, tags="story,author_whoishiring", hitsPerPage=30), is_index=True),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    hits = listed(said, "hits")
    if request.is_index:
        threads = [hit for hit in hits if _THREAD.search(str(hit.get("title", "")))]
        newest = ids_of(threads, "objectID")[: asked.whole_number("threads", 2)]
        return Page((), tuple(_comments(thread, 0) for thread in newest))
    page = int(_PAGE.search(request.address)[1]) + 1
    more = page < (number(said, "nbPages") or 0)
    following = Request(_PAGE.sub(f"&page={page}", request.address))
    return Page(ids_of(hits, "objectID"), (following,) if more else ())


def _comments(thread: str, page: int) -> Request:
    return Request(address(_API, tags=f"comment,story_{named(thread)}", hitsPerPage=_EACH, page=page))
