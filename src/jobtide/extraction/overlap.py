"""Which of several findings that overlap stay."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from jobtide.extraction.candidate import Candidate
from jobtide.extraction.forms import VENDORS, WEAK
from jobtide.taxonomy import Taxonomy

_DEEPEST = 12  # Job Titles that overlap at one spot: more than any real name is deep
_NOBODY: frozenset[str] = frozenset()


class Overlap:
    """Settles overlapping candidates: the leftmost stays, and of these the longest; then what may stay inside it.

    Inside a longer finding stay terms whose alias is strong or exact, save vendors ("a vendor is not implied by its
    product"), and terms of whose family the longer one is; never those that the longer one hides. Job Titles and
    all other terms are settled apart.
    """

    def __init__(self, taxonomy: Taxonomy):
        self.families = {term.slug: _family(taxonomy, term.slug) for term in taxonomy if term.parent}
        self.hides = {term.slug: frozenset(term.hides) for term in taxonomy if term.hides}
        self.names = {term.slug: term.name for term in taxonomy}

    @property
    def heads(self) -> frozenset[str]:
        """Slugs of the terms that some other term is of the family of."""
        return frozenset(head for family in self.families.values() for head in family)

    def settled(self, proved: Iterable[Candidate], unproved: Iterable[Candidate] = ()) -> list[Candidate]:
        """In order of start, longer before shorter. `unproved` ones stay only inside a longer one of their family."""
        everything = sorted((*proved, *unproved), key=_order)
        titles = list(self._layer([one for one in everything if one.form.is_title]))
        if not titles:
            return list(self._layer(everything))
        others = self._layer(list(self._beside(titles, [one for one in everything if not one.form.is_title])))
        return sorted((*titles, *others), key=_order)

    def _beside(self, titles: Sequence[Candidate], others: Iterable[Candidate]) -> Iterator[Candidate]:
        """The others without those that a title around them hides; those of whose family the title is are proved."""
        starts = [title.start for title in titles]
        for one in others:
            before = bisect_right(starts, one.start)
            around = [title for title in titles[max(0, before - _DEEPEST) : before] if title.holds(one)]
            if not any(one.form.slug in self.hides.get(title.form.slug, _NOBODY) for title in around):
                yield one if one.rule else self._as_relative(one, around) or one

    def _layer(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        outermost: Candidate | None = None
        inside: list[Candidate] = []  # what has been kept of the outermost one
        for one in candidates:
            if outermost is None or one.start >= outermost.end:
                if one.rule:
                    outermost, inside = one, [one]
                    yield one
            elif one.end <= outermost.end:
                nested = self._nested(one, [other for other in inside if other.end >= one.end])
                if nested is not None:
                    inside.append(nested)
                    yield nested

    def _nested(self, one: Candidate, holders: Sequence[Candidate]) -> Candidate | None:
        slug = one.form.slug
        for holder in holders:
            if slug == holder.form.slug or slug in self.hides.get(holder.form.slug, _NOBODY):
                return None
        relative = self._as_relative(one, holders)
        if relative is not None:
            return relative
        if not one.rule or one.form.kind == WEAK or one.form.category == VENDORS or _same_words(one, holders[-1]):
            return None
        return one.because(f"{one.rule} inside {self.names[holders[0].form.slug]}")

    def _as_relative(self, one: Candidate, holders: Iterable[Candidate]) -> Candidate | None:
        for holder in holders:
            if one.form.slug in self.families.get(holder.form.slug, _NOBODY):
                return one.because(f"inside {self.names[holder.form.slug]}, which is of its family")
        return None


def _same_words(one: Candidate, other: Candidate) -> bool:
    return one.start == other.start and one.end == other.end


def _order(one: Candidate) -> tuple[int, int, str]:
    return one.start, -one.end, one.form.rank


def _family(taxonomy: Taxonomy, slug: str) -> frozenset[str]:
    """Its parent, its parent's parent and so on. A circle, which the checks forbid, ends where it closes."""
    above: list[str] = []
    parent = taxonomy.terms[slug].parent
    while parent in taxonomy.terms and parent not in above:
        above.append(parent)
        parent = taxonomy.terms[parent].parent
    return frozenset(above)
