"""A market in a folder: a home's editions, read by the edition's reader. Touches: the home, for reading."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from jobtide import tables
from jobtide.comparison import Comparison
from jobtide.edition.reader import Reader
from jobtide.edition.shelf import Shelf
from jobtide.entry import PlaceEntry, TermEntry
from jobtide.errors import Unknown
from jobtide.measure import Measures
from jobtide.mover import Movers
from jobtide.notebook.asked import Cell, Choice, Listing
from jobtide.page import EditionName, Index, Page
from jobtide.population import asked_for
from jobtide.settings import Home
from jobtide.taxonomy import category_named
from jobtide.vacancy import Listed


class Local:
    """One edition of a home, the current one where none is named. Raises NoEdition, Unknown."""

    def __init__(self, folder: Path, edition: str | None = None):
        self.address = str(folder)
        self._folder, self._shelf = folder, Shelf(Home(folder))
        self._reader = Reader(self._shelf.folder(edition))
        self.edition: EditionName = self._reader.edition

    def at(self, edition: str) -> "Local":
        return Local(self._folder, edition)

    def editions(self) -> list[str]:
        return self._shelf.ids()

    def terms(self) -> Sequence[TermEntry]:
        return self._reader.term_entries()

    def places(self) -> Sequence[PlaceEntry]:
        return self._reader.place_entries()

    def measures(self) -> Measures:
        return self._reader.measures

    def page(self, choice: Choice, cell: Cell) -> Page:
        return self._reader.explore(self._population(choice), self._place(cell), cell.employment_type, cell.months)

    def vacancies(self, choice: Choice, cell: Cell) -> Sequence[Listed]:
        """Those that the page counts, the newest first."""
        asked = self._population(choice)
        found = self._reader.vacancies(asked, self._place(cell), cell.employment_type, cell.months, limit=None)
        return found.rows

    def index(self, listing: Listing, cell: Cell) -> Index:
        return self._reader.index(
            self._place(cell), cell.employment_type, cell.months,
            categories=[category_named(name) for name in listing.categories],
            terms=[self._term(name) for name in listing.terms], search=listing.search, sort=listing.sort,
            reverse=listing.reverse, limit=listing.limit,
        )  # fmt: skip

    def compare(self, terms: Sequence[str], places: Sequence[str], periods: bool, cell: Cell) -> Comparison:
        slugs = [self._reader.find_place(place).slug for place in places] or [self._place(cell)]
        named = [self._term(term) for term in terms]
        return self._reader.compare(named, slugs, cell.employment_type, cell.months, periods)

    def movers(self, cell: Cell, limit: int) -> Movers:
        return self._reader.movers(self._place(cell), cell.employment_type, cell.months, limit)

    def table(self, name: str):
        """A table of the edition as a pyarrow.Table, in the columns that it is exported in."""
        import pyarrow.parquet as pq

        from jobtide.exports.tables_of import export_table

        by_name = {table.name: table for table in tables.EDITION}
        if name not in by_name:
            raise Unknown("table", name, tuple(by_name))
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"{name}.parquet"
            export_table(self._reader, by_name[name], "parquet", file)
            return pq.read_table(file)

    def _population(self, choice: Choice):
        others = {name: one for name, one in vars(choice).items() if name not in ("term", "expression")}
        return asked_for(self._term, choice.term, choice.expression, **others)

    def _term(self, name: str) -> str:
        return self._reader.find_term(name).slug

    def _place(self, cell: Cell) -> str:
        return self._reader.find_place(cell.place or self._reader.root_place).slug
