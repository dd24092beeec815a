"""The Job Title that a headline chiefly names."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from jobtide.extraction.forms import strong_aliases
from jobtide.extraction.phrases import words_in
from jobtide.finding import TermFinding
from jobtide.taxonomy import JOB_TITLES, Taxonomy

# What parts a headline: "Data Engineer - Defence", "Quant / Data Scientist", "Acme | Software Engineer (remote)".
PARTED = re.compile(r"\s[-–—:]+\s|[|/,;()\[\]\n•·]|\s{2,}")
# They may stand between a technology and its role, "Java Senior Developer", and say nothing of which role it is.
SENIORITY = frozenset(
    "senior snr sr junior jnr jr lead principal principle staff graduate trainee experienced".split()  # noqa: SIM905
)
_LONGEST_NAME = 4  # words of a title before its last one
# Wherever they stand before that word, terms of all other categories say what sort of Engineer or Developer it is.
_NOT_TELLING = ("General", JOB_TITLES, "Qualifications")


def parts_of(title: str) -> list[str]:
    """What a headline is put together from.

    >>> parts_of("Acme | Data Engineer - Defence (remote)")
    ['Acme', 'Data Engineer', 'Defence', 'remote']
    """
    return [part for said in PARTED.split(title) if (part := said.strip())]


@dataclass(frozen=True)
class Chosen:
    """The title that a headline is chiefly about: its slug, which `finding` names or is made specific to."""

    slug: str
    finding: TermFinding
    specific: bool


class ChiefTitle:
    """Picks the Job Title of a headline among those found there. Build it once; it can be pickled."""

    def __init__(self, taxonomy: Taxonomy):
        self._names = {term.slug: term.name for term in taxonomy if term.category == JOB_TITLES}
        self._telling = {term.slug for term in taxonomy if term.category not in _NOT_TELLING}
        self._slugs = {
            words_in(alias): slug for slug in self._names for alias in strong_aliases(taxonomy.terms[slug])
        }  # fmt: skip
        bare = {
            slug: tuple(word for word in words_in(name) if word not in SENIORITY) for slug, name in self._names.items()
        }
        self._heads = {slug: words for slug, words in bare.items() if len(words) == 1}

    def of(self, findings: tuple[TermFinding, ...], title: str) -> str | None:
        """Slug of the Job Title that the headline is chiefly about; None where it holds none."""
        chosen = self.chosen(findings, title)
        return chosen and chosen.slug

    def chosen(self, findings: tuple[TermFinding, ...], title: str) -> Chosen | None:
        """The Job Title that the headline is chiefly about; None where it holds none.

        The first part of the headline that names a specific title decides (Data Scientist of "Quant / Data Scientist":
        a word as Engineer is not specific, nor is DevOps where it is short for DevOps Engineer; an abbreviation as CTO
        is), and in it the longest of the titles written there, of equals the first. A name of one word, its seniority
        aside, is made specific by what stands before it in its part: Java Developer of "Java Lead Developer" and of
        "Java Trading Developer". Where no part is specific, the first that names any.
        """
        titles = [one for one in findings if one.where == "title" and one.slug in self._names]
        if not titles:
            return None
        parts = [parted.end() for parted in PARTED.finditer(title)]
        begins = [0, *parts]
        named = []
        for at, one in enumerate(titles):
            part = bisect_right(parts, one.start)
            wider = self._made_specific(one, begins[part], findings, title) if one.slug in self._heads else None
            specific = self._is_specific(wider or one.slug, one)
            named.append((not specific, part, one.start - one.end, one.start, at, wider))
        general, *_, at, wider = min(named)
        return Chosen(wider or titles[at].slug, titles[at], not general)

    def developer_of(self, part: str) -> str | None:
        """Slug of Back-End Developer for "Backend": whom a thread's post looks for that names a discipline alone."""
        return self._slugs.get((*words_in(part), "developer"))

    def _is_specific(self, slug: str, one: TermFinding) -> bool:
        if slug != one.slug:
            return True
        name, said = words_in(self._names[slug]), words_in(one.text)
        if len(name) == 1:
            return len(said) > 1 or self._names[slug].isupper()
        return said == name or said != name[: len(said)]

    def _made_specific(self, one: TermFinding, begin: int, findings: tuple[TermFinding, ...], title: str) -> str | None:
        """The title that this name of one word is short for, by the words of its part that stand before it."""
        head = self._heads[one.slug]
        words = tuple(word for word in words_in(title[begin : one.start]) if word not in SENIORITY)
        for size in range(min(_LONGEST_NAME, len(words)), 0, -1):
            if words[-size:] + head in self._slugs:
                return self._slugs[words[-size:] + head]
        for term in findings:
            if term.where == "title" and begin <= term.start and term.end <= one.start and term.slug in self._telling:
                slug = self._slugs.get(words_in(term.text) + head)
                if slug:
                    return slug
        return None
