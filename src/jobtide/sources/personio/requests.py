"""What to ask Personio for: all of an employer's positions in one answer."""

import re

from jobtide.sources.asking import Asked, OddAnswer, Page, Request, address, by_board

parts = by_board


_ID = re.compile(rb"<position>\s*<id>\s*(\d{1,12})\s*</id>")


def first(part: str, asked: Asked) -> tuple[Request, ...]:
    host = f"{part.lower()}.jobs.personio.{asked.text('domain', 'de')}"
    return (Request(address(f"https://{host}/xml", language=asked.text("language", "en")), part),)


def after(request: Request, body: bytes, asked: Asked) -> Page:
    if b"<workzag-jobs" not in body[:4096]:
        raise OddAnswer("its answer is no feed of Personio: its shape has changed")
    if b"</workzag-jobs>" not in body[-4096:] and not body.rstrip().endswith(b"/>"):
        raise OddAnswer("its answer was cut short", cut=True)
    return Page(tuple(id_.decode() for id_ in _ID.findall(body)))
