"""What no page of the site may have, whatever it shows."""

import re
from collections.abc import Iterator

from lxml import html

# What holds figures, and must lead to what they mean.
_TABLES = " or ".join(
    f"contains(@class,'{name}')" for name in ("figures", "index", "places", "movers", "bars", "compared")
)
_WITH_FIGURES = f".//table[{_TABLES}]|.//dl[@class='strip']|.//ol[@class='skills']|.//ul[@class='tree']|.//figure"
_MEANT = ".//a[contains(@href,'/definitions')]"


def faults(text: str) -> list[str]:
    """Each as a sentence; none in a sound page."""
    page = html.fromstring(text)
    return [*_unsaid(page), *_undefined(page), *_broken(page)]


def _unsaid(page) -> Iterator[str]:
    main = page.get_element_by_id("main")
    words = " ".join(main.itertext())
    # A sentence may begin with the word: None of them, None where nobody asks.
    bad = re.findall(r"\bNone\b(?! (?:of|is|in|where)\b)|\bnan\b|\bNaN\b", words)
    yield from (f"The page prints {one}" for one in bad)
    for each in main.xpath(".//h1|.//h2|.//h3|.//th[@scope]|.//caption|.//a"):
        if not "".join(each.itertext()).strip():
            yield f"An empty {each.tag}"
    if len(page.xpath("//h1")) != 1:
        yield f"{len(page.xpath('//h1'))} h1"
    for each in main.xpath(".//table[not(caption)]"):
        yield f"No caption in a table of {each.get('class')}"


def _undefined(page) -> Iterator[str]:
    """Figures whose labels do not lead to what they mean."""
    for row in page.xpath("//table[contains(@class,'figures')]/tbody/tr[not(th" + _MEANT[1:] + ")]"):
        yield f"The row {row.text_content().strip()[:60]!r} is not defined"
    for tile in page.xpath("//dl[@class='strip']/div[not(dt" + _MEANT[1:] + ")]"):
        yield f"The figure {tile.text_content().strip()[:60]!r} is not defined"
    for each in page.xpath(_WITH_FIGURES):
        around = next(one for one in each.iterancestors() if one.tag in ("section", "main"))
        if not each.xpath(_MEANT) and not around.xpath(_MEANT):
            yield f"{each.tag} {each.get('class')} leads to no definition"


def _broken(page) -> Iterator[str]:
    for link in page.xpath("//@href|//@src|//@action"):
        if re.search(r"None|\s|^//", link):
            yield f"The link {link}"
    ids = page.xpath("//@id")
    yield from (f"The id {each} twice" for each in set(ids) if ids.count(each) > 1)
