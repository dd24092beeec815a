"""A name and, in the bracket right behind it, the other name of the same thing: one mention, and one finding."""

import re
from collections.abc import Iterable
from dataclasses import replace

from jobtide.extraction.candidate import Candidate

_OPENING = re.compile(r"\s?[(\[]\s?")
_CLOSING = re.compile(r"\s?[)\]]")


def joined(found: Iterable[Candidate], text: str) -> list[Candidate]:
    """Those found in a folded text, in the order they came; of a term that is named and named again in the bracket
    right behind ("Azure Data Factory (ADF)", "ADF (Azure Data Factory)") one, with the bracket in its words.

    >>> from jobtide.extraction.forms import STRONG, Form
    >>> text, gis = "geographic information systems (gis) and gis data", Form(STRONG, "gis")
    >>> found = [Candidate(start, end, gis) for start, end in ((0, 30), (32, 35), (41, 44))]
    >>> [text[one.start : one.end] for one in joined(found, text)]
    ['geographic information systems (gis)', 'gis']
    """
    kept: list[Candidate] = []
    last: dict[str, int] = {}  # of each term, the place of its last one in `kept`
    for one in found:
        slug = one.form.slug
        before = kept[last[slug]] if slug in last else None
        if before is not None and before.end < one.start and _OPENING.fullmatch(text, before.end, one.start):
            closing = _CLOSING.match(text, one.end)
            if closing:
                kept[last[slug]] = replace(before, end=closing.end())
                continue
        last[slug] = len(kept)
        kept.append(one)
    return kept
