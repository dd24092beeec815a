"""The figures of one edition: what every surface reads, and all that it reads.

Pages are made from the edition's columns; an index, a category and an export ask a database of its tables. A reader
may be used from several threads: each has its own cursor.

Touches: the edition's files, for reading.
"""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jobtide import measure, tables
from jobtide.edition import manifest
from jobtide.edition.by_month import table_files
from jobtide.edition.chosen import checked
from jobtide.edition.folders import DEFINITIONS, MAPPED, QUERIES, TABLES
from jobtide.edition.index_of import SORTS, Asked, index_of
from jobtide.edition.lookup import Entry, Lookup
from jobtide.edition.mapped.market import Market
from jobtide.edition.mapped.named import Named
from jobtide.edition.mapped.named import read as read_named
from jobtide.edition.masked import masked
from jobtide.edition.suggesting import Suggesting
from jobtide.entry import PlaceEntry, Suggestion, TermEntry
from jobtide.errors import Error, Unknown
from jobtide.page import Categories, CategoryPage, CategorySummary, EditionName, Index, Page, PlaceName, TermName
from jobtide.period import MONTHS, Period
from jobtide.population import Counted, Population
from jobtide.taxonomy import CATEGORIES

if TYPE_CHECKING:
    import numpy as np

    from jobtide.comparison import Comparison
    from jobtide.differences import Differences
    from jobtide.mover import Movers
    from jobtide.news import News
    from jobtide.vacancy import Behind, OneVacancy

EMPLOYMENT_TYPES = ("permanent", "contract")
_KEPT = 200  # places, types and periods whose figures of all vacancies are kept


class Reader:
    """One edition, open. Its `page` and `index` are what `show` and `index` print.

    `once` is for who wants a page and no more: machine code that makes pages fast is not loaded for it.
    """

    def __init__(self, folder: Path, threads: int = 1, once: bool = False):
        self._folder = folder
        self.manifest = manifest.read(folder)
        inputs = self.manifest.inputs
        self.edition = EditionName(self.manifest.id, inputs.as_of, inputs.label, inputs.settings.get("currency", "GBP"))
        self.root_place: str = inputs.settings["root_place"]
        self._threads, self._once = threads, once
        self._opening = threading.Lock()
        self._root = None  # most pages need no database, and loading it takes longer than they do
        self._thread = threading.local()
        self._carried: dict[str, frozenset[str]] = {}

    def close(self) -> None:
        if self._root is not None:
            self._root.close()

    # -- names --------------------------------------------------------------------------------------------------------

    def find_term(self, name: str) -> TermName:
        """By name, long name, alias or slug, in any case. Raises Unknown with the nearest names."""
        return self._term_names[self._terms.find(name).slug]

    def find_place(self, name: str) -> PlaceName:
        return self._place_names[self._places.find(name).slug]

    def terms(self) -> Sequence[TermName]:
        return list(self._term_names.values())

    def places(self) -> Sequence[PlaceName]:
        return list(self._place_names.values())

    def term_number(self, slug: str) -> int:
        return self._numbered("term", self._term_numbers, slug)

    def place_number(self, slug: str) -> int:
        return self._numbered("place", self._place_numbers, slug)

    def knows_term(self, slug: str) -> bool:
        return slug in self._term_numbers

    def term_numbered(self, number: int) -> TermName:
        return self._terms_by_number[number]

    def places_below(self, slug: str) -> Mapping[int, PlaceName]:
        """The places right below, by their numbers."""
        return self._below.get(slug, {})

    def comparator(self, slug: str) -> str | None:
        """Slug of the place whose medians stand beside this one's."""
        return self._place_names[slug].parent_slug

    # -- figures ------------------------------------------------------------------------------------------------------

    def page(self, term: str, place: str, employment_type: str = "permanent", months: int = 6) -> Page:
        """Everything published of one cell. `term` and `place` are slugs; raises Unknown for others."""
        from jobtide.edition.page_of import page_of

        self._refuse(employment_type, months)
        self.term_number(term), self.place_number(place)
        return page_of(self, self._term_names[term], self._place_names[place], employment_type, months)

    def explore(
        self,
        asked: Population,
        place: str,
        employment_type: str = "permanent",
        months: int = 6,
        check: Callable[[], None] = lambda: None,
    ) -> Page:
        """The same page of any population. Of one term alone it is that term's own page.

        `check` is called again and again while it is made; it stops an answer that takes too long by raising.
        """
        from jobtide.edition.population_of import page_of_population

        if asked.term is not None:
            return self.page(asked.term, place, employment_type, months)
        self._refuse(employment_type, months)
        self.place_number(place)
        chosen, where = checked(self, asked), self._place_names[place]
        return page_of_population(self, chosen, where, employment_type, months, check)

    @cached_property
    def middles(self) -> Mapping[str, tuple[float, float]]:
        """Degrees north and east of places, by their slugs: of those of which they are known."""
        if not self.carries("places", "latitude"):
            return {}
        rows = self.rows("SELECT slug, latitude, longitude FROM places WHERE latitude IS NOT NULL ORDER BY place")
        return {slug: (north, east) for slug, north, east in rows}

    @cached_property
    def everything(self) -> Callable[[str, str, int], CategorySummary]:
        """All vacancies of a place (its slug), type and period, which stand beside most populations. The latest are
        kept: they take longer than the rest of such a page."""
        from jobtide.edition.population_of import everything

        return lru_cache(_KEPT)(lambda place, kind, months: everything(self, self._place_names[place], kind, months))

    def choices(self) -> Mapping[str, Sequence[str]]:
        """What vacancies can be chosen by beyond names: the values of "seniority" and "sources" that they have."""
        return self._choices

    def vacancies(
        self,
        asked: Population,
        place: str,
        employment_type: str = "permanent",
        months: int = 6,
        counted: Counted | None = None,
        limit: int | None = 50,
        offset: int = 0,
        check: Callable[[], None] = lambda: None,
    ) -> "Behind":
        """The vacancies behind a figure of `explore`, the newest first: as many as that figure says.

        `counted` says which figure, by default the number of vacancies of the period; None for `limit` gives all.
        """
        from jobtide.edition.behind import vacancies_behind

        self._refuse(employment_type, months)
        return vacancies_behind(
            self, asked, place, employment_type, months, counted or Counted(), limit, offset, check
        )  # fmt: skip

    def vacancy(self, vacancy_id: str) -> "OneVacancy":
        """The adverts that one vacancy is, and why. Raises Unknown."""
        from jobtide.edition.behind import adverts_behind

        return adverts_behind(self, vacancy_id)

    def index(
        self,
        place: str,
        employment_type: str = "permanent",
        months: int = 6,
        *,
        categories: Sequence[str] = (),
        terms: Sequence[str] = (),
        search: str = "",
        sort: str = "rank",
        reverse: bool = False,
        limit: int | None = 50,
        offset: int = 0,
    ) -> Index:
        """The terms with a vacancy in the period.

        Ties stand in the order of names, nulls last; `reverse` turns the order of `sort` round. `categories` are names,
        `terms` slugs; none means all.
        """
        self._refuse(employment_type, months)
        for category in categories:
            if category not in CATEGORIES:
                raise Unknown("category", category, CATEGORIES[:3])
        if sort not in SORTS:
            raise Unknown("column to sort by", sort, tuple(SORTS))
        number = self.place_number(place)
        asked = Asked(categories, terms, search, sort, reverse, limit, offset)
        total, rows = index_of(self, number, employment_type, months, asked)
        return Index(
            self.edition, self._place_names[place], employment_type, months, self.period_of(months)[0],
            self.totals(place, employment_type, months)[0], total, rows, self.measures.of("index"),
        )  # fmt: skip

    def category(
        self, category: str, place: str, employment_type: str = "permanent", months: int = 6, **asked: object
    ) -> CategoryPage:
        """A category as a whole, and its terms as `index` gives them; `asked` is passed on to it."""
        from jobtide.edition.category_of import SHOWN, category_summary

        index = self.index(place, employment_type, months, categories=[category], **asked)
        return CategoryPage(
            self.edition, index.place, employment_type, months, self.period_of(months)[:SHOWN],
            category_summary(self, category, index.place, employment_type, months),
            self.totals(place, employment_type, months)[:SHOWN], index.total, index.rows,
            self.measures.of("category"),
        )  # fmt: skip

    def categories(self, place: str, employment_type: str = "permanent", months: int = 6) -> Categories:
        """The categories with a vacancy in the period."""
        from jobtide.edition.category_of import category_rows

        self._refuse(employment_type, months)
        rows = category_rows(self, place, employment_type, months)
        return Categories(
            self.edition, self._place_names[place], employment_type, months, self.period_of(months)[0],
            self.totals(place, employment_type, months)[0], rows, self.measures.of("categories"),
        )  # fmt: skip

    def movers(self, place: str, employment_type: str = "permanent", months: int = 6, limit: int = 10) -> "Movers":
        """The terms that moved against a year before, at most `limit` up and as many down; none where none is sure."""
        from jobtide.edition.movers_of import movers_of

        self._refuse(employment_type, months)
        self.place_number(place)
        return movers_of(self, self._place_names[place], employment_type, months, limit)

    def period_of(self, months: int) -> Sequence[Period]:
        """The period and its comparators of one, two and three years earlier."""
        return self._periods[months]

    def totals(self, place: str, employment_type: str, months: int) -> list[int]:
        """All vacancies of the period and of each of its three comparators."""
        number = self.place_number(place)
        return self.totals_of([number], employment_type, months)[number]

    def totals_of(self, places: Sequence[int], employment_type: str, months: int) -> dict[int, list[int]]:
        """The same of several places, by their numbers."""
        wanted = {"employment_type": employment_type, "months": months, "place": list(places)}
        found = self.market.figures(tables.TOTALS).rows(wanted, ("count",))
        counts = {(at, period): count for at, period, count in found}
        periods = range(len(self.period_of(months)))
        return {place: [counts.get((at, period), 0) for period in periods] for at, place in enumerate(places)}

    def months(self, place: str, employment_type: str) -> Mapping[str, int]:
        """All vacancies first seen in each month ("2025-11") since the first data, the oldest first."""
        return self.market.month_totals(employment_type, self.place_number(place))

    # -- lists --------------------------------------------------------------------------------------------------------

    def term_entries(self) -> Sequence[TermEntry]:
        """All terms, in the order of their names."""
        return [TermEntry(*row[1:5], tuple(row[5])) for row in self._named.terms]

    def place_entries(self) -> Sequence[PlaceEntry]:
        """All places, in the order of their names."""
        rows = self.rows("SELECT slug, name, long_name, parent, ancestors, kind FROM places ORDER BY place")
        return [PlaceEntry(*row) for row in rows]

    def suggestions(self, text: str, kind: str = "any") -> Sequence[Suggestion]:
        """Names that hold the text: those that begin with it first, then terms by rank in the root place; `kind` is
        any, term or place."""
        return self._suggesting.holding(text, kind)

    # -- what they mean -----------------------------------------------------------------------------------------------

    @cached_property
    def measures(self) -> measure.Measures:
        """The definitions that the edition was made with."""
        file = self._folder / DEFINITIONS
        return measure.from_json(json.loads(file.read_text(encoding="utf-8")))

    def sql(self, query: str) -> str:
        """The SQL of one of the edition's queries, as it ran or as pages run it."""
        if query not in self._queries:
            raise Unknown("query", query, tuple(sorted(self._queries))[:4])
        return self._queries[query]

    @cached_property
    def market(self) -> Market:
        """The columns that pages are made from."""
        try:
            return Market(self._folder / MAPPED, swiftly=not self._once)
        except (OSError, ValueError, KeyError) as error:
            raise self._unusable(f"its columns cannot be read ({error})") from error

    def _unusable(self, why: str) -> Error:
        if not self._folder.exists():
            return Error(f"Edition {self.edition.id} is no longer there: it was removed since it was opened.")
        made_by = self.manifest.inputs.software
        return Error(
            f"Edition {self.edition.id} cannot be used: {why}. It was made by jobtide {made_by}; `jobtide verify` "
            "tells whether it is damaged. Publish it again: the adverts are still there."
        )

    # -- the database -------------------------------------------------------------------------------------------------

    def rows(self, sql: str, parameters: Sequence | dict = ()) -> list[tuple]:
        """Asks the database of the edition's tables."""
        import duckdb

        try:
            return self._cursor().execute(sql, parameters).fetchall()
        except duckdb.Error as error:
            raise Error(f"Edition {self.edition.id} could not be read: {error}\n{sql}") from error

    def compare(
        self,
        terms: Sequence[str],
        places: Sequence[str],
        employment_type: str = "permanent",
        months: int = 6,
        periods: bool = False,
    ) -> "Comparison":
        """Two to six terms in one place, one term in two to six places, or (`periods`) one term in one place in this
        period and the two before, side by side. `terms` and `places` are slugs."""
        from jobtide.edition.compared import comparison_of

        return comparison_of(self, terms, places, employment_type, months, periods)

    def news(
        self,
        earlier: Sequence["Reader"],
        place: str,
        employment_type: str = "permanent",
        months: int = 6,
        term: str | None = None,
    ) -> "list[News]":
        """What this edition and `earlier` ones, in the order of publication, tell that those before them did not: of
        one term, or of all of a place. An element for each edition with news, the earliest first. Slugs."""
        from jobtide.edition.news_of import news_of

        self._refuse(employment_type, months)
        return news_of([*earlier, self], place, employment_type, months, term)

    def differences(
        self,
        other: "Reader",
        place: str,
        employment_types: Sequence[str] = EMPLOYMENT_TYPES,
        months: int = 6,
        limit: int = 20,
    ) -> "Differences":
        """What differs from another edition: what both were made from, and the figures of a place."""
        from jobtide.edition.differences_of import differences_of

        return differences_of(self, other, place, employment_types, months, limit)

    def column(self, sql: str, parameters: Sequence | dict = ()) -> "np.ndarray":
        """The first column of what `rows` would give, which is never null."""
        import duckdb

        try:
            return next(iter(self._cursor().execute(sql, parameters).fetchnumpy().values()))
        except duckdb.Error as error:
            raise Error(f"Edition {self.edition.id} could not be read: {error}\n{sql}") from error

    @cached_property
    def employers(self) -> frozenset[str]:
        """How employers are called, as quoted and folded, in small letters."""
        from jobtide.edition.chosen import employers

        return employers(self)

    def carries(self, table: str, column: str) -> bool:
        """Whether the edition's table has a column; those that an earlier version made lack the newest."""
        if table not in self._carried:
            self._carried[table] = frozenset(row[0] for row in self.rows(f"DESCRIBE {table}"))
        return column in self._carried[table]

    def _cursor(self):
        if not hasattr(self._thread, "cursor"):
            with self._opening:
                if self._root is None:
                    self._root = self._connected()
            self._thread.cursor = self._root.cursor()
        return self._thread.cursor

    def _connected(self):
        import duckdb

        if not self._folder.exists():
            raise self._unusable("its files are gone")
        connection = duckdb.connect(config={"threads": self._threads})
        for table, rows in self._tables().items():
            try:
                connection.execute(f"CREATE VIEW {table} AS {rows}")
            except duckdb.Error as error:
                raise self._unusable(f"its table {table} cannot be read ({error})") from error
        return connection

    @cached_property
    def _choices(self) -> dict[str, list[str]]:
        from jobtide.edition.chosen import known_values

        return {column: known_values(self, column) for column in ("seniority", "sources")}

    def _tables(self) -> dict[str, str]:
        """SQL of the rows of each table: those of its files, or of the query that stands for it.

        Words that may not be shown are in none of them.
        """
        rows = {}
        shown = self.manifest.inputs.settings.get("shown", {})
        for table in (*tables.EDITION, *tables.MEMBERSHIPS):
            files = table_files(self._folder / TABLES, table)
            listed = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
            said = f"SELECT * FROM read_parquet([{listed}])"
            rows[table.name] = self.sql(table.name) if table in tables.MEMBERSHIPS and not files[0].exists() else said
            if shown and table in (tables.VACANCIES, tables.MEMBERS):
                import pyarrow.parquet as pq

                rows[table.name] = masked(table, said, shown, pq.read_schema(files[0]).names)
        return rows

    @cached_property
    def _queries(self) -> dict[str, str]:
        return {file.stem: file.read_text(encoding="utf-8") for file in (self._folder / QUERIES).glob("*.sql")}

    @cached_property
    def _periods(self) -> dict[int, list[Period]]:
        found: dict[int, list[Period]] = {}
        for months, *days in self._named.periods:
            found.setdefault(months, []).append(Period(*days))
        return found

    @cached_property
    def _named(self) -> Named:
        try:
            return read_named(self._folder / MAPPED)
        except (OSError, ValueError, KeyError) as error:
            raise self._unusable(f"its names cannot be read ({error})") from error

    @cached_property
    def _term_names(self) -> dict[str, TermName]:
        return {row[1]: TermName(*row[1:5]) for row in self._named.terms}

    @cached_property
    def _terms_by_number(self) -> dict[int, TermName]:
        return {row[0]: self._term_names[row[1]] for row in self._named.terms}

    @cached_property
    def _place_names(self) -> dict[str, PlaceName]:
        names = {row[1]: row[2] for row in self._named.places}
        return {
            slug: PlaceName(slug, name, path, names.get(comparator), comparator, in_sentence)
            for _, slug, name, _, path, comparator, in_sentence, *_ in self._named.places
        }

    @cached_property
    def _below(self) -> dict[str, dict[int, PlaceName]]:
        below: dict[str, dict[int, PlaceName]] = {}
        for number, slug, *_, parent in self._named.places:
            below.setdefault(parent, {})[number] = self._place_names[slug]
        return below

    @cached_property
    def _suggesting(self) -> Suggesting:
        rows = self.index(self.root_place, limit=None).rows
        return Suggesting(self.terms(), self.places(), {row.slug: row.rank for row in rows if row.rank is not None})

    @cached_property
    def _terms(self) -> Lookup:
        return Lookup("term", (Entry(*row[:4], tuple(row[5])) for row in self._named.terms))

    @cached_property
    def _places(self) -> Lookup:
        return Lookup("place", (Entry(*row[:4], tuple(row[7])) for row in self._named.places))

    @cached_property
    def _term_numbers(self) -> dict[str, int]:
        return {row[1]: row[0] for row in self._named.terms}

    @cached_property
    def _place_numbers(self) -> dict[str, int]:
        return {row[1]: row[0] for row in self._named.places}

    @staticmethod
    def _numbered(kind: str, numbers: dict[str, int], slug: str) -> int:
        if slug not in numbers:
            raise Unknown(kind, slug)
        return numbers[slug]

    @staticmethod
    def _refuse(employment_type: str, months: int) -> None:
        if employment_type not in EMPLOYMENT_TYPES:
            raise Unknown("employment type", employment_type, EMPLOYMENT_TYPES)
        if months not in MONTHS:
            raise Error(f"Periods are 6 or 3 months long, not {months}.")
