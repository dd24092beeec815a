"""What of a page can be told without building its tree: its blocks of JSON-LD, and the address it wants to be known by.

Told apart as a browser's tokenizer does: what stands in a comment, a style, a text area or another script is not there.
"""

import html
import re
from dataclasses import dataclass

_MARK = re.compile(
    r"<(?:(?P<comment>!--)|(?P<name>script|style|textarea|title|xmp|iframe|noembed|noframes|link)(?=[\s/>]))", re.I
)
_ATTRIBUTES = re.compile(r"""(?:[^<>"']++|"[^"]{0,5000}+"|'[^']{0,5000}+'){0,300}+>""")
_BROKEN = 1000  # tags without an end; a page with more is looked at no further
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]{1,50})\s*=\s*("[^"]*"|'[^']*'|[^\s>"']{1,2000})""")
_LD_JSON = "application/ld+json"


@dataclass(frozen=True)
class Scanned:
    """`blocks` are as they are written; `canonical` is an address, perhaps a relative one, or None."""

    blocks: tuple[str, ...]
    canonical: str | None


def scanned(page: str) -> Scanned:
    blocks: list[str] = []
    canonical, at, broken = None, 0, 0
    low = page.lower()
    if len(low) != len(page):
        low = page  # a letter that has two in lower case; closing tags in capitals are rarer than positions count
    while broken < _BROKEN and (mark := _MARK.search(page, at)):
        at = mark.end()
        if mark["comment"]:
            end = page.find("-->", at)
            at = len(page) if end < 0 else end + 3
            continue
        tag = _ATTRIBUTES.match(page, at)
        if tag is None:
            broken += 1
            continue
        at, name = tag.end(), mark["name"].lower()
        if name == "link":
            canonical = canonical or _canonical(tag[0])
            continue
        end = low.find(f"</{name}", at)
        end = len(page) if end < 0 else end
        if name == "script" and _is_ld_json(tag[0]):
            blocks.append(page[at:end])
        at = end
    return Scanned(tuple(blocks), canonical)


def _attributes(said: str) -> dict[str, str]:
    """By lower-case name; of two alike the first counts."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(said):
        found.setdefault(name.lower(), html.unescape(value.strip("\"'") if value[0] in "\"'" else value).strip())
    return found


def _is_ld_json(attributes: str) -> bool:
    if "ld" not in attributes.lower():
        return False
    return _LD_JSON in _attributes(attributes).get("type", "").lower().replace(" ", "")


def _canonical(attributes: str) -> str | None:
    if "canonical" not in attributes.lower():
        return None
    said = _attributes(attributes)
    return said.get("href") or None if "canonical" in said.get("rel", "").lower().split() else None
