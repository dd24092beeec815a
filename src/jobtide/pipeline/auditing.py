"""Where adverts of a home were found to name a term: random contexts, so that a person can judge them.

Touches: adverts/, for reading.
"""

from dataclasses import dataclass
from heapq import heappush, heapreplace

from jobtide.edition.lookup import Lookup
from jobtide.extraction.contexts import Context, around
from jobtide.extraction.forms import forms
from jobtide.extraction.phrases import PhraseBook
from jobtide.extraction.terms import TermReader
from jobtide.pipeline import sampling
from jobtide.reference.load import Reference
from jobtide.settings import Home
from jobtide.taxonomy import Term

_WAITING = 40  # adverts that hold the words, kept for each context that is asked for


@dataclass(frozen=True)
class Audited:
    advert: str  # source/id
    where: str
    start: int
    end: int
    context: Context


@dataclass(frozen=True)
class Audit:
    """`read` of the `looked_at` adverts that hold words of the term were found to name it."""

    term: Term
    looked_at: int
    read: int
    contexts: tuple[Audited, ...]


def audited(home: Home, reference: Reference, name: str, contexts: int, seed: int) -> Audit:
    """Up to so many contexts in which the term was read, one an advert; the same for the same seed and adverts.

    Unknown for a name of no term; Error where the home has no adverts.
    """
    term = reference.taxonomy.terms[Lookup("term", reference.taxonomy).find(name).slug]
    sampling.count(home)
    reader = TermReader(reference.taxonomy)
    looked_at, found = 0, []
    for place, row in _holding(home, reference, term, contexts * _WAITING, seed):
        looked_at += 1
        findings = [
            one for one in reader.read(row["title"], row["description"], row["employer"]) if one.slug == term.slug
        ]
        if findings:
            one = findings[place % len(findings)]
            text = row["title"] if one.where == "title" else row["description"]
            context = around(text, one.start, one.end, one.rule)
            found.append(Audited(f"{row['source']}/{row['id']}", one.where, one.start, one.end, context))
            if len(found) == contexts:
                break
    return Audit(term, looked_at, len(found), tuple(found))


def _holding(home: Home, reference: Reference, term: Term, most: int, seed: int) -> list[tuple[int, dict]]:
    """The first adverts of the random order in which some words of the term stand, found to be it or not."""
    book = PhraseBook((phrase, True) for phrase, form in forms(reference.taxonomy) if form.slug == term.slug)
    first: list[tuple[int, int, dict]] = []
    for place, row in sampling.drawn(home, 1.0, seed):
        if len(first) == most and -place < first[0][0]:
            continue
        if book.find(row["title"]) or book.find(row["description"]):
            entry = (-place, row["content"], row)
            heappush(first, entry) if len(first) < most else heapreplace(first, entry)
    return [(-place, row) for place, _, row in sorted(first, key=lambda one: -one[0])]
