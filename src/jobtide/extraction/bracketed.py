"""A name and, in the bracket right behind it, the other name of the same thing: one mention, and one finding."""

import re
from collections.abc import Iterable
from dataclasses import replace

from jobtide.finding import TermFinding

_OPENING = re.compile(r"\s?[(\[]\s?")
_CLOSING = re.compile(r"\s?[)\]]")


def joined(findings: Iterable[TermFinding], text: str) -> list[TermFinding]:
    """The findings of one text, in the order they came; of a term that is named and named again in the bracket right
    behind ("Azure Data Factory (ADF)", "ADF (Azure Data Factory)") one, with the bracket in its words.

    >>> from jobtide.finding import TermFinding
    >>> text = "Geographic Information Systems (GIS) and GIS data"
    >>> found = [TermFinding("gis", "description", start, end, text[start:end], "") for start, end in
    ...          ((0, 30), (32, 35), (41, 44))]
    >>> [one.text for one in joined(found, text)]
    ['Geographic Information Systems (GIS)', 'GIS']
    """
    kept: list[TermFinding] = []
    last: dict[str, int] = {}  # of each term, the place of its last finding in `kept`
    for one in findings:
        before = kept[last[one.slug]] if one.slug in last else None
        if before is not None and before.end < one.start and _OPENING.fullmatch(text, before.end, one.start):
            closing = _CLOSING.match(text, one.end)
            if closing:
                whole = replace(before, end=closing.end(), text=text[before.start : closing.end()])
                kept[last[one.slug]] = whole
                continue
        last[one.slug] = len(kept)
        kept.append(one)
    return kept
