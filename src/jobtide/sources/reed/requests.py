"""What to ask Reed for: pages of a hundred, and each advert's own answer where details = true."""

from jobtide.sources.asking import Asked, Page, Request, address, ids_of, in_one_part, json_of, listed, number

parts = in_one_part


_API, _EACH, _MOST = "https://www.reed.co.uk/api/1.0", 100, 10_000  # rows that its search gives at most
_QUERY = (
    "keywords", "locationName", "distanceFromLocation", "permanent", "contract", "temp", "partTime", "fullTime",
    "minimumSalary", "maximumSalary", "postedByRecruitmentAgency", "postedByDirectEmployer", "graduate",
)  # fmt: skip


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (_page(asked, 0),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    said = json_of(body)
    if "/jobs/" in request.address:
        return Page(ids_of([said] if isinstance(said, dict) else [], "jobId"))
    ids = ids_of(listed(said, "results"), "jobId")
    start = int(request.address.rsplit("=", 1)[1]) + _EACH
    more = (_page(asked, start),) if len(ids) >= _EACH and start < _MOST else ()
    if not _details(asked):
        return Page(ids, more, number(said, "totalResults"))
    adverts = tuple(Request(f"{_API}/jobs/{id_}", may_be_gone=True) for id_ in ids)
    return Page((), (*adverts, *more), number(said, "totalResults"))


def _page(asked: Asked, skip: int) -> Request:
    chosen = {name: asked.parameters.get(name) for name in _QUERY}
    start = address(f"{_API}/search", **chosen, resultsToTake=_EACH, resultsToSkip=skip)
    return Request(start, is_index=_details(asked))


def _details(asked: Asked) -> bool:
    return asked.parameters.get("details") is True
