"""What to ask Himalayas for: twenty at a time, each answer leading to the next."""

from jobtide.sources.asking import Asked, Page, Request, address, in_one_part, json_of, listed, number

parts = in_one_part


_API = "https://himalayas.app/jobs/api"


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (Request(address(_API, limit=20)),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    entries = listed(said, "jobs")
    ids = tuple(str(entry.get("guid") or entry.get("applicationLink") or entry.get("title")) for entry in entries)
    cursor = said.get("nextCursor")
    more = (Request(address(_API, limit=20, cursor=cursor)),) if ids and isinstance(cursor, str | int) else ()
    return Page(ids, more, number(said, "totalCount"))
