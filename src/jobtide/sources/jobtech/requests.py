"""What to ask JobTech for: what was published, changed or removed since the last fetch, a window at a time."""

from datetime import UTC, datetime, timedelta

from jobtide.sources.asking import Asked, Page, Request, address, in_one_part, json_of

parts = in_one_part


_API = "https://jobstream.api.jobtechdev.se/v2/stream"
_OVERLAP = timedelta(minutes=10)


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    """Of each window its own request: none of them grows with the time since the last fetch."""
    start = asked.now - timedelta(days=asked.whole_number("days", 30))
    if asked.since is not None:
        start = max(start, asked.since - _OVERLAP)
    width = timedelta(hours=asked.whole_number("window_hours", 24))
    requests = []
    while start < asked.now:
        end = min(start + width, asked.now)
        requests.append(Request(address(_API, **{"updated-after": _said(start), "updated-before": _said(end)})))
        start = end
    return tuple(requests)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    ids = []
    for line in body.splitlines():
        if line.strip():
            entry = json_of(line)
            if isinstance(entry, dict) and "id" in entry:
                ids.append(str(entry["id"]))
    return Page(tuple(ids))


def _said(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
