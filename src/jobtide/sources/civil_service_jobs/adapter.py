"""Records of saved pages of Civil Service Jobs: the adverts of a page of results (without their texts), or one advert.

Addresses hold a visitor's session, so an advert is known by its reference.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from selectolax.lexbor import LexborHTMLParser, LexborNode

from jobtide.errors import Unreadable
from jobtide.record import BadRecord, Record
from jobtide.sources.html.adapter import columns, might_be, whole
from jobtide.sources.html.adapter import looks_like as is_page
from jobtide.sources.opening import Opened
from jobtide.sources.page_adverts import title_of
from jobtide.sources.page_text import page_text

__all__ = ["SOURCE", "SUFFIXES", "columns", "looks_like", "might_be", "read"]

SUFFIXES = ()

SOURCE = "civil_service_jobs"

_NAME = re.compile(rb"<title>[^<]{0,300}Civil Service Jobs\b[^<]{0,100}</title>", re.IGNORECASE)
_LABEL = re.compile(r"^(?:Salary|Closes|Reference|Location)\s*:\s*")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Z][a-z]+ \d{4})")
_BOX = "search-results-job-box"
# What every advert of the service says alike, and whom to ask.
_LEFT_OUT = frozenset(("Working for the Civil Service", "Contact point for applicants"))
_TYPES = ("Contract type", "Working pattern")


def looks_like(head: bytes) -> bool:
    return is_page(head) and _NAME.search(head) is not None


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    text, issues = page_text(whole(Opened(stream)))
    tree = LexborHTMLParser(text)
    boxes = tree.css(f"li.{_BOX}")
    found = [_result(box) for box in boxes] or _advert(tree)
    if not found:
        raise Unreadable(f"there are no adverts on this page, which calls itself {title_of(text)!r}")
    for position, fields in enumerate(found):
        yield Record(position, {field: said for field, said in fields.items() if said}, issues)


def _result(box: LexborNode) -> dict[str, object]:
    def said(name: str) -> str:
        return _LABEL.sub("", _shown(box.css_first(f".{_BOX}-{name}")))

    return {
        "id": said("refcode"),
        "reference": said("refcode"),
        "title": said("title"),
        "employer": said("department"),
        "location": said("location"),
        "pay": said("salary"),
        "valid_through": _day(said("closingdate")),
    }


def _advert(tree: LexborHTMLParser) -> list[dict[str, object]]:
    title = _shown(tree.css_first(".csr-page-title h1"))
    fields = [field for field in tree.css(".vac_display_field") if not _is_inside_another(field)]
    if not title or not fields:
        return []
    location = _location(tree)
    said: dict[str, str] = {}
    sections: list[str] = []
    for field in fields:
        name = _shown(field.css_first("h3"))
        values = field.css(".vac_display_field_value")
        said.setdefault(name, ", ".join(words for value in values if (words := _shown(value))))
        if _is_text(field) and name not in _LEFT_OUT and (name or _shown(field) != location):
            sections.append(field.html or "")
    reference = said.get("Reference number", "")
    read_ = {"", "Reference number", "Salary", *_TYPES}
    return [{
        "id": reference,
        "reference": reference,
        "title": title,
        "employer": _shown(tree.css_first(".csr-page-subtitle")),
        "description": "\n".join(sections),
        "location": location,
        "pay": said.get("Salary"),
        "currency": _shown(tree.css_first("#salary_currency_code")),
        "employment_type": ", ".join(said[name] for name in _TYPES if said.get(name)),
        "valid_through": _day(_shown(tree.css_first(".vac_display_closing_date"))),
        **{name: value for name, value in said.items() if name not in read_ and len(value) < 200},
    }]  # fmt: skip


def _location(tree: LexborHTMLParser) -> str:
    """The field below the heading that says so."""
    is_next = False
    for element in tree.css(".vac_display_panel_main h2, .vac_display_panel_main .vac_display_field"):
        if is_next and element.tag != "h2":
            return _shown(element)
        is_next = element.tag == "h2" and _shown(element) == "Location"
    return ""


def _is_text(field: LexborNode) -> bool:
    return _above(field, "vac_display_panel_main")


def _is_inside_another(field: LexborNode) -> bool:
    return _above(field, "vac_display_field")


def _above(element: LexborNode, name: str) -> bool:
    above, levels = element.parent, 0
    while above is not None and levels < 300:
        levels += 1
        if name in (above.attributes.get("class") or "").split():
            return True
        above = above.parent
    return False


def _day(words: str) -> str | None:
    found = _DAY.search(words)
    return f"{found[1]} {found[2]}" if found else None


def _shown(element: LexborNode | None) -> str:
    return " ".join(element.text(separator=" ").split()) if element is not None else ""
