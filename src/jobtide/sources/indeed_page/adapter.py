"""Records of a saved page of Indeed: the one advert that it shows. The site's own estimate of pay is marked as one."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from selectolax.lexbor import LexborHTMLParser, LexborNode

from jobtide.errors import Unreadable
from jobtide.record import BadRecord, Record
from jobtide.sources.html.adapter import columns, might_be, whole
from jobtide.sources.html.adapter import looks_like as is_page
from jobtide.sources.opening import Opened
from jobtide.sources.page_adverts import page_adverts, title_of
from jobtide.sources.page_text import page_text

__all__ = ["SOURCE", "SUFFIXES", "columns", "looks_like", "might_be", "read"]

SUFFIXES = ()

SOURCE = "indeed"

_NAME = re.compile(rb"<title>[^<]{0,300}- Indeed(?:\.[a-z.]{2,6})?</title>", re.IGNORECASE)
_KEY = re.compile(r'"jobKey":"([0-9a-f]{16})"')
_ADDRESS = re.compile(r"https?://[\w.]{1,40}indeed\.[a-z.]{2,6}/")
_ESTIMATED = re.compile(r'"salarySource":"[A-Z_]*ESTIMATE|"indeedEstimateText":"')
_AGE = re.compile(r"\b(?:Just posted|Today|\d{1,3}\+? days? ago)\b", re.IGNORECASE)
_AMOUNT = re.compile(r"\d")


def looks_like(head: bytes) -> bool:
    return is_page(head) and _NAME.search(head) is not None


def read(
    stream: BinaryIO, wanted: frozenset[str] | None = None, address: str | None = None
) -> Iterator[Record | BadRecord]:
    text, issues = page_text(whole(Opened(stream)))
    found = list(page_adverts(text, address, issues))  # pages of some years have a JobPosting
    if not found and (fields := _advert(LexborHTMLParser(text), text)):
        found = [Record(0, fields, issues)]
    if not found:
        raise Unreadable(f"there are no adverts on this page, which calls itself {title_of(text)!r}")
    yield from found


def _advert(tree: LexborHTMLParser, text: str) -> dict[str, object]:
    title, description = tree.css_first("h1"), tree.css_first("#jobDescriptionText")
    if title is None or description is None:
        return {}
    key, site = _KEY.search(text), _ADDRESS.search(text)
    parts = [words for part in tree.css(".jobsearch-InlineCompanyRating > div") if (words := _shown(part).strip("- "))]
    pay, kinds = _metadata(tree)
    age = _AGE.search(_shown(tree.css_first(".jobsearch-JobMetadataFooter")))
    fields = {
        "id": key and key[1],
        "url": f"{site[0]}viewjob?jk={key[1]}" if key and site else None,
        "title": _shown(title),
        "description": description.html,
        "employer": parts[0] if parts else None,
        "location": parts[-1] if len(parts) > 1 else None,
        "pay": pay,
        "pay_is_predicted": True if pay and _ESTIMATED.search(text) else None,
        "employment_type": kinds,
        "posted_at": age and age[0],
    }
    return {field: said for field, said in fields.items() if said}


def _metadata(tree: LexborHTMLParser) -> tuple[str, str]:
    """What the line below the employer says of pay, and of the contract."""
    parts = [
        words for span in tree.css(".jobsearch-JobMetadataHeader-item > span") if (words := _shown(span).strip("- "))
    ]
    pay = [part for part in parts if _AMOUNT.search(part)]
    return ", ".join(pay[:1]), ", ".join(part for part in parts if part not in pay)


def _shown(element: LexborNode | None) -> str:
    return " ".join(element.text(separator=" ").split()) if element is not None else ""
