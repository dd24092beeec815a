"""Every rule that curated data keeps. Each rule is a function from the reference to the entries that break it.

`load` has seen to the shape of each entry: its keys, types, kind and category, and that no slug is written twice in
one folder. Here the entries are held against each other, and the finds: and ignores: lines against the true reader.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from jobtide.gazetteer import WORLD, Place
from jobtide.reference.load import Reference
from jobtide.taxonomy import JOB_TITLES, Term, folded

# (title, description) → slugs of the terms read in an advert with these.
Reads = Callable[[str, str], Set[str]]
_SHORT = 2  # characters: a name no longer than this is a common word somewhere, save with a sign (C#)
_POSTCODE = re.compile(r"[A-Z]{1,2}(\d[A-Z\d]?)?")


@dataclass(frozen=True)
class Problem:
    """One entry that breaks one rule."""

    file: str
    entry: str  # its name
    words: str

    def __str__(self) -> str:
        return f"{self.file}: {self.entry}: {self.words}"


def problems(reference: Reference, reads: Reads | None = None) -> list[Problem]:
    """All that is wrong with the data, in the order of rules and entries; [] when every rule is kept.

    Without `reads` the finds: and ignores: lines are not run.
    """
    found = [
        Problem(reference.files.get((_kind(entry), entry.slug), "?"), entry.name, words)
        for rule in (*TERM_RULES, *PLACE_RULES)
        for entry, words in rule(reference)
    ]
    if reads is not None:
        found += [
            Problem(reference.files.get(("term", term.slug), "?"), term.name, words)
            for term, words in _lines_that_fail(reference, reads)
        ]
    return found


def _kind(entry: Term | Place) -> str:
    return "term" if isinstance(entry, Term) else "place"


# -- terms ----------------------------------------------------------------------------------------------------------


def ill_formed_slugs(reference: Reference) -> Iterator[tuple[Term | Place, str]]:
    for entry in (*reference.taxonomy, *reference.gazetteer):
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.slug):
            yield entry, f"slug {entry.slug!r} must be of small letters, digits and single hyphens"


def names_taken_twice(reference: Reference) -> Iterator[tuple[Term, str]]:
    """Two terms of one name could not be told apart on a page."""
    first: dict[str, Term] = {}
    for term in reference.taxonomy:
        other = first.setdefault(term.name.casefold(), term)
        if other is not term:
            yield term, f"{other.slug} has the same name, in {reference.files.get(('term', other.slug), '?')}"


def missing_relatives(reference: Reference) -> Iterator[tuple[Term, str]]:
    terms = reference.taxonomy.terms
    for term in reference.taxonomy:
        if term.parent is not None and term.parent not in terms:
            yield term, f"its parent {term.parent!r} is no term's slug"
        for hidden in term.hides:
            if hidden not in terms:
                yield term, f"it hides {hidden!r}, which is no term's slug"


def families_in_circles(reference: Reference) -> Iterator[tuple[Term, str]]:
    terms = reference.taxonomy.terms
    yield from _circles(terms, {slug: term.parent for slug, term in terms.items()})


def strong_aliases_of_two(reference: Reference) -> Iterator[tuple[Term, str]]:
    """What matches alone must say which term it is. A Job Title may share one: it is read elsewhere."""
    first: dict[tuple[bool, str], Term] = {}
    for term in reference.taxonomy:
        for alias in {folded(alias): alias for alias in _strong(term)}.values():
            other = first.setdefault((term.category == JOB_TITLES, _as_read(alias)), term)
            if other is not term:
                yield term, f"strong alias {alias!r} belongs to {other.name} ({other.category}) too"


def short_names_that_are_strong(reference: Reference) -> Iterator[tuple[Term, str]]:
    for term in reference.taxonomy:
        for alias in _strong(term):
            if len(alias) <= _SHORT and alias.isalnum():
                yield term, f"{alias!r} is too short to be strong: put it under exact or weak, with company"


def aliases_of_two_strengths(reference: Reference) -> Iterator[tuple[Term, str]]:
    for term in reference.taxonomy:
        for alias in {*term.exact} & {*term.weak} | {*term.strong} & {*term.exact, *term.weak}:
            yield term, f"{alias!r} has two strengths; one is enough"


def blockers_that_block_nothing(reference: Reference) -> Iterator[tuple[Term, str]]:
    """A blocker that is the term's own alias would not block, and shows a misunderstanding."""
    for term in reference.taxonomy:
        own = {_as_read(alias) for alias in (*_strong(term), *term.exact, *term.weak)}
        for blocker in term.blockers:
            if _as_read(blocker) in own:
                yield term, f"blocker {blocker!r} is its own alias"


def blockers_of_lists(reference: Reference) -> Iterator[tuple[Term, str]]:
    """ "Go and" would block the Go of "Go and Python"."""
    for term in reference.taxonomy:
        own = {_as_read(alias) for alias in (*_strong(term), *term.exact, *term.weak)}
        for blocker in term.blockers:
            words = _as_read(blocker).split()
            others = [word for word in words if word not in ("and", "or")]
            if len(others) < len(words) and " ".join(others) in own:
                yield term, f"blocker {blocker!r} adds no other word, so it blocks every list"


def weak_aliases_of_strong_names(reference: Reference) -> Iterator[tuple[Term, str]]:
    """What matches alone needs no company with a word more; most likely it was meant to be weak itself."""
    for term in reference.taxonomy:
        for strong in _strong(term):
            for alias in (*term.exact, *term.weak):
                if f" {_as_read(strong)} " in f" {_as_read(alias)} " and alias != strong:
                    yield term, f"{alias!r} is weak or exact, but {strong!r} inside it is strong and matches alone"


def weak_names_without_proof(reference: Reference) -> Iterator[tuple[Term, str]]:
    """A name that is also a word needs lines that show both what it is and what it is not."""
    for term in reference.taxonomy:
        if term.name in term.weak and not (term.finds and term.ignores):
            yield term, "a name that is weak needs a finds: and an ignores: line"


def _lines_that_fail(reference: Reference, reads: Reads) -> Iterator[tuple[Term, str]]:
    for term in reference.taxonomy:
        for line in term.finds:
            if term.slug not in _read(term, line, reads):
                yield term, f"is not found in {line!r}"
        for line in term.ignores:
            if term.slug in _read(term, line, reads):
                yield term, f"is found in {line!r}, where it should be ignored"


def _read(term: Term, line: str, reads: Reads) -> Set[str]:
    """A Job Title is read in titles, so its lines are titles; all other lines are sentences of a description."""
    return reads(line, "") if term.category == JOB_TITLES else reads("", line)


def _strong(term: Term) -> tuple[str, ...]:
    lesser = {_as_read(alias) for alias in (*term.exact, *term.weak)}
    return term.strong if _as_read(term.name) in lesser else (term.name, *term.strong)


def _as_read(alias: str) -> str:
    """An alias without what makes no difference to the reader: case, and which soft gap is between its words."""
    return " ".join(re.findall(r"[^\W_]+[+#]*|(?<!\w)\.(?=\w)", alias.casefold()))


# -- places ---------------------------------------------------------------------------------------------------------


def places_without_parents(reference: Reference) -> Iterator[tuple[Place, str]]:
    places = reference.gazetteer.places
    for place in reference.gazetteer:
        if place.parent is None and place.slug != WORLD:
            yield place, "has no parent; only World has none"
        elif place.parent is not None and place.parent not in places:
            yield place, f"its parent {place.parent!r} is no place's slug"
        elif place.parent is not None and places[place.parent].kind == "grouping":
            yield place, f"its parent {place.parent!r} is a grouping: list it there among members"


def missing_members(reference: Reference) -> Iterator[tuple[Place, str]]:
    for place in reference.gazetteer:
        if bool(place.members) != (place.kind == "grouping") and place.slug != "work-from-home":
            yield place, "groupings have members, and only they"
        for member in place.members:
            if member not in reference.gazetteer.places:
                yield place, f"its member {member!r} is no place's slug"


def trees_in_circles(reference: Reference) -> Iterator[tuple[Place, str]]:
    places = reference.gazetteer.places
    yield from _circles(places, {slug: place.parent for slug, place in places.items()})


def shared_place_names(reference: Reference) -> Iterator[tuple[Place, str]]:
    """A name that two places match alone would always be the first of them: both must have it as weak."""
    first: dict[str, Place] = {}
    for place in reference.gazetteer:
        names = {folded(name) for name in (place.name, *place.aliases) if name not in place.weak}
        for name in sorted(names):
            other = first.setdefault(name, place)
            if other is not place:
                yield place, f"{name!r} is {other.slug} too; let it be weak in both, or in all but the chief one"


def malformed_postcodes(reference: Reference) -> Iterator[tuple[Place, str]]:
    first: dict[str, Place] = {}
    for place in reference.gazetteer:
        for postcode in place.postcodes:
            if not _POSTCODE.fullmatch(postcode):
                yield place, f"{postcode!r} is neither a postcode area nor a district"
            other = first.setdefault(postcode, place)
            if other is not place and not _lies_in(place, other, reference) and not _lies_in(other, place, reference):
                yield place, f"postcode {postcode} is given to {other.slug} too"


def _lies_in(place: Place, other: Place, reference: Reference) -> bool:
    seen: set[str] = set()
    parent = place.parent
    while parent in reference.gazetteer.places and parent not in seen:
        if parent == other.slug:
            return True
        seen.add(parent)
        parent = reference.gazetteer.places[parent].parent
    return False


def _circles(entries: Mapping[str, Term | Place], parents: Mapping[str, str | None]) -> Iterable[tuple]:
    for slug, entry in entries.items():
        seen, above = {slug}, parents[slug]
        while above in parents and above not in seen:
            seen.add(above)
            above = parents[above]
        if above == slug:
            yield entry, "is its own ancestor"


TERM_RULES = (
    ill_formed_slugs,
    names_taken_twice,
    missing_relatives,
    families_in_circles,
    strong_aliases_of_two,
    short_names_that_are_strong,
    aliases_of_two_strengths,
    blockers_that_block_nothing,
    blockers_of_lists,
    weak_aliases_of_strong_names,
    weak_names_without_proof,
)
PLACE_RULES = (places_without_parents, missing_members, trees_in_circles, shared_place_names, malformed_postcodes)
