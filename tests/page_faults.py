"""What no page of the site may have, whatever it shows.

Hundreds of thousands of pages are looked at: what is asked of each is asked of the whole page at once.
"""

import re
from collections.abc import Iterator

from lxml import html
from lxml.etree import XPath

# What holds figures, and must lead to what they mean.
_TABLES = " or ".join(
    f"contains(@class,'{name}')" for name in ("figures", "index", "places", "movers", "bars", "compared")
)
_MEANT = "descendant::a[contains(@href,'/definitions')]"
_MAIN = XPath("//*[@id='main']")
# A sentence may begin with the word: None of them, None where nobody asks.
_UNSAID = re.compile(r"\bNone\b(?! (?:of|is|in|where)\b)|\bnan\b|\bNaN\b")
_EMPTY = XPath(
    "|".join(f"descendant::{tag}[not(normalize-space())]" for tag in ("h1", "h2", "h3", "th[@scope]", "caption", "a"))
)
_HEADINGS = XPath("//h1")
_NO_CAPTION = XPath("descendant::table[not(caption)]")
_ROWS = XPath(f"//table[contains(@class,'figures')]/tbody/tr[not(th/{_MEANT})]")
_TILES = XPath(f"//dl[@class='strip']/div[not(dt/{_MEANT})]")
_WITH_FIGURES = XPath(
    "|".join(
        f"//{each}[not({_MEANT})][not(ancestor::*[self::section or self::main][1]/{_MEANT})]"
        for each in (f"table[{_TABLES}]", "dl[@class='strip']", "ol[@class='skills']", "ul[@class='tree']", "figure")
    )
)
_LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
_BROKEN = re.compile(r"None|\s|^//|^$")
_IDS = XPath("//@id")


def faults(text: str) -> list[str]:
    """Each as a sentence; none in a sound page."""
    page = html.document_fromstring(text)
    return [*_unsaid(page, text), *_undefined(page), *_broken(page, text)]


def _unsaid(page, text: str) -> Iterator[str]:
    (main,) = _MAIN(page)
    if any(bad in text for bad in ("None", "nan", "NaN")):
        yield from (f"The page prints {one}" for one in _UNSAID.findall(" ".join(main.itertext())))
    yield from (f"An empty {each.tag}" for each in _EMPTY(main))
    if (headings := len(_HEADINGS(page))) != 1:
        yield f"{headings} h1"
    yield from (f"No caption in a table of {each.get('class')}" for each in _NO_CAPTION(main))


def _undefined(page) -> Iterator[str]:
    """Figures whose labels do not lead to what they mean."""
    for row in _ROWS(page):
        yield f"The row {row.text_content().strip()[:60]!r} is not defined"
    for tile in _TILES(page):
        yield f"The figure {tile.text_content().strip()[:60]!r} is not defined"
    for each in _WITH_FIGURES(page):
        yield f"{each.tag} {each.get('class')} leads to no definition"


def _broken(page, text: str) -> Iterator[str]:
    yield from (f"The link {link!r}" for link in set(_LINK.findall(text)) if _BROKEN.search(link))
    ids = _IDS(page)
    if len(set(ids)) < len(ids):
        yield from (f"The id {each} twice" for each in {each for each in ids if ids.count(each) > 1})
