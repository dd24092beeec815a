"""A reader over hand-made figures, with the interface of edition.reader.Reader: for tests of the site alone."""

from dataclasses import replace
from types import MappingProxyType

import example_pages
from example_pages import BACK_OFFICE, BACKEND_DEVELOPER, EDITION, NORTH_WEST, PYTHON, STOKE, UK

from jobtide.certainty import Change
from jobtide.edition.suggesting import Suggesting
from jobtide.errors import Unknown
from jobtide.measure import Measures
from jobtide.mover import Mover, Movers
from jobtide.page import CategoryPage, IndexRow, PlaceName, TermName
from jobtide.taxonomy import folded

ENGLAND = PlaceName("england", "England", ("UK", "England"), "UK", "uk", "England")
MANCHESTER = PlaceName(
    "manchester", "Manchester", ("UK", "England", "North West", "Manchester"), "North West", "north-west", "Manchester"
)
C_SHARP = TermName("c-sharp", "C#", "C Sharp", "Programming Languages")
MARKUP = TermName("markup", "<script>alert(1)</script> & Co", None, "Vendors")
SERIAL = tuple(TermName(f"term-{number:03d}", f"Term {number:03d}", None, "General") for number in range(120))


class Reader:
    edition = EDITION
    root_place = "uk"
    middles = MappingProxyType({})

    def terms(self):
        return [BACKEND_DEVELOPER, BACK_OFFICE, PYTHON, C_SHARP, MARKUP, *SERIAL]

    def places(self):
        return [UK, ENGLAND, NORTH_WEST, MANCHESTER, STOKE]

    def find_term(self, text):
        return _found("term", self.terms(), text, {"py": "python", "csharp": "c-sharp"})

    def find_place(self, text):
        return _found("place", self.places(), text, {"great britain": "uk"})

    def suggestions(self, text, kind="any"):
        cited = {term.slug: 100 - turn for turn, term in enumerate(self.terms())}
        return Suggesting(self.terms(), self.places(), cited, {}).holding(text, kind)

    def page(self, term, place, employment_type="permanent", months=6):
        term, place = self.find_term(term), self.find_place(place)
        if employment_type == "contract":
            return example_pages.contract(edition=self.edition, term=term, place=place, months=months)
        make = {STOKE: example_pages.back_office, MANCHESTER: example_pages.nothing}.get(place, example_pages.page)
        return make(edition=self.edition, term=term, place=place, months=months)

    def index(
        self, place, employment_type="permanent", months=6, *, categories=(), terms=(), search="", sort="rank",
        reverse=False, limit=50, offset=0,
    ):  # fmt: skip
        rows = [
            IndexRow(
                rank, 1 - rank % 3, term.name, term.slug, term.category, 40000.0 + rank * 250, 0.01, 500 - rank, 0.1, 7
            )
            for rank, term in enumerate(self.terms(), start=1)
            if (not categories or term.category in categories)
            and (not terms or term.slug in terms)
            and search.casefold() in term.name.casefold()
        ]
        descending = sort not in ("rank", "term", "category")
        rows.sort(key=lambda row: getattr(row, sort), reverse=descending != reverse)
        return example_pages.index(
            edition=self.edition, place=self.find_place(place), employment_type=employment_type, months=months,
            total=len(rows), rows=rows[offset : None if limit is None else offset + limit],
        )  # fmt: skip

    def category(self, category, place, employment_type="permanent", months=6, **asked):
        page = self.page("python", place, employment_type, months)
        return CategoryPage(
            self.edition, page.place, employment_type, months, page.periods, page.category, page.all_count, 0, ()
        )

    def movers(self, place, employment_type="permanent", months=6, limit=10):
        page = self.page("python", place, employment_type, months)
        change = Change(0.01, 0.03, "up")
        up = Mover(
            "Python", "python", "Programming Languages", [3, 5], 2, [120, 80], [0.05, 0.03], 0.02, [60000.0, 55000.0],
            0.09, [40, 30], {"share_of_all_change": change, "rank_change": change, "p50_change": change},
        )  # fmt: skip
        return Movers(
            self.edition, page.place, employment_type, months, page.periods[:2], [1, 1], 12, 1, [up][:limit], []
        )

    def months(self, place, employment_type):
        return {each.month: each.count for each in self.page("python", place).series}

    def places_below(self, slug):
        """Those whose path of names ends with the place's, and one more."""
        above = [place.path for place in self.places() if place.slug == slug]
        below = self.places()
        return {at: place for at, place in enumerate(below) if (tuple(place.path[:-1]) or None) in above}

    def totals_of(self, places, employment_type, months):
        return {number: [100 - number, 90, 80, 70] for number in places}

    @property
    def measures(self):
        return Measures(())


class Source:
    """Whatever reader it holds is current."""

    def __init__(self, reader=None):
        self.reader = reader or Reader()

    def current(self):
        return self.reader

    def named(self, edition_id):
        if edition_id != self.reader.edition.id:
            raise Unknown("edition", edition_id, self.ids())
        return self.reader

    def ids(self):
        return [self.reader.edition.id]

    def state(self):
        return self.reader.edition.id


def labelled(label: str, edition_id: str = "2025-11-23.2") -> Reader:
    reader = Reader()
    reader.edition = replace(EDITION, id=edition_id, label=label)
    return reader


def _found(kind, entries, text, aliases):
    wanted = folded(aliases.get(folded(text), text))
    for entry in entries:
        if wanted in {
            folded(entry.slug),
            folded(entry.name),
            folded(entry.long_name or "") if kind == "term" else None,
        }:
            return entry
    near = tuple(entry.name for entry in entries if folded(entry.name)[:3] == wanted[:3])
    raise Unknown(kind, text, near[:4])
