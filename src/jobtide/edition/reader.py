"""The figures of one edition: what every surface reads, and all that it reads.

Pages are made from the edition's columns (`opened`), exports and lists of vacancies ask a database of its tables
(`database`). A reader may be used from several threads.

Touches: the edition's files, for reading.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from jobtide import tables
from jobtide.edition.database import Database
from jobtide.edition.names import Names
from jobtide.entry import PlaceEntry, Suggestion
from jobtide.errors import Error, Unknown
from jobtide.page import Categories, CategoryPage, CategorySummary, Index, Page
from jobtide.period import MONTHS
from jobtide.population import Counted, Population
from jobtide.taxonomy import CATEGORIES

if TYPE_CHECKING:
    from jobtide.comparison import Comparison
    from jobtide.differences import Differences
    from jobtide.edition.suggesting import Suggesting
    from jobtide.mover import Movers
    from jobtide.news import News
    from jobtide.vacancy import Behind, OneVacancy

EMPLOYMENT_TYPES = ("permanent", "contract")
_KEPT = 200  # places, types and periods whose figures of all vacancies are kept


class Reader(Names, Database):
    """One edition, open. Its `page` and `index` are what `show` and `index` print."""

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
        if asked.term is not None:
            return self.page(asked.term, place, employment_type, months)
        from jobtide.edition.chosen import checked
        from jobtide.edition.population_of import page_of_population

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
        from jobtide.edition.index_of import SORTS, Asked, index_of

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

    def place_entries(self) -> Sequence[PlaceEntry]:
        """All places, in the order of their names."""
        rows = self.rows("SELECT slug, name, long_name, parent, ancestors, kind FROM places ORDER BY place")
        return [PlaceEntry(*row) for row in rows]

    def suggestions(self, text: str, kind: str = "any") -> Sequence[Suggestion]:
        """Names that hold the text: that name itself, those that begin with it, those with more vacancies (permanent,
        in 6 months; of terms in the root place); `kind` is any, term or place."""
        return self._suggesting.holding(text, kind)

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

    @cached_property
    def _suggesting(self) -> "Suggesting":
        from jobtide.edition.suggesting import Suggesting

        rows = self.index(self.root_place, limit=None).rows
        places = self.places()
        found = self.totals_of([self.place_number(place.slug) for place in places], "permanent", 6)
        placed = {place.slug: counts[0] for place, counts in zip(places, found.values(), strict=True)}
        return Suggesting(self.terms(), places, {row.slug: row.count for row in rows}, placed)

    @staticmethod
    def _refuse(employment_type: str, months: int) -> None:
        if employment_type not in EMPLOYMENT_TYPES:
            raise Unknown("employment type", employment_type, EMPLOYMENT_TYPES)
        if months not in MONTHS:
            raise Error(f"Periods are 6 or 3 months long, not {months}.")
