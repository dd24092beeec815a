"""A market in a notebook: one edition, from a folder or from a served market, with the same objects."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from jobtide.entry import PlaceEntry, TermEntry
from jobtide.measure import Measure, Measures
from jobtide.notebook import html
from jobtide.notebook.asked import Cell, Choice, Listing, Names, several
from jobtide.notebook.comparing import Compared, Moved
from jobtide.notebook.listed import Listed
from jobtide.notebook.rows import Rows
from jobtide.notebook.term_page import TermPage
from jobtide.page import EditionName
from jobtide.site.drawing import Drawing
from jobtide.vacancy import Listed as Vacancy


class Market:
    """What `jobtide.open` returns. Terms and places are names, long names, aliases or slugs, in any case; those that
    nobody knows are refused with the nearest names.

    Without `place` figures are the market's own, mostly those of the country; `place="World"` counts everything.
    """

    def __init__(self, source):
        self._source, self._drawing = source, Drawing()

    # -- which edition ------------------------------------------------------------------------------------------------

    @property
    def edition(self) -> EditionName:
        return self._source.edition

    @property
    def editions(self) -> list[str]:
        """Ids of all that are published, the oldest first."""
        return self._source.editions()

    def at(self, edition: str) -> "Market":
        """The same market as of an earlier edition."""
        return Market(self._source.at(edition))

    # -- figures ------------------------------------------------------------------------------------------------------

    def term(self, name: str, place: str | None = None, contract: bool = False, months: int = 6) -> TermPage:
        """The page of a term."""
        return self._page(Choice(name), Cell(place, contract, months))

    def where(
        self,
        expression: str | None = None,
        place: str | None = None,
        contract: bool = False,
        months: int = 6,
        *,
        term: str | None = None,
        work_mode: Names = None,
        employer: Names = None,
        seniority: Names = None,
        source: Names = None,
        pay_from: float | None = None,
        first: date | None = None,
        last: date | None = None,
    ) -> TermPage:
        """The same page of any vacancies: `market.where("python and (aws or azure) and not java", work_mode="remote")`.

        Of several values of one argument any will do; all arguments together must hold.
        """
        choice = Choice(
            term, expression, several(work_mode), several(employer), several(seniority), several(source), pay_from,
            first, last,
        )  # fmt: skip
        return self._page(choice, Cell(place, contract, months))

    def index(
        self,
        place: str | None = None,
        contract: bool = False,
        months: int = 6,
        *,
        category: Names = None,
        term: Names = None,
        search: str = "",
        sort: str = "rank",
        reverse: bool = False,
        limit: int | None = None,
    ) -> Listed:
        """The terms with a vacancy in the period; all of them without a `limit`."""
        listing = Listing(several(category), several(term), search, sort, reverse, limit)
        return Listed(self._source.index(listing, Cell(place, contract, months)))

    def compare(
        self, *terms: str, place: Names = None, contract: bool = False, months: int = 6, periods: bool = False
    ) -> Compared:
        """Terms side by side, or one term in several places, or (`periods`) one term in this period and those before;
        and of each pair whether it can be told from noise."""
        where = several(place)
        found = self._source.compare(terms, where, periods, Cell(where[0] if where else None, contract, months))
        return Compared(found)

    def movers(self, place: str | None = None, contract: bool = False, months: int = 6, limit: int = 10) -> Moved:
        """The terms that moved against a year before, by more than chance explains: at most `limit` up and down."""
        return Moved(self._source.movers(Cell(place, contract, months), limit))

    def table(self, name: str):
        """A whole table of the edition (vacancies, cells, cell_pay …) as a pyarrow.Table, as `jobtide export edition`
        writes it."""
        return self._source.table(name)

    # -- names and meanings -------------------------------------------------------------------------------------------

    @cached_property
    def terms(self) -> Rows:
        return Rows.of("Terms", TermEntry, self._source.terms())

    @cached_property
    def places(self) -> Rows:
        return Rows.of("Places", PlaceEntry, self._source.places())

    @cached_property
    def measures(self) -> Measures:
        """What every figure means; iterate over it, or ask `measure("median")`."""
        return self._source.measures()

    def measure(self, name: str) -> Measure:
        """One definition, by its id, as the column `measure` of a summary names it."""
        return self.measures.find(name)

    # -- for people ---------------------------------------------------------------------------------------------------

    def __repr__(self) -> str:
        return "\n".join(self._lines())

    def _repr_html_(self) -> str:
        first, *others = self._lines()
        return html.heading(first, None) + "".join(map(html.quiet, others))

    def _lines(self) -> Iterator[str]:
        yield f"Market {self._source.address}"
        if self.edition.label:
            yield self.edition.label
        yield f"Edition {self.edition.id}, as of {self.edition.as_of.isoformat()}; pay in {self.edition.currency}."
        yield 'Ask it for term("Python", place="London"), where("python and aws"), index(), compare("Go", "Rust").'

    def _page(self, choice: Choice, cell: Cell) -> TermPage:
        page = self._source.page(choice, cell)

        def vacancies() -> Rows:
            title = f"Vacancies: {page.term.name} in {page.place.in_sentence}"
            return Rows.of(title, Vacancy, self._source.vacancies(choice, cell), self.edition.label)

        return TermPage(page, vacancies, self._drawing)
