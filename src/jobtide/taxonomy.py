"""The terms that are counted, and how each is recognised."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from jobtide.errors import Unknown

CATEGORIES = (
    "Application Platforms",
    "Applications",
    "Business Applications",
    "Cloud Services",
    "Communications & Networking",
    "Database & Business Intelligence",
    "Development Applications",
    "General",
    "Job Titles",
    "Libraries, Frameworks & Software Standards",
    "Miscellaneous",
    "Operating Systems",
    "Processes & Methodologies",
    "Programming Languages",
    "Qualifications",
    "Quality Assurance & Compliance",
    "System Software",
    "Systems Management",
    "Vendors",
)
JOB_TITLES = "Job Titles"
# A page's overall list of co-occurring terms leaves these out; the lists by category have them all.
APART = ("General", "Miscellaneous", JOB_TITLES)


@dataclass(frozen=True)
class Term:
    """An entry of the taxonomy.

    How it is recognised (reference/README.md explains each with examples):
    `strong` aliases match alone, in any case; `exact` ones alone, in exactly this case; `weak` ones in exactly this
    case and only in company: near a certain finding, or near one of the words in `company`. The name itself is strong
    unless it stands, in whatever case, among `exact` or `weak`. `blockers` are longer phrases that hold
    an alias and are not the term.
    `parent` is the slug of the term whose family this one belongs to: where the parent's name lies inside this one's
    words, the parent is found too, and so is any strong term of another category but Vendors, save those in `hides`.
    `finds` and `ignores` are lines that prove it.
    """

    slug: str
    name: str
    category: str
    long_name: str | None = None
    parent: str | None = None
    strong: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    finds: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every way to write it but its name."""
        return tuple(alias for alias in (*self.strong, *self.exact, *self.weak) if alias != self.name)


@dataclass(frozen=True)
class Taxonomy:
    """All terms, by slug, in the order of their names. `digest` changes when anything in it does."""

    terms: Mapping[str, Term]
    digest: str
    blockers: tuple[str, ...] = field(default=())  # phrases of no term's own that no term may be found in

    def __iter__(self) -> Iterable[Term]:
        return iter(self.terms.values())

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def by_name(self) -> Mapping[str, Term]:
        """Terms by every folded name, long name, alias and slug that means just one of them."""
        return names_of(self.terms.values())


def names_of(entries: Iterable) -> dict:
    """Entries (terms or places) by their folded slug, name, long name and aliases; the earlier of these wins.

    Two entries that share an alias cannot be told apart by it, so it leads to neither.
    """
    entries = list(entries)
    found: dict = {}
    for names in (
        lambda entry: (entry.slug,),
        lambda entry: (entry.name,),
        lambda entry: (entry.long_name,) if entry.long_name else (),
        lambda entry: entry.aliases,
    ):
        layer: dict = {}
        for entry in entries:
            for name in names(entry):
                layer.setdefault(folded(name), {})[entry.slug] = entry
        for name, owners in layer.items():
            if len(owners) == 1:
                found.setdefault(name, next(iter(owners.values())))
    return found


def folded(name: str) -> str:
    """A name as people may type it: case, hyphens and runs of space do not matter."""
    return re.sub(r"[\s\-_]+", " ", name).strip().casefold()


_SPOKEN = {"+": " plus", "#": " sharp", "&": " and ", "@": " at "}


def slug(name: str) -> str:
    """The address of a name: C++ → c-plus-plus, .NET → dot-net, Node.js → node-js, R&D → r-and-d."""
    text = re.sub(r"^\.(?=\w)|(?<=\s)\.(?=\w)", "dot-", name)
    text = "".join(_SPOKEN.get(character, character) for character in text).lower()
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def category_named(name: str) -> str:
    """A category by its name in any case, or by its slug. Raises Unknown with the nearest names."""
    wanted = folded(name)
    for category in CATEGORIES:
        if wanted in (folded(category), folded(slug(category))):
            return category
    near = [category for category in CATEGORIES if wanted and wanted[:3] in folded(category)]
    raise Unknown("category", name[:60], tuple(near[:4]))
