"""Every way to write a term that a text is searched for, and what each proves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from jobtide.extraction.phrases import words_in
from jobtide.extraction.spelling import spellings
from jobtide.taxonomy import JOB_TITLES, Taxonomy, Term

STRONG, EXACT, WEAK, BLOCKER, NOT = "strong", "exact", "weak", "blocker", "not"
KINDS = (STRONG, EXACT, WEAK, BLOCKER, NOT)  # surest first
VENDORS = "Vendors"
# Their terms stand in every advert, technical or not, so they prove nothing about the words beside them.
SOFT_CATEGORIES = (
    "General", "Miscellaneous", JOB_TITLES, "Processes & Methodologies", "Qualifications",
    "Quality Assurance & Compliance", VENDORS,
)  # fmt: skip

# Their terms are what people do: in small letters and in a list they may be a task of anybody's.
COMMON_IN_LISTS = ("Processes & Methodologies", "Quality Assurance & Compliance")

# Java nearby proves nothing about Law or Retail, nor that Visa is a company or 2.1 a degree.
UNPROVED_BY_TECHNOLOGY = ("General", "Miscellaneous", "Qualifications", VENDORS)


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """What a phrase that was found stands for.

    `kind`: strong, exact or weak alias of `slug`; blocker: no term lies in it; not: denies what follows (`slug` is
    then empty). `written` is the alias in the case it must have, words parted by one space or, between initials, by a
    dot. The rest is worked out once, for speed: `rank` puts the surer of two forms first, then the one of the earlier
    slug.
    """

    kind: str
    slug: str = ""
    category: str = ""
    written: str = ""
    is_title: bool = field(init=False)
    is_technical: bool = field(init=False)
    rank: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_title", self.category == JOB_TITLES)
        object.__setattr__(self, "is_technical", self.category not in SOFT_CATEGORIES)
        object.__setattr__(self, "rank", f"{KINDS.index(self.kind)} {self.slug}")


def forms(taxonomy: Taxonomy) -> Iterator[tuple[str, Form]]:
    """(phrase, form) of every alias of every term with its other spellings, and of every blocker.

    A plural or a respelling that is some term's alias as it stands is that term's alone.
    """
    as_it_stands = {words_in(alias) for term in taxonomy for alias in _all_aliases(term)}
    for term in taxonomy:
        for alias in strong_aliases(term):
            form = Form(STRONG, term.slug, term.category, alias)
            yield from _spelt(alias, spellings(alias, plural=True), form, as_it_stands)
        for kind, aliases in ((EXACT, term.exact), (WEAK, term.weak)):
            for alias in aliases:
                for spelling in _in_case(alias):
                    form = Form(kind, term.slug, term.category, _written(spelling))
                    yield from _spelt(alias, {spelling}, form, as_it_stands)
    for blocker in blockers(taxonomy):
        yield from ((spelling, Form(BLOCKER)) for spelling in spellings(blocker, plural=True))


def strong_aliases(term: Term) -> tuple[str, ...]:
    """Its strong aliases, each once. The name is one unless it stands, in whatever case, among the exact or weak."""
    lesser = {words_in(alias) for alias in (*term.exact, *term.weak)}
    name = () if words_in(term.name) in lesser else (term.name,)
    return tuple(dict.fromkeys((*name, *term.strong)))


def blockers(taxonomy: Taxonomy) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*taxonomy.blockers, *(blocker for term in taxonomy for blocker in term.blockers))))


_INITIALS = re.compile(r"(?:[A-Za-z]\.){1,5}[A-Za-z]")


def _written(alias: str) -> str:
    """How the alias must stand in a text: its words, whatever lies between; initials with dots (no M&S for M.S.)"""
    initials = alias.removesuffix(".")
    return initials if _INITIALS.fullmatch(initials) else cased_words(alias)


def cased_words(text: str) -> str:
    """The words of an alias or of a stretch of text, parted by one space, in the case they were written in.

    >>> cased_words("S/4HANA")
    'S 4HANA'
    """
    # Folding and parting agree on where words stand, so cutting one text by the words of the other keeps the case.
    folded, at, found = text.lower(), 0, []
    for word in words_in(text):
        at = folded.find(word, at)
        if at < 0:
            return " ".join(words_in(text))
        found.append(text[at : at + len(word)])
        at += len(word)
    return " ".join(found)


def _all_aliases(term: Term) -> tuple[str, ...]:
    return (*strong_aliases(term), *term.exact, *term.weak)


def _in_case(alias: str) -> Iterator[str]:
    """An exact alias as it is, and the plural of an abbreviation (APIs), whose small s no shouting can make."""
    yield alias
    if alias.isalpha() and alias.isupper() and len(alias) > 1:
        yield alias + "s"


def _spelt(alias: str, found: set[str], form: Form, as_it_stands: set[tuple[str, ...]]) -> Iterator[tuple[str, Form]]:
    itself = words_in(alias)
    seen = set()
    for spelling in sorted(found):
        words = words_in(spelling)
        if words not in seen and (words == itself or words not in as_it_stands):
            seen.add(words)
            yield spelling, form
