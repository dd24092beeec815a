"""The Job Title that a headline chiefly names."""

import re
from bisect import bisect_left

from jobtide.finding import TermFinding
from jobtide.taxonomy import JOB_TITLES, Taxonomy

# What parts a headline: "Data Engineer - Defence", "Quant / Data Scientist", "Acme | Software Engineer (remote)".
_PARTED = re.compile(r"\s[-–—:]+\s|[|/,;()\[\]\n•·]|\s{2,}")


def title_term(findings: tuple[TermFinding, ...], title: str, taxonomy: Taxonomy) -> str | None:
    """Slug of the Job Title that the headline is chiefly about; None where it holds none.

    The first part of the headline that names a specific title decides (Data Scientist of "Quant / Data Scientist":
    a name of one word, as Engineer, is not specific), and in it the longest of the titles written there, of equals the
    first. Where no part is specific, the first that names any.
    """
    titles = [one for one in findings if one.where == "title" and taxonomy.terms[one.slug].category == JOB_TITLES]
    if not titles:
        return None
    parts = [parted.start() for parted in _PARTED.finditer(title)]

    def rank(one: TermFinding) -> tuple[bool, int, int, int]:
        general = " " not in taxonomy.terms[one.slug].name
        return general, bisect_left(parts, one.start), one.start - one.end, one.start

    return min(titles, key=rank).slug
