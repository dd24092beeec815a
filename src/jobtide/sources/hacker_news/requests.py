"""What to ask Hacker News for: the newest hiring threads, and then the comments of each."""

import re

from jobtide.sources.asking import Asked, Page, Request, address, ids_of, in_one_part, json_of, listed, named, number

parts = in_one_part


_API, _EACH = "https://hn.algolia.com/api/v1/search_by_date", 1000
_THREAD = re.compile(r"\bwho\s+is\s+hiring\b", re.I)
_THREAD_ID = re.compile(r"story_(\w+)")


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (Request(address(_API, tags="story,author_whoishiring", hitsPerPage=30), is_index=True),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    hits = listed(said, "hits")
    if request.is_index:
        threads = [hit for hit in hits if _THREAD.search(str(hit.get("title", "")))]
        newest = ids_of(threads, "objectID")[: asked.whole_number("threads", 2)]
        return Page((), tuple(_comments(thread) for thread in newest))
    moments = [moment for hit in hits if (moment := number(hit, "created_at_i")) is not None]
    more = len(hits) >= _EACH and moments
    following = _comments(_THREAD_ID.search(request.address)[1], min(moments)) if more else None
    return Page(ids_of(hits, "objectID"), (following,) if following else ())


def _comments(thread: str, until: int | None = None) -> Request:
    """Newest first. The service shows a thousand at most of any question, so that later pages ask for older ones."""
    older = None if until is None else f"created_at_i<={until}"
    tags = f"comment,story_{named(thread)}"
    return Request(address(_API, tags=tags, hitsPerPage=_EACH, numericFilters=older))
