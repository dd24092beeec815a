"""What to ask Remote OK for: all of it in one answer."""

from jobtide.sources.asking import Asked, Page, Request, ids_of, in_one_part, json_of, listed

parts = in_one_part


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    return (Request("https://remoteok.com/api"),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    entries = listed(json_of(body))
    return Page(ids_of([entry for entry in entries if "legal" not in entry]))  # the first one is the legal notice
