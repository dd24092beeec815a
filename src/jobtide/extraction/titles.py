"""The Job Title that a headline chiefly names."""

from jobtide.finding import TermFinding
from jobtide.taxonomy import JOB_TITLES, Taxonomy


def title_term(findings: tuple[TermFinding, ...], title: str, taxonomy: Taxonomy) -> str | None:
    """Slug of the longest Job Title read in the title, of equals the first; None where none was read."""
    titles = [one for one in findings if one.where == "title" and taxonomy.terms[one.slug].category == JOB_TITLES]
    chief = max(titles, key=lambda one: (one.end - one.start, -one.start), default=None)
    return chief and chief.slug
